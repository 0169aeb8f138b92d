import { z } from "zod";
import type { Tier, Usage } from "./model.ts";

/** What is known of one model. Prices in USD per million tokens. */
export const ModelFacts = z.object({
  driver: z.string().min(1),
  model: z.string().min(1),
  inputUsd: z.number().min(0),
  outputUsd: z.number().min(0),
  cachedInputUsd: z.number().min(0),
  contextTokens: z.number().int().positive(),
  maxOutputTokens: z.number().int().positive(),
  /** Thinking tokens the model may be given; null where it has no such setting. */
  thinkingBudget: z.number().int().min(0).nullable(),
  /** Calls in flight that the default quota allows. */
  concurrency: z.number().int().positive(),
  /** Whether it answers by rules and is no language model. */
  procedural: z.boolean().optional(),
});
export type ModelFacts = z.infer<typeof ModelFacts>;

/** The day on which the prices below were taken over from https://ai.google.dev/gemini-api/docs/pricing (paid tier, text). */
export const pricesAsOf = "2026-11-01";

/** The one table of models; a retired model is one edit here. Overridable in config by `models`. */
export const models: readonly ModelFacts[] = [
  {
    driver: "gemini",
    model: "gemini-3-pro-preview",
    inputUsd: 2,
    outputUsd: 12,
    cachedInputUsd: 0.2,
    contextTokens: 1_048_576,
    maxOutputTokens: 65_536,
    thinkingBudget: 8_192,
    concurrency: 16,
  },
  {
    driver: "gemini",
    model: "gemini-2.5-flash",
    inputUsd: 0.3,
    outputUsd: 2.5,
    cachedInputUsd: 0.03,
    contextTokens: 1_048_576,
    maxOutputTokens: 65_536,
    thinkingBudget: 4_096,
    concurrency: 32,
  },
  {
    driver: "gemini",
    model: "gemini-2.0-flash",
    inputUsd: 0.1,
    outputUsd: 0.4,
    cachedInputUsd: 0.025,
    contextTokens: 1_048_576,
    maxOutputTokens: 8_192,
    thinkingBudget: null,
    concurrency: 32,
  },
  {
    driver: "gemini",
    model: "gemini-embedding-001",
    inputUsd: 0.15,
    outputUsd: 0,
    cachedInputUsd: 0.15,
    contextTokens: 2_048,
    maxOutputTokens: 1,
    thinkingBudget: null,
    concurrency: 8,
  },
  {
    driver: "offline",
    model: "expert",
    inputUsd: 0,
    outputUsd: 0,
    cachedInputUsd: 0,
    contextTokens: 1_048_576,
    maxOutputTokens: 65_536,
    thinkingBudget: null,
    concurrency: 64,
    procedural: true,
  },
];

/** The default model id of each tier when a Gemini key is set. */
export const geminiTiers: Record<Tier, string> = {
  complex: "gemini/gemini-3-pro-preview",
  standard: "gemini/gemini-2.5-flash",
  fast: "gemini/gemini-2.0-flash",
};

export const offlineExpert = "offline/expert";

/** Splits `driver/model` at the first slash. */
export function parseModelId(modelId: string): { driver: string; model: string } {
  const slash = modelId.indexOf("/");
  return slash < 0
    ? { driver: "", model: modelId }
    : { driver: modelId.slice(0, slash), model: modelId.slice(slash + 1) };
}

/** The table's facts for a model id; undefined when the table does not have it (its price is then unknown, not zero). */
export function modelFacts(modelId: string, table: readonly ModelFacts[] = models): ModelFacts | undefined {
  const { driver, model } = parseModelId(modelId);
  return table.find((facts) => facts.driver === driver && facts.model === model);
}

/**
 * The family that a model belongs to: the letters its name begins with, `gemini` of `gemini/gemini-2.5-flash`, `llama` of
 * `vllm/meta-llama/Llama-3.1-8B`. Models of a family tend to favour each other's writing.
 */
export function modelFamily(modelId: string): string {
  const name = modelId.slice(modelId.lastIndexOf("/") + 1).toLowerCase();
  return /^[a-z]+/.exec(name)?.[0] ?? name;
}

/** USD of a call; cached input tokens are billed at their own price and are part of inputTokens. */
export function priceOf(
  facts: ModelFacts,
  usage: Pick<Usage, "inputTokens" | "outputTokens" | "cachedTokens">,
): number {
  const fresh = Math.max(0, usage.inputTokens - usage.cachedTokens);
  return (
    (fresh * facts.inputUsd + usage.cachedTokens * facts.cachedInputUsd + usage.outputTokens * facts.outputUsd) / 1e6
  );
}
