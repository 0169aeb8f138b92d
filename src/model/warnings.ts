import type { RunEvent } from "../../schema/event.ts";

/** Warnings by code. A thousand retries are one line with a count, not a thousand lines. */
export interface Warnings {
  add(code: string, message: string): void;
  /** Sends the final counts that were not sent yet. */
  flush(): void;
}

/**
 * A code's first warning is sent at once, later ones when their number reaches a power of ten, and the total at the end.
 * `count` is always the total so far, so a reader shows the last event of each code.
 */
export function createWarnings(onEvent: (event: RunEvent) => void): Warnings {
  const byCode = new Map<string, { message: string; count: number; sent: number }>();

  const send = (code: string, entry: { message: string; count: number; sent: number }): void => {
    entry.sent = entry.count;
    onEvent({ type: "warning", code, message: entry.message, count: entry.count });
  };

  return {
    add: (code, message) => {
      const entry = byCode.get(code) ?? { message, count: 0, sent: 0 };
      byCode.set(code, entry);
      entry.count++;
      if (entry.count >= Math.max(1, entry.sent * 10)) send(code, entry);
    },
    flush: () => {
      for (const [code, entry] of byCode) if (entry.count > entry.sent) send(code, entry);
    },
  };
}
