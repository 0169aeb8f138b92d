import type { Misconception, WorkedProblem } from "../problem.ts";
import { findQuantities } from "../quantity.ts";
import { finalLine } from "./define.ts";
import { type Draw, randomFor } from "./draw.ts";

/** A solution that goes wrong, written like a right one. */
export interface Attempt {
  steps: string[];
  /** Steps and the line that states the wrong answer. */
  text: string;
  answer: string;
  misconception: Misconception;
  /** Share of the steps that stand before the mistake, 0 to 1. */
  soundShare: number;
}

/** The worked solution with its final line. */
export function solution(problem: WorkedProblem): string {
  return [...problem.steps, "", finalLine(problem.answer)].join("\n");
}

/** Words that any two steps share. */
const common = new Set(
  (
    "with from that this which gives taken instead result used divided multiplied there same each their than into they " +
    "only then value number when what have been over both also more less counted added found"
  ).split(" "),
);

/** What a step speaks of: its longer words, and bracketed terms such as `ln(k2/k1)` or `(c − x)`. */
const subjects = (step: string): string[] =>
  (step.match(/[a-zA-Z]*\([^()]*[-−+/=][^()]*\)|(?<![\p{L}\d])[a-z]{4,}(?![\p{L}\d])/gu) ?? [])
    .map((word) => word.replace(/(?<=[a-z]{3})s$/, ""))
    .filter((word) => !common.has(word));

/** Whether a text states the right answer's number, rounded or not, whatever its unit. */
export function mentions({ answer }: WorkedProblem, text: string): boolean {
  const allowed = Math.max(0.01, answer.tolerance) * Math.abs(answer.value);
  return findQuantities(text).found.some(({ value }) => Math.abs(value - answer.value) <= allowed);
}

/**
 * The solution as somebody with this misconception writes it: the first steps of the right one, as far as they speak of
 * other things than the mistake does, and then the misconception's own. Never longer than the right one.
 */
export function attemptOf(problem: WorkedProblem, misconception: Misconception): Attempt {
  const spare = problem.steps.length - misconception.steps.length;
  const mistaken = new Set(subjects([misconception.name, ...misconception.steps].join(" ")));
  const opening: string[] = [];
  for (const step of problem.steps.slice(0, Math.max(0, spare))) {
    const own = subjects(step);
    if (own.length === 0 || own.some((word) => mistaken.has(word)) || mentions(problem, step)) break;
    opening.push(step);
  }
  const steps = [...opening, ...misconception.steps];
  return {
    steps,
    text: [...steps, "", finalLine({ text: misconception.answer })].join("\n"),
    answer: misconception.answer,
    misconception,
    soundShare: Math.max(0, steps.length - 2) / steps.length,
  };
}

/** Wordings by which a step tells its own fault. */
const telling = /\b(?:the wrong way|as if|without the|left out|ignored|treated as)\b/;

/**
 * All attempts that a problem offers, in drawn order, those first that a reader could take for a solution: the right
 * answer occurs nowhere in them, no step tells its fault, and they are not much shorter than the right solution.
 */
export function attempts(problem: WorkedProblem, draw: Draw): Attempt[] {
  const length = solution(problem).length;
  const faults = ({ text }: Attempt): number =>
    Number(mentions(problem, text)) * 2 + Number(telling.test(text)) + Number(text.length < 0.4 * length);
  return randomFor(draw, "misconception")
    .shuffle(problem.misconceptions)
    .map((misconception) => attemptOf(problem, misconception))
    .map((attempt) => ({ attempt, faults: faults(attempt) }))
    .sort((a, b) => a.faults - b.faults)
    .map(({ attempt }) => attempt);
}

/**
 * A first line that says over what the question gives, for half of the items; empty where there is too much or too little
 * to say. The sides of a pair share it, so that it tells neither.
 */
export function given(problem: WorkedProblem, draw: Draw): string {
  const random = randomFor(draw, "given");
  const { plain, found } = findQuantities(problem.prompt);
  const data = [...new Set(found.map(({ start, end }) => plain.slice(start, end).trim()))];
  const plainData = data.length >= 2 && data.length <= 4 && found.every(({ unit }) => unit !== "");
  if (!plainData || random.next() < 0.4) return "";
  const listed = `${data.slice(0, -1).join(", ")} and ${data.at(-1)}`;
  return `${random.pick([`Given: ${listed}.`, `The question gives ${listed}.`, `Known are ${listed}.`])}\n`;
}

/** One attempt with a wrong answer. */
export function drawAttempt(problem: WorkedProblem, draw: Draw): Attempt {
  const [first] = attempts(problem, draw);
  if (!first) throw new Error(`${problem.origin} has no misconceptions`);
  return first;
}

/** What is wrong with an attempt, for people: `Mole ratio forgotten: the equation …`. */
export function reasonOf({ misconception: { name, why } }: Attempt): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}. ${why}`;
}
