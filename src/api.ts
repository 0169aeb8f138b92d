import type { Config, ConfigInput } from "../schema/config.ts";
import type { RunEvent } from "../schema/event.ts";
import type { Evidence } from "../schema/evidence.ts";
import type { Executor, ExecutorInfo, Receipt } from "../schema/execution.ts";
import type { LicencePolicy } from "../schema/licence.ts";
import type { ModelDriver } from "../schema/model.ts";
import type { Question } from "../schema/question.ts";
import type { Clarification, Plan, Quote, Spec } from "../schema/request.ts";
import type { Review } from "../schema/review.ts";
import type { Run, RunCounts, RunSummary } from "../schema/run.ts";
import type { Source, SourceHealth, ToolChange } from "../schema/source.ts";
import type { CallRecord, Sample, StoredEvent } from "../schema/store.ts";
import type { Tool } from "../schema/tool.ts";
import type { CalibrateOptions } from "./calibration/bench.ts";
import type { CalibrationReport } from "./calibration/report.ts";
import type { DiffReport } from "./compare/index.ts";
import type { AttemptOutput } from "./engine/item.ts";
import type { RowAttempt } from "./history.ts";
import type { ImportOptions, ImportResult } from "./import/run.ts";
import type { AnyFamily } from "./offline/family.ts";
import type { PushOptions, PushResult } from "./publish/index.ts";
import type { ReportOptions, ReportResult } from "./report/index.ts";
import type { StatsReport } from "./statistics/describe.ts";

/** What comes from outside the configuration: secrets, things that are code, and the user's own additions. */
export interface AssayOptions {
  /** Secrets by the name of their variable; the CLI passes the environment. Default: `process.env`. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Further model drivers by name; `model: "<name>/<model>"` reaches them. */
  drivers?: Record<string, ModelDriver>;
  /** Further problem families for the offline expert. */
  families?: readonly AnyFamily[];
  tools?: Record<string, Tool>;
  sources?: Record<string, Source>;
  /** Base URL by host, for emulators and mirrors of research sources. */
  sourceBaseUrls?: Record<string, string>;
  /** Answers the orchestrator's questions; without it the assumptions are taken and recorded. */
  clarify?(questions: readonly Clarification[]): Promise<Partial<Record<Clarification["field"], string>>>;
  /** Default: the system's. */
  clock?: { now(): Date; sleep(milliseconds: number, signal: AbortSignal): Promise<void> };
}

export interface CallOptions {
  signal?: AbortSignal;
}

export interface PrepareOptions extends CallOptions {
  /** Most that the call itself may spend, in USD; stands before the configuration's. */
  budget?: number;
  /** Told what the call itself has spent, in USD, also when it fails. */
  onSpend?(usd: number): void;
}

/** A run under way: iterate it for events, await it for the summary. Both may be done, in any order. */
export interface RunHandle extends AsyncIterable<RunEvent>, PromiseLike<RunSummary> {
  /** Resolves as soon as the run is recorded. */
  readonly id: Promise<string>;
  /** Stops after what is under way is saved; the summary then says `interrupted`. */
  stop(): void;
}

export interface RunReport {
  run: Run;
  counts: RunCounts;
  /** Items with a result, by stage. */
  stages: Record<string, number>;
  spend: { usd: number; inputTokens: number; outputTokens: number; calls: number };
}

/** Everything known about one row. */
export interface Dossier {
  sample: Sample;
  run: Run;
  question: Question;
  evidence: Evidence[];
  receipts: (Receipt & { stage: string; attempt: number })[];
  reviews: Review[];
  calls: CallRecord[];
  /** Why the row ended with its verdict, where the last review does not say it: a duplicate, a pass rate outside the band. */
  reason: string;
  /** Every attempt at the row, in order: feedback, draft, executions, review and calls of each. */
  history: RowAttempt[];
  /** Passages that the fact-check found; the row does not rest on them. */
  factEvidence: Evidence[];
  /** Another model's attempts at the question; null where its difficulty was not measured. */
  measured: Omit<AttemptOutput, "traces"> | null;
}

export interface ExportOptions extends CallOptions {
  /** Default `trl`. */
  format?: string;
  /** Folder; default `assay-export/<run>`. Made when missing; files are replaced whole or not at all. */
  out?: string;
  /** Replaces files that no export wrote, which is otherwise refused with `export/foreign`. */
  overwrite?: boolean;
  licencePolicy?: LicencePolicy;
  /** Shares of train, validation and test: `80/10/10`. Variants of one problem stay together. Default: all in train. */
  split?: string;
  /** Verdicts that go out; default approved only. */
  verdicts?: readonly string[];
  /** `conversational` messages (default) or `standard` strings, where the format has both. */
  form?: string;
  /** `jsonl` or `parquet`, where the format has both; default: the format's first. */
  container?: string;
  /** Where reasoning goes: `inline` (default), `thinking`, `reasoning_content` or `drop`. */
  thinking?: string;
  /** Holds back rows whose prompt stands in an earlier row: `exact`, `near` or `none` (default). */
  dedup?: string;
  /** Holds back rows that repeat others too: `all` other runs, or runs, files and folders with commas between. */
  across?: string;
  /** Which of several duplicates stays: the `first` in index order (default) or the `best` by quality. */
  keep?: "first" | "best";
  /**
   * Holds back rows whose prompts mean nearly the same by an embedding model, `gemini/gemini-embedding-001`; costs money,
   * sees no numbers, and takes 50,000 rows at most.
   */
  semantic?: string;
  /** Cosine similarity from which two prompts mean the same; default 0.95. */
  semanticThreshold?: number;
  /** Benchmark files (JSON Lines, Parquet or text); rows that share text with one are held back. */
  decontaminate?: readonly string[];
  /** Words of a run that counts as shared text; default 13. */
  decontaminateWords?: number;
  /** Whether numbers in shared text must be the `same` (default) or `any` number stands for any other. */
  decontaminateNumbers?: "same" | "any";
  /**
   * Also holds back rows whose prompts mean nearly the same as an item of those files by an embedding model,
   * `gemini/gemini-embedding-001`; costs money, sees no numbers, and takes 50,000 texts of benchmarks at most.
   */
  decontaminateSemantic?: string;
  /** Cosine similarity from which a prompt and an item mean the same; default 0.95. */
  decontaminateThreshold?: number;
}

export interface ExportResult {
  run: string;
  format: string;
  out: string;
  files: { path: string; rows: number; bytes: number; sha256: string }[];
  /** Rows held back, by reason. */
  withheld: Record<string, number>;
}

export type AuditCheck = "file" | "number" | "content-hash" | "evidence-span" | "receipt" | "licence" | "verdict";

export interface AuditFinding {
  /** Id of the row, or the path of the file. */
  sample: string;
  check: AuditCheck;
  message: string;
}

export interface AuditReport {
  /** The run that was audited; null for a folder. */
  run: string | null;
  /** The folder that was audited; null for a run. */
  folder: string | null;
  rows: number;
  /** What was looked at, and what did not hold, by check. */
  checked: Partial<Record<AuditCheck, number>>;
  failed: Partial<Record<AuditCheck, number>>;
  /** The first 1,000 findings. */
  findings: AuditFinding[];
  /** Whether nothing was found, but for at most 0.5 % of the replayed receipts. */
  passed: boolean;
}

export interface DoctorReport {
  version: string;
  node: string;
  platform: string;
  executors: ExecutorInfo[];
  /** Names of secrets, and whether they are set; never their values. */
  keys: { name: string; set: boolean }[];
  models: { tier: string; model: string }[];
  database: { location: string; state: string; library: string };
  sources: SourceHealth[];
}

export interface ServeOptions {
  /** Port of 127.0.0.1, 0 for a free one; without it stdio is served. */
  port?: number;
  /** Bearer token that HTTP requests must carry. */
  token?: string;
}

export interface Serving {
  /** Null on stdio. */
  url: string | null;
  /** Resolves when the host is gone or `close` was called. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/** The library. Importing it does nothing; `createAssay` opens nothing until a method needs it. */
export interface Assay {
  readonly config: Config;
  /** The request understood, with the questions a person could still answer. */
  interpret(request: string, options?: PrepareOptions): Promise<{ spec: Spec; clarifications: Clarification[] }>;
  plan(request: string | Spec, options?: PrepareOptions): Promise<{ spec: Spec; plan: Plan }>;
  quote(request: string | Spec, options?: PrepareOptions): Promise<Quote>;
  /** Makes a run; `budget`, in USD, stands before the configuration's. */
  generate(request: string | Spec, options?: CallOptions & { budget?: number }): RunHandle;
  /** Goes on with a run; without an id, with the newest that is not finished. */
  resume(run?: string, options?: CallOptions & { budget?: number }): RunHandle;
  /** Without an id, of the newest run. */
  status(run?: string): Promise<RunReport>;
  runs(limit?: number): Promise<Run[]>;
  events(run: string): AsyncIterable<StoredEvent>;
  samples(run?: string, filter?: { verdicts?: readonly string[] }): AsyncIterable<Sample>;
  show(sample: string): Promise<Dossier>;
  /** Reviews rows of a training type from anywhere: deterministic checks, and execution where the row has code. */
  review(type: string, rows: readonly Record<string, unknown>[], options?: CallOptions): Promise<Review[]>;
  /** Measures the reviewer on right rows with planted faults: recall by fault, false rejections, agreement with people. */
  calibrate(options?: CalibrateOptions): Promise<CalibrationReport>;
  /** Takes JSON Lines or Parquet files in as a run of its own, unchecked unless reviewed; bad records are reported. */
  import(files: string | readonly string[], options?: ImportOptions): Promise<ImportResult>;
  /** Writes a run's rows to files; a format that can hold several runs takes a list of them. */
  export(run?: string | readonly string[], options?: ExportOptions): Promise<ExportResult>;
  /** Checks a run again (without a word, the newest), or a folder that the format hf wrote. */
  audit(runOrFolder?: string, options?: CallOptions): Promise<AuditReport>;
  /** Describes a run, or a folder of exported JSON Lines or Parquet files; a word that is no path is a run's id. */
  stats(dataset?: string, options?: CallOptions): Promise<StatsReport>;
  /** Writes a page about a run or a folder that needs no server and nothing but itself. */
  report(dataset?: string, options?: ReportOptions): Promise<ReportResult>;
  /** Compares two runs or folders, row by row and in their distributions. */
  diff(a: string, b: string, options?: CallOptions): Promise<DiffReport>;
  /** Publishes a run or an exported folder to the Hugging Face Hub, private unless said otherwise. */
  push(dataset: string | undefined, repository: string, options?: PushOptions): Promise<PushResult>;
  doctor(): Promise<DoctorReport>;
  /** Asks every source of the configuration for a known item; throws where the configuration itself is wrong. */
  checkSources(options?: CallOptions): Promise<DoctorReport["sources"]>;
  /** The tools of a configured MCP server that changed since they were trusted; trusts them as they are now, unless `dryRun`. */
  approveSource(source: string, options?: CallOptions & { dryRun?: boolean }): Promise<ToolChange[]>;
  /** Serves assay and its sources as MCP tools to other agents, on stdio or on streamable HTTP of this machine. */
  serve(options?: ServeOptions): Promise<Serving>;
  close(): Promise<void>;
}

export type CreateAssay = (config?: ConfigInput, options?: AssayOptions) => Assay;
export type { Executor };
