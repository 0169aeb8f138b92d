import type { Engine, EngineItem } from "../../schema/engine.ts";

interface Active {
  item: EngineItem;
  abort: AbortController;
  ended: Promise<void>;
}

const keyOf = (item: EngineItem): string => `${item.run}\u001f${item.item}`;

/**
 * The engine inside this process: a first-in first-out pool. One process owns the database, so no lease is needed; at
 * the start every unfinished item is enqueued again from the store.
 */
export function createEmbeddedEngine(): Engine {
  const waiting = new Map<string, EngineItem>();
  const active = new Map<string, Active>();
  let handler: ((item: EngineItem, signal: AbortSignal) => Promise<void>) | undefined;
  let slots = 0;

  const pump = (): void => {
    while (handler && active.size < slots) {
      const next = waiting.entries().next();
      if (next.done) return;
      const [key, item] = next.value;
      waiting.delete(key);
      const abort = new AbortController();
      const ended = handler(item, abort.signal).finally(() => {
        active.delete(key);
        pump();
      });
      active.set(key, { item, abort, ended });
    }
  };

  return {
    async enqueue(items) {
      for (const item of items) {
        const key = keyOf(item);
        if (!waiting.has(key) && !active.has(key)) waiting.set(key, item);
      }
      pump();
    },
    async work(handle, options) {
      handler = handle;
      slots = options.slots;
      pump();
      return {
        async drain(timeoutMs) {
          handler = undefined;
          const all = Promise.allSettled([...active.values()].map(({ ended }) => ended));
          let timer: NodeJS.Timeout | undefined;
          const late = new Promise((resolve) => {
            timer = setTimeout(resolve, timeoutMs);
          });
          await Promise.race([all, late]);
          clearTimeout(timer);
          for (const { abort } of active.values()) abort.abort();
          await all;
        },
      };
    },
    async cancel(run) {
      for (const [key, item] of waiting) if (item.run === run) waiting.delete(key);
      for (const { item, abort } of active.values()) if (item.run === run) abort.abort();
    },
    async stats(run) {
      const mine = (item: EngineItem): boolean => run === undefined || item.run === run;
      return {
        ready: [...waiting.values()].filter(mine).length,
        active: [...active.values()].filter(({ item }) => mine(item)).length,
      };
    },
  };
}
