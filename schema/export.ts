import type { Evidence } from "./evidence.ts";
import type { Sample } from "./store.ts";
import type { AnyTrainingType } from "./training/index.ts";

export const exportParts = ["train", "validation", "test"] as const;
export type ExportPart = (typeof exportParts)[number];

/** What an exporter reads. Rows may be asked for several times; each time they stream from the start, in index order. */
export interface ExportDataset {
  type: AnyTrainingType;
  /** Parts that have a share; only `train` when the dataset is not split. */
  parts: readonly ExportPart[];
  rows(part: ExportPart): AsyncIterable<{ sample: Sample; evidence: readonly Evidence[] }>;
}

/** One file of an export, relative to the folder. `rows` counts as the content is read. */
export interface ExportFile {
  path: string;
  content: AsyncIterable<{ text: string; rows: number }>;
}

/** One format. Streams in constant memory; equal rows give equal bytes. */
export interface Exporter {
  name: string;
  /** One sentence for the help text. */
  description: string;
  files(dataset: ExportDataset): AsyncIterable<ExportFile>;
}

/** Checks the declaration's types; returns it unchanged. */
export function defineExporter(exporter: Exporter): Exporter {
  return exporter;
}
