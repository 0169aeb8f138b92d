import { z } from "zod";

export const ExecutionLimits = z.object({
  /** Wall-clock milliseconds for one program. */
  timeoutMs: z.number().int().positive().default(5_000),
  memoryMb: z.number().int().positive().default(512),
  /** Bytes kept of stdout and of stderr each; the rest is counted and dropped. */
  outputBytes: z.number().int().positive().default(65_536),
  /** Bytes one program may write to any file. */
  fileBytes: z.number().int().positive().default(16_777_216),
  processes: z.number().int().positive().default(64),
});
export type ExecutionLimits = z.infer<typeof ExecutionLimits>;

export const ExecutionStatus = z.enum(["ok", "error", "timeout", "memory", "infra"]);
/**
 * `ok` the program ended by itself with exit code 0 · `error` it ended otherwise · `timeout` and `memory` a limit ended
 * it · `infra` the sandbox itself failed, which says nothing about the program and is never counted as its fault.
 */
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

export type Language = "python" | "javascript";

export interface ExecRequest {
  language: Language;
  code: string;
  stdin?: string;
  /** Defaults of ExecutionLimits for what is left out. */
  limits?: Partial<ExecutionLimits>;
  /** Seeds the language's random module and hash function. Default 0. */
  seed?: number;
  /**
   * Python only: also run this many variants of the program whose numeric literals are perturbed (see
   * ExecResult.perturbed), inside the same sandbox, each in a process or interpreter state of its own. Default 0.
   */
  perturb?: number;
  /** Numbers that the perturbation leaves alone: a literal equal to one of them is kept. */
  keep?: readonly number[];
  signal?: AbortSignal;
}

export interface ExecResult {
  status: ExecutionStatus;
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** Whether stdout or stderr was longer than the limit. */
  truncated: boolean;
  durationMs: number;
  /** `system-python`, `pyodide`, `quickjs`, … */
  executor: string;
  tier: 0 | 1 | 2 | 3;
  /** Interpreter and version: `CPython 3.11.2`. */
  interpreter: string;
  codeSha256: string;
  /** One entry for each perturbed variant, in a fixed order; an `infra` entry could not be run. */
  perturbed: { status: ExecutionStatus; stdout: string }[];
}

export interface ExecutorInfo {
  id: string;
  tier: 0 | 1 | 2 | 3;
  languages: readonly Language[];
  /** Whether it can run here, by a self-test that was really run. */
  available: boolean;
  /** Interpreter version, or why it is not available and what to install. */
  detail: string;
}

/** Runs one program in isolation. Never throws for what the program did; never blocks past its limits. */
export interface Executor {
  readonly id: string;
  /** The tier in force. */
  readonly tier: 0 | 1 | 2 | 3;
  info(): Promise<ExecutorInfo>;
  exec(request: ExecRequest): Promise<ExecResult>;
  close(): Promise<void>;
}

/** The record of one execution that hangs on a row. */
export const Receipt = z.object({
  id: z.string(),
  /** `program` the row's own code · `derivation` the independent one. */
  purpose: z.enum(["program", "derivation"]),
  language: z.enum(["python", "javascript"]),
  code: z.string(),
  codeSha256: z.string(),
  executor: z.string(),
  tier: z.number().int(),
  interpreter: z.string(),
  limits: ExecutionLimits,
  seed: z.number().int(),
  status: ExecutionStatus,
  exitCode: z.number().int().nullable(),
  stdout: z.string(),
  stdoutSha256: z.string(),
  stderrSha256: z.string(),
  durationMs: z.number(),
});
export type Receipt = z.infer<typeof Receipt>;
