import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";

/** The expression a^e × b^f + c, to be reduced modulo m. */
interface Parameters {
  a: number;
  e: number;
  b: number;
  f: number;
  c: number;
  m: number;
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);

/** Square and multiply; the moduli are below 100, so no product leaves the exact integers. */
function power(base: number, exponent: number, modulus: number): number {
  let result = 1 % modulus;
  for (let square = base % modulus, rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

const raised = (base: number, exponent: number): string => (exponent === 1 ? `${base}` : `${base}^${exponent}`);
const expression = ({ a, e, b, f, c }: Parameters): string => `${raised(a, e)} × ${raised(b, f)} + ${c}`;

/** How one factor is reduced, for a worked step. */
function reduction(base: number, exponent: number, m: number): string {
  if (exponent === 1) return base < m ? `${base} is below ${m} already` : `${base} ≡ ${base % m} (mod ${m})`;
  const parts: number[] = [];
  for (let bit = 1; bit <= exponent; bit *= 2) if (Math.floor(exponent / bit) % 2 === 1) parts.push(bit);
  const squares = parts.map((part) => `${raised(base, part)} ≡ ${power(base, part, m)}`).join(", ");
  return `${base}^${exponent} with ${exponent} = ${parts.join(" + ")} by repeated squaring: ${squares}; their product is ${power(base, exponent, m)} (mod ${m})`;
}

/** From the reduced factors to the remainder. */
function combined({ c, m }: Parameters, first: number, second: number, answer: string): string[] {
  const product = (first * second) % m;
  return [
    `The product is ${first} × ${second} = ${first * second} ≡ ${product} (mod ${m}).`,
    `Add the last term, ${c} ≡ ${c % m}: ${product} + ${c % m} = ${product + (c % m)}.`,
    `Reduced modulo ${m}, the remainder is ${answer}.`,
  ];
}

export const modularArithmetic = defineFamily<Parameters>({
  name: "mathematics/modular-arithmetic",
  domain: "mathematics",
  topic: "modular arithmetic",
  keywords: ["number theory", "remainder", "congruence", "modular exponentiation", "division with remainder"],
  handbook: ["mathematics/modular-arithmetic"],
  sample(random, difficulty) {
    return distinguishable(this, () => ({
      a: random.integer(12, 150),
      e: difficulty === "easy" ? 1 : random.integer(5, 120),
      b: random.integer(12, 150),
      f: difficulty === "hard" ? random.integer(5, 120) : 1,
      c: random.integer(5, 400),
      m: random.integer(19, 97),
    }));
  },
  phrasings: [
    (p) => `What is the remainder when ${expression(p)} is divided by ${p.m}? Answer with a whole number.`,
    (p) => `Work modulo ${p.m} and reduce ${expression(p)} to its least non-negative residue, a whole number.`,
    (p) =>
      `Find the integer x with 0 ≤ x < ${p.m} that satisfies x ≡ ${expression(p)} (mod ${p.m}). Give a whole number.`,
    (p) =>
      `Somebody packs ${expression(p)} identical beads into boxes of ${p.m}, filling every box before starting the next. ` +
      "How many beads are left over at the end? Give a whole number.",
  ],
  form: () => form,
  solve(p) {
    const { a, e, b, f, c, m } = p;
    const [first, second] = [power(a, e, m), power(b, f, m)];
    const value = (first * second + c) % m;
    return {
      value,
      steps: [
        `Reduce the first factor: ${reduction(a, e, m)}.`,
        `Reduce the second factor: ${reduction(b, f, m)}.`,
        ...combined(p, first, second, state(value)),
      ],
    };
  },
  program: ({ a, e, b, f, c, m }) =>
    [
      `a = ${a}`,
      `e = ${e}`,
      `b = ${b}`,
      `f = ${f}`,
      `c = ${c}`,
      `m = ${m}`,
      "remainder = (pow(a, e, m) * pow(b, f, m) + c) % m",
      'print(f"Answer: {remainder}")',
    ].join("\n"),
  check: ({ a, e, b, f, c, m }) =>
    [
      "# exact big integers, then long division digit by digit",
      "number = 1",
      `for _ in range(${e}):`,
      `    number *= ${a}`,
      `for _ in range(${f}):`,
      `    number *= ${b}`,
      "remainder = 0",
      `for digit in str(number + ${c}):`,
      `    remainder = (10 * remainder + int(digit)) % ${m}`,
      'print(f"Answer: {remainder}")',
    ].join("\n"),
  mistakes(p) {
    const { a, e, b, f, c, m } = p;
    const [first, second] = [power(a, e, m), power(b, f, m)];
    const product = (first * second) % m;
    const value = (product + c) % m;
    const wrong = wrongSolution(this.solve(p).steps, state);
    const whole = first * second + c;
    const next = m * (Math.floor(whole / m) + 1);
    const list = [
      wrong("last term forgotten", product, `The summand ${c} still has to be added.`, 3, (answer) => [
        `This number, ${product}, is smaller than ${m} and cannot be reduced further.`,
        `Reduced modulo ${m}, the remainder is ${answer}.`,
      ]),
      wrong(
        "distance to the next multiple",
        m - value,
        "The remainder is measured from the multiple below, not up to the one above.",
        2,
        (answer) => [
          `The product and the last term make ${first} × ${second} + ${c} = ${whole}.`,
          `The multiple of ${m} that follows is ${m} × ${next / m} = ${next}.`,
          `The distance between them is ${next} - ${whole}, so the remainder is ${answer}.`,
        ],
      ),
    ];
    if (e === 1) {
      const [sum, times] = [b + c, Math.floor((a * b + c) / m)];
      const early = (a * sum) % m;
      return [
        ...list,
        wrong("added before multiplying", early, "Multiplication comes before addition.", 1, (answer) => [
          `Add the last term to the second factor: ${b} + ${c} = ${sum} ≡ ${sum % m} (mod ${m}).`,
          `The product is ${first} × ${sum % m} = ${first * (sum % m)}.`,
          `This product contains all the terms, so only one reduction is left.`,
          `Reduced modulo ${m}, the remainder is ${answer}.`,
        ]),
        wrong(
          "quotient given",
          times,
          "The question asks for the remainder, not for the whole quotient.",
          0,
          (answer) => [
            `Multiply the factors first: ${a} × ${b} = ${a * b}.`,
            `Add the last term: ${a * b} + ${c} = ${a * b + c}.`,
            `Divide by ${m}: ${a * b + c} / ${m} = ${((a * b + c) / m).toFixed(3)}, which is rounded down.`,
            `The largest multiple that fits is ${times} × ${m} = ${times * m}.`,
            `So the division by ${m} gives ${answer}.`,
          ],
        ),
      ];
    }
    const taken = (base: number, exponent: number): string =>
      exponent === 1
        ? reduction(base, 1, m)
        : `the exponent says how often ${base} is taken, so ${base}^${exponent} is ${base} × ${exponent} = ${base * exponent} ≡ ${(base * exponent) % m} (mod ${m})`;
    const longer = power(a, e + 1, m);
    return [
      ...list,
      wrong(
        "power taken as a product",
        (a * e * b * f + c) % m,
        "A power is repeated multiplication of the base, not the product of base and exponent.",
        0,
        (answer) => [
          `Reduce the first factor: ${taken(a, e)}.`,
          `Reduce the second factor: ${taken(b, f)}.`,
          ...combined(p, (a * e) % m, (b * f) % m, answer),
        ],
      ),
      wrong(
        "one factor too many",
        (longer * second + c) % m,
        "Starting from the base itself, only e - 1 more factors are needed.",
        0,
        (answer) => [
          `Reduce the first factor: starting from ${a}, multiply by ${a} another ${e} times, which is ${reduction(a, e + 1, m)}.`,
          `Reduce the second factor: ${reduction(b, f, m)}.`,
          ...combined(p, longer, second, answer),
        ],
      ),
    ];
  },
});
