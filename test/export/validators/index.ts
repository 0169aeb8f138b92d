import type { ExportForm } from "../../../schema/export.ts";
import type { TrainingForm } from "../../../schema/training/define.ts";
import { validateCsv } from "./csv.ts";
import { validateHf } from "./hf.ts";
import { validateBedrock, validateVertex } from "./hosted.ts";
import { validateOpenai } from "./openai.ts";
import { validateSkyrl, validateVerl } from "./reinforcement.ts";
import { validateAlpaca, validateLlamaFactory, validateSharegpt } from "./share.ts";
import { validateTrl } from "./trl.ts";

export type Validator = (path: string, form: TrainingForm, layout: ExportForm) => Promise<string[]>;

/** What is wrong with a file of a format, by rules written from the format's documentation and apart from its writer. */
export const validators: Record<string, Validator> = {
  trl: validateTrl,
  hf: validateHf,
  verl: validateVerl,
  skyrl: validateSkyrl,
  openai: validateOpenai,
  "llama-factory": validateLlamaFactory,
  sharegpt: validateSharegpt,
  alpaca: validateAlpaca,
  vertex: validateVertex,
  bedrock: validateBedrock,
  csv: validateCsv,
};
