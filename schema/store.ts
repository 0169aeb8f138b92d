import type { Evidence } from "./evidence.ts";
import type { Receipt } from "./execution.ts";
import type { CallPlace, ModelReply } from "./model.ts";
import type { Question } from "./question.ts";
import type { Review } from "./review.ts";
import type { Run, RunCounts } from "./run.ts";
import type { Snapshot } from "./source.ts";

/** One row of a training type as the store keeps it: the shared columns, and the type's own under `row`. */
export interface Sample {
  id: string;
  runId: string;
  questionId: string;
  /** Training type's name; chooses the table. */
  type: string;
  /** Place in the run; exports go in this order. */
  index: number;
  systemPrompt: string | null;
  topic: string;
  subTopic: string;
  difficulty: string;
  qualityScore: number;
  reviewStatus: string;
  /** Ids of the evidence it rests on. */
  sources: string[];
  /** SPDX expression computed from the sources' licences. */
  licence: string;
  provenance: Record<string, unknown>;
  contentHash: string;
  createdAt: string;
  row: Record<string, unknown>;
}

export interface ItemPlace {
  run: string;
  /** `i:17` for the item at index 17, `q:<cell>:<block>` for a block of questions. */
  item: string;
}

export interface StageRecord {
  stage: string;
  attempt: number;
  output: unknown;
}

/** Rows written in one transaction with a stage's result, or not at all. */
export interface StageWrites {
  questions?: Question[];
  /** Partial updates by question id. */
  questionUpdates?: { id: string; runId: string; set: Partial<Question> }[];
  evidence?: Evidence[];
  receipts?: { place: ItemPlace & { stage: string; attempt: number }; receipt: Receipt }[];
  reviews?: { place: ItemPlace; questionId: string; review: Review }[];
  samples?: Sample[];
  /** Documents that the evidence was cut from, kept by their SHA-256. */
  texts?: string[];
}

/** A model call as the ledger keeps it. */
export interface CallRecord extends CallPlace {
  id: string;
  agent: string;
  /** `driver/model`. */
  modelId: string;
  requestHash: string;
  promptSha256: string;
  state: "started" | "done" | "failed";
  /** Estimate while started; the real cost when done. */
  usd: number;
  inputTokens: number;
  outputTokens: number;
  reply: ModelReply | null;
  /** Code of the error of a failed call. */
  error: string | null;
  cached: boolean;
  startedAt: string;
  endedAt: string | null;
}

export interface StoredEvent {
  sequence: number;
  at: string;
  type: string;
  body: Record<string, unknown>;
}

export interface ExportRecord {
  id: string;
  runId: string;
  format: string;
  path: string;
  rows: number;
  sha256: string;
  createdAt: string;
}

/**
 * The one truth. Two drivers, one conformance suite. Every method is atomic; a promise that resolves is durable.
 * Drivers may gather several calls into one transaction, so a write is seen by reads once its promise has resolved.
 * Questions, samples, receipts, reviews and exports need their run (samples also their question) to exist; stage results,
 * calls and events do not. Throws AssayError `store/…`: at opening `unreadable`, `corrupt`, `newer`, `older` (for reading
 * only), `connection`, `engine` (no library here opens SQLite); later also `full`, `busy`, `missing` (nothing to update),
 * `closed`, and for our own faults `invalid` (does not fit its shape) and `conflict` (a key taken or a reference to nothing).
 */
export interface Store {
  /** File or URL without a password, for people. */
  readonly location: string;
  /** Library that opens it, with its version, for people. */
  readonly library: string;
  runs: {
    create(run: Run): Promise<void>;
    get(id: string): Promise<Run | undefined>;
    /** Newest first. */
    list(limit: number): Promise<Run[]>;
    update(
      id: string,
      set: Partial<
        Pick<
          Run,
          | "status"
          | "reason"
          | "config"
          | "owner"
          | "plan"
          | "spendUsd"
          | "inputTokens"
          | "outputTokens"
          | "durationMs"
          | "updatedAt"
        >
      >,
    ): Promise<void>;
    counts(id: string): Promise<RunCounts>;
  };
  stages: {
    /** All results of one item, in the order of their commits. */
    load(place: ItemPlace): Promise<StageRecord[]>;
    /** The `settle` results of the items in [from, to), in index order; absent ones are missing, the last attempt counts. */
    settled(run: string, from: number, to: number): Promise<Map<number, unknown>>;
    /** First commit of (run, item, stage, attempt) wins; the loser gets "already" and none of its writes are made. */
    commit(
      place: ItemPlace & { stage: string; attempt: number },
      output: unknown,
      writes?: StageWrites,
    ): Promise<"written" | "already">;
    /** Number of items with a result, by stage. */
    progress(run: string): Promise<Record<string, number>>;
  };
  questions: { get(run: string, id: string): Promise<Question | undefined> };
  evidence: {
    get(ids: readonly string[]): Promise<Evidence[]>;
    /** Passages with this text, by the SHA-256 of it. */
    find(sha256: string): Promise<Evidence[]>;
  };
  /** Texts by their SHA-256, against which passages can be proved without a network. */
  texts: { get(sha256: string): Promise<string | undefined> };
  snapshots: {
    get(key: string): Promise<Snapshot | undefined>;
    set(snapshot: Snapshot): Promise<void>;
  };
  quotas: {
    /**
     * Takes one turn of a rate that all processes of this database share (GCRA: `burst` turns may come at once, then one
     * every `intervalMs`) and gives the milliseconds to wait for it. Null where that were more than `longestWaitMs`:
     * then no turn is taken. `now` in Unix milliseconds.
     */
    reserve(
      key: string,
      rate: { intervalMs: number; burst: number; now: number; longestWaitMs: number },
    ): Promise<number | null>;
  };
  receipts: { list(place: ItemPlace): Promise<(Receipt & { stage: string; attempt: number })[]> };
  reviews: { list(place: ItemPlace): Promise<Review[]> };
  samples: {
    /** In index order, equal ones by id, streamed in pages; `verdicts` empty means all. */
    iterate(run: string, type: string, filter?: { verdicts?: readonly string[] }): AsyncIterable<Sample>;
    /** By full id, or by a prefix of at least eight characters that fits one row only; searches every type's table. */
    find(idOrPrefix: string): Promise<Sample | undefined>;
  };
  calls: {
    start(call: CallRecord): Promise<void>;
    finish(
      id: string,
      result: Pick<CallRecord, "state" | "usd" | "inputTokens" | "outputTokens" | "reply" | "error" | "endedAt">,
    ): Promise<void>;
    /** Newest finished reply to the same request, of any run of this database. */
    reply(requestHash: string): Promise<{ id: string; reply: ModelReply } | undefined>;
    list(place: ItemPlace): Promise<CallRecord[]>;
    /** Sums of a run. A `started` call whose process is dead counts at its estimate. */
    totals(run: string): Promise<{ usd: number; inputTokens: number; outputTokens: number; calls: number }>;
  };
  events: {
    /** Numbered from 1 within the run, in the order of the calls. */
    append(run: string, event: Omit<StoredEvent, "sequence">): Promise<void>;
    list(run: string, after: number, limit: number): Promise<StoredEvent[]>;
  };
  exports: { record(entry: ExportRecord): Promise<void>; list(run: string): Promise<ExportRecord[]> };
  close(): Promise<void>;
}
