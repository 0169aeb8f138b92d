import type { Config } from "../config.ts";
import type { SynthesisedContext, TextLayer } from "../evidence.ts";
import type { ExecutionLimits } from "../execution.ts";
import type { LicenceVerdict } from "../licence.ts";
import type { ModelReply } from "../model.ts";
import type { Difficulty } from "../problem.ts";
import type { ContextSource, QuestionStatus } from "../question.ts";
import type { Cell, DifficultyMix, Quote } from "../request.ts";
import type { Check, Judgement, Score, Verdict } from "../review.ts";
import type { RunStatus } from "../run.ts";
import { boolean, integer, json, optional, real, sequence, table, text } from "./column.ts";
import { sampleTables } from "./samples.ts";

const ofRun = { columns: ["runId"], table: "runs", foreign: ["id"] } as const;

const runs = table({
  name: "runs",
  columns: {
    id: text(),
    request: text(),
    seed: integer(),
    status: text<RunStatus>(),
    reason: text(),
    config: json<Config>(),
    owner: text(),
    createdAt: text(),
    updatedAt: text(),
    spendUsd: real(),
    inputTokens: integer(),
    outputTokens: integer(),
    durationMs: real(),
  },
  primaryKey: ["id"],
  indexes: [{ columns: ["createdAt"] }],
});

const specs = table({
  name: "specs",
  columns: {
    runId: text(),
    origin: optional(text()),
    request: text(),
    trainingType: text(),
    count: integer(),
    domain: text(),
    subTopics: json<string[]>(),
    difficulty: json<DifficultyMix>(),
    language: text(),
    constraints: json<string[]>(),
    assumptions: json<string[]>(),
  },
  primaryKey: ["runId"],
  references: [ofRun],
});

const plans = table({
  name: "plans",
  columns: {
    runId: text(),
    cells: json<Cell[]>(),
    researchPlan: text(),
    executionPlan: text(),
    sources: json<string[]>(),
    models: json<Record<string, string>>(),
    quote: json<Quote>(),
  },
  primaryKey: ["runId"],
  references: [ofRun],
});

const questions = table({
  name: "questions",
  columns: {
    runId: text(),
    id: text(),
    itemIndex: integer(),
    cell: text(),
    topic: text(),
    subTopic: text(),
    difficulty: text<Difficulty>(),
    text: text(),
    origin: optional(text()),
    status: text<QuestionStatus>(),
    groundTruthContext: optional(text()),
    synthesizedContext: optional(json<SynthesisedContext>()),
    contextSources: json<ContextSource[]>(),
  },
  primaryKey: ["runId", "id"],
  indexes: [{ columns: ["runId", "itemIndex"] }],
  references: [ofRun],
});

const evidence = table({
  name: "evidence",
  columns: {
    id: text(),
    source: text(),
    documentId: text(),
    url: text(),
    title: text(),
    authors: json<string[]>(),
    published: optional(text()),
    accessed: text(),
    text: text(),
    sha256: text(),
    start: integer(),
    end: integer(),
    documentSha256: text(),
    layer: optional(text<TextLayer>()),
    licence: json<LicenceVerdict>(),
    attribution: text(),
  },
  primaryKey: ["id"],
  indexes: [{ columns: ["sha256"] }],
});

const receipts = table({
  name: "receipts",
  columns: {
    sequence: sequence(),
    runId: text(),
    item: text(),
    stage: text(),
    attempt: integer(),
    id: text(),
    purpose: text<"program" | "derivation">(),
    language: text<"python" | "javascript">(),
    code: text(),
    codeSha256: text(),
    executor: text(),
    tier: integer(),
    interpreter: text(),
    limits: json<ExecutionLimits>(),
    seed: integer(),
    status: text<"ok" | "error" | "timeout" | "memory" | "infra">(),
    exitCode: optional(integer()),
    stdout: text(),
    stdoutSha256: text(),
    stderrSha256: text(),
    durationMs: real(),
  },
  primaryKey: ["sequence"],
  indexes: [{ columns: ["runId", "item"] }],
  references: [ofRun],
});

const reviews = table({
  name: "reviews",
  columns: {
    sequence: sequence(),
    runId: text(),
    item: text(),
    questionId: text(),
    verdict: text<Verdict>(),
    qualityScore: real(),
    checks: json<Check[]>(),
    scores: json<Score[]>(),
    feedback: text(),
    attempt: integer(),
    judgement: optional(json<Judgement>()),
  },
  primaryKey: ["sequence"],
  indexes: [{ columns: ["runId", "item"] }],
  references: [ofRun],
});

/** The truth of what is done. No foreign key: planning works before its run is written. */
const stageResults = table({
  name: "stage_results",
  columns: {
    runId: text(),
    item: text(),
    stage: text(),
    attempt: integer(),
    /** Order of the commits of one item. */
    position: integer(),
    /** The number in `i:17`, null for other items. */
    itemIndex: optional(integer()),
    /** Of `settle` results. */
    verdict: optional(text()),
    output: optional(json<unknown>()),
  },
  primaryKey: ["runId", "item", "stage", "attempt"],
  indexes: [{ columns: ["runId", "stage", "itemIndex"] }, { columns: ["runId", "verdict"] }],
});

const llmCalls = table({
  name: "llm_calls",
  columns: {
    id: text(),
    runId: text(),
    item: text(),
    stage: text(),
    attempt: integer(),
    agent: text(),
    modelId: text(),
    requestHash: text(),
    promptSha256: text(),
    state: text<"started" | "done" | "failed">(),
    usd: real(),
    inputTokens: integer(),
    outputTokens: integer(),
    reply: optional(json<ModelReply>()),
    error: optional(text()),
    cached: boolean(),
    startedAt: text(),
    endedAt: optional(text()),
  },
  primaryKey: ["id"],
  indexes: [{ columns: ["requestHash", "state"] }, { columns: ["runId", "item"] }],
});

/** Rate limits shared by processes: one row per (provider, model, key) and unit. */
const quotas = table({
  name: "quotas",
  columns: {
    key: text(),
    /** Units per second, and how many may come at once. */
    rate: real(),
    burst: real(),
    /** Unix seconds at which the bucket is whole again (GCRA's theoretical arrival time). */
    arrival: real(),
  },
  primaryKey: ["key"],
});

/** Texts by their SHA-256: bodies of replies, and documents as passages were cut from them. */
const texts = table({
  name: "texts",
  columns: {
    sha256: text(),
    text: text(),
  },
  primaryKey: ["sha256"],
});

/** The last reply to every request to a source: the cache of the network, and the proof of what was read. */
const snapshots = table({
  name: "snapshots",
  columns: {
    key: text(),
    url: text(),
    status: integer(),
    headers: json<Record<string, string>>(),
    bodySha256: text(),
    /** ISO time of the fetch, and of the last time that the server said it was still the same. */
    fetchedAt: text(),
    checkedAt: text(),
  },
  primaryKey: ["key"],
  references: [{ columns: ["bodySha256"], table: "texts", foreign: ["sha256"] }],
});

const events = table({
  name: "events",
  columns: {
    runId: text(),
    sequence: integer(),
    at: text(),
    type: text(),
    body: json<Record<string, unknown>>(),
  },
  primaryKey: ["runId", "sequence"],
});

const exportRecords = table({
  name: "exports",
  columns: {
    id: text(),
    runId: text(),
    format: text(),
    path: text(),
    rows: integer(),
    sha256: text(),
    createdAt: text(),
  },
  primaryKey: ["id"],
  indexes: [{ columns: ["runId"] }],
  references: [ofRun],
});

/** Every table, in an order in which they can be made. */
export const tables = {
  runs,
  specs,
  plans,
  questions,
  evidence,
  receipts,
  reviews,
  stage_results: stageResults,
  llm_calls: llmCalls,
  quotas,
  texts,
  snapshots,
  events,
  exports: exportRecords,
  ...sampleTables,
};

export type Tables = typeof tables;
