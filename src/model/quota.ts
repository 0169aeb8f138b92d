import type { Clock } from "./clock.ts";
import { createLine } from "./line.ts";

/** What one model allows: calls in flight, optionally calls a minute, and the pauses its server asks for. */
export interface Quota {
  /** Waits for a place, lower ranks first and equal ones in order; the function given back frees it, once. */
  acquire(signal: AbortSignal, rank?: number): Promise<() => void>;
  /** Lets nobody start for `ms`: a 429 that one caller saw holds for all. Calls in flight go on. */
  penalise(ms: number): void;
}

export interface QuotaOptions {
  concurrency: number;
  /** Absent: no limit. */
  requestsPerMinute?: number | undefined;
  clock: Clock;
  /** Ends waiting for the clock when the gateway closes. */
  closing: AbortSignal;
}

/**
 * In memory, for one process. The rate is kept by the generic cell rate algorithm (ITU-T I.371) without a burst: each
 * call moves the earliest start of the next one by a minute's share.
 */
export function createQuota({ concurrency, requestsPerMinute, clock, closing }: QuotaOptions): Quota {
  const spacing = requestsPerMinute === undefined ? 0 : 60_000 / requestsPerMinute;
  let active = 0;
  /** Nobody starts before this time. */
  let earliest = 0;
  let alarm = 0;

  /** One alarm at a time; when it goes off too early for a later pause, the next one is set. */
  const wakeAt = (time: number, now: number): void => {
    if (alarm >= time) return;
    alarm = time;
    const wake = (): void => {
      if (alarm === time) alarm = 0;
      if (!closing.aborted) line.move();
    };
    void clock.sleep(time - now, closing).then(wake, wake);
  };

  const line = createLine<undefined>(() => {
    if (active >= concurrency) return "wait";
    const now = clock.now().getTime();
    if (now < earliest) {
      wakeAt(earliest, now);
      return "wait";
    }
    if (spacing > 0) earliest = now + spacing;
    active++;
    return "enter";
  });

  return {
    acquire: async (signal, rank) => {
      await line.enter(undefined, signal, rank);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        active--;
        line.move();
      };
    },
    penalise: (ms) => {
      earliest = Math.max(earliest, clock.now().getTime() + ms);
    },
  };
}
