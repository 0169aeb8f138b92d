import type { Random } from "../../schema/random.ts";

const firstCeilingMs = 500;
const lastCeilingMs = 32_000;
/** Spread after a wait the server asked for, so that those it stopped do not all come back in the same instant. */
const spreadMs = 1_000;

/**
 * How long to wait before try `failures + 1`: full jitter over an exponential ceiling (Brooker, "Exponential backoff and
 * jitter", AWS Architecture Blog 2015), never less than the server asked for.
 */
export function backoffMs(failures: number, retryAfterMs: number | undefined, random: Random): number {
  const ceiling = Math.min(lastCeilingMs, firstCeilingMs * 2 ** (failures - 1));
  if (retryAfterMs === undefined) return random.next() * ceiling;
  return retryAfterMs + random.next() * Math.min(spreadMs, ceiling);
}
