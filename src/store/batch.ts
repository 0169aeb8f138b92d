/** The longest pause in which entries are gathered, in milliseconds. */
const longestPauseMs = 10;
/** How long entries that can wait do so for company, in milliseconds. */
const patienceMs = 25;

/**
 * Gathers what is asked for and hands it over at once, in order. After a flush that took long (a disk that is slow to
 * sync blocks the whole event loop) the next one waits as long again, so that at most half of the time is spent in
 * flushes; after a quick one it waits for one turn of the event loop. `flush` settles every entry itself and must not
 * throw.
 */
export function createBatch<Entry>(flush: (entries: Entry[]) => Promise<void> | void, limit = 512) {
  const waiting: Entry[] = [];
  let busy = false;
  let tookMs = 0;
  let patience: NodeJS.Timeout | undefined;
  let idle: (() => void)[] = [];

  const turn = async () => {
    const entries = waiting.splice(0, limit);
    const began = performance.now();
    await flush(entries);
    tookMs = performance.now() - began;
    if (waiting.length > 0 || idle.length > 0) await new Promise((resolve) => setImmediate(resolve));
    if (waiting.length > 0) return begin();
    busy = false;
    const settled = idle;
    idle = [];
    for (const resolve of settled) resolve();
  };

  const begin = (): void => {
    busy = true;
    clearTimeout(patience);
    patience = undefined;
    const pause = idle.length > 0 ? 0 : Math.min(longestPauseMs, Math.floor(tookMs));
    if (pause < 1) setImmediate(turn);
    else setTimeout(turn, pause);
  };

  return {
    /** One that can wait is flushed with the next that cannot, or after 25 ms; the order stays that of the calls. */
    add(entry: Entry, canWait = false): void {
      waiting.push(entry);
      if (busy) return;
      if (canWait) patience ??= setTimeout(begin, patienceMs);
      else begin();
    },
    /** Resolves when nothing is waiting or under way. */
    drain(): Promise<void> {
      if (!busy && waiting.length === 0) return Promise.resolve();
      const drained = new Promise<void>((resolve) => idle.push(resolve));
      if (!busy) begin();
      return drained;
    },
  };
}
