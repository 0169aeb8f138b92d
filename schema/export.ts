import type { Evidence } from "./evidence.ts";
import type { RunCounts } from "./run.ts";
import type { Sample } from "./store.ts";
import type { TrainingForm } from "./training/define.ts";
import type { AnyTrainingType } from "./training/index.ts";

export const exportParts = ["train", "validation", "test"] as const;
export type ExportPart = (typeof exportParts)[number];

/** `conversational`: messages with roles; `standard`: plain strings, with a transcript where there are several turns. */
export const exportForms = ["conversational", "standard"] as const;
export type ExportForm = (typeof exportForms)[number];

export const exportContainers = ["jsonl", "parquet"] as const;
export type ExportContainer = (typeof exportContainers)[number];

/**
 * Where an answer's reasoning goes: `inline` between `<think>` tags before the answer, in a message key of its own
 * (`thinking`, `reasoning_content`), or nowhere.
 */
export const exportThinking = ["inline", "thinking", "reasoning_content", "drop"] as const;
export type ExportThinking = (typeof exportThinking)[number];

export interface ExportSettings {
  form: ExportForm;
  container: ExportContainer;
  thinking: ExportThinking;
}

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
  /** Why the row stays behind, as the summary counts it; null when it goes out. May be asked more than once for a row. */
  refuses(row: ExportRow): string | null;
  /** What was done and found, for the card and the lock file: method, thresholds, counts. Plain JSON. */
  findings(): Record<string, unknown>;
}

/** What the card and the lock file say of a run. Holds nothing that differs between two equal runs. */
export interface ExportOrigin {
  request: string;
  seed: number;
  domain: string;
  language: string;
  /** Settings that change rows. */
  config: Record<string, unknown>;
  spend: { usd: number; inputTokens: number; outputTokens: number };
  counts: RunCounts;
}

/** What an exporter reads. Rows may be asked for several times; each time they stream from the start, in index order. */
export interface ExportDataset {
  type: AnyTrainingType;
  /** Parts that have a share; only `train` when the dataset is not split. */
  parts: readonly ExportPart[];
  rows(part: ExportPart): AsyncIterable<ExportRow>;
  origin: ExportOrigin;
}

/** One export: one dataset, or several where the format takes them. */
export interface ExportRequest {
  datasets: readonly [ExportDataset, ...ExportDataset[]];
  settings: ExportSettings;
  /** Version of assay. */
  version: string;
  /** What the gates did and held back; whole once the rows have been streamed. */
  gates(): { withheld: Record<string, number>; findings: Record<string, Record<string, unknown>> };
}

/** One file of an export, relative to the folder. `rows` counts as the content is read. */
export interface ExportFile {
  path: string;
  content: AsyncIterable<{ data: string | Uint8Array; rows: number }>;
  /** Called once, when the file is whole, before the next one is asked for. */
  written?(file: { rows: number; bytes: number; sha256: string }): void;
}

/** One format. Streams in constant memory; equal rows give equal bytes. */
export interface Exporter {
  name: string;
  /** One sentence for the help text. */
  description: string;
  /** What a row of each form becomes, in a word or two; a form that is absent has no place in this format. */
  takes: Partial<Record<TrainingForm, string>>;
  /** Why the other forms have no place; a clause after "because". */
  otherwise: string;
  /** What it can be asked for; the first is the default. */
  forms: readonly ExportForm[];
  containers: readonly ExportContainer[];
  /** Whether several runs can go into one folder. */
  several?: boolean;
  files(request: ExportRequest): AsyncIterable<ExportFile>;
}

/** Checks the declaration's types; returns it unchanged. */
export function defineExporter(exporter: Exporter): Exporter {
  return exporter;
}
