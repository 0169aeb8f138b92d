import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WorkedProblem } from "../../schema/problem.ts";
import { shapeCount } from "../../schema/training/chat/dialogue.ts";
import { balanced, randomFor } from "../../schema/training/draw.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { stoichiometry } from "../../src/offline/families/chemistry/stoichiometry.ts";
import { work } from "../../src/offline/family.ts";

const seed = fc.integer({ min: 0, max: 0xffff_ffff });

test("every choice falls equally often in every whole number of blocks, whatever the seed", () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 20 }), (seed, options, blocks) => {
      const counts = new Array<number>(options).fill(0);
      for (let index = 0; index < options * blocks; index++) counts[balanced({ seed, index }, "p", options)]! += 1;
      expect(counts).toEqual(new Array(options).fill(blocks));
    }),
  );
});

test("choices do not follow the place: of two neighbours either comes first", () => {
  const first = Array.from({ length: 400 }, (_, block) => balanced({ seed: 3, index: 2 * block }, "p", 2));
  const ones = first.filter((choice) => choice === 1).length;
  expect(ones).toBeGreaterThan(160);
  expect(ones).toBeLessThan(240);
});

test("equal draws give equal choices, other purposes others", () => {
  const draw = { seed: 5, index: 11 };
  expect(randomFor(draw, "a").next()).toBe(randomFor(draw, "a").next());
  expect(randomFor(draw, "a").next()).not.toBe(randomFor(draw, "b").next());
});

describe("over a run of 200 items", () => {
  const problems: WorkedProblem[] = Array.from({ length: 200 }, (_, index) => work(stoichiometry, "medium", index));
  const facts = (problem: WorkedProblem) => ({
    question: problem.prompt,
    execution: { printed: problem.answer.text, derived: problem.answer.text, agrees: true },
  });
  const rows = <Name extends keyof typeof trainingTypes>(name: Name) =>
    problems.map((problem, index) => {
      const type = trainingTypes[name];
      const draw = { seed: 99, index };
      return type.finish(type.fromProblem(problem, { context: null, draw }) as never, facts(problem), draw);
    });

  test("KTO labels are half and half", () => {
    expect(rows("kto").filter((row) => "label" in row && row.label)).toHaveLength(100);
  });
  test("the better response of RLHF stands in either place equally often", () => {
    expect(rows("rlhf").filter((row) => "preferred" in row && row.preferred === "a")).toHaveLength(100);
  });
  test("PPO responses are half right, half wrong, and take at least three rewards", () => {
    const rewards = rows("ppo").map((row) => ("reward" in row ? row.reward : Number.NaN));
    expect(rewards.filter((reward) => reward >= 0.7)).toHaveLength(100);
    expect(new Set(rewards).size).toBeGreaterThanOrEqual(3);
  });
  test("chats take at least five shapes, each equally often, with and without a system message", () => {
    const chats = rows("chat").flatMap((row) => ("messages" in row ? [row] : []));
    const shapes = new Map<string, number>();
    for (const { patterns } of chats) shapes.set(patterns.join(), (shapes.get(patterns.join()) ?? 0) + 1);
    expect(shapeCount).toBeGreaterThanOrEqual(5);
    expect(shapes.size).toBe(shapeCount);
    for (const count of shapes.values()) expect(count).toBeLessThanOrEqual(40);
    expect(chats.filter(({ messages }) => messages[0]?.role === "system")).toHaveLength(100);
    expect(
      new Set(chats.map(({ messages }) => messages.slice(-1)[0]!.content.replace(/\d[\d.]*/g, "n"))).size,
    ).toBeGreaterThan(30);
  });
  test("every misconception that can stand for a solution gets its turn in DPO", () => {
    const reasons = new Set(rows("dpo").map((row) => ("rejection_reason" in row ? row.rejection_reason : "")));
    expect(reasons.size).toBeGreaterThanOrEqual(3);
  });
});
