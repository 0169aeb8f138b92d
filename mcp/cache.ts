export interface Cache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** The most recently used values, bounded by number and by the sum of their sizes. */
export function createCache<Value>(bounds: {
  maxEntries: number;
  maxSize: number;
  sizeOf(value: Value): number;
}): Cache<Value> {
  const entries = new Map<string, { value: Value; size: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= entries.get(key)?.size ?? 0;
    entries.delete(key);
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      drop(key);
      const size = bounds.sizeOf(value);
      if (size > bounds.maxSize) return;
      entries.set(key, { value, size });
      total += size;
      while (entries.size > bounds.maxEntries || total > bounds.maxSize) drop(entries.keys().next().value!);
    },
  };
}
