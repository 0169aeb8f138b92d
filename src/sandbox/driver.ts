import type { Executor, ExecutorInfo, Language } from "../../schema/execution.ts";

export interface DriverOptions {
  /** Programs at the same time; about one per core when left out. */
  slots?: number;
}

/** One way to run programs. Nothing is started before `probe` or `open`. */
export interface ExecutorDriver {
  readonly id: string;
  readonly languages: readonly Language[];
  /** Runs the self-test, once per process. Never rejects. */
  probe(): Promise<ExecutorInfo>;
  /** Call only when the probe said that it is available. */
  open(options: DriverOptions): Promise<Executor>;
}
