import { agents } from "../../agents/index.ts";
import { AssayError } from "../../schema/error.ts";
import type { Evidence } from "../../schema/evidence.ts";
import { modelFacts, pricesAsOf } from "../../schema/models.ts";
import type { Clarification, Plan, Spec } from "../../schema/request.ts";
import type { ResearchClient } from "../../schema/source.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { type AgentContext, type AgentResult, runAgent } from "./agent-loop.ts";
import { checkRequest, checkType, settleSpec } from "./brief.ts";
import type { RunContext } from "./context.ts";
import { makeCells } from "./plan.ts";
import { makeQuote } from "./quote.ts";
import { type TemplateRecord, weighByTemplates } from "./templates.ts";

/** What interpreting and planning need; nothing of it executes or reads sources. */
export type PrepareContext = Pick<
  RunContext,
  "run" | "seed" | "config" | "tiers" | "roles" | "modelTable" | "gateway"
> & {
  trainingTypes: Record<string, AnyTrainingType>;
};

const agentContext = ({ seed, tiers, gateway }: PrepareContext): AgentContext => ({
  seed,
  tiers,
  gateway,
  tools: {},
  executor: null,
  research: null,
});

/** The request understood, and what could still be asked. */
export async function interpretRequest(
  request: string,
  context: PrepareContext,
  signal: AbortSignal,
): Promise<{ spec: Spec; clarifications: Clarification[] }> {
  const text = checkRequest(request);
  if (context.config.type !== undefined) checkType(context.config.type, context.trainingTypes);
  const result = await runAgent(
    agents.interpret,
    {
      request: text,
      trainingTypes: Object.values(context.trainingTypes).map(({ name, description, aliases }) => ({
        name,
        description,
        aliases: [...aliases],
      })),
      given: {
        trainingType: context.config.type ?? null,
        count: context.config.count ?? null,
        domain: context.config.domain ?? null,
      },
    },
    { run: context.run, item: "plan", stage: "interpret", attempt: 1 },
    agentContext(context),
    signal,
  );
  return settleSpec(text, expectAnswer(result, agents.interpret.name), context.config, context.trainingTypes);
}

/**
 * The plan of a spec: the agent divides the domain, quotas and price are computed. With templates the division is weighed
 * by them, and what is to be kept of them comes back too.
 */
export async function planRun(
  spec: Spec,
  context: PrepareContext,
  research: ResearchClient,
  signal: AbortSignal,
  templates: readonly Evidence[] = [],
): Promise<{ plan: Plan; templates: TemplateRecord | null }> {
  checkMeasurable(spec, context);
  const available = research.sources();
  const result = await runAgent(
    agents.planning,
    {
      spec,
      sources: available.map(({ name, title, domains }) => ({ name, title, domains: [...domains] })),
      ...(templates.length === 0 ? {} : { templates: templates.map(({ text }) => text) }),
    },
    { run: context.run, item: "plan", stage: "plan", attempt: 1 },
    agentContext(context),
    signal,
  );
  const reply = expectAnswer(result, agents.planning.name);
  const known = new Set(available.map(({ name }) => name));
  // Where the user names sources these are used, all of them and in that order; otherwise those that the agent chose.
  const named = (context.config.sources ?? reply.sources).filter((name) => known.has(name));
  const topics = mergeTopics(reply.subTopics);
  const place = { run: context.run, item: "plan" };
  const weighed =
    templates.length === 0
      ? { division: topics, record: null }
      : await weighByTemplates(spec, topics, templates, place, agentContext(context), signal);
  const plan: Plan = {
    cells: makeCells(spec, weighed.division),
    researchPlan: reply.researchPlan,
    executionPlan: reply.executionPlan,
    sources: named.length > 0 ? named : [...known],
    models: context.tiers,
    quote: makeQuote(spec, context, templates),
  };
  return { plan, templates: weighed.record };
}

/** Difficulty can be measured where the type has an answer to be met. */
function checkMeasurable(spec: Spec, { config, trainingTypes }: PrepareContext): void {
  if (config.passK === undefined || trainingTypes[spec.trainingType]?.verifiable !== undefined) return;
  const names = Object.values(trainingTypes).flatMap((type) => (type.verifiable ? [type.name] : []));
  throw new AssayError(
    "config/pass-k",
    `Rows of type ${spec.trainingType} have no answer that attempts can be held to.`,
    {
      hint: `Leave --pass-k out, or choose one of ${names.join(", ")}.`,
    },
  );
}

/** One topic a name, however often the model listed it. */
function mergeTopics(topics: readonly { name: string; weight: number }[]): { name: string; weight: number }[] {
  const merged = new Map<string, { name: string; weight: number }>();
  for (const { name, weight } of topics) {
    const key = name.trim().toLowerCase();
    const known = merged.get(key);
    if (known) known.weight += weight;
    else merged.set(key, { name: name.trim(), weight });
  }
  return [...merged.values()];
}

/** Interpreting and planning cannot go on without an answer; the user can try again or choose another model. */
function expectAnswer<Output>(result: AgentResult<Output>, agent: string): Output {
  if (result.ok) return result.output;
  throw new AssayError("agent/no-answer", `The agent ${agent} gave no usable answer (${result.message}).`, {
    hint: "Try again, or choose another model with --tier-complex.",
  });
}

/** What the budget means for a plan before anything is spent; null when there is nothing to say. */
export function budgetWarning(plan: Plan, budget: number | undefined): string | null {
  if (budget === undefined || plan.quote.expectedUsd === null || plan.quote.expectedUsd <= budget) return null;
  return (
    `the run is expected to cost ${plan.quote.expectedUsd.toFixed(2)} USD (prices of ${pricesAsOf}), ` +
    `more than the budget of ${budget} USD: it will stop short`
  );
}

/** Models of a run in words, for the first line that a user sees. */
export function describeModels(tiers: RunContext["tiers"], table: RunContext["modelTable"]): string[] {
  return [...new Set(Object.values(tiers))].map((id) => (modelFacts(id, table) ? id : `${id} (price unknown)`));
}
