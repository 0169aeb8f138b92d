import { AssayError } from "../../schema/error.ts";

/** The error of everything that the run's own signal stopped. Not a failure: the work was not wanted any more. */
export function aborted(signal: AbortSignal): AssayError {
  return new AssayError("run/aborted", "The run was stopped before the model replied.", { cause: signal.reason });
}

/** The promise's result, or run/aborted as soon as the caller's own signal aborts; the promise itself goes on. */
export async function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop: () => void = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(aborted(signal));
  });
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([promise, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
