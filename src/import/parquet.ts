import { Worker } from "node:worker_threads";
import { AssayError } from "../../schema/error.ts";
import { type FileRecord, faultOf, faulty, longestRecord } from "./record.ts";

const batchRows = 500;
/** Bytes that one page may unpack to, and one row group. */
const largestPage = 256 * 1024 * 1024;
const largestGroup = 1024 * 1024 * 1024;
/** How long one batch may take before the file counts as damaged. */
const batchMs = 60_000;
const heapMb = 1_024;

type Reply = { rows: number } | { records: Record<string, unknown>[] } | { error: string };

function openWorker(path: string): Worker {
  const worker = new Worker(new URL("./worker/parquet-worker.mjs", import.meta.url), {
    workerData: { path, batchRows, largestPage, largestGroup },
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    stdout: true,
    stderr: true,
  });
  // A worker that ends before its listener is there must not end the process.
  worker.on("error", () => {});
  return worker;
}

/** Number of rows that a Parquet file says it has. */
export async function countParquet(path: string, signal: AbortSignal): Promise<number> {
  const worker = openWorker(path);
  try {
    const head = await reply(worker, signal, path);
    return "rows" in head ? head.rows : 0;
  } finally {
    await worker.terminate();
  }
}

/** The records of a Parquet file, read batch by batch in a thread of its own with limits on time and memory. */
export async function* parquetRecords(path: string, signal: AbortSignal): AsyncGenerator<FileRecord> {
  const worker = openWorker(path);
  try {
    const head = await reply(worker, signal, path);
    const rows = "rows" in head ? head.rows : 0;
    for (let from = 0; from < rows; from += batchRows) {
      worker.postMessage(from);
      const answer = await reply(worker, signal, path);
      const records = "records" in answer ? answer.records : [];
      if (records.length !== Math.min(batchRows, rows - from)) throw damaged(path, "a batch has too few rows");
      for (const [index, value] of records.entries()) yield checked(from + index + 1, value);
    }
  } finally {
    await worker.terminate();
  }
}

function checked(place: number, value: Record<string, unknown>): FileRecord {
  const fault = faultOf(value);
  if (fault !== null) return faulty(place, fault);
  const long = Object.entries(value).find(([, held]) => typeof held === "string" && held.length > longestRecord);
  return long
    ? faulty(place, `${JSON.stringify(long[0])} is longer than ${longestRecord / 1024 / 1024} MB`)
    : { place, value };
}

function reply(worker: Worker, signal: AbortSignal, path: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => done(() => reject(damaged(path, `a batch took longer than ${batchMs / 1_000} s`))),
      batchMs,
    );
    const done = (settle: () => void): void => {
      clearTimeout(late);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      signal.removeEventListener("abort", onAbort);
      settle();
    };
    const onMessage = (answer: Reply): void =>
      done(() => ("error" in answer ? reject(damaged(path, answer.error.slice(0, 300))) : resolve(answer)));
    const onError = (error: Error): void => done(() => reject(damaged(path, error.message.slice(0, 300))));
    const onExit = (): void => done(() => reject(damaged(path, "its reader ended")));
    const onAbort = (): void => done(() => reject(signal.reason));
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

const damaged = (path: string, why: string): AssayError =>
  new AssayError("import/damaged", `${path} cannot be read as Parquet: ${why.replace(/\s+/g, " ")}.`, {
    hint: "Write it anew, or convert it to JSON Lines.",
  });
