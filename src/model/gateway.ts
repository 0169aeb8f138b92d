import { setMaxListeners } from "node:events";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { RunEvent } from "../../schema/event.ts";
import type {
  CallPlace,
  ModelDriver,
  ModelGateway,
  ModelReply,
  ModelRequest,
  RecordedReply,
} from "../../schema/model.ts";
import { type ModelFacts, parseModelId } from "../../schema/models.ts";
import type { Random } from "../../schema/random.ts";
import type { Store } from "../../schema/store.ts";
import { aborted, orAborted } from "./abort.ts";
import { type Budget, createBudget } from "./budget.ts";
import type { Clock } from "./clock.ts";
import { withDeadline } from "./deadline.ts";
import { embedInBatches } from "./embedding.ts";
import { createFingerprint, type Fingerprint } from "./fingerprint.ts";
import { createLedger, isReusable, type Ledger, type LedgerEntry, nothing } from "./ledger.ts";
import { costOf, type Estimate, estimateCall, factsFor } from "./price.ts";
import { createQuota, type Quota } from "./quota.ts";
import { backoffMs } from "./retry.ts";
import { createWarnings } from "./warnings.ts";

export interface GatewayOptions {
  /** The run whose calls these are; its earlier sittings count in the budget. */
  run: string;
  store: Pick<Store, "calls">;
  /** Opened drivers by name; see openDrivers. */
  drivers: Readonly<Record<string, ModelDriver>>;
  table: readonly ModelFacts[];
  /** Model ids the run will use: an unknown driver, or no price in spite of a budget, is then refused at once. */
  modelIds?: readonly string[] | undefined;
  budgetUsd?: number | undefined;
  /** Calls in flight per model; the table's number where absent. */
  callConcurrency?: number | undefined;
  requestsPerMinute?: number | undefined;
  /** Of one try. */
  timeoutMs: number;
  /** Tries after the first. All tries and waits together take `timeoutMs × (retries + 1)` at most. */
  retries: number;
  /** Whether stored replies, and replies still on their way, serve equal requests. */
  cache: boolean;
  clock: Clock;
  /** For jitter only: it never shows in the data. */
  random: Random;
  onEvent(event: RunEvent): void;
}

/** A model with everything the gateway keeps for it. */
interface Target {
  modelId: string;
  model: string;
  driver: ModelDriver;
  facts: ModelFacts | undefined;
  concurrency: number;
  quota: Quota;
  /** Calls that may get ready while all places are taken: money reserved, row written. */
  ready: Quota;
}

/** One request, as its driver makes it. */
export type Ask = (signal: AbortSignal) => Promise<ModelReply>;

/** Calls of one model that are made ready ahead of a free place; after a crash they count as if they had been sent. */
const readyAhead = 4;

/** Where no table row says how many calls a model allows at a time. */
const defaultConcurrency = 8;

/** The one door to every model. Reads the run's earlier spending first, so it is opened asynchronously. */
export async function createGateway(options: GatewayOptions): Promise<ModelGateway> {
  const { run, store, table, budgetUsd, timeoutMs, retries, clock, random } = options;
  const before = await store.calls.totals(run);
  const closed = new AbortController();
  const ledger: Ledger = createLedger(store, clock);
  const budget: Budget = createBudget(budgetUsd, before.usd);
  const warnings = createWarnings(options.onEvent);
  const fingerprint = createFingerprint();
  const targets = new Map<string, Target>();
  let closing = false;
  let expected = Number.POSITIVE_INFINITY;
  const flights = new Map<string, Promise<RecordedReply>>();
  const running = new Set<Promise<unknown>>();
  const tally = {
    inputTokens: before.inputTokens,
    outputTokens: before.outputTokens,
    calls: before.calls,
    cached: 0,
  };

  const targetOf = (modelId: string): Target => {
    const known = targets.get(modelId);
    if (known) return known;
    const { driver: name, model } = parseModelId(modelId);
    const driver = Object.hasOwn(options.drivers, name) ? options.drivers[name] : undefined;
    if (!driver) throw unknownDriver(modelId, Object.keys(options.drivers));
    const facts = factsFor(modelId, table, budgetUsd);
    if (!facts) warnings.add("config/price", `The price of ${modelId} is not known; its calls are counted as $0.`);
    const concurrency = options.callConcurrency ?? facts?.concurrency ?? defaultConcurrency;
    const shared = { clock, closing: closed.signal };
    const quota = createQuota({ concurrency, requestsPerMinute: options.requestsPerMinute, ...shared });
    const ready = createQuota({ concurrency: concurrency + readyAhead, ...shared });
    const target = { modelId, model, driver, facts, concurrency, quota, ready };
    targets.set(modelId, target);
    return target;
  };
  for (const modelId of options.modelIds ?? []) targetOf(modelId);

  /**
   * Items that began earlier are served first, so that they go on to execution while later ones ask; the last ones, as
   * many as the model has places, in the order of their asking. What several items wait for comes before them all.
   */
  const rankOf = ({ concurrency }: Target, { item }: CallPlace): number => {
    const index = /^i:(\d+)$/.exec(item)?.[1];
    return index === undefined ? -1 : Math.min(Number(index), Math.max(0, expected - concurrency));
  };

  /**
   * One request: money, row, place, reply, row. The place at the model is held for the request alone, not while rows are
   * written; `hold` frees it after a failure, when the caller has drawn its conclusions.
   */
  const send = async (
    target: Target,
    ask: Ask,
    entry: LedgerEntry,
    estimate: Estimate,
    hold: { release(): void },
    signal: AbortSignal,
  ): Promise<RecordedReply> => {
    const reservation = await budget.reserve(estimate.usd, signal);
    let cost: Estimate = nothing;
    try {
      const callId = await ledger.open(entry, estimate);
      tally.calls++;
      cost = estimate;
      let sent = false;
      const given = async (): Promise<ModelReply> => {
        hold.release = await target.quota.acquire(signal, rankOf(target, entry.place));
        sent = true;
        return withDeadline(ask, timeoutMs, clock, signal);
      };
      const reply = await given().catch(async (error: unknown) => {
        if (!sent || !mayBeBilled(error)) cost = nothing;
        await ledger.failed(callId, isAssayError(error) ? error.code : "model/unexpected", cost);
        throw error;
      });
      hold.release();
      const { inputTokens, outputTokens } = reply.usage;
      cost = { inputTokens, outputTokens, usd: costOf(target.facts, reply.usage) };
      await ledger.done(callId, reply, cost.usd);
      return recorded(reply, callId, entry, cost.usd, false);
    } finally {
      tally.inputTokens += cost.inputTokens;
      tally.outputTokens += cost.outputTokens;
      reservation.settle(cost.usd);
    }
  };

  /** Tries until a reply, a refusal, or the end of patience; readies each try anew. */
  const sendWithRetries = async (
    target: Target,
    ask: Ask,
    maxOutputTokens: number,
    entry: LedgerEntry,
    signal: AbortSignal,
  ): Promise<RecordedReply> => {
    const estimate = estimateCall(target.facts, entry.inputTokens, maxOutputTokens);
    const deadline = clock.now().getTime() + timeoutMs * (retries + 1);
    for (let failures = 1; ; failures++) {
      const leave = await target.ready.acquire(signal, rankOf(target, entry.place));
      const hold = { release: (): void => {} };
      let wait = 0;
      try {
        return await send(target, ask, entry, estimate, hold, signal);
      } catch (error) {
        if (!isAssayError(error) || !error.retryable || !error.code.startsWith("model/")) throw error;
        wait = backoffMs(failures, error.retryAfterMs, random);
        if (failures > retries || clock.now().getTime() + wait > deadline) throw error;
        if (error.code === "model/rate-limited") target.quota.penalise(error.retryAfterMs ?? wait);
        warnings.add(error.code, `${target.modelId}: ${error.message} Trying again.`);
      } finally {
        hold.release();
        leave();
      }
      await clock.sleep(wait, signal).catch(() => undefined);
    }
  };

  const reuse = async (found: { id: string; reply: ModelReply }, entry: LedgerEntry): Promise<RecordedReply> => {
    await ledger.reused(entry);
    tally.calls++;
    tally.cached++;
    return recorded(found.reply, found.id, entry, 0, true);
  };

  const generateWithRetries = (target: Target, request: ModelRequest, entry: LedgerEntry, signal: AbortSignal) => {
    const ask: Ask = (inner) => target.driver.generate(request, inner);
    return sendWithRetries(target, ask, request.maxOutputTokens, entry, signal);
  };

  /** A reply that is stored, on its way, or now asked for: equal requests pay once. */
  const callOnce = async (
    target: Target,
    request: ModelRequest,
    entry: LedgerEntry,
    signal: AbortSignal,
  ): Promise<RecordedReply> => {
    for (;;) {
      const flight = flights.get(entry.requestHash);
      if (!flight) break;
      const outcome = await orAborted(flight, signal).catch((error: unknown) => {
        if (signal.aborted || !isAssayError(error) || error.code !== "run/aborted") throw error;
      });
      if (outcome && isReusable(outcome)) return reuse({ id: outcome.callId, reply: replyOf(outcome) }, entry);
    }
    const flight = (async () => {
      const found = await ledger.find(entry.requestHash);
      return found ? reuse(found, entry) : generateWithRetries(target, request, entry, signal);
    })();
    flights.set(entry.requestHash, flight);
    try {
      return await flight;
    } finally {
      flights.delete(entry.requestHash);
    }
  };

  const call = async (
    modelId: string,
    asked: Omit<ModelRequest, "model">,
    place: CallPlace,
    signal: AbortSignal,
  ): Promise<RecordedReply> => {
    if (signal.aborted) throw aborted(signal);
    // One signal stops a whole run, so many calls listen to it at a time; that is no leak.
    setMaxListeners(0, signal);
    const target = targetOf(modelId);
    const request: ModelRequest = { ...asked, model: target.model };
    const print: Fingerprint = fingerprint(target.driver, request, target.facts?.thinkingBudget ?? null);
    const entry: LedgerEntry = { ...print, place, agent: request.agent, modelId };
    const send = options.cache ? callOnce : generateWithRetries;
    return send(target, request, entry, signal);
  };

  const embed: ModelGateway["embed"] = async (modelId, texts, place, signal) => {
    if (signal.aborted) throw aborted(signal);
    const target = targetOf(modelId);
    return embedInBatches(target, texts, place, (ask, entry) => sendWithRetries(target, ask, 0, entry, signal));
  };

  /** Work that the gateway waits for before it closes. */
  const tracked = <T>(start: () => Promise<T>): Promise<T> => {
    if (closing) return Promise.reject(new AssayError("run/closed", "The run has ended."));
    const work = start();
    running.add(work);
    const over = (): void => void running.delete(work);
    work.then(over, over);
    return work;
  };

  return {
    call: (...parts) => tracked(() => call(...parts)),
    embed: (...parts) => tracked(() => embed(...parts)),
    expect: (items) => {
      expected = items;
    },
    spend: () => ({ usd: budget.spentUsd, reservedUsd: budget.reservedUsd, ...tally }),
    close: async () => {
      closing = true;
      await Promise.allSettled(running);
      closed.abort("closed");
      warnings.flush();
    },
  };
}

function recorded(reply: ModelReply, callId: string, entry: LedgerEntry, usd: number, cached: boolean): RecordedReply {
  return { ...reply, callId, requestHash: entry.requestHash, modelId: entry.modelId, cached, usd };
}

function replyOf({ text, toolCalls, finish, usage, model, raw }: RecordedReply): ModelReply {
  return { text, toolCalls, finish, usage, model, raw };
}

function unknownDriver(modelId: string, known: readonly string[]): AssayError {
  return new AssayError("config/model", `No driver serves the model ${modelId}.`, {
    hint: `A model is written driver/model; the drivers here are ${known.join(", ")}.`,
  });
}

/** A request that was on its way when its reply was lost may have been billed, and counts at its estimate. */
function mayBeBilled(error: unknown): boolean {
  if (!isAssayError(error)) return true;
  return ["model/timeout", "model/interrupted", "model/too-long", "run/aborted"].includes(error.code);
}
