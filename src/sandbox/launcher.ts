import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Launch {
  /** Absolute path of the program and its arguments. */
  command: readonly string[];
  /** Written to fd 0. */
  input: Uint8Array;
  /** Written to fd 3. */
  filter?: Uint8Array;
  /** Uid and gid to become first. */
  identity?: number;
  /** Milliseconds until the whole process group is killed. */
  deadlineMs: number;
  /** More than this on fd 1 kills it. */
  maxBytes: number;
  signal?: AbortSignal;
}

export interface Launched {
  output: Buffer;
  /** The first of what came on fd 2. */
  errors: string;
  exitCode: number | null;
  overdue: boolean;
  /** Why it could not be started or watched to its end. */
  failure?: string;
}

export interface Launcher {
  /** Never rejects; after an abort it resolves as soon as the process group is dead. */
  launch(request: Launch): Promise<Launched>;
  close(): Promise<void>;
}

/** Starts programs from a small helper process, made on first use and again if it died. See worker/launcher.mjs. */
export function createLauncher(): Launcher {
  const waiting = new Map<number, (result: Launched) => void>();
  let helper: ChildProcess | undefined;
  let lastId = 0;

  const lost = (failure: string) => {
    for (const resolve of waiting.values()) {
      resolve({ output: Buffer.alloc(0), errors: "", exitCode: null, overdue: false, failure });
    }
    waiting.clear();
  };

  const open = (): ChildProcess => {
    const child = fork(fileURLToPath(new URL("./worker/launcher.mjs", import.meta.url)), [], {
      cwd: "/",
      env: {},
      execArgv: ["--max-old-space-size=256", "--no-warnings"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const gone = (failure: string) => {
      if (helper !== child) return;
      helper = undefined;
      lost(failure);
    };
    child.on("error", (error) => gone(`the launcher failed: ${error.message}`));
    child.on("exit", (code, signal) => gone(`the launcher ended (${signal ?? code})`));
    child.on("message", (message) => {
      const { id, output, ...rest } = message as Launched & { id: number };
      const resolve = waiting.get(id);
      waiting.delete(id);
      // Of a helper that is being closed the end is awaited: late replies must not put it to sleep.
      if (waiting.size === 0 && helper === child) letSleep(child);
      resolve?.({ ...rest, output: Buffer.from(output) });
    });
    return child;
  };

  return {
    launch({ signal, ...request }) {
      return new Promise<Launched>((resolve) => {
        helper ??= open();
        const child = helper;
        const id = ++lastId;
        const cancel = () => child.connected && child.send({ id, cancel: true });
        waiting.set(id, (result) => {
          signal?.removeEventListener("abort", cancel);
          resolve(result);
        });
        keepAwake(child);
        child.send({ id, ...request }, (error) => {
          if (!error) return;
          waiting.get(id)?.({
            output: Buffer.alloc(0),
            errors: "",
            exitCode: null,
            overdue: false,
            failure: `the launcher took no message: ${error.message}`,
          });
          waiting.delete(id);
        });
        signal?.addEventListener("abort", cancel, { once: true });
        if (signal?.aborted) cancel();
      });
    },
    async close() {
      const child = helper;
      helper = undefined;
      lost("the executor was closed");
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        keepAwake(child);
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      });
    },
  };
}

/** An idle helper must not keep the program alive; a busy one must. */
function letSleep(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function keepAwake(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}
