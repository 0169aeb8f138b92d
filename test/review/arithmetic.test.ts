import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalities } from "../../src/review/arithmetic/equalities.ts";

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
        // Whole numbers that end in zeros may have been rounded there, to half a per cent.
        const zeros = /^-?\d*?(0+)$/.exec(text)?.[1]?.length ?? 0;
        const coarse = zeros === 0 ? 0 : Math.min(10 ** zeros / 2, 0.005 * Math.abs(Number(text)));
        fc.pre(Math.abs(Number(text) - made.value) > 1.01 * Math.max(half, coarse));
        const line = `This gives ${made.text} = ${text}${form.unit}.`;
        // Without a unit on the left a result in another prefix is let pass.
        fc.pre(form.unit === "" || Math.abs(Math.log10(Math.abs(Number(text) / made.value))) < 2.5);
        expect(equalities(line, new Set(made.numbers)), line).toEqual([expect.objectContaining({ holds: false })]);
      }),
      { numRuns: 1_000 },
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
