import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { AssayError } from "../../schema/error.ts";
import type { ExecRequest, ExecResult, ExecutionStatus, Executor, ExecutorInfo } from "../../schema/execution.ts";
import { BUBBLEWRAP_HINT, dropsRoot, findBubblewrap, findPython, jail, SANDBOX_ID } from "./bubblewrap.ts";
import type { DriverOptions, ExecutorDriver } from "./driver.ts";
import { findEscape } from "./escape-check.ts";
import { createLauncher, type Launched } from "./launcher.ts";
import { infraOutcome, limitsOf, type Outcome, resultOf, textOf } from "./outcome.ts";
import { bootstrapSource, compileSource, runnerSource } from "./python/runner.ts";
import { seccompFilter } from "./seccomp.ts";
import { createSlots } from "./slots.ts";

const ID = "system-python";
const TIER = 2;
/** Milliseconds for the sandbox's own start and end, on top of what the program may take. */
const GRACE_MS = 10_000;
const VARIANT_MS = 2_000;
/** Jails beyond one per core: one that is set up or cleared away waits for the kernel, not for a core. */
const SLOTS_ABOVE_CORES = 1;

export interface SystemPythonOptions extends DriverOptions {
  /** Path of the bwrap program. */
  bubblewrap: string;
  /** Path of a Python inside /usr. */
  python: string;
}

/**
 * The host's Python in a fresh bubblewrap jail for each request (tier 2). Not self-tested: use `systemPython`.
 *
 * Held: no network, no host files but /usr and the library caches, no environment, no capabilities, no new namespaces,
 * a system-call filter, limits on CPU, memory, file size, processes and output; everything dies with process 1.
 * Not held: a bug in the kernel; side channels; secrets that somebody stored under /usr.
 */
export function createSystemPython(options: SystemPythonOptions): Executor {
  const launcher = createLauncher();
  const slots = createSlots(options.slots ?? availableParallelism() + SLOTS_ABOVE_CORES);
  const filter = seccompFilter();
  const closing = new AbortController();
  let prepared: Promise<Prepared> | undefined;

  const prepare = () => {
    prepared ??= compileRunner(options, launcher.launch).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  const execute = async (request: ExecRequest): Promise<ExecResult> => {
    const runner = { executor: ID, tier: TIER, interpreter: "CPython" } as const;
    const started = performance.now();
    const failed = (reason: string) => resultOf(request, runner, infraOutcome(reason, performance.now() - started));
    let ready: Prepared;
    try {
      ready = await prepare();
    } catch (error) {
      return failed(String(error instanceof Error ? error.message : error));
    }
    const limits = limitsOf(request);
    const variants = request.perturb ?? 0;
    const nonce = randomBytes(16).toString("hex");
    const launched = await launcher.launch({
      command: [
        ...jail({
          bubblewrap: options.bubblewrap,
          writableBytes: Math.max(33_554_432, limits.fileBytes),
          asFirstProcess: true,
          env: environment(request.seed ?? 0),
          ...(filter ? { seccompFd: 3 } : {}),
        }),
        ...pythonCommand(options.python, bootstrapSource),
      ],
      input: encode(ready.runner, request, nonce),
      ...(filter ? { filter } : {}),
      ...(dropsRoot() ? { identity: SANDBOX_ID } : {}),
      deadlineMs: limits.timeoutMs + variants * VARIANT_MS + GRACE_MS,
      maxBytes: (limits.outputBytes * 2 + 1_000) * (variants + 1),
      ...(request.signal ? { signal: request.signal } : {}),
    });
    request.signal?.throwIfAborted();
    const outcome = decode(launched, nonce, performance.now() - started);
    return resultOf(request, { ...runner, interpreter: ready.interpreter }, outcome);
  };

  return {
    id: ID,
    tier: TIER,
    info: () => systemPython.probe(),
    exec: (request) =>
      closing.signal.aborted
        ? Promise.reject(new AssayError("sandbox/closed", "the executor was used after close()."))
        : slots.run(() => execute(request), request.signal),
    close: async () => {
      closing.abort();
      await launcher.close();
    },
  };
}

let probed: Promise<ExecutorInfo> | undefined;

/** The self-tested driver: a hello program must succeed and three escapes must fail. */
export const systemPython: ExecutorDriver = {
  id: ID,
  languages: ["python"],
  probe: () => {
    probed ??= selfTest();
    return probed;
  },
  open: async (options) => {
    const [bubblewrap, python] = [findBubblewrap(), findPython()];
    if (!bubblewrap || !python) throw new AssayError("sandbox/unavailable", MISSING, { hint: BUBBLEWRAP_HINT });
    return createSystemPython({ bubblewrap, python, ...options });
  },
};

const MISSING = "expected bwrap and a python3 inside /usr.";

async function selfTest(): Promise<ExecutorInfo> {
  const describe = (available: boolean, detail: string): ExecutorInfo => ({
    id: ID,
    tier: TIER,
    languages: ["python"],
    available,
    detail,
  });
  const [bubblewrap, python] = [findBubblewrap(), findPython()];
  if (!bubblewrap || !python) {
    return describe(false, `${MISSING} Missing: ${bubblewrap ? "python3" : "bwrap"}. ${BUBBLEWRAP_HINT}`);
  }
  const executor = createSystemPython({ bubblewrap, python, slots: 2 });
  try {
    const { failure, interpreter } = await findEscape(executor);
    return failure ? describe(false, `${failure} ${BUBBLEWRAP_HINT}`) : describe(true, interpreter);
  } finally {
    await executor.close();
  }
}

function environment(seed: number): Record<string, string> {
  return {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: "/tmp",
    LANG: "C.UTF-8",
    TZ: "UTC",
    PYTHONHASHSEED: String(((seed % 2 ** 32) + 2 ** 32) % 2 ** 32),
    PYTHONDONTWRITEBYTECODE: "1",
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
  };
}

/** `-S` saves 3 ms; the runner adds the package folders and exit() itself. `-I` would ignore PYTHONHASHSEED. */
function pythonCommand(python: string, program: string): string[] {
  return [python, "-s", "-S", "-X", "utf8", "-c", program];
}

interface Prepared {
  interpreter: string;
  runner: Buffer;
}

/** The interpreter, inside the jail, compiles the runner; no foreign code is near. */
async function compileRunner(
  options: SystemPythonOptions,
  launch: ReturnType<typeof createLauncher>["launch"],
): Promise<Prepared> {
  const launched = await launch({
    command: [
      ...jail({ bubblewrap: options.bubblewrap, env: environment(0) }),
      ...pythonCommand(options.python, compileSource),
    ],
    input: Buffer.from(runnerSource),
    ...(dropsRoot() ? { identity: SANDBOX_ID } : {}),
    deadlineMs: GRACE_MS,
    maxBytes: 1_000_000,
  });
  const newline = launched.output.indexOf(10);
  if (launched.failure || launched.exitCode !== 0 || newline < 0) throw new Error(reasonOf(launched));
  return {
    interpreter: launched.output.toString("utf8", 0, newline),
    runner: launched.output.subarray(newline + 1),
  };
}

function reasonOf(launched: Launched): string {
  const last = launched.errors.trim().split("\n").at(-1);
  return (
    launched.failure ??
    `the sandbox ended with ${launched.overdue ? "its deadline" : `code ${launched.exitCode}`}${last ? `: ${last}` : ""}.`
  );
}

function encode(runner: Buffer, request: ExecRequest, nonce: string): Buffer {
  const limits = limitsOf(request);
  const keep = (request.keep ?? []).filter(Number.isFinite).join(" ");
  const blobs = [request.code, request.stdin ?? "", keep].map((text) => Buffer.from(text, "utf8"));
  const numbers = [
    ...blobs.map((blob) => blob.length),
    Math.trunc(request.seed ?? 0),
    request.perturb ?? 0,
    limits.timeoutMs,
    limits.memoryMb,
    limits.outputBytes,
    limits.fileBytes,
    limits.processes,
  ];
  const length = String(runner.length).padStart(8, "0");
  return Buffer.concat([
    Buffer.from(length),
    runner,
    Buffer.from(`${numbers.join(" ")}\n`),
    ...blobs,
    Buffer.from(nonce),
  ]);
}

/** The format is described in python/runner.ts. Whatever does not carry the nonce is the sandbox's failure. */
function decode(launched: Launched, nonce: string, durationMs: number): Outcome {
  const { output } = launched;
  const started = output[0] === 83;
  if (launched.overdue && started) {
    return { status: "timeout", exitCode: null, stdout: "", stderr: "", truncated: false, durationMs };
  }
  if (launched.failure || launched.exitCode !== 0 || !started) return infraOutcome(reasonOf(launched), durationMs);
  let offset = 1;
  const line = () => {
    const end = output.indexOf(10, offset);
    const fields = output.toString("latin1", offset, Math.max(end, offset)).split(" ");
    offset = end + 1;
    return fields;
  };
  const [echo, count] = line();
  if (echo !== nonce) return infraOutcome("the sandbox's report lacks this run's nonce.", durationMs);
  const heads = Array.from({ length: Number(count) }, line);
  const runs = heads.map(([status, ...fields]) => {
    const [exitCode = -1, milliseconds = 0, outTotal = 0, errTotal = 0, outBytes = 0, errBytes = 0] =
      fields.map(Number);
    const stdout = output.subarray(offset, offset + outBytes);
    const stderr = output.subarray(offset + outBytes, offset + outBytes + errBytes);
    offset += outBytes + errBytes;
    const truncated = outTotal > outBytes || errTotal > errBytes;
    return {
      status: status as ExecutionStatus,
      exitCode: exitCode < 0 ? null : exitCode,
      stdout: truncated ? textOf(stdout) : stdout.toString("utf8"),
      stderr: truncated ? textOf(stderr) : stderr.toString("utf8"),
      truncated,
      durationMs: milliseconds,
    };
  });
  const [main, ...variants] = runs;
  if (!main) return infraOutcome("the sandbox's report is empty.", durationMs);
  return { ...main, perturbed: variants.map(({ status, stdout }) => ({ status, stdout })) };
}
