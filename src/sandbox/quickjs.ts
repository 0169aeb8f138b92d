import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { AssayError } from "../../schema/error.ts";
import type { ExecRequest, ExecResult, Executor, ExecutorInfo } from "../../schema/execution.ts";
import type { DriverOptions, ExecutorDriver } from "./driver.ts";
import { startHardenedChild } from "./hardened-child.ts";
import { type Wrapping, wrappings } from "./hardened-tiers.ts";
import { limitsOf, resultOf } from "./outcome.ts";
import { createPool } from "./pool.ts";
import { outcomeOf, type WorkerResult } from "./worker-result.ts";

const ID = "quickjs";
const MEGABYTE = 1_048_576;
/** What the process needs besides the program's own memory. */
const BASE_MB = 200;
/** QuickJS interrupts itself at the deadline; the process is killed when it does not, as in a regular expression. */
const GRACE_MS = 250;

export type QuickJsOptions = DriverOptions & Wrapping;

/**
 * JavaScript (ES2023) in QuickJS compiled to WebAssembly, a fresh runtime for each program, in a hardened Node process.
 * A program has `console`, `print`, `readline()` and a seeded `Math.random`, no modules, no timers; promises are settled
 * before it ends. Not self-tested: use `quickjs`. `perturb` is for Python only and gives `infra` entries.
 */
export function createQuickJs(options: QuickJsOptions = {}): Executor {
  const tier = options.bubblewrap ? 1 : 0;
  const pool = createPool(options.slots ?? Math.max(1, availableParallelism() - 1), () => startQuickJs(options));
  const closing = new AbortController();

  const execute = async (request: ExecRequest): Promise<ExecResult> => {
    const limits = limitsOf(request);
    const { answer, ready } = await pool.ask<WorkerResult>(
      {
        code: request.code,
        stdin: request.stdin ?? "",
        seed: request.seed ?? 0,
        timeoutMs: limits.timeoutMs,
        memoryMb: limits.memoryMb,
        outputBytes: limits.outputBytes,
      },
      {
        deadlineMs: limits.timeoutMs + GRACE_MS,
        residentBytes: (limits.memoryMb + BASE_MB) * MEGABYTE,
        ...(request.signal ? { signal: request.signal } : {}),
      },
    );
    return resultOf(request, { executor: ID, tier, interpreter: ready ?? "QuickJS" }, outcomeOf(answer));
  };

  return {
    id: ID,
    tier,
    info: () => quickjs.probe(),
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
  options: QuickJsOptions;
}

let probed: Promise<Probed> | undefined;

const probe = () => {
  probed ??= selfTest();
  return probed;
};

/** The self-tested driver: inside bubblewrap where that works, without it otherwise. */
export const quickjs: ExecutorDriver = {
  id: ID,
  languages: ["javascript"],
  probe: async () => (await probe()).info,
  open: async (options) => createQuickJs({ ...(await probe()).options, ...options }),
};

const HELLO = `const host = ["process", "require", "fetch", "WebAssembly"].filter((name) => name in globalThis);
console.log("hello", 6 * 7, host.length, typeof this.constructor.constructor("return globalThis.process")());`;

/** A program must run, and must find nothing of the host's. */
async function selfTest(): Promise<Probed> {
  let detail = "";
  for (const options of wrappings()) {
    const executor = createQuickJs({ ...options, slots: 1 });
    try {
      const { status, stdout, stderr, interpreter } = await executor.exec({ language: "javascript", code: HELLO });
      const available = status === "ok" && stdout === "hello 42 0 undefined\n";
      const info = { id: ID, tier: executor.tier, languages: ["javascript" as const], available };
      if (available) return { info: { ...info, detail: interpreter }, options };
      detail = `The hello program ended with ${status}: ${stderr || stdout}`;
    } finally {
      await executor.close();
    }
  }
  return { info: { id: ID, tier: 0, languages: ["javascript"], available: false, detail }, options: {} };
}

function startQuickJs(options: QuickJsOptions) {
  const entry = createRequire(import.meta.url).resolve("quickjs-emscripten");
  const resolve = createRequire(entry).resolve;
  const core = resolve("quickjs-emscripten-core");
  const variant = resolve("@jitl/quickjs-wasmfile-release-sync");
  const types = createRequire(core).resolve("@jitl/quickjs-ffi-types");
  return startHardenedChild({
    ...options,
    worker: new URL("./worker/quickjs-worker.mjs", import.meta.url),
    readable: [core, variant, types].map((path) => dirname(dirname(path))),
    setup: { core: pathToFileURL(core).href, variant: pathToFileURL(variant).href },
  });
}
