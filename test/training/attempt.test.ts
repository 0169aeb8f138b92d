import { describe, expect, test } from "vitest";
import { findQuantities } from "../../schema/quantity.ts";
import { attemptOf, mentions, reasonOf } from "../../schema/training/attempt.ts";
import { dialogueOf, opening } from "../../schema/training/chat/dialogue.ts";
import { shortestPath } from "../../src/offline/families/computer-science/shortest-path.ts";
import { work } from "../../src/offline/family.ts";
import { worked } from "./worked.ts";

test.each([
  ["mole ratio forgotten", "Mole ratio forgotten. Why."],
  ["small-x approximation", "Small-x approximation. Why."],
  ["a better route overlooked", "A better route overlooked. Why."],
  ["pH set equal to pKa", "pH set equal to pKa. Why."],
  ["pOH reported", "pOH reported. Why."],
  ["pKa reported", "pKa reported. Why."],
  ["eV left unconverted", "eV left unconverted. Why."],
  ["mRNA read backwards", "mRNA read backwards. Why."],
  ["x given for y", "x given for y. Why."],
  ["n - 1 forgotten", "n - 1 forgotten. Why."],
  ["H2 counted twice", "H2 counted twice. Why."],
])("the reason of “%s” begins as it should", (name, reason) => {
  expect(reasonOf({ misconception: { name, why: "Why.", answer: "1", steps: [] } })).toBe(reason);
});

describe("dialogues", () => {
  const dialogues = worked(9).flatMap((problem) =>
    Array.from({ length: 8 }, (_, index) => ({ problem, ...dialogueOf(problem, { seed: 5, index }) })),
  );
  const showing = (pattern: string) => dialogues.filter(({ patterns }) => patterns.includes(pattern));
  const turnsOf = ({ messages }: (typeof dialogues)[number]) => messages.filter(({ role }) => role !== "system");

  test("a student who is corrected has not left the tutor's own step without a word", () => {
    const corrected = showing("guided-correction");
    expect(corrected.length).toBeGreaterThan(100);
    let given = 0;
    for (const dialogue of corrected) {
      const { problem } = dialogue;
      const [, start, tried, , again] = turnsOf(dialogue);
      const known = problem.steps.filter((step) => start!.content.includes(step)).length;
      given += Math.min(1, known);
      const told = (content: string, steps: readonly string[]): boolean =>
        steps.every((step) => content.includes(step));
      const possible = problem.misconceptions
        .map((misconception) => attemptOf(problem, misconception))
        .filter(({ steps }) => told(tried!.content, steps.slice(known)));
      expect(
        possible.some(({ sound }) => sound >= known),
        problem.origin,
      ).toBe(true);
      expect(told(again!.content, problem.steps.slice(known)), problem.origin).toBe(true);
    }
    expect(given).toBeGreaterThan(corrected.length / 4);
  });
  test("a hint does not state the answer and leaves something to do", () => {
    const hints = showing("hint-first");
    expect(hints.length).toBeGreaterThan(100);
    for (const dialogue of hints) {
      const { problem } = dialogue;
      const count = opening(problem);
      const told = problem.steps.slice(0, count).join("\n");
      expect(mentions(problem, told), problem.origin).toBe(false);
      expect(count, problem.origin).toBeLessThanOrEqual(problem.steps.length / 2);
      const [, hint] = turnsOf(dialogue);
      for (const [index, step] of problem.steps.entries()) {
        expect(hint!.content.includes(step), problem.origin).toBe(index < count);
      }
    }
  });
  test("a hint on shortest paths leaves the distances to be found", () => {
    for (let seed = 0; seed < 50; seed++) {
      const problem = work(shortestPath, "easy", seed);
      expect(findQuantities(problem.steps.slice(0, opening(problem)).join("\n")).found.length).toBeLessThanOrEqual(1);
    }
  });
  test("an answer that stands in the first step is not hinted at", () => {
    const problem = work(shortestPath, "easy", 1);
    const steps = [`It is ${problem.answer.text}.`, "One more.", "Another.", `So ${problem.answer.text}.`];
    expect(opening({ ...problem, steps })).toBe(0);
  });
});
