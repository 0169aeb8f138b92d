/** What supervision draws on; tests give their own. Times in milliseconds. */
export interface Supervision {
  now(): number;
  /** May reject when the signal fires. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** `degraded`: it answers, and failed within the last ten minutes. */
export type LinkState = "connecting" | "ready" | "degraded" | "down";

const windowMs = 10 * 60_000;
const mostFailures = 5;
const firstBackoffMs = 1_000;
const longestBackoffMs = 60_000;

/**
 * The failures of one link, and when it may be tried again: after 1, 2, 4 … 60 seconds, each less up to a half by chance.
 * Five failures within ten minutes open the circuit: then calls fail at once, and one is let through after each wait. The
 * first that succeeds closes it.
 */
export function createSupervisor(clock: Supervision) {
  let failures: number[] = [];
  let inARow = 0;
  let open = false;
  let nextTryAt = 0;
  const recent = (): number[] => {
    failures = failures.filter((at) => at > clock.now() - windowMs);
    return failures;
  };
  return {
    failed(): void {
      inARow += 1;
      failures.push(clock.now());
      const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (inARow - 1));
      nextTryAt = clock.now() + backoff * (1 - clock.random() / 2);
      if (recent().length >= mostFailures) open = true;
    },
    succeeded(): void {
      inARow = 0;
      if (open) failures = [];
      open = false;
    },
    /** Milliseconds until a call may try; zero for a circuit that is closed, where a start waits by itself. */
    restMs: (): number => (open ? Math.max(0, nextTryAt - clock.now()) : 0),
    /** Waits before a start. */
    async backoff(signal: AbortSignal): Promise<void> {
      const wait = inARow === 0 ? 0 : nextTryAt - clock.now();
      if (wait > 0) await clock.sleep(wait, signal);
    },
    failures: (): number => recent().length,
    isOpen: (): boolean => open,
    isFailing: (): boolean => inARow > 0,
  };
}
