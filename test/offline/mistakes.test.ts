import { describe, expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";

const length = (steps: readonly string[]): number => steps.join("\n").length;
/** Words by which a solution admits that it is wrong. */
const telling = /\b(?:mistake\w*|wrong\w*|forgot\w*|erroneous\w*|incorrect\w*|the right answer|should have)\b/i;
/** Two plain numbers with one sign between them, and the plain number behind the equals sign. */
const equality =
  /(?<![\d.^()/×·+−*-] ?)(\d+(?:\.\d+)?) ([-+/×]) (\d+(?:\.\d+)?) = (-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?![\d.]| ?[-+−/×^])/g;
const operations: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "×": (a, b) => a * b,
  "/": (a, b) => a / b,
};

describe.each(families.map((family) => [family.name, family] as const))("%s", (_name, family) => {
  const problems = Array.from({ length: 30 }, (_, seed) => work(family, difficulties[seed % 3]!, seed));
  const mistakes = problems.flatMap((problem) =>
    problem.misconceptions.map((misconception) => ({ problem, misconception })),
  );

  test("wrong solutions are as long as right ones", () => {
    const ratios = mistakes
      .map(({ problem, misconception }) => length(misconception.steps) / length(problem.steps))
      .sort((a, b) => a - b);
    const median = ratios[Math.floor(ratios.length / 2)]!;
    expect(median).toBeGreaterThan(0.85);
    expect(median).toBeLessThan(1.15);
    expect(ratios[Math.floor(ratios.length / 10)]).toBeGreaterThan(0.75);
    expect(ratios[Math.floor((9 * ratios.length) / 10)]).toBeLessThan(1.3);
  });
  test("they end in their own answer and do not say that they are wrong", () => {
    for (const { problem, misconception } of mistakes) {
      const where = `${problem.origin}: ${misconception.name}`;
      expect(misconception.steps.at(-1), where).toContain(misconception.answer);
      expect(misconception.steps.join("\n"), where).not.toMatch(telling);
    }
  });
  test("plain arithmetic in them holds", () => {
    for (const { problem, misconception } of mistakes) {
      for (const step of misconception.steps) {
        for (const [text, left, sign, right, stated] of step.matchAll(equality)) {
          const value = operations[sign!]!(Number(left), Number(right));
          const allowed = 0.01 * Math.max(Math.abs(value), Math.abs(Number(stated)));
          expect(Math.abs(value - Number(stated)), `${problem.origin}: ${text} in ${step}`).toBeLessThanOrEqual(
            allowed,
          );
        }
      }
    }
  });
});
