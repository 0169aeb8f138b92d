import { type TrainingForm, trainingForms } from "../../schema/training/define.ts";
import { type RowFormat, type RowView, rowFormat } from "./row-format.ts";
import { standardColumns } from "./standard.ts";

const view: RowView = (columns, { form, layout }) => (layout === "standard" ? standardColumns(form, columns) : columns);

const rows = Object.fromEntries(
  Object.entries(trainingForms).map(([form, columns]) => [form, { becomes: columns.join(", "), view }]),
) as Record<TrainingForm, { becomes: string; view: RowView }>;

/**
 * TRL's columns, conversational or standard, with a `provenance` column. OpenRLHF, Unsloth and Axolotl read them too.
 * Column names: https://huggingface.co/docs/trl/dataset_formats
 */
export const trlFormat: RowFormat = {
  name: "trl",
  description: "TRL's columns, as JSON Lines or Parquet; also for OpenRLHF, Unsloth and Axolotl",
  rows,
  otherwise: "it takes every form",
  forms: ["conversational", "standard"],
  containers: ["jsonl", "parquet"],
  provenance: "column",
};

export const trl = rowFormat(trlFormat);
