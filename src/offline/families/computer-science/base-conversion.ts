import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";

/** Numerals whose values are added, each with its digits, most significant first, and its base. */
interface Parameters {
  numerals: { digits: number[]; base: number }[];
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);
type Numeral = Parameters["numerals"][number];

const valueIn = (digits: readonly number[], base: number): number =>
  digits.reduce((sum, digit) => sum * base + digit, 0);
const evaluate = ({ digits, base }: Numeral): number => valueIn(digits, base);
const written = ({ digits }: Numeral): string => digits.map((digit) => digit.toString(16).toUpperCase()).join("");
const names: Record<number, string> = { 2: "binary", 8: "octal", 16: "hexadecimal" };
const named = (numeral: Numeral): string =>
  names[numeral.base]
    ? `the ${names[numeral.base]} number ${written(numeral)}`
    : `the base-${numeral.base} number ${written(numeral)}`;
const all = ({ numerals }: Parameters): string => numerals.map(named).join(" and ");

export const baseConversion = defineFamily<Parameters>({
  name: "computer-science/base-conversion",
  domain: "computer science",
  topic: "number bases",
  keywords: ["binary", "hexadecimal", "octal", "positional notation", "radix", "numeral systems"],
  handbook: ["computer-science/base-conversion"],
  sample(random, difficulty) {
    const numeral = (base: number, length: number): Numeral => {
      const digits = Array.from({ length }, (_, i) => random.integer(i === 0 ? 1 : 0, base - 1));
      return { digits, base };
    };
    const bases = [3, 4, 5, 6, 7, 8, 9, 16];
    return distinguishable(this, () => {
      for (;;) {
        const numerals =
          difficulty === "easy"
            ? [numeral(2, random.integer(10, 16))]
            : difficulty === "medium"
              ? [numeral(random.pick(bases), random.integer(5, 6))]
              : [numeral(random.pick(bases), random.integer(4, 5)), numeral(2, random.integer(7, 12))];
        // A hexadecimal numeral without letters could be mistaken for a decimal one.
        if (numerals.every(({ digits, base }) => base < 16 || Math.max(...digits) > 9)) return { numerals };
      }
    });
  },
  phrasings: [
    (p) =>
      p.numerals.length > 1
        ? `What is the sum of ${all(p)} in decimal notation? Answer with a whole number.`
        : `What is ${all(p)} in decimal notation? Answer with a whole number.`,
    (p) =>
      p.numerals.length > 1
        ? `Add ${all(p)} and write the result in base ten, as a whole number.`
        : `Convert ${all(p)} to base ten and give the result as a whole number.`,
    (p) =>
      `A register of a computer shows ${all(p)}. ` +
      `Which decimal whole number is ${p.numerals.length > 1 ? "the sum of the two values" : "stored in it"}?`,
    (p) =>
      `${capitalise(all(p))} ${p.numerals.length > 1 ? "are added. Express their sum" : "is given. Express it"} ` +
      "as an ordinary decimal integer.",
  ],
  form: () => form,
  solve({ numerals }) {
    const value = numerals.reduce((sum, numeral) => sum + evaluate(numeral), 0);
    const powers = numerals.map((numeral) => {
      const { digits, base } = numeral;
      const terms = digits.flatMap((digit, i) => (digit > 0 ? [`${digit} × ${base ** (digits.length - 1 - i)}`] : []));
      return `${capitalise(named(numeral))} means ${terms.join(" + ")} = ${evaluate(numeral)}.`;
    });
    return {
      value,
      steps: [
        "In positional notation the rightmost digit counts ones, and each place to the left is worth one more factor of the base.",
        ...powers,
        numerals.length > 1
          ? `The sum is ${numerals.map(evaluate).join(" + ")} = ${state(value)}.`
          : `In decimal notation the number is ${state(value)}.`,
      ],
    };
  },
  program: ({ numerals }) =>
    [
      "total = 0",
      ...numerals.flatMap(({ digits, base }) => [
        `digits, base = [${digits.join(", ")}], ${base}`,
        "total += sum(digit * base ** place for place, digit in enumerate(reversed(digits)))",
      ]),
      'print(f"Answer: {total}")',
    ].join("\n"),
  check: ({ numerals }) =>
    [
      "# the interpreter's own parser of numerals",
      `print(f"Answer: {${numerals.map((numeral) => `int('${written(numeral)}', ${numeral.base})`).join(" + ")}}")`,
    ].join("\n"),
  mistakes({ numerals }) {
    const total = (each: (numeral: Numeral) => number): number => numerals.reduce((sum, n) => sum + each(n), 0);
    const wrong = wrongSolution(
      `Read ${all({ numerals })}.`,
      (value) => `In decimal notation this is ${state(value)}.`,
    );
    return [
      wrong(
        "digits read backwards",
        total(({ digits, base }) => valueIn([...digits].reverse(), base)),
        "Give the leftmost digit the weight one and let the weights grow to the right.",
        "The place worth one is the rightmost, not the leftmost.",
      ),
      wrong(
        "weights begin with the base",
        total((numeral) => numeral.base * evaluate(numeral)),
        "Give the rightmost digit the base itself as its weight.",
        "The rightmost place has the weight base to the power zero, which is one.",
      ),
      wrong(
        "next larger base used",
        total(({ digits, base }) => valueIn(digits, base + 1)),
        `Use powers of ${numerals.map(({ base }) => base + 1).join(" and ")}, one more than the base.`,
        "The weights are powers of the base itself; the largest digit is one less than the base.",
      ),
      wrong(
        "digits merely added",
        total(({ digits }) => digits.reduce((a, b) => a + b, 0)),
        "Add up the digits.",
        "Each digit must be multiplied by the weight of its place.",
      ),
    ];
  },
});
