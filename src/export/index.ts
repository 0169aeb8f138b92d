import type { Exporter } from "../../schema/export.ts";
import { alpaca } from "./alpaca.ts";
import { bedrock } from "./bedrock.ts";
import { csv } from "./csv.ts";
import { hf } from "./hf.ts";
import { llamaFactory } from "./llama-factory.ts";
import { openai } from "./openai.ts";
import { sharegpt } from "./sharegpt.ts";
import { skyrl } from "./skyrl.ts";
import { trl } from "./trl.ts";
import { verl } from "./verl.ts";
import { vertex } from "./vertex.ts";

/** Every export format. A new one is its file and a line here. */
export const exporters = {
  trl,
  hf,
  verl,
  skyrl,
  openai,
  "llama-factory": llamaFactory,
  sharegpt,
  alpaca,
  vertex,
  bedrock,
  csv,
} satisfies Record<string, Exporter>;
