import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findQuantities } from "../../schema/quantity.ts";
import { equalities } from "../../src/review/arithmetic/equalities.ts";
import { expressions, frames } from "./arithmetic-notations.ts";
import { write } from "./arithmetic-numbers.ts";
import { rightLines } from "./arithmetic-right.ts";
import { wrongLines } from "./arithmetic-wrong.ts";

const none: ReadonlySet<number> = new Set();

/** A number as data state it, with its text. */
const datum = fc
  .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, decimals]) => {
    const text = (digits / 10 ** decimals).toFixed(decimals);
    return { text, value: Number(text) };
  });

interface Expression {
  text: string;
  value: number;
  numbers: number[];
}

/** Sums, products and quotients in brackets, up to four deep, without cancellation that eats all figures. */
const expression: fc.Arbitrary<Expression> = fc
  .letrec<{ node: Expression }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      datum.map(({ text, value }) => ({ text, value, numbers: [value] })),
      fc.tuple(tie("node"), fc.constantFrom("+", "−", "×", "/"), tie("node")).map(([a, sign, b]) => {
        const value = {
          "+": a.value + b.value,
          "−": a.value - b.value,
          "×": a.value * b.value,
          "/": a.value / b.value,
        }[sign]!;
        const wrap = (part: Expression): string => (/[ ]/.test(part.text) ? `(${part.text})` : part.text);
        return { text: `${wrap(a)} ${sign} ${wrap(b)}`, value, numbers: [...a.numbers, ...b.numbers] };
      }),
    ),
  }))
  .node.filter(
    ({ text, value }) => / /.test(text) && Number.isFinite(value) && Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9,
  );

/** A result as people write it: figures in plain decimals, with a unit or none. */
const result = fc.record({ figures: fc.integer({ min: 3, max: 6 }), unit: fc.constantFrom("", " g", " kJ/mol") });

function plainly(value: number, figures: number): { text: string; half: number } {
  const power = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.max(0, figures - 1 - power);
  const text = value.toFixed(decimals);
  return { text, half: 0.5 * 10 ** -decimals };
}

describe("written equalities", () => {
  test("one that is rightly rounded never fails, whatever stands around it", () => {
    fc.assert(
      fc.property(
        expression,
        result,
        fc.constantFrom("", "So m = ", "This gives ", "Step 2: x = "),
        (made, form, lead) => {
          const { text } = plainly(made.value, form.figures);
          const line = `${lead}${made.text} = ${text}${form.unit}.`;
          const found = equalities(line, new Set(made.numbers));
          expect(found, line).toEqual([expect.objectContaining({ holds: true })]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("one that is off by more than its rounding always fails", () => {
    fc.assert(
      fc.property(expression, result, fc.integer({ min: 3, max: 400 }), fc.boolean(), (made, form, places, up) => {
        const { half, text: right } = plainly(made.value, form.figures);
        const digits = right.split(".")[1]?.length ?? 0;
        const text = (Number(right) + (up ? 1 : -1) * places * half * 2).toFixed(digits);
        // Whole numbers that end in zeros may have been rounded there: to two figures, of counts to half a per cent.
        const zeros = /^-?\d*?(0+)$/.exec(text)?.[1]?.length ?? 0;
        const most =
          form.unit === "" && !/[./]/.test(made.text)
            ? 0.005 * Math.abs(Number(text))
            : 10 ** Math.max(0, text.replace("-", "").length - 2) / 2;
        const coarse = zeros === 0 ? 0 : Math.min(10 ** zeros / 2, most);
        const slack = 2e-9 * Math.abs(made.value);
        fc.pre(Math.abs(Number(text) - made.value) > 1.01 * Math.max(half, coarse) + slack);
        const line = `This gives ${made.text} = ${text}${form.unit}.`;
        // Without a unit on the left a result in another prefix is let pass.
        fc.pre(form.unit === "" || Math.abs(Math.log10(Math.abs(Number(text) / made.value))) < 2.5);
        expect(equalities(line, new Set(made.numbers)), line).toEqual([expect.objectContaining({ holds: false })]);
      }),
      // Deep expressions shrink for hours.
      { numRuns: 1_000, endOnFailure: true },
    );
  });

  test("numbers that are not data stand for all that round to them", () => {
    expect(equalities("n = 0.1628 mol × 2/3 = 0.10851 mol", none)).toMatchObject([{ holds: true }]);
    expect(equalities("n = 0.1628 mol × 2/3 = 0.10851 mol", new Set([0.1628]))).toMatchObject([{ holds: false }]);
  });

  test("any text is read without an error and in proportion to its length", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "3",
            "4.5",
            "=",
            "(",
            ")",
            "+",
            "^",
            "-",
            "×",
            "/",
            "x",
            "of",
            "ln",
            "!",
            "e",
            ",",
            "%",
            " ",
            "\n",
            "π",
          ),
          {
            maxLength: 120,
          },
        ),
        (parts) => {
          expect(Array.isArray(equalities(parts.join(""), none))).toBe(true);
        },
      ),
    );
    equalities(`${"(".repeat(5_000)}1 = 2 ${"3 + ".repeat(5_000)} = 4`, none);
    equalities("1 + 1 = 2, ".repeat(5_000), none);
  });
});

const refuted = (line: string, data = none): string[] =>
  equalities(line, data).flatMap(({ written, holds }) => (holds ? [] : [written]));

const form = fc.record({
  figures: fc.integer({ min: 3, max: 6 }),
  notation: fc.integer({ min: 0, max: 14 }),
  unit: fc.nat(),
  sign: fc.constantFrom("=", "=", "≈", "\\approx"),
  frame: fc.constantFrom(...frames),
  /** Whether the question states the numbers; otherwise they may be roundings of earlier results. */
  given: fc.boolean(),
});

describe.each(Object.entries(expressions))("a %s", (_name, expressions) => {
  test("that is right is never refuted, in any notation", () => {
    fc.assert(
      fc.property(
        expressions.filter(({ value }) => Math.abs(value) > 1e-30 && Math.abs(value) < 1e30),
        form,
        (made, { figures, notation, unit, sign, frame: [before, after], given }) => {
          const [name, size] = made.units[unit % made.units.length]!;
          const result = `${write(made.value / size, figures, notation)}${name === "" ? "" : ` ${name}`}`;
          const question = findQuantities(given ? made.data.join("; ") : "").found;
          const line = `${before}${made.text} ${sign} ${result}${after}`;
          expect(refuted(line, new Set(question.map(({ value }) => Math.abs(value)))), line).toEqual([]);
        },
      ),
      { numRuns: 300, endOnFailure: true },
    );
  });
});

describe("lines of worked solutions", () => {
  const rows = (table: Readonly<Record<string, readonly string[]>>): [string, string][] =>
    Object.entries(table).flatMap(([domain, lines]) => lines.map((line): [string, string] => [domain, line]));

  test.each(rows(rightLines))("%s, right: %s", (_domain, line) => {
    expect(refuted(line)).toEqual([]);
  });

  test.each(rows(wrongLines))("%s, wrong: %s", (_domain, line) => {
    expect(refuted(line)).toHaveLength(1);
  });
});
