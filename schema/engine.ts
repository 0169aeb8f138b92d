/** One item of a run that needs attention. */
export interface EngineItem {
  run: string;
  item: string;
}

/**
 * Brings items to a handler, at least once each. The engine holds no truth: results live in the store, and an item that
 * is handed out twice finds its finished stages there.
 */
export interface Engine {
  /** Idempotent while the item is waiting or active. */
  enqueue(items: readonly EngineItem[]): Promise<void>;
  /** Starts handing out items, `slots` at a time, in the order of enqueueing. */
  work(
    handler: (item: EngineItem, signal: AbortSignal) => Promise<void>,
    options: { slots: number },
  ): Promise<{ drain(timeoutMs: number): Promise<void> }>;
  /** Drops the run's waiting items and aborts the signal of its active ones. */
  cancel(run: string): Promise<void>;
  stats(run?: string): Promise<{ ready: number; active: number }>;
}
