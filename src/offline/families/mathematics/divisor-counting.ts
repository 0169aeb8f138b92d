import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";

/** Which divisors of `n` are meant: those that are multiples of `k`, counted or summed. */
interface Parameters {
  n: number;
  k: number;
  wanted: "number" | "sum";
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);

/** Prime factors with their exponents. */
function factorise(n: number): [number, number][] {
  const factors: [number, number][] = [];
  let rest = n;
  for (let prime = 2; rest > 1; prime++) {
    if (prime * prime > rest) prime = rest;
    let exponent = 0;
    for (; rest % prime === 0; rest /= prime) exponent++;
    if (exponent > 0) factors.push([prime, exponent]);
  }
  return factors;
}

const product = (values: number[]): number => values.reduce((a, b) => a * b, 1);
const count = (n: number): number => product(factorise(n).map(([, e]) => e + 1));
const geometric = ([p, e]: [number, number]): number => (p ** (e + 1) - 1) / (p - 1);
const sum = (n: number): number => product(factorise(n).map(geometric));
const written = (n: number): string =>
  factorise(n)
    .map(([p, e]) => (e === 1 ? `${p}` : `${p}^${e}`))
    .join(" × ");

/** The geometric sums over the powers of each prime, behind what they begin with. */
const sums = (factors: [number, number][], head: string): string =>
  factors.map(([p, e]) => `(${head}${e > 1 ? `${head === "" ? `${p} + ` : ""}... + ${p}^${e}` : p})`).join(" × ");

const which = ({ k }: Parameters): string =>
  k === 1 ? "positive divisors" : `positive divisors that are multiples of ${k}`;

export const divisorCounting = defineFamily<Parameters>({
  name: "mathematics/divisor-counting",
  domain: "mathematics",
  topic: "divisors of an integer",
  keywords: ["number theory", "divisor function", "prime factorisation", "sum of divisors", "number of factors"],
  handbook: ["mathematics/divisor-counting"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      for (;;) {
        const n = random.integer(1000, 999_999);
        const factors = factorise(n);
        const k =
          difficulty === "easy" ? 1 : random.pick(factors)[0] * (random.next() < 0.5 ? 1 : random.pick(factors)[0]);
        if (factors.at(-1)![0] > 97 || factors.length < 2 || n % k !== 0 || count(n / k) < 6) continue;
        return { n, k, wanted: difficulty === "hard" ? "sum" : "number" };
      }
    });
  },
  phrasings: [
    (p) =>
      p.wanted === "sum"
        ? `What is the sum of all ${which(p)} of ${p.n}? Answer with a whole number.`
        : `How many ${which(p)} does ${p.n} have? Answer with a whole number.`,
    (p) => `Using its prime factorisation, find the ${p.wanted} of all ${which(p)} of ${p.n}, as a whole number.`,
    (p) =>
      `Consider the integers d > 0 that divide ${p.n}${p.k === 1 ? "" : ` and are themselves divisible by ${p.k}`}. ` +
      `${p.wanted === "sum" ? "Add them all up and give the total" : "Say how many of them there are"} as a whole number.`,
    (p) =>
      `A program lists every d from 1 up to ${p.n} for which ${p.n} mod d = 0${p.k === 1 ? "" : ` and d mod ${p.k} = 0`}. ` +
      `${p.wanted === "sum" ? "What is the sum of the listed values" : "How many values does it list"}? Give a whole number.`,
  ],
  form: () => form,
  solve({ n, k, wanted }) {
    const m = n / k;
    const factors = factorise(m);
    const steps = [`The prime factorisation is ${n} = ${written(n)}.`];
    if (k > 1) steps.push(`Such a divisor is ${k} times a divisor of ${n} / ${k} = ${m} = ${written(m)}.`);
    if (wanted === "number") {
      const value = count(m);
      steps.push(
        `In a divisor of ${m} each prime may have any exponent from 0 up to its own, one choice more than the exponent.`,
        `The number is ${factors.map(([, e]) => `(${e} + 1)`).join(" × ")} = ${state(value)}.`,
      );
      return { value, steps };
    }
    const value = k * sum(m);
    steps.push(
      `The divisors of ${m} sum to a product of geometric sums: ${sums(factors, "1 + ")} = ${factors.map(geometric).join(" × ")} = ${sum(m)}.`,
      `Every one of them is multiplied by ${k}, so the sum is ${state(value)}.`,
    );
    return { value, steps };
  },
  program: ({ n, k, wanted }) =>
    [
      `n = ${n}`,
      `k = ${k}`,
      "rest = n // k",
      "factors = {}",
      "prime = 2",
      "while prime * prime <= rest:",
      "    while rest % prime == 0:",
      "        factors[prime] = factors.get(prime, 0) + 1",
      "        rest //= prime",
      "    prime += 1",
      "if rest != 1:",
      "    factors[rest] = factors.get(rest, 0) + 1",
      `result = ${wanted === "sum" ? "k" : "1"}`,
      "for prime, exponent in factors.items():",
      `    result *= ${wanted === "sum" ? "(prime ** (exponent + 1) - 1) // (prime - 1)" : "exponent + 1"}`,
      'print(f"Answer: {result}")',
    ].join("\n"),
  check: ({ n, k, wanted }) =>
    [
      "# list the divisors in pairs d, n/d without factorising",
      `n, k = ${n}, ${k}`,
      "divisors = {e for d in range(1, int(n ** 0.5) + 1) if n % d == 0 for e in (d, n // d)}",
      "chosen = [d for d in divisors if d % k == 0]",
      `print(f"Answer: {${wanted === "sum" ? "sum(chosen)" : "len(chosen)"}}")`,
    ].join("\n"),
  mistakes(p) {
    const { n, k, wanted } = p;
    const m = n / k;
    const factors = factorise(m);
    const all = factorise(n);
    const { steps } = this.solve(p);
    const wrong = wrongSolution(steps, state);
    const ignored = "Only divisors that are multiples of the given number are wanted.";
    const [self, absent] = ["A number is a divisor of itself.", "exponent zero forgotten"];
    if (wanted === "sum") {
      const bare = product(factors.map((f) => geometric(f) - 1));
      return [
        wrong("condition ignored", sum(n), ignored, 1, (answer) => [
          "A divisor takes each of these primes with any exponent from 0 up to its own.",
          `The divisors of ${n} sum to a product of geometric sums: ${sums(all, "1 + ")} = ${all.map(geometric).join(" × ")} = ${sum(n)}.`,
          `Every one of them is counted once, so the sum is ${answer}.`,
        ]),
        wrong(
          "factor not put back",
          sum(m),
          `Each divisor of ${m} stands for a divisor ${k} times as large.`,
          3,
          (answer) => [`Every one of them belongs to one wanted divisor, so the sum is ${answer}.`],
        ),
        wrong("number itself left out", k * sum(m) - n, self, 3, (answer) => [
          `Multiplied by ${k}, and with ${n} itself taken off, the sum is ${k} × ${sum(m)} - ${n} = ${answer}.`,
        ]),
        wrong(
          absent,
          k * bare,
          "A prime may also be absent from a divisor, so each sum begins with 1.",
          2,
          (answer) => [
            `The divisors of ${m} sum to a product of geometric sums: ${sums(factors, "")} = ${factors.map((f) => geometric(f) - 1).join(" × ")} = ${bare}.`,
            `Every one of them is multiplied by ${k}, so the sum is ${answer}.`,
          ],
        ),
      ];
    }
    const exponents = factors.map(([, e]) => e);
    const plain = product(exponents);
    const added = exponents.reduce((a, b) => a + b + 1, 0);
    const choices = exponents.map((e) => `(${e} + 1)`);
    const [opening, almost] = [k > 1 ? 2 : 1, steps.length - 1];
    const list = [
      wrong(
        "exponents multiplied as they are",
        plain,
        "The exponent zero is a choice too, so one must be added to each exponent.",
        opening,
        (answer) => [
          `In a divisor of ${m} each prime may have any exponent up to its own, so it offers as many choices as this exponent.`,
          `The number is ${exponents.join(" × ")} = ${answer}.`,
        ],
      ),
      wrong("choices added", added, "Independent choices are multiplied, not added.", almost, (answer) => [
        `The number is ${choices.join(" + ")} = ${answer}.`,
      ]),
      wrong("number itself left out", count(m) - 1, self, almost, (answer) => [
        `With ${m} itself taken off, the number is ${choices.join(" × ")} - 1 = ${answer}.`,
      ]),
    ];
    if (k === 1) return list;
    return [
      ...list,
      wrong("condition ignored", count(n), ignored, 1, (answer) => [
        `In a divisor of ${n} each prime may have any exponent from 0 up to its own, one choice more than the exponent.`,
        "The choices for the primes are independent of one another, so they are multiplied.",
        `The number is ${all.map(([, e]) => `(${e} + 1)`).join(" × ")} = ${answer}.`,
      ]),
    ];
  },
});
