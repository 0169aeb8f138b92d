import type { SourceLimits } from "../../schema/source.ts";

/** Takes a turn of a rate that several processes share; see `Store.quotas.reserve`. */
export type ReserveTurn = (
  key: string,
  rate: { intervalMs: number; burst: number; now: number; longestWaitMs: number },
) => Promise<number | null>;

const dayMs = 24 * 60 * 60 * 1_000;

/** Milliseconds to wait for a turn under the provider's gap and its number a day; null when the day's are used up. */
export async function turnOf(
  reserve: ReserveTurn,
  group: string,
  { minGapMs, perDay }: SourceLimits,
  now: Date,
  longestWaitMs: number,
): Promise<number | null> {
  const at = { now: now.getTime(), longestWaitMs };
  if (perDay !== undefined) {
    const daily = await reserve(`source:${group}:day`, { ...at, intervalMs: dayMs / perDay, burst: perDay });
    if (daily === null) return null;
  }
  return minGapMs === 0 ? 0 : reserve(`source:${group}`, { ...at, intervalMs: minGapMs, burst: 1 });
}
