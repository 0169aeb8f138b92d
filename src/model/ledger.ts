import { randomUUID } from "node:crypto";
import type { CallPlace, ModelReply } from "../../schema/model.ts";
import type { CallRecord, Store } from "../../schema/store.ts";
import type { Clock } from "./clock.ts";
import type { Fingerprint } from "./fingerprint.ts";
import type { Estimate } from "./price.ts";

/** What a row says of the request. */
export interface LedgerEntry extends Fingerprint {
  place: CallPlace;
  agent: string;
  modelId: string;
}

/** The run's book of calls: one row for every request sent, written before it is sent, closed by what came of it. */
export interface Ledger {
  /** The row's id, once the row is durable. It stands at its estimate until it is closed. */
  open(entry: LedgerEntry, estimate: Estimate): Promise<string>;
  /** Stores the raw reply and the real cost. */
  done(id: string, reply: ModelReply, usd: number): Promise<void>;
  /** `lost` is what the provider may have billed although no reply came; nothing when it refused the request. */
  failed(id: string, code: string, lost: Estimate): Promise<void>;
  /** Notes that a stored reply served this place too; costs nothing and holds no second copy of the reply. */
  reused(entry: LedgerEntry): Promise<void>;
  /** The stored reply to the same request, if there is one worth having again. */
  find(requestHash: string): Promise<{ id: string; reply: ModelReply } | undefined>;
}

export function createLedger(store: Pick<Store, "calls">, clock: Clock): Ledger {
  const record = (entry: LedgerEntry, estimate: Estimate, now: Date): CallRecord => ({
    run: entry.place.run,
    item: entry.place.item,
    stage: entry.place.stage,
    attempt: entry.place.attempt,
    id: timeOrderedId(now.getTime()),
    agent: entry.agent,
    modelId: entry.modelId,
    requestHash: entry.requestHash,
    promptSha256: entry.promptSha256,
    state: "started",
    ...estimate,
    reply: null,
    error: null,
    cached: false,
    startedAt: now.toISOString(),
    endedAt: null,
  });

  return {
    open: async (entry, estimate) => {
      const row = record(entry, estimate, clock.now());
      await store.calls.start(row);
      return row.id;
    },
    done: (id, reply, usd) =>
      store.calls.finish(id, {
        state: "done",
        usd,
        inputTokens: reply.usage.inputTokens,
        outputTokens: reply.usage.outputTokens,
        reply,
        error: null,
        endedAt: clock.now().toISOString(),
      }),
    failed: async (id, code, lost) => {
      const endedAt = clock.now().toISOString();
      const closed = store.calls.finish(id, { state: "failed", ...lost, reply: null, error: code, endedAt });
      // A run that is being stopped may have closed its store; the row then stays open at the same estimate.
      await (code === "run/aborted" ? closed.catch(() => undefined) : closed);
    },
    reused: (entry) => {
      const now = clock.now();
      return store.calls.start({
        ...record(entry, nothing, now),
        state: "done",
        cached: true,
        endedAt: now.toISOString(),
      });
    },
    find: async (requestHash) => {
      const found = await store.calls.reply(requestHash);
      return found && isReusable(found.reply) ? found : undefined;
    },
  };
}

export const nothing: Estimate = { usd: 0, inputTokens: 0, outputTokens: 0 };

/** An empty reply, or one that ended for a passing reason, is asked for again rather than served for ever. */
export function isReusable(reply: ModelReply | null): boolean {
  if (!reply || reply.finish === "other") return false;
  return reply.finish === "safety" || reply.text !== "" || reply.toolCalls.length > 0;
}

/** UUID version 7 (RFC 9562, section 5.7): rows lie in the order of their calls. */
function timeOrderedId(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
