import { contentId, sha256 } from "../../schema/canonical.ts";
import { Config } from "../../schema/config.ts";
import type { Evidence } from "../../schema/evidence.ts";
import type { Receipt } from "../../schema/execution.ts";
import type { ModelReply } from "../../schema/model.ts";
import type { Question } from "../../schema/question.ts";
import type { Review } from "../../schema/review.ts";
import type { Run } from "../../schema/run.ts";
import type { CallRecord, Sample } from "../../schema/store.ts";
import { trainingTypes } from "../../schema/training/index.ts";

const time = "2026-01-02T03:04:05.006Z";

/** A run with everything in it. */
export function someRun(id: string, set: Partial<Run> = {}): Run {
  const request = "Generate 3 GRPO examples for chemistry";
  return {
    id,
    request,
    seed: 4_294_967_295,
    status: "running",
    reason: "",
    config: Config.parse({ count: 3, budget: 0.5 }),
    spec: {
      request,
      trainingType: "grpo",
      count: 3,
      domain: "chemistry",
      subTopics: ["acids", "Gleichgewicht – ü"],
      difficulty: { easy: 0.2, medium: 0.5, hard: 0.3 },
      language: "en",
      constraints: [],
      assumptions: ["language: English"],
    },
    plan: {
      cells: [{ id: "acids-easy", topic: "chemistry", subTopic: "acids", difficulty: "easy", quota: 3 }],
      researchPlan: "read",
      executionPlan: "run",
      sources: ["handbook"],
      models: { zeta: "offline/expert", alpha: "offline/expert" },
      quote: { expectedUsd: null, upperUsd: null, calls: 3, inputTokens: 1, outputTokens: 2, lines: [] },
    },
    owner: "host:1",
    createdAt: time,
    updatedAt: time,
    spendUsd: 0.25,
    inputTokens: 7,
    outputTokens: 8,
    durationMs: 1.5,
    ...set,
  };
}

/** A question of a run; `index` makes it another. */
export function someQuestion(runId: string, index: number, set: Partial<Question> = {}): Question {
  return {
    id: contentId({ question: index }),
    runId,
    index,
    cell: "acids-easy",
    topic: "chemistry",
    subTopic: "acids",
    difficulty: "easy",
    text: `What is the pH of acid ${index}?`,
    origin: null,
    status: "pending",
    groundTruthContext: null,
    synthesizedContext: null,
    contextSources: [],
    ...set,
  };
}

/** One passage. */
export function someEvidence(text: string, set: Partial<Evidence> = {}): Evidence {
  return {
    id: contentId({ text }),
    source: "handbook",
    documentId: "acids",
    url: "https://example.org/acids",
    title: "Acids",
    authors: ["A. Author"],
    published: null,
    accessed: time,
    text,
    sha256: sha256(text),
    start: 0,
    end: text.length,
    documentSha256: sha256(text),
    layer: "plain",
    licence: {
      spdx: "CC0-1.0",
      url: null,
      standing: "verified",
      permissive: true,
      attributionRequired: false,
      commercialUse: true,
      derivatives: true,
      shareAlike: false,
      evidence: [{ where: "api-field", raw: "CC0", url: "https://example.org", weight: "strong" }],
    },
    attribution: "Acids, CC0",
    ...set,
  };
}

/** One execution. */
export function someReceipt(id: string, set: Partial<Receipt> = {}): Receipt {
  const code = 'print("Answer: 7 ")';
  return {
    id,
    purpose: "program",
    language: "python",
    code,
    codeSha256: sha256(code),
    executor: "system-python",
    tier: 2,
    interpreter: "CPython 3.11.2",
    limits: { timeoutMs: 5_000, memoryMb: 512, outputBytes: 65_536, fileBytes: 1, processes: 64 },
    seed: 0,
    status: "ok",
    exitCode: 0,
    stdout: "Answer: 7 \n",
    stdoutSha256: sha256("Answer: 7 \n"),
    stderrSha256: sha256(""),
    durationMs: 12.25,
    ...set,
  };
}

/** One review. */
export function someReview(set: Partial<Review> = {}): Review {
  return {
    verdict: "approved",
    qualityScore: 0.9,
    checks: [{ name: "correct", status: "passed", reason: "it is", fatal: false }],
    scores: [{ name: "clarity", value: 0.9, weight: 1, explanation: "clear", by: "offline/expert" }],
    feedback: "",
    attempt: 1,
    ...set,
  };
}

/** A GRPO row of a question. */
export function someSample(runId: string, index: number, set: Partial<Sample> = {}): Sample {
  const row = trainingTypes.grpo.examples[0]?.row ?? {};
  return {
    id: contentId({ sample: index }),
    runId,
    questionId: contentId({ question: index }),
    type: "grpo",
    index,
    systemPrompt: null,
    topic: "chemistry",
    subTopic: "acids",
    difficulty: "easy",
    qualityScore: 0.875,
    reviewStatus: "approved",
    sources: ["a", "b"],
    licence: "CC0-1.0",
    provenance: { zeta: 1, alpha: { deep: [null, true] } },
    contentHash: sha256(String(index)),
    createdAt: time,
    row,
    ...set,
  };
}

/** A model's reply. */
export function someReply(text: string): ModelReply {
  return {
    text,
    toolCalls: [{ id: "1", name: "run-code", arguments: { code: "1" } }],
    finish: "stop",
    usage: { inputTokens: 3, outputTokens: 4, thinkingTokens: 0, cachedTokens: 0 },
    model: "expert",
    raw: { zeta: [1], alpha: null },
  };
}

/** A call just begun. */
export function someCall(run: string, id: string, set: Partial<CallRecord> = {}): CallRecord {
  return {
    id,
    run,
    item: "i:0",
    stage: "generate",
    attempt: 1,
    agent: "generation",
    modelId: "offline/expert",
    requestHash: sha256("request"),
    promptSha256: sha256("prompt"),
    state: "started",
    usd: 0.5,
    inputTokens: 0,
    outputTokens: 0,
    reply: null,
    error: null,
    cached: false,
    startedAt: time,
    endedAt: null,
    ...set,
  };
}
