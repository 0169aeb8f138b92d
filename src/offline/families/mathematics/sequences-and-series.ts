import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { capitalise, wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** `arithmetic`: first term and difference; `two terms`: terms number i and j; `geometric`: first term and ratio. */
type Parameters =
  | { kind: "arithmetic"; first: number; difference: number; n: number }
  | { kind: "two terms"; i: number; low: number; j: number; high: number; n: number }
  | { kind: "geometric"; first: number; ratio: number; from: number; to: number };

const whole: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const rounded: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const formOf = (p: Parameters): AnswerForm => (p.kind === "geometric" ? rounded : whole);
const show = (value: number): string => writeWorking(value, 5);

const given = (p: Parameters): string => {
  if (p.kind === "arithmetic")
    return `an arithmetic sequence has the first term ${p.first} and the common difference ${p.difference}`;
  if (p.kind === "two terms")
    return `in an arithmetic sequence, term number ${p.i} is ${p.low} and term number ${p.j} is ${p.high}`;
  return `a geometric sequence has the first term ${p.first} and the common ratio ${p.ratio}`;
};
const range = (p: Parameters): string =>
  p.kind === "geometric" ? `term number ${p.from} to term number ${p.to}, both included` : `the first ${p.n} terms`;
const rounding = (p: Parameters): string =>
  p.kind === "geometric" ? "to three significant figures" : "as a whole number";

/** First term and difference of either arithmetic kind. */
function arithmetic(p: Exclude<Parameters, { kind: "geometric" }>): { first: number; difference: number } {
  if (p.kind === "arithmetic") return p;
  const difference = (p.high - p.low) / (p.j - p.i);
  return { first: p.low - (p.i - 1) * difference, difference };
}

const geometricSum = (start: number, ratio: number, count: number, answer: string): string[] => [
  `Their sum is ${show(start)} × (1 - ${ratio}^${count}) / (1 - ${ratio}), with ${ratio}^${count} = ${show(ratio ** count)}.`,
  `This gives ${answer}.`,
];

export const sequencesAndSeries = defineFamily<Parameters>({
  name: "mathematics/sequences-and-series",
  domain: "mathematics",
  topic: "sequences and series",
  keywords: [
    "arithmetic sequence",
    "geometric sequence",
    "common difference",
    "common ratio",
    "partial sum",
    "progressions",
  ],
  handbook: ["mathematics/sequences-and-series"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const [first, difference, n] = [random.integer(2, 90), random.integer(2, 25), random.integer(11, 80)];
      if (difficulty === "easy") return { kind: "arithmetic", first, difference, n };
      if (difficulty === "medium") {
        const i = random.integer(3, 9);
        const j = i + random.integer(3, 20);
        return { kind: "two terms", i, low: first + (i - 1) * difference, j, high: first + (j - 1) * difference, n };
      }
      const from = random.integer(3, 8);
      const ratio = random.next() < 0.5 ? random.decimal(0.6, 0.95, 2) : random.decimal(1.05, 1.4, 2);
      return { kind: "geometric", first: random.decimal(2, 90, 1), ratio, from, to: from + random.integer(5, 15) };
    });
  },
  phrasings: [
    (p) => `${capitalise(given(p))}. What is the sum of ${range(p)}, ${rounding(p)}?`,
    (p) => `Find the sum of ${range(p)} if ${given(p)}. State it ${rounding(p)}.`,
    (p) => `Suppose that ${given(p)}. Add up ${range(p)}, and give the total ${rounding(p)}.`,
    (p) => `Calculate, ${rounding(p)}, the partial sum made of ${range(p)}, knowing that ${given(p)}.`,
  ],
  form: formOf,
  solve(p) {
    const state = (value: number): string => writeAnswer(value, formOf(p));
    if (p.kind === "geometric") {
      const { first, ratio, from, to } = p;
      const start = first * ratio ** (from - 1);
      const count = to - from + 1;
      const value = (start * (1 - ratio ** count)) / (1 - ratio);
      return {
        value,
        steps: [
          `Term number ${from} is ${first} × ${ratio}^${from - 1} = ${show(start)}.`,
          `From number ${from} to number ${to} there are ${count} terms.`,
          ...geometricSum(start, ratio, count, state(value)),
        ],
      };
    }
    const { first, difference } = arithmetic(p);
    const last = first + (p.n - 1) * difference;
    const value = (p.n * (first + last)) / 2;
    const steps =
      p.kind === "two terms"
        ? [
            `From term ${p.i} to term ${p.j} the difference is added ${p.j - p.i} times, so it is (${p.high} - ${p.low}) / ${p.j - p.i} = ${difference}.`,
            `The first term is ${p.low} - ${p.i - 1} × ${difference} = ${first}.`,
          ]
        : [`The first term is ${first} and each further term is larger by ${difference}.`];
    return {
      value,
      steps: [
        ...steps,
        `Term number ${p.n} is ${first} + ${p.n - 1} × ${difference} = ${last}.`,
        `The sum is the number of terms times the mean of the first and last: ${p.n} × (${first} + ${last}) / 2 = ${state(value)}.`,
      ],
    };
  },
  program(p) {
    if (p.kind === "geometric") {
      return [
        `first = ${p.first}\nratio = ${p.ratio}\nstart = ${p.from}\nend = ${p.to}`,
        "total = first * ratio ** (start - 1) * (1 - ratio ** (end - start + 1)) / (1 - ratio)",
        'print(f"Answer: {total:.8g}")',
      ].join("\n");
    }
    const data =
      p.kind === "arithmetic"
        ? `first = ${p.first}\ndifference = ${p.difference}`
        : `i, low = ${p.i}, ${p.low}\nj, high = ${p.j}, ${p.high}\ndifference = (high - low) / (j - i)\nfirst = low - (i - 1) * difference`;
    return `${data}\nn = ${p.n}\ntotal = n * (2 * first + (n - 1) * difference) / 2\nprint(f"Answer: {total:.12g}")`;
  },
  check(p) {
    if (p.kind === "geometric") {
      return `# term by term\nterm, total = ${p.first}, 0.0\nfor number in range(1, ${p.to} + 1):\n    if number >= ${p.from}: total += term\n    term *= ${p.ratio}\nprint(f"Answer: {total:.8g}")`;
    }
    const term =
      p.kind === "arithmetic"
        ? `Fraction(${p.first} + ${p.difference} * (number - 1))`
        : `Fraction(${p.low} * (${p.j} - number) + ${p.high} * (number - ${p.i}), ${p.j} - ${p.i})`;
    return `# every term as a fraction, by linear interpolation, then summed\nfrom fractions import Fraction\ntotal = sum(${term} for number in range(1, ${p.n} + 1))\nprint(f"Answer: {float(total):.12g}")`;
  },
  mistakes(p) {
    const { steps } = this.solve(p);
    const wrong = wrongSolution(steps, (value) => writeAnswer(value, formOf(p)));
    if (p.kind === "geometric") {
      const { first, ratio, from, to } = p;
      const sum = (start: number, count: number): number => (start * (1 - ratio ** count)) / (1 - ratio);
      const start = first * ratio ** (from - 1);
      const both = "Both ends are included, so one must be added to the difference of the numbers.";
      return [
        wrong("one term too few", sum(start, to - from), both, 1, (answer) => [
          `From number ${from} to number ${to} there are ${to} - ${from} = ${to - from} terms.`,
          ...geometricSum(start, ratio, to - from, answer),
        ]),
        wrong(
          "summed from the first term",
          sum(first, to),
          `The terms before number ${from} do not belong to the sum.`,
          0,
          (answer) => [
            `The sequence starts with its first term, ${first}.`,
            `Up to number ${to}, this one included, there are ${to} terms.`,
            ...geometricSum(first, ratio, to, answer),
          ],
        ),
        wrong(
          "ratio once too often",
          sum(start * ratio, to - from + 1),
          "Term number k contains the ratio k - 1 times.",
          0,
          (answer) => [
            `Term number ${from} is ${first} × ${ratio}^${from} = ${show(start * ratio)}.`,
            steps[1]!,
            ...geometricSum(start * ratio, ratio, to - from + 1, answer),
          ],
        ),
        wrong(
          "last term given",
          first * ratio ** (to - 1),
          "The question asks for a sum of terms, not for one term.",
          1,
          (answer) => [
            `Each further term is the one before times ${ratio}, up to number ${to}.`,
            `There the sequence has come to ${first} × ${ratio}^${to - 1}, with ${ratio}^${to - 1} = ${show(ratio ** (to - 1))}.`,
            `This gives ${answer}.`,
          ],
        ),
      ];
    }
    const { first, difference } = arithmetic(p);
    const last = first + (p.n - 1) * difference;
    const known = steps.length - 2;
    const [starts, gains] = [p.n * first, (p.n - 1) * difference];
    return [
      wrong(
        "last term one too far",
        (p.n * (first + last + difference)) / 2,
        "Term number n contains the difference n - 1 times.",
        known,
        (answer) => [
          `Term number ${p.n} is ${first} + ${p.n} × ${difference} = ${last + difference}.`,
          `The sum is the number of terms times the mean of the first and last: ${p.n} × (${first} + ${last + difference}) / 2 = ${answer}.`,
        ],
      ),
      wrong(
        "last term given",
        last,
        "The question asks for the sum of the terms, not for the last one.",
        known,
        (answer) => [
          `Up to term number ${p.n} the difference is added ${p.n - 1} times, which makes ${p.n - 1} × ${difference} = ${gains}.`,
          `The sum is the first term and what has been added to it: ${first} + ${gains} = ${answer}.`,
        ],
      ),
      wrong(
        "not halved",
        p.n * (first + last),
        "The sum of first and last term is twice the mean term, so it must be halved.",
        known + 1,
        (answer) => [
          `The sum is the number of terms times the first and the last together: ${p.n} × (${first} + ${last}) = ${answer}.`,
        ],
      ),
      wrong(
        "difference summed once",
        starts + gains,
        "The difference is contained in term number k not once but k - 1 times.",
        known,
        (answer) => [
          `The first term is contained in all ${p.n} terms, which makes ${p.n} × ${first} = ${starts}.`,
          `The difference is added ${p.n - 1} times, ${p.n - 1} × ${difference} = ${gains}, so the sum is ${starts} + ${gains} = ${answer}.`,
        ],
      ),
    ];
  },
});
