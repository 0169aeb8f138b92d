/**
 * Gathers what is asked for within one turn of the event loop and hands it over at once, in order. The next batch
 * begins when `flush` has settled. `flush` settles every entry itself and must not throw.
 */
export function createBatch<Entry>(flush: (entries: Entry[]) => Promise<void> | void, limit = 512) {
  const waiting: Entry[] = [];
  let busy = false;
  let idle: (() => void)[] = [];

  const turn = async () => {
    while (waiting.length > 0) {
      const entries = waiting.splice(0, limit);
      await flush(entries);
    }
    busy = false;
    const settled = idle;
    idle = [];
    for (const resolve of settled) resolve();
  };

  return {
    add(entry: Entry): void {
      waiting.push(entry);
      if (busy) return;
      busy = true;
      setImmediate(turn);
    },
    /** Resolves when nothing is waiting or under way. */
    drain(): Promise<void> {
      return busy ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve();
    },
  };
}
