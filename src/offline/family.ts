import type { Difficulty, Misconception, WorkedProblem } from "../../schema/problem.ts";
import { createRandom, type Random, seedFrom } from "../../schema/random.ts";

/** How a family states its answers. */
export interface AnswerForm {
  /** Unit behind the number, empty for a pure number. */
  unit: string;
  /** Allowed relative deviation; 0 for exact integers. */
  tolerance: number;
  /** Significant figures of the written answer; `integer` writes a whole number. */
  figures: number | "integer";
}

export interface Mistake {
  name: string;
  value: number;
  /** Worked steps of the wrong solution; the last states the wrong answer. */
  steps: string[];
  why: string;
}

/**
 * A problem family: a seeded sampler of parameters, and pure functions of those parameters. `P` holds exactly the data
 * that the problem's text states, so solution, program and check can use nothing the reader does not see (besides
 * constants that are cited in the handbook).
 */
export interface Family<P> {
  /** `domain/topic-in-dashes`, equal to the file's path below families/. */
  name: string;
  domain: string;
  /** Human name of the sub-topic: `limiting reagent`. */
  topic: string;
  /** Further words a request may use for it, lower case. */
  keywords: readonly string[];
  /** Handbook entries that state the facts and formulas used. */
  handbook: readonly string[];
  sample(random: Random, difficulty: Difficulty): P;
  /** At least four ways to ask; every one states all data of `P`, the wanted unit and the rounding. */
  phrasings: readonly ((parameters: P) => string)[];
  form(parameters: P): AnswerForm;
  solve(parameters: P): { value: number; steps: string[] };
  program(parameters: P): string;
  /** Python by another route than `program`. */
  check(parameters: P): string;
  /** At least three; values that equal the right answer within twice the tolerance are dropped by `work`. */
  mistakes(parameters: P): Mistake[];
}

/** Checks the declaration's types; returns it unchanged. */
export function defineFamily<P>(family: Family<P>): Family<P> {
  return family;
}

/** Rounds to significant figures and writes plain decimals between 1e-3 and 1e6, otherwise scientific notation. */
export function writeNumber(value: number, figures: AnswerForm["figures"]): string {
  if (figures === "integer") return String(Math.round(value));
  if (value === 0) return "0";
  // A half goes up, as people round, though the nearest binary fraction may lie below it.
  const rounded = Number((value * (1 + 1e-12)).toPrecision(figures));
  const magnitude = Math.abs(rounded);
  if (magnitude < 1e-3 || magnitude >= 1e6) return rounded.toExponential(figures - 1);
  const integerDigits = Math.max(1, Math.floor(Math.log10(magnitude)) + 1);
  const leading = magnitude < 1 ? -Math.floor(Math.log10(magnitude)) - 1 : 0;
  const decimals = magnitude >= 1 ? Math.max(0, figures - integerDigits) : figures + leading;
  return rounded.toFixed(decimals);
}

/** A number with its unit as a person writes it. */
export function writeAnswer(value: number, form: AnswerForm): string {
  const number = writeNumber(value, form.figures);
  return form.unit === "" ? number : `${number} ${form.unit}`;
}

/** Makes the problem that `origin` (`family#difficulty#seed`) stands for. */
export function work<P>(family: Family<P>, difficulty: Difficulty, seed: number): WorkedProblem {
  const origin = `${family.name}#${difficulty}#${seed}`;
  const random = createRandom(seedFrom(origin));
  const parameters = family.sample(random, difficulty);
  const phrasing = random.pick(family.phrasings);
  const form = family.form(parameters);
  const solution = family.solve(parameters);
  const text = writeAnswer(solution.value, form);
  const differs = (value: number): boolean =>
    Number.isFinite(value) &&
    Math.abs(value - solution.value) > 2 * form.tolerance * Math.abs(solution.value) &&
    writeAnswer(value, form) !== text;
  const misconceptions: Misconception[] = family
    .mistakes(parameters)
    .filter((mistake) => differs(mistake.value))
    .map(({ name, value, steps, why }) => ({ name, answer: writeAnswer(value, form), steps, why }));
  return {
    origin,
    domain: family.domain,
    topic: family.topic,
    difficulty,
    prompt: phrasing(parameters),
    steps: solution.steps,
    answer: { value: solution.value, unit: form.unit, tolerance: form.tolerance, text },
    program: family.program(parameters),
    check: family.check(parameters),
    misconceptions,
  };
}

/** A family whose parameters nobody outside needs to know. */
// biome-ignore lint/suspicious/noExplicitAny: the parameters' type stands on both sides of its functions
export type AnyFamily = Family<any>;
