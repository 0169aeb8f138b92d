import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { AssayError } from "../../schema/error.ts";
import type { ExecRequest, ExecResult, Executor, ExecutorInfo } from "../../schema/execution.ts";
import type { DriverOptions, ExecutorDriver } from "./driver.ts";
import { findEscape } from "./escape-check.ts";
import { type HardenedChild, startHardenedChild } from "./hardened-child.ts";
import { type Wrapping, wrappings } from "./hardened-tiers.ts";
import { limitsOf, type Outcome, resultOf } from "./outcome.ts";
import { createPool } from "./pool.ts";
import { embeddedSource, importsSource } from "./python/embedded.ts";
import { outcomeOf, type WorkerResult } from "./worker-result.ts";

const ID = "pyodide";
const VARIANT_MS = 1_000;
const MEGABYTE = 1_048_576;
/** What the process needs besides the program's own memory. */
const BASE_MB = 320;

export type PyodideOptions = DriverOptions & Wrapping;

/**
 * CPython compiled to WebAssembly in hardened Node processes that are used again after a full reset of heap and files.
 * Not self-tested: use `pyodide`. The default number of slots leaves one core to the caller.
 *
 * Held: no host files, environment, processes or (tier 1) network; limits on time, memory and output.
 * Not held: at tier 0 a break-out of WebAssembly or V8 can open TCP connections and signal processes of the same user.
 * Where there is no /proc, memory outside the WebAssembly heap is not limited. The hash seed is always 0.
 */
export function createPyodide(options: PyodideOptions = {}): Executor {
  const tier = options.bubblewrap ? 1 : 0;
  const pool = createPool(options.slots ?? Math.max(1, availableParallelism() - 1), () => startPyodide(options));
  const closing = new AbortController();

  const runOnce = async (request: ExecRequest, variant: number): Promise<Outcome & { interpreter: string }> => {
    const limits = limitsOf(request);
    const { answer, ready } = await pool.ask<WorkerResult>(
      {
        code: request.code,
        stdin: request.stdin ?? "",
        seed: Math.trunc(request.seed ?? 0),
        variant,
        keep: (request.keep ?? []).filter(Number.isFinite).join(" "),
        memoryMb: limits.memoryMb,
        outputBytes: limits.outputBytes,
      },
      {
        deadlineMs: variant ? Math.min(VARIANT_MS, limits.timeoutMs) : limits.timeoutMs,
        residentBytes: (limits.memoryMb + BASE_MB) * MEGABYTE,
        ...(request.signal ? { signal: request.signal } : {}),
      },
    );
    return { ...outcomeOf(answer), interpreter: ready ?? "CPython" };
  };

  const execute = async (request: ExecRequest): Promise<ExecResult> => {
    const { interpreter, ...outcome } = await runOnce(request, 0);
    const perturbed: ExecResult["perturbed"] = [];
    // A variant of a program that failed by itself would say nothing.
    for (let variant = 1; outcome.status === "ok" && variant <= (request.perturb ?? 0); variant++) {
      const { status, stdout } = await runOnce(request, variant);
      perturbed.push({ status, stdout });
    }
    return resultOf(request, { executor: ID, tier, interpreter }, { ...outcome, perturbed });
  };

  return {
    id: ID,
    tier,
    info: () => pyodide.probe(),
    exec: (request) =>
      closing.signal.aborted
        ? Promise.reject(new AssayError("sandbox/closed", "the executor was used after close()."))
        : pool.run(() => execute(request), request.signal),
    close: () => {
      closing.abort();
      return pool.close();
    },
  };
}

interface Probed {
  info: ExecutorInfo;
  options: PyodideOptions;
}

let probed: Promise<Probed> | undefined;

const probe = () => {
  probed ??= selfTest();
  return probed;
};

/** The self-tested driver: inside bubblewrap where that works, without it otherwise. */
export const pyodide: ExecutorDriver = {
  id: ID,
  languages: ["python"],
  probe: async () => (await probe()).info,
  open: async (options) => createPyodide({ ...(await probe()).options, ...options }),
};

async function selfTest(): Promise<Probed> {
  let detail = "";
  for (const options of wrappings()) {
    const executor = createPyodide({ ...options, slots: 1 });
    try {
      const { failure, interpreter } = await findEscape(executor);
      const info = { id: ID, tier: executor.tier, languages: ["python" as const] };
      if (!failure) return { info: { ...info, available: true, detail: interpreter }, options };
      detail = failure;
    } finally {
      await executor.close();
    }
  }
  return { info: { id: ID, tier: 0, languages: ["python"], available: false, detail }, options: {} };
}

/** Memory of an interpreter with the standard modules loaded, as the first child of this process made it. */
let snapshot: Buffer | undefined;

async function startPyodide(options: PyodideOptions): Promise<HardenedChild> {
  const folder = dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
  const begin = (payload: Buffer | undefined) =>
    startHardenedChild({
      ...options,
      worker: new URL("./worker/pyodide-worker.mjs", import.meta.url),
      readable: [folder],
      setup: {
        module: pathToFileURL(join(folder, "pyodide.mjs")).href,
        imports: importsSource,
        source: embeddedSource,
        snapshotBytes: payload?.length ?? 0,
      },
      ...(payload ? { payload } : {}),
    });
  if (snapshot) return begin(snapshot);
  const child = await begin(undefined);
  snapshot ??= child.made;
  return child;
}
