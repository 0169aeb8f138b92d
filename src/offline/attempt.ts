import type { z } from "zod";
import type { attempt } from "../../agents/attempt.ts";
import type { compare } from "../../agents/compare.ts";
import { agreeing } from "../../schema/agreement.ts";
import type { Difficulty, WorkedProblem } from "../../schema/problem.ts";
import { readAnswer } from "../../schema/quantity.ts";
import { createRandom } from "../../schema/random.ts";

type AttemptOutput = z.infer<typeof attempt.output>;
type CompareInput = z.infer<typeof compare.input>;
type CompareOutput = z.infer<typeof compare.output>;

/**
 * How often the expert's simulated attempts are right. Assumed, not measured: they let the measuring be tried without a
 * key, and say nothing of how hard a problem is for a language model. Provenance names them procedural.
 */
export const simulatedRates: Readonly<Record<Difficulty, number>> = { easy: 0.9, medium: 0.7, hard: 0.45 };

/** The worked solution, or with the rest of the chance one of the problem's misconceptions, drawn by the seed. */
export function attemptOffline(problem: WorkedProblem, seed: number): AttemptOutput {
  const random = createRandom(seed);
  const right = random.next() < simulatedRates[problem.difficulty] || problem.misconceptions.length === 0;
  if (right) return { reasoning: problem.steps.join("\n"), answer: problem.answer.text };
  const { steps, answer } = random.pick(problem.misconceptions);
  return { reasoning: steps.join("\n"), answer };
}

/** Rules can tell two sides apart by the answers they end in, if exactly one is right; about the rest they abstain. */
export function compareOffline(input: CompareInput, problem: WorkedProblem | null): CompareOutput {
  if (problem === null)
    return { explanation: "rules know the answers of their own problems only", better: "cannot-judge" };
  const isRight = (text: string): boolean => {
    const stated = readAnswer(text);
    return stated !== null && agreeing(problem.prompt, stated, problem.answer.text).verdict === "equal";
  };
  const [a, b] = [isRight(input.a), isRight(input.b)];
  if (a === b)
    return { explanation: "rules cannot tell the two responses apart by their answers", better: "cannot-judge" };
  return { explanation: `one response ends in ${problem.answer.text}, the other one does not`, better: a ? "A" : "B" };
}
