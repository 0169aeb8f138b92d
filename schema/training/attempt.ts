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
  /** How many steps at the start the attempt shares with the right solution, word for word. */
  sound: number;
}

/** The worked solution with its final line. */
export function solution(problem: WorkedProblem): string {
  return [...problem.steps, "", finalLine(problem.answer)].join("\n");
}

/** Whether a text states the right answer's number, rounded or not, whatever its unit. */
export function mentions({ answer }: WorkedProblem, text: string): boolean {
  const allowed = Math.max(0.01, answer.tolerance) * Math.abs(answer.value);
  return findQuantities(text).found.some(({ value }) => Math.abs(value - answer.value) <= allowed);
}

/** The solution as somebody with this misconception writes it, from the first step to the wrong answer. */
export function attemptOf(problem: WorkedProblem, misconception: Misconception): Attempt {
  const { steps, answer } = misconception;
  const parting = steps.findIndex((step, index) => step !== problem.steps[index]);
  const sound = parting < 0 ? steps.length : parting;
  return {
    steps,
    text: [...steps, "", finalLine({ text: answer })].join("\n"),
    answer,
    misconception,
    sound,
  };
}

/** All attempts that a problem offers, in drawn order, those first in which the right answer occurs nowhere. */
export function attempts(problem: WorkedProblem, draw: Draw): Attempt[] {
  return randomFor(draw, "misconception")
    .shuffle(problem.misconceptions)
    .map((misconception) => attemptOf(problem, misconception))
    .map((attempt) => ({ attempt, telling: Number(mentions(problem, attempt.text)) }))
    .sort((a, b) => a.telling - b.telling)
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

/** What begins with an ordinary word, as against notation: `pH`, `eV`, `mRNA`, `x`. */
const ordinary = /^(?:[a-z]{2,}|a(?= [a-z]{2}))(?=[\s,-]|$)/;

/** What is wrong with an attempt, for people: `Mole ratio forgotten. The equation …`, `pH set equal to pKa. …`. */
export function reasonOf({ misconception: { name, why } }: Pick<Attempt, "misconception">): string {
  const begun = ordinary.test(name) ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
  return `${begun}. ${why}`;
}
