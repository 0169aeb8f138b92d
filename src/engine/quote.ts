import type { Evidence } from "../../schema/evidence.ts";
import { modelFacts, priceOf } from "../../schema/models.ts";
import type { Quote, Spec } from "../../schema/request.ts";
import { isComplexDomain, selectTier, type Work } from "../../schema/tier.ts";
import { estimateTokens } from "../model/fingerprint.ts";
import { isProcedural, judgesOf } from "./judges.ts";
import type { PrepareContext } from "./prepare.ts";
import { templatesPerBlock } from "./templates.ts";

/** What an item costs at each agent: calls an item, tokens a call. Taken from runs of the prompts in agents/. */
interface Expectation {
  agent: string;
  /** Where it is not the model of the work's tier. */
  model?: string | undefined;
  callsPerItem: number;
  inputTokens: number;
  outputTokens: number;
  work: (complexDomain: boolean) => Work;
}

/** What every item needs. */
const common: readonly Expectation[] = [
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
];

/** Share of the rows in which the fact-check has something to look up, where a domain's answers are mostly computed. */
const factsWhereComputed = 0.1;
const computed =
  /chemi|physic|math|statist|biolog|genetic|comput|program|engineer|financ|account|econom|astronom|algebra|geometr/i;

/** What the review of an item and the measuring of its difficulty need, by what the run is told to do. */
function further(spec: Spec, context: PrepareContext): Expectation[] {
  const { config, roles, tiers, trainingTypes } = context;
  const type = trainingTypes[spec.trainingType];
  const reason = (complexDomain: boolean): Work => ({ kind: "reason", complexDomain });
  const judging = (complexDomain: boolean): Work => ({
    kind: complexDomain ? "reason" : "validate",
    complexDomain: true,
  });
  const lines: Expectation[] = [
    {
      agent: "reviewer/derive",
      model: roles.derivation,
      callsPerItem: 1.3,
      inputTokens: 400,
      outputTokens: 1_500,
      work: reason,
    },
  ];
  for (const model of judgesOf(spec.domain, context)) {
    const judge = { model, work: judging };
    lines.push({ agent: "reviewer/judge", callsPerItem: 1.2, inputTokens: 2_200, outputTokens: 900, ...judge });
    if (type?.pair) {
      lines.push({ agent: "reviewer/compare", callsPerItem: 2.4, inputTokens: 1_200, outputTokens: 500, ...judge });
    }
  }
  if (config.factCheck !== "never" && !isProcedural(tiers.standard, context)) {
    const share = config.factCheck === "always" || !computed.test(spec.domain) ? 1.1 : factsWhereComputed;
    const extract = (): Work => ({ kind: "extract", complexDomain: false });
    lines.push(
      { agent: "reviewer/claims", callsPerItem: share, inputTokens: 900, outputTokens: 500, work: extract },
      { agent: "reviewer/fact-check", callsPerItem: share, inputTokens: 4_000, outputTokens: 900, work: judging },
    );
  }
  if (config.passK !== undefined) {
    const attempts = { model: roles.attempts, callsPerItem: config.passK, work: reason };
    lines.push({ agent: "attempt", inputTokens: 250, outputTokens: 1_200, ...attempts });
  }
  return lines;
}

/** Tokens that the templates shown with one block of questions add to its call. */
function tokensOfTemplates(templates: readonly Evidence[]): number {
  if (templates.length === 0) return 0;
  const all = templates.reduce((sum, { text }) => sum + estimateTokens(text), 0);
  return Math.round((all / templates.length) * Math.min(templatesPerBlock, templates.length));
}

/** Items tried for an approved row: expected, and in nine runs of ten at most. */
const yieldExpected = 1.15;
const yieldUpper = 1.8;
/** With a band of pass rates it is not known before how many rows lie inside; every second one is assumed. */
const insideBand = 0.5;

/**
 * The price of what follows the plan, from the table of models; null where a model's price is not known. Templates are
 * those that the questions will be written after.
 */
export function makeQuote(spec: Spec, context: PrepareContext, templates: readonly Evidence[] = []): Quote {
  const { tiers, config, modelTable: table } = context;
  const items = (spec.count * yieldExpected) / (config.passBand === undefined ? 1 : insideBand);
  const [question, ...others] = common;
  const asking = { ...question!, inputTokens: question!.inputTokens + tokensOfTemplates(templates) };
  const expectations = [asking, ...others, ...further(spec, context)];
  const lines = expectations.map(({ agent, model: own, callsPerItem, inputTokens, outputTokens, work }) => {
    const model = own ?? tiers[selectTier(work(isComplexDomain(spec.domain)))];
    const facts = modelFacts(model, table);
    const calls = Math.ceil(items * callsPerItem);
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
