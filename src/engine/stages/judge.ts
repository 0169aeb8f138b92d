import { agents } from "../../../agents/index.ts";
import type { Check, Opinion, Score } from "../../../schema/review.ts";
import type { RowText } from "../../../schema/training/define.ts";
import type { RunContext } from "../context.ts";
import { judgesOf } from "../judges.ts";
import { ask } from "./ask.ts";
import { type Opinions, type ReviewMaterial, withheld } from "./material.ts";

/** Judges who are further apart than this on a criterion have not read the same row: the criterion counts as unchecked. */
export const widestSpread = 0.4;

/**
 * Scores the row by its type's rubric. Every judge of the panel scores by itself and sees no other; a criterion's score is
 * the mean of those who gave one, and counts when more than half of the panel did.
 */
export async function judge(
  material: ReviewMaterial,
  text: RowText,
  context: RunContext,
  signal: AbortSignal,
): Promise<Opinions> {
  const { question, spec, evidence, attempt, facts } = material;
  const { printed = null, derived = null } = facts.execution ?? {};
  const { rubric } = context.trainingType;
  const judges = judgesOf(spec.domain, context);
  const input = {
    domain: spec.domain,
    difficulty: question.difficulty,
    language: spec.language,
    prompt: text.prompt,
    response: text.response,
    others: [...(text.others ?? [])],
    labels: labelsOf(material.row),
    rubric: rubric.map(({ name, ask }) => ({ name, ask })),
    evidence: evidence.map(({ id, text }) => ({ id, text })),
    executed: printed !== null || derived !== null,
  };
  const place = { run: context.run, item: `i:${question.index}`, stage: "review", attempt };
  const asked = await Promise.all(judges.map((model) => ask(agents.judge, input, place, context, signal, model)));
  const answers = asked.flatMap((each) => (each.ok ? [each] : []));
  const traces = answers.map(({ trace }) => trace);
  const problems = asked.flatMap((each) => (each.ok ? [] : [each.problem]));
  const enough = (number: number): boolean => number * 2 > judges.length;
  if (!enough(answers.length)) return withheld("judge", problems.join("; "), traces);

  const scores: Score[] = [];
  const abstained: string[] = [];
  for (const { name, weight } of rubric) {
    const opinions = answers.map(({ output, trace }): Opinion => {
      const given = output.scores.find((score) => score.name === name);
      const { value = null, explanation = "the judge left the criterion out" } = given ?? {};
      return { by: trace.modelId, value, explanation };
    });
    const score = meanOf(name, weight, opinions);
    if (score && enough(valuesOf(opinions).length)) scores.push(score);
    else abstained.push(`${name}: ${opinions.find(({ value }) => value === null)?.explanation ?? ""}`);
  }
  const spreads = scores.map(({ name, opinions = [] }) => ({ name, opinions, spread: spreadOf(opinions) }));
  const widest = spreads.reduce((most, each) => Math.max(most, each.spread), 0);
  return {
    checks: [...abstention(abstained), ...(judges.length > 1 ? [panelCheck(spreads, problems)] : [])],
    scores,
    feedback: [...new Set(answers.map(({ output }) => output.feedback.trim()))].filter(Boolean).join("\n"),
    traces,
    confidence: Number((1 - widest).toFixed(4)),
  };
}

const isLabel = (value: unknown): boolean => typeof value === "number" || typeof value === "boolean";

/** The row's numbers and flags, and objects of nothing else. */
function labelsOf(row: Record<string, unknown>): Record<string, unknown> {
  const holds = (value: unknown): boolean =>
    isLabel(value) ||
    (typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(isLabel));
  return Object.fromEntries(Object.entries(row).filter(([, value]) => holds(value)));
}

const valuesOf = (opinions: readonly Opinion[]): number[] => opinions.flatMap(({ value }) => value ?? []);

/** Largest less smallest value; 0 for one. */
function spreadOf(opinions: readonly Opinion[]): number {
  const values = valuesOf(opinions);
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}

/** The mean of what was given, with each opinion beside it where there are several; null when nobody gave a value. */
function meanOf(name: string, weight: number, opinions: Opinion[]): Score | null {
  const values = valuesOf(opinions);
  const [only, ...further] = opinions;
  if (values.length === 0 || !only) return null;
  const value = Number((values.reduce((sum, each) => sum + each, 0) / values.length).toFixed(4));
  if (further.length === 0) return { name, value, weight, explanation: only.explanation, by: only.by };
  const explanation = opinions.map(({ by, value, explanation }) => `${by} ${value ?? "abstains"}: ${explanation}`);
  return {
    name,
    value,
    weight,
    explanation: explanation.join(" "),
    by: opinions.map(({ by }) => by).join(", "),
    opinions,
  };
}

function abstention(abstained: readonly string[]): Check[] {
  if (abstained.length === 0) return [];
  return [{ name: "judge", status: "unchecked", reason: `not judged: ${abstained.join("; ")}`, fatal: false }];
}

function panelCheck(
  spreads: readonly { name: string; opinions: readonly Opinion[]; spread: number }[],
  problems: readonly string[],
): Check {
  const apart = spreads.filter(({ spread }) => spread > widestSpread);
  const absent = problems.length > 0 ? ` (without the opinion of a judge: ${problems.join("; ")})` : "";
  if (apart.length === 0) {
    return { name: "judges-agree", status: "passed", reason: `the judges agree${absent}`, fatal: false };
  }
  const details = apart.map(
    ({ name, opinions }) => `${name} (${opinions.map(({ by, value }) => `${by} ${value ?? "abstains"}`).join(", ")})`,
  );
  const reason = `the judges are more than ${widestSpread} apart on ${details.join("; ")}${absent}`;
  return { name: "judges-agree", status: "unchecked", reason, fatal: false };
}
