import { setMaxListeners } from "node:events";
import { cancelled } from "../http/limiter.ts";

export interface SharedWork<Value> {
  /** Joins the work under way for a key, or begins it. The work is stopped when everybody who waits has gone. */
  join(key: string, begin: (signal: AbortSignal) => Promise<Value>, signal: AbortSignal): Promise<Value>;
}

interface Running<Value> {
  result: Promise<Value>;
  controller: AbortController;
  waiting: number;
}

/** Lets equal calls at the same time share one, so that a hundred rows on one topic fetch its document once. */
export function createSharedWork<Value>(): SharedWork<Value> {
  const running = new Map<string, Running<Value>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<Value>): Running<Value> {
    const controller = new AbortController();
    const entry: Running<Value> = { result: work(controller.signal), controller, waiting: 0 };
    const forget = (): void => {
      if (running.get(key) === entry) running.delete(key);
    };
    entry.result.then(forget, forget);
    running.set(key, entry);
    return entry;
  }

  return {
    join(key, work, signal) {
      if (signal.aborted) return Promise.reject(cancelled());
      const entry = running.get(key) ?? begin(key, work);
      entry.waiting += 1;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          entry.waiting -= 1;
          if (entry.waiting === 0) {
            running.delete(key);
            entry.controller.abort();
          }
          reject(cancelled());
        };
        // Many rows share the signal of their run; Node warns at the eleventh.
        setMaxListeners(0, signal);
        signal.addEventListener("abort", leave, { once: true });
        entry.result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
      });
    },
  };
}
