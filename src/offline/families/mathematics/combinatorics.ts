import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, type Mistake, writeAnswer } from "../../family.ts";
import { choose, factorial } from "./binomial.ts";

/** `a` people are taken of the first group and `b` of the second; `least` takes a + b with at least `a` of the first. */
interface Parameters {
  kind: "choose" | "least" | "row";
  first: number;
  second: number;
  a: number;
  b: number;
  /** Who is in the two groups, in the plural. */
  groups: readonly [string, string];
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);

const firsts = ["biologists", "nurses", "engineers", "teachers", "painters", "sailors"] as const;
const seconds = ["chemists", "lawyers", "musicians", "farmers", "bakers", "pilots"] as const;

const selection = ({ kind, a, b, groups }: Parameters): string =>
  kind === "least"
    ? `${a + b} of them with at least ${a} ${groups[0]}`
    : `${a} of the ${groups[0]} and ${b} of the ${groups[1]}`;
const arrangement = ({ kind, groups }: Parameters): string =>
  kind === "row"
    ? ` and then to line up the chosen people in a row so that the chosen ${groups[0]} all stand next to one another`
    : "";

export const combinatorics = defineFamily<Parameters>({
  name: "mathematics/combinatorics",
  domain: "mathematics",
  topic: "counting and combinatorics",
  keywords: ["combinations", "permutations", "binomial coefficient", "arrangements", "counting principle"],
  handbook: ["mathematics/combinatorics"],
  sample(random, difficulty) {
    const kind = difficulty === "easy" ? "choose" : difficulty === "medium" ? "least" : "row";
    return distinguishable(this, () => {
      const [first, second, a] = [random.integer(6, 24), random.integer(6, 24), random.integer(2, 4)];
      const b = random.integer(2, kind === "row" ? 6 - a : 4);
      return { kind, first, second, a, b, groups: [random.pick(firsts), random.pick(seconds)] };
    });
  },
  phrasings: [
    (p) =>
      `There are ${p.first} ${p.groups[0]} and ${p.second} ${p.groups[1]}. In how many ways is it possible to select ` +
      `${selection(p)}${arrangement(p)}? Answer with a whole number.`,
    (p) =>
      `A society consists of ${p.first} ${p.groups[0]} and ${p.second} ${p.groups[1]}. Find, as a whole number, how many ways there are to ` +
      `pick ${selection(p)}${arrangement(p)}.`,
    (p) =>
      `${p.first} ${p.groups[0]} and ${p.second} ${p.groups[1]} have applied, and somebody has to choose ` +
      `${selection(p)}${arrangement(p)}. Which whole number counts the possibilities?`,
    (p) =>
      `Out of ${p.first} ${p.groups[0]} and ${p.second} ${p.groups[1]}, an organiser wants to take ${selection(p)}${arrangement(p)}. ` +
      "The order of taking does not matter. Count the ways to do so and give a whole number.",
  ],
  form: () => form,
  solve({ kind, first, second, a, b, groups }) {
    const product = choose(first, a) * choose(second, b);
    if (kind === "least") {
      const ways = (i: number): number => choose(first, a + i) * choose(second, b - i);
      const counts = Array.from({ length: b + 1 }, (_, i) => [a + i, ways(i)] as const);
      const value = counts.reduce((sum, [, n]) => sum + n, 0);
      return {
        value,
        steps: [
          `The number of ${groups[0]} among the ${a + b} may be ${counts.map(([n]) => n).join(", ")}; these cases exclude one another.`,
          `Each case is a product of two binomial coefficients: ${counts
            .map(([n, each]) => `C(${first}, ${n}) × C(${second}, ${a + b - n}) = ${each}`)
            .join("; ")}.`,
          `Adding the cases gives ${state(value)}.`,
        ],
      };
    }
    const steps = [
      `The ${groups[0]} can be chosen in C(${first}, ${a}) = ${choose(first, a)} ways.`,
      `The ${groups[1]} can be chosen in C(${second}, ${b}) = ${choose(second, b)} ways.`,
    ];
    if (kind === "choose") {
      return {
        value: product,
        steps: [...steps, `Every choice goes with every other, so the product counts the ways: ${state(product)}.`],
      };
    }
    const value = product * factorial(b + 1) * factorial(a);
    return {
      value,
      steps: [
        ...steps,
        `In the row the ${a} ${groups[0]} form one block; block and ${b} ${groups[1]} can be ordered in ${b + 1}! = ${factorial(b + 1)} ways.`,
        `Within the block there are ${a}! = ${factorial(a)} orders.`,
        `The product of all choices is ${state(value)}.`,
      ],
    };
  },
  program: ({ kind, first, second, a, b }) =>
    [
      "from math import comb, factorial",
      `first = ${first}\nsecond = ${second}\na = ${a}\nb = ${b}`,
      {
        choose: "ways = comb(first, a) * comb(second, b)",
        least: "ways = sum(comb(first, n) * comb(second, a + b - n) for n in range(a, a + b + 1))",
        row: "ways = comb(first, a) * comb(second, b) * factorial(b + 1) * factorial(a)",
      }[kind],
      'print(f"Answer: {ways}")',
    ].join("\n"),
  check: ({ kind, first, second, a, b }) =>
    [
      "# count the selections person by person: ways[i, j] have i of the first group and j of the second",
      "from collections import Counter",
      "from itertools import permutations",
      "ways = Counter({(0, 0): 1})",
      `for group, size in enumerate((${first}, ${second})):`,
      "    for _ in range(size):",
      "        for (i, j), n in list(ways.items()):",
      `            if i + j < ${a + b}: ways[i + 1 - group, j + group] += n`,
      kind === "least"
        ? `total = sum(n for (i, j), n in ways.items() if i + j == ${a + b} and i >= ${a})`
        : `total = ways[${a}, ${b}]`,
      ...(kind === "row"
        ? [
            `places = [sorted(row.index(i) for i in range(${a})) for row in permutations(range(${a + b}))]`,
            `total *= sum(p[-1] - p[0] == ${a - 1} for p in places)  # rows whose first group stands together`,
          ]
        : []),
      'print(f"Answer: {total}")',
    ].join("\n"),
  mistakes({ kind, first, second, a, b, groups }) {
    const wrong = (name: string, value: number, how: string, why: string): Mistake => ({
      name,
      value,
      steps: [
        `There are ${first} ${groups[0]} and ${second} ${groups[1]}.`,
        `${how} = ${value}.`,
        `So there are ${state(value)} ways.`,
      ],
      why,
    });
    const [m, n] = [choose(first, a), choose(second, b)];
    if (kind === "least") {
      const rest = choose(first + second - a, b);
      return [
        wrong(
          "chosen twice over",
          m * rest,
          `C(${first}, ${a}) × C(${first + second - a}, ${b})`,
          "Picking a guaranteed part first and then anything counts the same selection several times.",
        ),
        wrong(
          "exactly instead of at least",
          m * n,
          `C(${first}, ${a}) × C(${second}, ${b})`,
          "At least also allows more of the first group.",
        ),
        wrong(
          "condition ignored",
          choose(first + second, a + b),
          `C(${first + second}, ${a + b})`,
          "Selections with too few of the first group must not be counted.",
        ),
      ];
    }
    const rows = kind === "row" ? factorial(b + 1) * factorial(a) : 1;
    const then = kind === "row" ? ` × ${b + 1}! × ${a}!` : "";
    const added = wrong(
      "choices added",
      (m + n) * rows,
      `(${m} + ${n})${then}`,
      "Joint choices are multiplied, not added.",
    );
    const merged = choose(first + second, a + b);
    if (kind === "choose") {
      const ordered = m * n * factorial(a) * factorial(b);
      return [
        added,
        wrong("order counted", ordered, `${m} × ${a}! × ${n} × ${b}!`, "The order of choosing does not matter."),
        wrong("groups merged", merged, `C(${first + second}, ${a + b})`, "The number from each group is prescribed."),
      ];
    }
    return [
      added,
      wrong(
        "block not ordered inside",
        (m * n * rows) / factorial(a),
        `${m} × ${n} × ${b + 1}!`,
        "The members of the block may also change places among themselves.",
      ),
      wrong(
        "condition ignored",
        m * n * factorial(a + b),
        `${m} × ${n} × ${a + b}!`,
        "Rows in which the first group is split must not be counted.",
      ),
    ];
  },
});
