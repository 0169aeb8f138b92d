import { Worker } from "node:worker_threads";
import { AssayError } from "../../schema/error.ts";
import { createSigner, type SignedBatch, type SigningOptions } from "./worker/batch.mjs";

/** Batches signed in this thread before any other is started: small datasets are done by then. */
const batchesAtHome = 8;
/** Batches a thread may have before it; more would only lie in memory. */
const batchesAhead = 2;

export interface Signers {
  /** Signs a batch; waits while every thread has enough to do. The result does not depend on which thread did it. */
  sign(texts: readonly string[]): Promise<{ done: Promise<SignedBatch> }>;
  close(): Promise<void>;
}

interface Thread {
  worker: Worker;
  load: number;
}

/** Threads that sign batches of texts; none are started with `threads` 0, and signing then happens here. */
export function createSigners(options: SigningOptions, threads: number): Signers {
  const signHere = createSigner(options);
  const waiting = new Map<
    number,
    { resolve(batch: SignedBatch): void; reject(error: unknown): void; thread: Thread }
  >();
  const roused: (() => void)[] = [];
  let pool: Thread[] | undefined;
  let next = 0;

  const fail = (thread: Thread, error: Error): void => {
    const cause = new AssayError("export/dedup", `A thread that looks for duplicates ended: ${error.message}`, {
      cause: error,
    });
    for (const [number, task] of waiting) {
      if (task.thread !== thread) continue;
      waiting.delete(number);
      task.reject(cause);
    }
    for (const resume of roused.splice(0)) resume();
  };
  const start = (): Thread => {
    const worker = new Worker(new URL("./worker/sign-worker.mjs", import.meta.url), {
      workerData: options,
      execArgv: [],
    });
    const thread: Thread = { worker, load: 0 };
    worker.unref();
    worker.on("message", ({ number, batch }: { number: number; batch: SignedBatch }) => {
      thread.load -= 1;
      waiting.get(number)?.resolve(batch);
      waiting.delete(number);
      if (waiting.size === 0) worker.unref();
      for (const resume of roused.splice(0)) resume();
    });
    worker.on("error", (error: Error) => fail(thread, error));
    worker.on("exit", (code) => fail(thread, new Error(`exit code ${code}`)));
    return thread;
  };

  return {
    async sign(texts) {
      const number = next++;
      if (threads === 0 || number < batchesAtHome) return { done: Promise.resolve(signHere(texts)) };
      pool ??= Array.from({ length: threads }, start);
      for (;;) {
        const thread = pool.reduce((least, other) => (other.load < least.load ? other : least));
        if (thread.load < batchesAhead) {
          thread.load += 1;
          thread.worker.ref();
          const done = new Promise<SignedBatch>((resolve, reject) => waiting.set(number, { resolve, reject, thread }));
          done.catch(() => undefined);
          thread.worker.postMessage({ number, texts });
          return { done };
        }
        await new Promise<void>((resolve) => roused.push(resolve));
      }
    },
    async close() {
      await Promise.all((pool ?? []).map(({ worker }) => worker.terminate()));
      pool = undefined;
    },
  };
}
