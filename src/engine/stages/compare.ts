import { agents } from "../../../agents/index.ts";
import { type Check, type Opinion, preferenceWeight, type Score } from "../../../schema/review.ts";
import type { RunContext } from "../context.ts";
import type { Trace } from "../item.ts";
import { judgesOf } from "../judges.ts";
import { ask } from "./ask.ts";
import type { Opinions, ReviewMaterial } from "./material.ts";

type Pair = { prompt: string; first: string; second: string; better: "first" | "second" };

/** A judge's choice over both positions. `position`: it changed its mind when the sides changed places. */
type Choice = "first" | "second" | "equal" | "position" | "none";

interface Vote {
  by: string;
  choice: Choice;
  explanation: string;
}

/** How much of a vote for the labelled side each choice is. */
const worth = { equal: 0, position: 0.5, none: null } as const;

/**
 * Has every judge compare the two sides of a pair, unlabelled and in both positions. A judge who prefers another side once
 * they have changed places has judged the position: that is recorded and lowers the confidence, and decides nothing.
 */
export async function compare(
  { question, spec, attempt }: ReviewMaterial,
  pair: Pair,
  context: RunContext,
  signal: AbortSignal,
): Promise<Opinions> {
  const { domain, language } = spec;
  const common = { domain, language, origin: question.origin, prompt: pair.prompt };
  const place = { run: context.run, item: `i:${question.index}`, stage: "review", attempt };
  const judges = judgesOf(domain, context);
  const heard = await Promise.all(
    judges.map(async (model): Promise<{ vote: Vote; traces: Trace[] }> => {
      const asked = await Promise.all(
        [
          { a: pair.first, b: pair.second },
          { a: pair.second, b: pair.first },
        ].map((sides) => ask(agents.compare, { ...common, ...sides }, place, context, signal, model)),
      );
      const traces = asked.flatMap((each) => (each.ok ? each.trace : []));
      const [straight, swapped] = asked.flatMap((each) => (each.ok ? each.output : []));
      const problem = asked.flatMap((each) => (each.ok ? [] : each.problem))[0];
      return straight && swapped
        ? { vote: voteOf(model, straight, swapped), traces }
        : { vote: { by: model, choice: "none", explanation: problem ?? "" }, traces };
    }),
  );
  const votes = heard.map(({ vote }) => vote);
  const forLabel = votes.filter(({ choice }) => choice === pair.better).length;
  const against = votes.filter(({ choice }) => choice === "equal" || choice === other(pair.better)).length;
  const score = scoreOf(votes, pair.better);
  return {
    checks: [preferenceCheck(votes, forLabel * 2 > votes.length, against * 2 > votes.length)],
    scores: score ? [score] : [],
    feedback: "",
    traces: heard.flatMap(({ traces }) => traces),
    confidence: votes.some(({ choice }) => choice === "position") ? 0.5 : 1,
  };
}

const other = (side: "first" | "second"): "first" | "second" => (side === "first" ? "second" : "first");

type Comparison = { better: "A" | "B" | "equal" | "cannot-judge"; explanation: string };

function voteOf(by: string, straight: Comparison, swapped: Comparison): Vote {
  const explanation =
    straight.explanation === swapped.explanation
      ? straight.explanation
      : `${straight.explanation} With the sides in each other's place: ${swapped.explanation}`;
  if (straight.better === "cannot-judge" || swapped.better === "cannot-judge")
    return { by, choice: "none", explanation };
  const named = { A: "first", B: "second", equal: "equal" } as const;
  const mirrored = { A: "second", B: "first", equal: "equal" } as const;
  const [one, two] = [named[straight.better], mirrored[swapped.better]];
  return { by, choice: one === two ? one : "position", explanation };
}

function scoreOf(votes: readonly Vote[], better: "first" | "second"): Score | null {
  const opinions = votes.map(({ by, choice, explanation }): Opinion => {
    const value = choice === "first" || choice === "second" ? Number(choice === better) : worth[choice];
    return { by, value, explanation };
  });
  const values = opinions.flatMap(({ value }) => value ?? []);
  if (values.length === 0) return null;
  return {
    name: "preference",
    value: Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4)),
    weight: preferenceWeight,
    explanation: votes.map(describe).join(" "),
    by: votes.map(({ by }) => by).join(", "),
    opinions,
  };
}

const meanings: Record<Choice, string> = {
  first: "prefers the first side in both positions",
  second: "prefers the second side in both positions",
  equal: "finds neither side better in both positions",
  position: "prefers another side once the two have changed places",
  none: "cannot judge",
};

const describe = ({ by, choice, explanation }: Vote): string => `${by} ${meanings[choice]}: ${explanation}`;

/** More than half of the judges must choose the labelled side in both positions; more than half against it fail the row. */
function preferenceCheck(votes: readonly Vote[], confirmed: boolean, refuted: boolean): Check {
  const name = "preference";
  const reason = votes.map(describe).join(" ");
  if (confirmed) return { name, status: "passed", reason, fatal: false };
  if (refuted)
    return { name, status: "failed", reason: `The labelled side is not the better one. ${reason}`, fatal: false };
  return { name, status: "unchecked", reason, fatal: false };
}
