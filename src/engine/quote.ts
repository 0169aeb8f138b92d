import type { Tier } from "../../schema/model.ts";
import { type ModelFacts, modelFacts, priceOf } from "../../schema/models.ts";
import type { Quote, Spec } from "../../schema/request.ts";
import { isComplexDomain, selectTier, type Work } from "../../schema/tier.ts";

/** What an item costs at each agent: calls an item, tokens a call. Taken from runs of the prompts in agents/. */
interface Expectation {
  agent: string;
  callsPerItem: number;
  inputTokens: number;
  outputTokens: number;
  work: (complexDomain: boolean) => Work;
}

const expectations: readonly Expectation[] = [
  {
    agent: "question",
    callsPerItem: 0.1,
    inputTokens: 900,
    outputTokens: 1_200,
    work: () => ({ kind: "write", complexDomain: false }),
  },
  {
    agent: "research/search",
    callsPerItem: 1,
    inputTokens: 350,
    outputTokens: 150,
    work: () => ({ kind: "retrieve", complexDomain: false }),
  },
  {
    agent: "research/synthesise",
    callsPerItem: 1,
    inputTokens: 1_800,
    outputTokens: 700,
    work: () => ({ kind: "extract", complexDomain: false }),
  },
  {
    agent: "generation",
    callsPerItem: 1.3,
    inputTokens: 2_600,
    outputTokens: 2_200,
    work: (complexDomain) => ({ kind: "reason", complexDomain }),
  },
  {
    agent: "reviewer/derive",
    callsPerItem: 1.3,
    inputTokens: 400,
    outputTokens: 1_500,
    work: (complexDomain) => ({ kind: "reason", complexDomain }),
  },
  {
    agent: "reviewer/judge",
    callsPerItem: 1.2,
    inputTokens: 2_200,
    outputTokens: 900,
    work: (complexDomain) => ({ kind: complexDomain ? "reason" : "validate", complexDomain: true }),
  },
];

/** Items tried for an approved row: expected, and in nine runs of ten at most. */
const yieldExpected = 1.15;
const yieldUpper = 1.8;

/** The price before the run, from the table of models; null where a model's price is not known. */
export function makeQuote(spec: Spec, tiers: Record<Tier, string>, table: readonly ModelFacts[]): Quote {
  const lines = expectations.map(({ agent, callsPerItem, inputTokens, outputTokens, work }) => {
    const model = tiers[selectTier(work(isComplexDomain(spec.domain)))];
    const facts = modelFacts(model, table);
    const calls = Math.ceil(spec.count * yieldExpected * callsPerItem);
    const tokens = { inputTokens: calls * inputTokens, outputTokens: calls * outputTokens };
    const usd = facts ? priceOf(facts, { ...tokens, cachedTokens: 0 }) : null;
    return { agent, model, calls, ...tokens, usd };
  });
  const known = lines.every((line) => line.usd !== null);
  const expectedUsd = known ? lines.reduce((sum, line) => sum + (line.usd ?? 0), 0) : null;
  return {
    expectedUsd,
    upperUsd: expectedUsd === null ? null : (expectedUsd * yieldUpper) / yieldExpected,
    calls: lines.reduce((sum, line) => sum + line.calls, 0),
    inputTokens: lines.reduce((sum, line) => sum + line.inputTokens, 0),
    outputTokens: lines.reduce((sum, line) => sum + line.outputTokens, 0),
    lines,
  };
}
