import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Spec } from "../../schema/request.ts";
import { makeCells } from "../../src/engine/plan.ts";

const spec = (count: number, difficulty: Spec["difficulty"]): Spec => ({
  request: "r",
  trainingType: "grpo",
  count,
  domain: "chemistry",
  subTopics: [],
  difficulty,
  language: "en",
  constraints: [],
  assumptions: [],
});

describe("quotas", () => {
  test("sum to the count; every difficulty, sub-topic and cell is within one row of its share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })),
        (count, weights, [easy, medium, hard]) => {
          const sum = easy + medium + hard;
          const mix = { easy: easy / sum, medium: medium / sum, hard: hard / sum };
          const topics = weights.map((weight, index) => ({ name: `topic ${index}`, weight }));
          const cells = makeCells(spec(count, mix), topics);
          expect(cells.reduce((total, cell) => total + cell.quota, 0)).toBe(count);
          const total = weights.reduce((a, b) => a + b, 0);
          for (const [difficulty, share] of Object.entries(mix)) {
            const rows = cells
              .filter((cell) => cell.difficulty === difficulty)
              .reduce((all, { quota }) => all + quota, 0);
            expect(Math.abs(rows - count * share)).toBeLessThan(1 + 1e-6);
          }
          for (const { name, weight } of topics) {
            const own = cells.filter(({ subTopic }) => subTopic === name);
            const rows = own.reduce((all, { quota }) => all + quota, 0);
            expect(Math.abs(rows - (count * weight) / total)).toBeLessThan(1 + 1e-6);
            for (const [difficulty, share] of Object.entries(mix)) {
              const quota = own.find((cell) => cell.difficulty === difficulty)?.quota ?? 0;
              expect(Math.abs(quota - (count * weight * share) / total)).toBeLessThan(1 + 1e-6);
            }
          }
        },
      ),
      {
        numRuns: 2_000,
        examples: [
          [2, [0.4, 0.1, 0.1], [1, 4, 1]],
          [23, [0.8569864504206632, 0.4234442002131588, 0.11088598733346189], [3, 2, 6]],
        ],
      },
    );
  });

  test("few rows over many sub-topics keep the mix of difficulties", () => {
    const topics = Array.from({ length: 24 }, (_, index) => ({ name: `topic ${index}`, weight: 1 }));
    const rowsOf = (count: number) => {
      const cells = makeCells(spec(count, { easy: 0.3, medium: 0.4, hard: 0.3 }), topics);
      const of = (level: string) =>
        cells.filter(({ difficulty }) => difficulty === level).reduce((all, { quota }) => all + quota, 0);
      return [of("easy"), of("medium"), of("hard")];
    };
    expect(rowsOf(20)).toEqual([6, 8, 6]);
    expect(rowsOf(10)).toEqual([3, 4, 3]);
    expect(rowsOf(100)).toEqual([30, 40, 30]);
  });

  test("cells without rows are left out, and ids depend on topic and difficulty only", () => {
    const cells = makeCells(spec(2, { easy: 1, medium: 0, hard: 0 }), [
      { name: "a", weight: 1 },
      { name: "b", weight: 1 },
      { name: "c", weight: 1 },
    ]);
    expect(cells.map(({ subTopic, difficulty, quota }) => [subTopic, difficulty, quota])).toEqual([
      ["a", "easy", 1],
      ["b", "easy", 1],
    ]);
    const again = makeCells(spec(50, { easy: 1, medium: 0, hard: 0 }), [{ name: "a", weight: 1 }]);
    expect(again[0]!.id).toBe(cells[0]!.id);
  });
});
