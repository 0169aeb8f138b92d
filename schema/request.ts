import { z } from "zod";
import { Difficulty } from "./problem.ts";

/** Shares of the three difficulties; they sum to 1. */
export const DifficultyMix = z.object({
  easy: z.number().min(0).max(1),
  medium: z.number().min(0).max(1),
  hard: z.number().min(0).max(1),
});
export type DifficultyMix = z.infer<typeof DifficultyMix>;

/** The mix of a request that does not speak of difficulty. */
export const mixedDifficulty: DifficultyMix = { easy: 0.3, medium: 0.4, hard: 0.3 };

export const maxCount = 10_000_000;

/** The request understood. */
export const Spec = z.object({
  /** `import` for rows that came from files; absent for a request. */
  origin: z.literal("import").optional(),
  request: z.string(),
  /** Name of a training type: `grpo`. */
  trainingType: z.string(),
  /** Approved rows wanted. */
  count: z.number().int().min(1).max(maxCount),
  domain: z.string().min(1),
  /** What the request narrows the domain to; empty when it names the domain only. */
  subTopics: z.array(z.string()),
  difficulty: DifficultyMix,
  /** BCP 47 tag of the rows' language. */
  language: z.string(),
  constraints: z.array(z.string()),
  /** What was assumed where the user was silent, one sentence each. */
  assumptions: z.array(z.string()),
});
export type Spec = z.infer<typeof Spec>;

/** A question the orchestrator would ask before it starts. */
export const Clarification = z.object({
  /** The field of Spec that the answer sets. */
  field: z.enum(["trainingType", "count", "domain", "subTopics", "difficulty", "language"]),
  question: z.string(),
  choices: z.array(z.string()),
  /** What is taken when nobody answers. */
  assumed: z.string(),
});
export type Clarification = z.infer<typeof Clarification>;

/** One cell of the plan: a sub-topic at a difficulty. */
export const Cell = z.object({
  id: z.string(),
  topic: z.string(),
  subTopic: z.string(),
  difficulty: Difficulty,
  /** Approved rows wanted of this cell. */
  quota: z.number().int().min(0),
});
export type Cell = z.infer<typeof Cell>;

export const Quote = z.object({
  /** Expected USD, and the bound under which nine of ten such runs should stay. Null when a price is unknown. */
  expectedUsd: z.number().nullable(),
  upperUsd: z.number().nullable(),
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** One line a tier: model, calls, tokens, USD. */
  lines: z.array(
    z.object({
      agent: z.string(),
      model: z.string(),
      calls: z.number(),
      inputTokens: z.number(),
      outputTokens: z.number(),
      usd: z.number().nullable(),
    }),
  ),
});
export type Quote = z.infer<typeof Quote>;

export const Plan = z.object({
  cells: z.array(Cell).min(1),
  researchPlan: z.string(),
  executionPlan: z.string(),
  /** Names of the research sources in the order of preference. */
  sources: z.array(z.string()),
  /** Model id by agent name. */
  models: z.record(z.string(), z.string()),
  quote: Quote,
});
export type Plan = z.infer<typeof Plan>;
