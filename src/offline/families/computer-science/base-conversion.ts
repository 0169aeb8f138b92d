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

const written = ({ digits }: Numeral): string => digits.map((digit) => digit.toString(16).toUpperCase()).join("");
const names: Record<number, string> = { 2: "binary", 8: "octal", 16: "hexadecimal" };
const named = (numeral: Numeral): string =>
  names[numeral.base]
    ? `the ${names[numeral.base]} number ${written(numeral)}`
    : `the base-${numeral.base} number ${written(numeral)}`;
const all = ({ numerals }: Parameters): string => numerals.map(named).join(" and ");

/** A numeral's value by the weights of its places, counted from the right. */
function reading(numeral: Numeral, weight: (place: number) => number): { value: number; text: string } {
  const weighted = numeral.digits
    .map((digit, i) => [digit, weight(numeral.digits.length - 1 - i)] as const)
    .filter(([digit]) => digit > 0);
  const value = weighted.reduce((sum, [digit, each]) => sum + digit * each, 0);
  const terms = weighted.map(([digit, each]) => `${digit} × ${each}`);
  return { value, text: `${capitalise(named(numeral))} means ${terms.join(" + ")} = ${value}.` };
}

const total = (values: number[], answer: string): string =>
  values.length > 1 ? `The sum is ${values.join(" + ")} = ${answer}.` : `In decimal notation the number is ${answer}.`;

export const baseConversion = defineFamily<Parameters>({
  name: "computer-science/base-conversion",
  domain: "computer science",
  topic: "number bases",
  keywords: ["binary", "hexadecimal", "octal", "positional notation", "radix", "numeral systems", "binary numbers"],
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
    const readings = numerals.map((numeral) => reading(numeral, (place) => numeral.base ** place));
    const values = readings.map((each) => each.value);
    const value = values.reduce((sum, each) => sum + each, 0);
    return {
      value,
      steps: [
        "In positional notation the rightmost digit counts ones, and each place to the left is worth one more factor of the base.",
        ...readings.map(({ text }) => text),
        total(values, state(value)),
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
    const mistake = wrongSolution([], state);
    /** A mistake that reads every numeral by other weights; a weight belongs to a place, counted from the right. */
    const wrong = (name: string, why: string, opening: string, weight: (numeral: Numeral, place: number) => number) => {
      const readings = numerals.map((numeral) => reading(numeral, (place) => weight(numeral, place)));
      const value = readings.reduce((sum, each) => sum + each.value, 0);
      return mistake(name, value, why, 0, (answer) => [
        opening,
        ...readings.map(({ text }) => text),
        total(
          readings.map((each) => each.value),
          answer,
        ),
      ]);
    };
    const next = numerals.map(({ base }) => base + 1).join(" and ");
    return [
      wrong(
        "digits read backwards",
        "The place worth one is the rightmost, not the leftmost.",
        "In positional notation the leftmost digit counts ones, and each place to the right is worth one more factor of the base.",
        ({ digits, base }, place) => base ** (digits.length - 1 - place),
      ),
      wrong(
        "weights begin with the base",
        "The rightmost place has the weight base to the power zero, which is one.",
        "In positional notation the rightmost digit counts the base, and each place to the left is worth one more factor of the base.",
        ({ base }, place) => base ** (place + 1),
      ),
      wrong(
        "next larger base used",
        "The weights are powers of the base itself; the largest digit is one less than the base.",
        `With the digits counted from 0 to the base, the rightmost digit counts ones, and each place to the left is worth one more factor of ${next}.`,
        ({ base }, place) => (base + 1) ** place,
      ),
      wrong(
        "digits merely added",
        "Each digit must be multiplied by the weight of its place.",
        "A number is made of its digits, and each digit contributes its own value to the number, in whichever place it stands.",
        () => 1,
      ),
    ];
  },
});
