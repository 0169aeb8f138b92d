import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalities } from "../../src/review/arithmetic/equalities.ts";
import { expressions, frames } from "./arithmetic-notations.ts";
import { type Made, write } from "./arithmetic-numbers.ts";
import { rightLines } from "./arithmetic-right.ts";
import { wrongLines } from "./arithmetic-wrong.ts";

const result = fc.record({
  figures: fc.integer({ min: 2, max: 6 }),
  notation: fc.integer({ min: 0, max: 14 }),
  unit: fc.nat(),
  sign: fc.constantFrom("=", "=", "≈", "\\approx"),
  frame: fc.constantFrom(...frames),
  /** Whether the question states the numbers; otherwise they may be roundings of earlier results. */
  given: fc.boolean(),
});
type Result = typeof result extends fc.Arbitrary<infer R> ? R : never;

const questionOf = (made: Made): string => `Given are ${made.data.join("; ")}.`;

/** The line that states the result, times a factor. */
function lineOf(made: Made, form: Result, factor = 1): string {
  const [unit, size] = made.units[form.unit % made.units.length]!;
  const value = write((made.value / size) * factor, form.figures, form.notation);
  const [before, after] = form.frame;
  return `${before}${made.text} ${form.sign} ${value}${unit === "" ? "" : ` ${unit}`}${after}`;
}

const numRuns = 400;
/**
 * A wrong result may be right in another notation (`log` to another base, `2.300` for two thousand three hundred); a few
 * in ten thousand are, and the chance is kept out of the test.
 */
const seed = 20_260;

describe.each(Object.entries(expressions))("a written %s", (_name, arbitrary) => {
  const sound = arbitrary.filter(({ value }) => Math.abs(value) > 1e-30 && Math.abs(value) < 1e30);

  test("that is right is never refuted, in any notation and to any number of figures", () => {
    fc.assert(
      fc.property(sound, result, (made, form) => {
        const line = lineOf(made, form);
        const found = equalities(line, form.given ? questionOf(made) : "");
        expect(
          found.filter(({ holds }) => !holds),
          line,
        ).toEqual([]);
      }),
      { numRuns },
    );
  });

  test("that is off by more than five per cent is found", () => {
    fc.assert(
      fc.property(sound, result, fc.integer({ min: 106, max: 190 }), fc.boolean(), (made, form, percent, up) => {
        // Two figures are themselves rounded by up to five per cent.
        const figures = Math.max(3, form.figures);
        const line = lineOf(made, { ...form, sign: "=", figures }, up ? percent / 100 : 100 / percent);
        expect(equalities(line, questionOf(made)), line).toEqual([expect.objectContaining({ holds: false })]);
      }),
      { numRuns, seed },
    );
  });
});

describe("lines of worked solutions", () => {
  const rows = (table: typeof rightLines) =>
    Object.entries(table).flatMap(([domain, lines]) => lines.map((line) => [domain, line] as const));

  test.each(rows(rightLines))("%s, right: %s", (_domain, line) => {
    expect(equalities(line).filter(({ holds }) => !holds)).toEqual([]);
  });

  test.each(rows(wrongLines))("%s, wrong: %s", (_domain, line) => {
    expect(equalities(line).filter(({ holds }) => !holds)).toHaveLength(1);
  });

  test("most of the right ones are read, and not only let pass", () => {
    const lines = rows(rightLines).map(([, line]) => line);
    expect(lines.filter((line) => equalities(line).length > 0).length).toBeGreaterThan(0.55 * lines.length);
  });
});

describe("the numbers of an equality", () => {
  test("stand for all that round to them unless the question states them", () => {
    const line = "n = 0.1628 mol × 2/3 = 0.1088 mol";
    expect(equalities(line)).toMatchObject([{ holds: false }]);
    expect(equalities("k = 0.16 × 2.00 = 0.327")).toMatchObject([{ holds: true }]);
    expect(equalities("k = 0.16 × 2.00 = 0.327", "Take k0 = 0.16 and 2.00.")).toMatchObject([{ holds: false }]);
  });

  test("are exact where they are whole", () => {
    expect(equalities("1234 × 5678 = 7006652")).toMatchObject([{ holds: true }]);
    expect(equalities("1234 × 5678 = 7006653")).toMatchObject([{ holds: false }]);
  });

  test("make factors of percentages that the question states", () => {
    const line = "1000 × 1.05^10 = 1700";
    expect(equalities(line, "It grows by 5% a year.")).toMatchObject([{ holds: false }]);
  });
});

describe("any text", () => {
  const pieces = "3|4.5|=|(|)|+|^|-|×|/|x|of|ln|!|e|,|%| |\n|π|$|\\frac{|}|½|m/s|°|is|→|10^|1/2|sin|²".split("|");

  test("is read without an error", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 120 }), (parts) => {
        expect(Array.isArray(equalities(parts.join("")))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  const hostile = (
    "1 + 1 = 3 |1 = 1 = |(|)|[|{|}|3 m 3 s | |\\frac{|\\frac{1}{2} = |= |1|1,111|mod 12 |=\n|1 + 1\n= 3\n|e^|2^|-|log |log 2 = 3, |" +
    "\\begin{matrix}|``` |`a|<span |<|$|5 apples |5 red green blue |1 x |1 × 10^3 × |3!|1.1.1.|1 + 1 is 3 |1 + 1 → 3 |- |word |" +
    "1 and 1 = 2 |1 g / 2 g × 3 g = 4 g |3 sin 2 / 3(2) = 9 |^{|5 per per |1,|⁻¹|&a|√|(1)|1 1/2 |a-|A) 1 = 2\n|Step 1: |1. |m·|m·s/"
  ).split("|");

  // A pass over the text takes a tenth of a second or two; work that grew with the square would take minutes.
  test.each(hostile.map((piece) => [JSON.stringify(piece), piece]))(
    "of 200,000 characters %s ends soon",
    (_name, piece) => {
      const text = piece.repeat(200_000 / piece.length);
      equalities(`${text} 1 = 2`);
      equalities(`1 = 2 ${text}`);
    },
  );
});
