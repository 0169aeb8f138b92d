import { AssayError } from "../../schema/error.ts";
import { aborted } from "./abort.ts";
import type { Clock } from "./clock.ts";

/**
 * Runs `work` until it ends, the time is up (model/timeout) or the signal aborts (run/aborted). In the last two cases
 * the work's own signal aborts too, and nobody waits for it, so a driver that does not listen cannot hold the run.
 */
export async function withDeadline<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  timeoutMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result> {
  if (signal.aborted) throw aborted(signal);
  const inner = new AbortController();
  const timer = new AbortController();
  let stop: (error: AssayError) => void = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = (error) => {
      reject(error);
      inner.abort(error);
    };
  });
  const onAbort = (): void => stop(aborted(signal));
  const onTime = (): void => {
    if (!timer.signal.aborted) stop(timedOut(timeoutMs));
  };
  signal.addEventListener("abort", onAbort, { once: true });
  void clock.sleep(timeoutMs, timer.signal).then(onTime, onTime);
  try {
    return await Promise.race([work(inner.signal), stopped]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    timer.abort("over");
  }
}

function timedOut(timeoutMs: number): AssayError {
  return new AssayError("model/timeout", `No reply came within ${timeoutMs / 1_000} s.`, {
    hint: "Raise --timeout, or choose a faster model.",
    retryable: true,
  });
}
