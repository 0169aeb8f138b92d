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
import type { Source, SourceHealth } from "../schema/source.ts";
import type { CallRecord, Sample, StoredEvent } from "../schema/store.ts";
import type { Tool } from "../schema/tool.ts";
import type { AnyFamily } from "./offline/family.ts";

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
}

export interface ExportOptions extends CallOptions {
  /** Default `trl`. */
  format?: string;
  /** Folder; default `assay-export/<run>`. Made when missing; files are replaced whole or not at all. */
  out?: string;
  licencePolicy?: LicencePolicy;
  /** Shares of train, validation and test: `80/10/10`. Variants of one problem stay together. Default: all in train. */
  split?: string;
  /** Verdicts that go out; default approved only. */
  verdicts?: readonly string[];
}

export interface ExportResult {
  run: string;
  format: string;
  out: string;
  files: { path: string; rows: number; bytes: number; sha256: string }[];
  /** Rows held back, by reason. */
  withheld: Record<string, number>;
}

export interface AuditFinding {
  sample: string;
  check: "content-hash" | "evidence-span" | "receipt" | "licence" | "verdict";
  message: string;
}

export interface AuditReport {
  run: string;
  rows: number;
  checked: Record<AuditFinding["check"], number>;
  findings: AuditFinding[];
}

export interface DoctorReport {
  version: string;
  node: string;
  platform: string;
  executors: ExecutorInfo[];
  /** Names of secrets, and whether they are set; never their values. */
  keys: { name: string; set: boolean }[];
  models: { tier: string; model: string }[];
  database: { location: string; state: string };
  sources: SourceHealth[];
}

/** The library. Importing it does nothing; `createAssay` opens nothing until a method needs it. */
export interface Assay {
  readonly config: Config;
  /** The request understood, with the questions a person could still answer. */
  interpret(request: string, options?: CallOptions): Promise<{ spec: Spec; clarifications: Clarification[] }>;
  plan(request: string | Spec, options?: CallOptions): Promise<{ spec: Spec; plan: Plan }>;
  quote(request: string | Spec, options?: CallOptions): Promise<Quote>;
  generate(request: string | Spec, options?: CallOptions): RunHandle;
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
  export(run?: string, options?: ExportOptions): Promise<ExportResult>;
  audit(run?: string, options?: CallOptions): Promise<AuditReport>;
  doctor(): Promise<DoctorReport>;
  close(): Promise<void>;
}

export type CreateAssay = (config?: ConfigInput, options?: AssayOptions) => Assay;
export type { Executor };
