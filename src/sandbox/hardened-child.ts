import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { jail } from "./bubblewrap.ts";
import { seccompFilter } from "./seccomp.ts";

const START_MS = 60_000;
const POLL_MS = 100;
const MEGABYTE = 1_048_576;

export interface HardenedChildOptions {
  /** The worker's `.mjs` file; its folder becomes readable. */
  worker: URL;
  /** Folders that the worker may read. */
  readable: readonly string[];
  /** First request: what the worker needs to get ready. */
  setup: unknown;
  /** Bytes that follow it. */
  payload?: Uint8Array;
  /** Path of bwrap to put a jail around the process (tier 1); none is tier 0. */
  bubblewrap?: string;
  /** Uid and gid to become first. */
  identity?: number;
}

/** What became of one request. */
export type Answer<T> =
  | { kind: "result"; value: T }
  | { kind: "timeout" | "memory"; durationMs: number }
  /** The process is gone or speaks nonsense. */
  | { kind: "lost"; reason: string };

export interface AskLimits {
  deadlineMs: number;
  /** Resident bytes of the whole process at which it is killed. */
  residentBytes: number;
  signal?: AbortSignal;
}

/** A Node process with the permission model on, no environment, no code from strings, results on fd 3 only. */
export interface HardenedChild {
  /** What the worker said when it was ready. */
  readonly ready: string;
  /** The bytes that the worker sent after that. */
  readonly made: Buffer | undefined;
  /** Requests answered so far. */
  readonly runs: number;
  /** Megabytes resident now, 0 where /proc is absent. */
  residentMegabytes(): number;
  /** One request at a time. After anything but a result the process is dead. Rejects only with the abort reason. */
  ask<T extends { nonce: string }>(request: { nonce: string }, limits: AskLimits): Promise<Answer<T>>;
  /** Kills it; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Rejects with an Error that says why when the worker does not get ready. */
export async function startHardenedChild(options: HardenedChildOptions): Promise<HardenedChild> {
  const child = start(options);
  const results = child.stdio[3] as Readable;
  const input = child.stdin as Writable;
  let errors = "";
  let processId = options.bubblewrap ? undefined : child.pid;
  let runs = 0;
  let alive = true;
  const reader = createReader(results);

  const exited = new Promise<void>((resolve) => {
    const end = () => {
      alive = false;
      process.removeListener("exit", killNow);
      reader.end();
      resolve();
    };
    child.once("error", (error) => {
      errors += error.message;
      end();
    });
    child.once("close", end);
  });
  const killNow = () => {
    if (alive && child.pid !== undefined) {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It ended in this moment.
      }
    }
  };
  process.once("exit", killNow);
  for (const stream of child.stdio) stream?.on("error", () => {});
  child.stderr?.on("data", (part: Buffer) => {
    if (errors.length < 2_000) errors += part.toString("utf8");
  });
  (child.stdio[4] as Readable | null)?.on("data", (part: Buffer) => {
    processId = Number(/"child-pid": *(\d+)/.exec(part.toString("latin1"))?.[1]) || undefined;
  });

  const resident = () => (processId === undefined ? 0 : residentBytes(processId));
  const exchange = async (
    request: unknown,
    limits: AskLimits,
    receive = async () => (await reader.take(lineLength))?.toString("utf8"),
    payload?: Uint8Array,
  ): Promise<Answer<unknown>> => {
    limits.signal?.throwIfAborted();
    if (!alive) return { kind: "lost", reason: reasonOf(errors) };
    const started = performance.now();
    let verdict: Answer<unknown> | undefined;
    const stop = (answer: Answer<unknown>) => {
      verdict ??= answer;
      killNow();
    };
    const aborted = () => stop({ kind: "lost", reason: "aborted" });
    const timer = setTimeout(
      () => stop({ kind: "timeout", durationMs: performance.now() - started }),
      limits.deadlineMs,
    );
    const poll = setInterval(
      () => resident() > limits.residentBytes && stop({ kind: "memory", durationMs: performance.now() - started }),
      POLL_MS,
    );
    limits.signal?.addEventListener("abort", aborted, { once: true });
    hold(child, true);
    input.write(`${JSON.stringify(request)}\n`);
    if (payload) input.write(payload);
    const answer = await receive();
    hold(child, false);
    clearTimeout(timer);
    clearInterval(poll);
    limits.signal?.removeEventListener("abort", aborted);
    if (verdict) await exited;
    limits.signal?.throwIfAborted();
    if (verdict) return verdict;
    return answer === undefined ? { kind: "lost", reason: reasonOf(errors) } : parse(answer);
  };
  const kill = () => {
    killNow();
    hold(child, true);
    return exited;
  };

  let made: Buffer | undefined;
  const first = await exchange(
    options.setup,
    { deadlineMs: START_MS, residentBytes: 2_048 * MEGABYTE },
    async () => {
      const line = (await reader.take(lineLength))?.toString("utf8");
      const size = Number(/"snapshotBytes":(\d+)/.exec(line ?? "")?.[1] ?? 0);
      if (size > 0) made = await reader.take(() => size);
      return line;
    },
    options.payload,
  );
  const ready = first.kind === "result" ? (first.value as { ready?: string }).ready : undefined;
  if (ready === undefined) {
    await kill();
    throw new Error(first.kind === "lost" ? first.reason : `the worker did not get ready (${first.kind})`);
  }

  return {
    ready,
    made,
    get runs() {
      return runs;
    },
    residentMegabytes: () => resident() / MEGABYTE,
    async ask<T extends { nonce: string }>(request: { nonce: string }, limits: AskLimits): Promise<Answer<T>> {
      runs++;
      const answer = (await exchange(request, limits)) as Answer<T>;
      if (answer.kind === "result" && answer.value.nonce !== request.nonce) {
        await kill();
        return { kind: "lost", reason: "a result without this run's nonce" };
      }
      return answer;
    },
    kill,
  };
}

function start(options: HardenedChildOptions): ChildProcess {
  const worker = realpathSync(fileURLToPath(options.worker));
  const folder = worker.slice(0, worker.lastIndexOf("/") + 1 || worker.lastIndexOf("\\") + 1);
  const readable = [folder, ...options.readable].map((path) => realpathSync(path));
  for (const path of readable) {
    // Node 24 would take it for any name, Node 20 aborts.
    if (path.includes("*")) throw new Error(`Node's permission flags cannot name ${path}: it has a * in it`);
  }
  const command = [process.execPath, ...nodeFlags(readable), worker];
  const filter = options.bubblewrap ? seccompFilter() : undefined;
  const wrapped = options.bubblewrap
    ? [
        ...jail({
          bubblewrap: options.bubblewrap,
          bind: [realpathSync(process.execPath), ...readable].filter((path) => !path.startsWith("/usr/")),
          infoFd: 4,
          asFirstProcess: true,
          ...(filter ? { seccompFd: 5 } : {}),
        }),
        ...command,
      ]
    : command;
  const [program = "", ...parameters] = wrapped;
  const child = spawn(program, parameters, {
    cwd: "/",
    env: {},
    detached: true,
    stdio: ["pipe", "ignore", "pipe", "pipe", ...(options.bubblewrap ? ["pipe" as const, "pipe" as const] : [])],
    ...(options.identity === undefined ? {} : { uid: options.identity, gid: options.identity }),
  });
  (child.stdio as (Writable | null | undefined)[])[5]?.end(filter);
  return child;
}

/** reference/sandbox.md 3.4. */
function nodeFlags(readable: readonly string[]): string[] {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return [
    major > 22 || (major === 22 && minor >= 13) ? "--permission" : "--experimental-permission",
    ...readable.map((path) => `--allow-fs-read=${path.replace(/[/\\]$/, "")}/*`),
    "--disallow-code-generation-from-strings",
    "--no-addons",
    "--disable-proto=delete",
    "--max-old-space-size=256",
    "--no-warnings",
    "--no-global-search-paths",
  ];
}

interface Reader {
  /** Waits until `sizeOf` finds its size in what is there, and takes so many bytes; undefined after the end. */
  take(sizeOf: (bytes: Buffer) => number): Promise<Buffer | undefined>;
  end(): void;
}

const lineLength = (bytes: Buffer) => bytes.indexOf(10) + 1;

function createReader(stream: Readable): Reader {
  let parts: Buffer[] = [];
  let size = 0;
  let ended = false;
  let wake: (() => void) | undefined;
  stream.on("data", (part: Buffer) => {
    parts.push(part);
    size += part.length;
    wake?.();
  });
  return {
    async take(sizeOf) {
      for (let wanted = 0; ; ) {
        if (size > 0 && size >= wanted) {
          const bytes = Buffer.concat(parts);
          parts = [bytes];
          wanted = sizeOf(bytes);
          if (wanted > 0 && wanted <= size) {
            parts = [bytes.subarray(wanted)];
            size -= wanted;
            return bytes.subarray(0, wanted);
          }
        }
        if (ended) return undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    end() {
      ended = true;
      wake?.();
    },
  };
}

function parse(line: string): Answer<unknown> {
  try {
    return { kind: "result", value: JSON.parse(line) };
  } catch {
    return { kind: "lost", reason: "the worker's answer is not JSON" };
  }
}

/** An idle child must not keep the program alive. */
function hold(child: ChildProcess, on: boolean): void {
  const change = on ? "ref" : "unref";
  child[change]();
  for (const stream of child.stdio) {
    // A stream that has ended would take the call as a wish for later and keep it.
    if (stream && !stream.destroyed) (stream as unknown as { ref?(): void; unref?(): void })[change]?.();
  }
}

function residentBytes(processId: number): number {
  try {
    return Number(readFileSync(`/proc/${processId}/statm`, "latin1").split(" ")[1]) * 4_096;
  } catch {
    return 0;
  }
}

function reasonOf(errors: string): string {
  const line =
    errors.split("\n").find((text) => /error|bwrap|denied|refused/i.test(text)) ?? errors.trim().split("\n")[0];
  return `the worker ended${line ? `: ${line.trim()}` : ""}`;
}
