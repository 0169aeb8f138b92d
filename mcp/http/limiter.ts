import { AssayError } from "../../schema/error.ts";

export interface Limiter {
  /** Waits for a turn, in order of asking; call what it gives when done. */
  acquire(signal: AbortSignal): Promise<() => void>;
  /** Lets nobody start for a time, because the other side asked for it. */
  pause(milliseconds: number): void;
}

export function cancelled(): AssayError {
  return new AssayError("source/cancelled", "The call was cancelled.");
}

interface Waiter {
  start(): void;
}

/** At most `concurrency` at once, and at least `minGapMs` from one start to the next. Needs timers only, no clock. */
export function createLimiter({ minGapMs, concurrency }: { minGapMs: number; concurrency: number }): Limiter {
  const waiting: Waiter[] = [];
  const rests = new Set<NodeJS.Timeout>();
  let running = 0;

  function rest(milliseconds: number): void {
    const timer = setTimeout(() => {
      rests.delete(timer);
      advance();
    }, milliseconds);
    rests.add(timer);
    // A rest for which nobody waits must not hold the process.
    if (waiting.length === 0) timer.unref();
  }

  function advance(): void {
    while (rests.size === 0 && running < concurrency) {
      const next = waiting.shift();
      if (!next) return;
      running += 1;
      if (minGapMs > 0) rest(minGapMs);
      next.start();
    }
  }

  return {
    acquire(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(cancelled());
        const leave = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(cancelled());
        };
        let released = false;
        const release = (): void => {
          if (released) return;
          released = true;
          running -= 1;
          advance();
        };
        const waiter: Waiter = {
          start() {
            signal.removeEventListener("abort", leave);
            resolve(release);
          },
        };
        signal.addEventListener("abort", leave, { once: true });
        waiting.push(waiter);
        for (const timer of rests) timer.ref();
        advance();
      });
    },
    pause(milliseconds) {
      if (milliseconds > 0) rest(milliseconds);
    },
  };
}

/** One limiter per group for the whole process: the limits are the provider's and count every client of ours. */
const groups = new Map<string, Limiter>();

export function limiterOf(group: string, limits: { minGapMs: number; concurrency: number }): Limiter {
  const known = groups.get(group);
  if (known) return known;
  const limiter = createLimiter(limits);
  groups.set(group, limiter);
  return limiter;
}
