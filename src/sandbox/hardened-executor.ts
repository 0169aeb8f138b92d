import { availableParallelism } from "node:os";
import { AssayError } from "../../schema/error.ts";
import type { ExecRequest, ExecResult, ExecutionLimits, Executor, Language } from "../../schema/execution.ts";
import type { DriverOptions, ExecutorDriver } from "./driver.ts";
import type { EscapeCheck } from "./escape-check.ts";
import type { HardenedChild } from "./hardened-child.ts";
import { type Wrapping, wrappings } from "./hardened-tiers.ts";
import { limitsOf, type Outcome, resultOf } from "./outcome.ts";
import { createPool } from "./pool.ts";
import { outcomeOf, type WorkerResult } from "./worker-result.ts";

const MEGABYTE = 1_048_576;

export type HardenedOptions = DriverOptions & Wrapping;

/** What one program did in one child. */
export type Ran = Outcome & { interpreter: string };

/** A language that runs in hardened Node processes (hardened-child.ts), used again and again. */
export interface HardenedLanguage {
  readonly id: string;
  readonly language: Language;
  /** Stands for the interpreter when no child could say which it is. */
  readonly interpreter: string;
  /** Megabytes that the process needs besides the program's own memory. */
  readonly ownMb: number;
  start(options: HardenedOptions): Promise<HardenedChild>;
  /** Runs a request. `ask` gives a child one program, with stdin and limits, and kills the child at the deadline. */
  run(
    request: ExecRequest,
    limits: ExecutionLimits,
    ask: (program: object, deadlineMs: number) => Promise<Ran>,
  ): Promise<Ran>;
  /** The self-test of an executor just made. */
  check(executor: Executor): Promise<EscapeCheck>;
}

export interface HardenedExecutor {
  /** Not self-tested: use `driver`. The default number of slots leaves one core to the caller. */
  create(options?: HardenedOptions): Executor;
  /** Self-tested: inside bubblewrap where that works, without it otherwise. */
  readonly driver: ExecutorDriver;
}

export function hardenedExecutor(own: HardenedLanguage): HardenedExecutor {
  const { id } = own;
  const languages = [own.language];

  const create = (options: HardenedOptions = {}): Executor => {
    const tier = options.bubblewrap ? 1 : 0;
    const pool = createPool(options.slots ?? Math.max(1, availableParallelism() - 1), () => own.start(options));
    const closing = new AbortController();

    const execute = async (request: ExecRequest): Promise<ExecResult> => {
      const limits = limitsOf(request);
      const { memoryMb, outputBytes } = limits;
      const { interpreter, ...outcome } = await own.run(request, limits, async (program, deadlineMs) => {
        const { answer, ready } = await pool.ask<WorkerResult>(
          { code: request.code, stdin: request.stdin ?? "", memoryMb, outputBytes, ...program },
          {
            deadlineMs,
            residentBytes: (memoryMb + own.ownMb) * MEGABYTE,
            ...(request.signal ? { signal: request.signal } : {}),
          },
        );
        return { ...outcomeOf(answer), interpreter: ready ?? own.interpreter };
      });
      return resultOf(request, { executor: id, tier, interpreter }, outcome);
    };

    return {
      id,
      tier,
      info: () => driver.probe(),
      exec: (request) =>
        closing.signal.aborted
          ? Promise.reject(new AssayError("sandbox/closed", "the executor was used after close()."))
          : pool.run(() => execute(request), request.signal),
      close: () => {
        closing.abort();
        return pool.close();
      },
    };
  };

  const selfTest = async () => {
    let detail = "";
    for (const options of wrappings()) {
      const executor = create({ ...options, slots: 1 });
      try {
        const { failure, interpreter } = await own.check(executor);
        const info = { id, tier: executor.tier, languages };
        if (!failure) return { info: { ...info, available: true, detail: interpreter }, options };
        detail = failure;
      } finally {
        await executor.close();
      }
    }
    return { info: { id, tier: 0 as const, languages, available: false, detail }, options: {} };
  };
  let probed: ReturnType<typeof selfTest> | undefined;
  const probe = () => {
    probed ??= selfTest();
    return probed;
  };

  const driver: ExecutorDriver = {
    id,
    languages,
    probe: async () => (await probe()).info,
    open: async (options) => create({ ...(await probe()).options, ...options }),
  };
  return { create, driver };
}
