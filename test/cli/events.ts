import type { RunEvent, RunSummary } from "../../src/index.ts";

type Of<Type extends RunEvent["type"]> = Extract<RunEvent, { type: Type }>;

export const summary: RunSummary = {
  run: "20261121-085000-1f3a",
  type: "grpo",
  status: "done",
  reason: "",
  requested: 100,
  approved: 100,
  needs_revision: 3,
  rejected: 2,
  unchecked: 1,
  failed: 0,
  spend_usd: 0.1234,
  tokens: { input: 123_456, output: 65_432 },
  duration_ms: 83_000,
  database: "assay.db",
};

export const progress: Of<"progress"> = {
  type: "progress",
  requested: 100_000,
  approved: 61_234,
  needs_revision: 3_100,
  rejected: 2_000,
  unchecked: 12,
  failed: 7,
  inFlight: 64,
  stages: { research: 70_001, synthesise: 70_000, generate: 68_400, verify: 66_900, review: 66_800, settle: 66_353 },
  spendUsd: 1.2345,
  budgetUsd: 5,
  rowsPerSecond: 12.4,
  etaSeconds: 3_127,
};

export const start: Of<"run-start"> = {
  type: "run-start",
  run: summary.run,
  resumed: false,
  models: ["offline/expert"],
  executor: "system-python",
  spec: {
    request: "100 GRPO examples for chemistry",
    trainingType: "grpo",
    count: 100,
    domain: "chemistry",
    subTopics: ["limiting reagent", "percent yield"],
    difficulty: { easy: 0.3, medium: 0.4, hard: 0.3 },
    language: "en",
    constraints: ["answers in SI units"],
    assumptions: ["Language: English."],
  },
  plan: {
    cells: [
      { id: "a1b2c3d4e5", topic: "chemistry", subTopic: "limiting reagent", difficulty: "hard", quota: 50 },
      { id: "f6a7b8c9d0", topic: "chemistry", subTopic: "percent yield", difficulty: "easy", quota: 50 },
    ],
    researchPlan: "Take definitions, formulas and a worked example for each sub-topic from the handbook.",
    executionPlan: "Execute each program in the sandbox and compare it with a second one.",
    sources: ["handbook"],
    models: { complex: "offline/expert", standard: "offline/expert", fast: "offline/expert" },
    quote: {
      expectedUsd: 0.5,
      upperUsd: 0.9,
      calls: 206,
      inputTokens: 306_250,
      outputTokens: 238_850,
      lines: [
        {
          agent: "generation",
          model: "gemini/gemini-3-pro-preview",
          calls: 45,
          inputTokens: 117_000,
          outputTokens: 99_000,
          usd: 0.4,
        },
        {
          agent: "reviewer/judge",
          model: "somebody/else",
          calls: 42,
          inputTokens: 92_400,
          outputTokens: 37_800,
          usd: null,
        },
      ],
    },
  },
};
