import type { RunEvent } from "../schema/event.ts";
import type { RunSummary } from "../schema/run.ts";
import type { RunHandle } from "./api.ts";
import { createEventStream } from "./engine/events.ts";

/** What the body of a run gets to speak with its handle. */
export interface RunVoice {
  emit(event: RunEvent): void;
  /** Says that the run is recorded. */
  recorded(id: string): void;
  /** Aborts when the handle or the caller's signal stops the run. */
  signal: AbortSignal;
}

/** Starts a body and gives the handle: iterable for events, awaitable for the summary, both in any order. */
export function startRun(body: (voice: RunVoice) => Promise<RunSummary>, outer?: AbortSignal): RunHandle {
  const stream = createEventStream();
  const stop = new AbortController();
  const onOuter = (): void => stop.abort();
  if (outer?.aborted) stop.abort();
  else outer?.addEventListener("abort", onOuter, { once: true });

  let recorded!: (id: string) => void;
  let unrecorded!: (reason: unknown) => void;
  const id = new Promise<string>((resolve, reject) => {
    recorded = resolve;
    unrecorded = reject;
  });
  id.catch(() => undefined);
  const summary = body({ emit: stream.emit, recorded, signal: stop.signal }).finally(() => {
    outer?.removeEventListener("abort", onOuter);
    stream.end();
  });
  summary.then(
    ({ run }) => recorded(run),
    (error) => unrecorded(error),
  );

  return {
    id,
    stop: () => stop.abort(),
    // biome-ignore lint/suspicious/noThenProperty: the handle is awaitable by contract
    then: (fulfilled, rejected) => summary.then(fulfilled, rejected),
    async *[Symbol.asyncIterator]() {
      yield* stream;
      // A listener that only iterates still learns of the failure.
      await summary;
    },
  };
}
