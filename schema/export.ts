import type { Evidence } from "./evidence.ts";
import type { Sample } from "./store.ts";
import type { AnyTrainingType } from "./training/index.ts";

export const exportParts = ["train", "validation", "test"] as const;
export type ExportPart = (typeof exportParts)[number];

/** One row on its way out, with the passages that it rests on. */
export interface ExportRow {
  sample: Sample;
  evidence: readonly Evidence[];
}

/**
 * Decides which rows of a dataset go out (licences, duplicates, contamination). Gates are asked in a fixed order, and a
 * later one never sees what an earlier one refused. Deterministic: rows come in index order.
 */
export interface ExportGate {
  name: string;
  /** Sees every row once, before the first is written; absent when a row can be judged by itself. */
  look?(row: ExportRow): void | Promise<void>;
  /** After the last `look`. */
  settle?(): void | Promise<void>;
  /** Why the row stays behind, as the summary counts it; null when it goes out. */
  refuses(row: ExportRow): string | null;
  /** What was done and found, for the card and the lock file: method, thresholds, counts. Plain JSON. */
  findings(): Record<string, unknown>;
}

/** What an exporter reads. Rows may be asked for several times; each time they stream from the start, in index order. */
export interface ExportDataset {
  type: AnyTrainingType;
  /** Parts that have a share; only `train` when the dataset is not split. */
  parts: readonly ExportPart[];
  rows(part: ExportPart): AsyncIterable<ExportRow>;
}

/** One file of an export, relative to the folder. `rows` counts as the content is read. */
export interface ExportFile {
  path: string;
  content: AsyncIterable<{ data: string | Uint8Array; rows: number }>;
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
