import type { RunEvent } from "../../schema/event.ts";

/** Events kept for a listener that has not come yet; older ones are dropped, the run's end never is. */
const kept = 2_000;

/** A queue between the run, which must never wait for a listener, and the listeners, of which each sees every event. */
export function createEventStream() {
  let buffer: RunEvent[] = [];
  let offset = 0;
  let ended = false;
  const wake: (() => void)[] = [];
  const rouse = (): void => {
    for (const resolve of wake.splice(0)) resolve();
  };
  return {
    emit(event: RunEvent): void {
      buffer.push(event);
      if (buffer.length > 2 * kept) {
        offset += buffer.length - kept;
        buffer = buffer.slice(-kept);
      }
      rouse();
    },
    end(): void {
      ended = true;
      rouse();
    },
    async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent, void, undefined> {
      let next = offset;
      for (;;) {
        if (next < offset) next = offset;
        const event = buffer[next - offset];
        if (event) {
          next += 1;
          yield event;
        } else if (ended) return;
        else await new Promise<void>((resolve) => wake.push(resolve));
      }
    },
  };
}

export type EventStream = ReturnType<typeof createEventStream>;
