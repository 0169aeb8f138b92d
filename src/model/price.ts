import { AssayError } from "../../schema/error.ts";
import type { Usage } from "../../schema/model.ts";
import { type ModelFacts, modelFacts, priceOf } from "../../schema/models.ts";

/** Visible output that is reckoned with when a request allows more; a longer reply is rare, and settled at its real price. */
const expectedVisibleTokens = 8_192;

export interface Estimate {
  usd: number;
  inputTokens: number;
  outputTokens: number;
}

/**
 * Output tokens a request may cost, thinking included: Gemini counts thoughts as output, so drivers ask for the visible
 * tokens plus the thinking budget. Never more than the model can give.
 */
export function outputLimit(facts: ModelFacts | undefined, visibleTokens: number): number {
  if (!facts) return visibleTokens;
  return Math.min(facts.maxOutputTokens, visibleTokens + (facts.thinkingBudget ?? 0));
}

/**
 * What a call is taken to cost until its reply says better. An upper bound for every request that asks for at most 8192
 * visible tokens, and then the budget can never be passed; beyond that it is an expectation. Nothing is assumed cached.
 * What answers by rules uses no tokens.
 */
export function estimateCall(facts: ModelFacts | undefined, inputTokens: number, visibleTokens: number): Estimate {
  if (facts?.procedural) return { usd: 0, inputTokens: 0, outputTokens: 0 };
  const outputTokens = outputLimit(facts, Math.min(visibleTokens, expectedVisibleTokens));
  const usd = facts ? priceOf(facts, { inputTokens, outputTokens, cachedTokens: 0 }) : 0;
  return { usd, inputTokens, outputTokens };
}

/** USD of a reply; 0 where the price is not known (the gateway warns of that, or refuses when there is a budget). */
export function costOf(facts: ModelFacts | undefined, usage: Usage): number {
  return facts ? priceOf(facts, usage) : 0;
}

/** Facts of a model id; without them and with a budget to keep, the run cannot start. */
export function factsFor(
  modelId: string,
  table: readonly ModelFacts[],
  budgetUsd: number | undefined,
): ModelFacts | undefined {
  const facts = modelFacts(modelId, table);
  if (!facts && budgetUsd !== undefined) {
    throw new AssayError("config/price", `The price of ${modelId} is not known, so a budget cannot be kept.`, {
      hint: "Add the model to the price table, or run without --budget.",
    });
  }
  return facts;
}
