import type { ImportFormat } from "../format.ts";
import { alpaca } from "./alpaca.ts";
import { columns } from "./columns.ts";
import { openai } from "./openai.ts";
import { sharegpt } from "./sharegpt.ts";
import { trl } from "./trl.ts";
import { verl } from "./verl.ts";

/** Every format that files are read in, the most particular first. A new one is its file and a line here. */
export const importFormats = { sharegpt, verl, openai, alpaca, trl, columns } satisfies Record<string, ImportFormat>;
