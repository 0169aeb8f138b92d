import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
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
  keywords: [
    "combinations",
    "permutations",
    "binomial coefficient",
    "arrangements",
    "counting principle",
    "discrete mathematics",
  ],
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
  mistakes(p) {
    const { kind, first, second, a, b, groups } = p;
    const wrong = wrongSolution(this.solve(p).steps, state);
    const [m, n] = [choose(first, a), choose(second, b)];
    const [everybody, taken] = [first + second, a + b];
    if (kind === "least") {
      const rest = choose(everybody - a, b);
      return [
        wrong(
          "chosen twice over",
          m * rest,
          "Picking a guaranteed part first and then anything counts the same selection several times.",
          0,
          (answer) => [
            `First the ${a} ${groups[0]} that are required are chosen, in C(${first}, ${a}) = ${m} ways; this secures the condition.`,
            `The other ${b} places may go to anybody among the ${everybody - a} people who are still there, whichever group they belong to: C(${everybody - a}, ${b}) = ${rest} ways.`,
            `Every choice of the first part goes with every choice of the second, so there are ${m} × ${rest} = ${answer} ways.`,
          ],
        ),
        wrong("exactly instead of at least", m * n, "At least also allows more of the first group.", 0, (answer) => [
          `Of the ${taken} people ${a} are ${groups[0]}, as the condition demands, and the other ${b} are ${groups[1]}.`,
          `Each group contributes a binomial coefficient: the ${groups[0]} can be chosen in C(${first}, ${a}) = ${m} ways, the ${groups[1]} in C(${second}, ${b}) = ${n} ways.`,
          `Every choice goes with every other, so the product counts the ways: ${m} × ${n} = ${answer}.`,
        ]),
        wrong(
          "condition ignored",
          choose(everybody, taken),
          "Selections with too few of the first group must not be counted.",
          0,
          (answer) => [
            `Together there are ${first} + ${second} = ${everybody} people, and with ${first} ${groups[0]} among them there is no lack of ${groups[0]}.`,
            `The order of taking does not matter, so the number of ways to take ${taken} of the ${everybody} people is the binomial coefficient C(${everybody}, ${taken}).`,
            `Its value is C(${everybody}, ${taken}) = ${answer}, which counts the ways.`,
          ],
        ),
      ];
    }
    if (kind === "choose") {
      const [orders, others] = [factorial(a), factorial(b)];
      return [
        wrong("choices added", m + n, "Joint choices are multiplied, not added.", 2, (answer) => [
          `One choice is made after the other, so the sum counts the ways: ${m} + ${n} = ${answer}.`,
        ]),
        wrong("order counted", m * n * orders * others, "The order of choosing does not matter.", 0, (answer) => [
          `The ${groups[0]} can be chosen in ${m} × ${a}! = ${m * orders} ways.`,
          `The ${groups[1]} can be chosen in ${n} × ${b}! = ${n * others} ways.`,
          `Every choice goes with every other, so the product counts the ways: ${answer}.`,
        ]),
        wrong("groups merged", choose(everybody, taken), "The number from each group is prescribed.", 0, (answer) => [
          `Together there are ${first} + ${second} = ${everybody} people to choose from.`,
          `Of them ${a} + ${b} = ${taken} are selected, and the order does not matter.`,
          `So a binomial coefficient counts the ways: C(${everybody}, ${taken}) = ${answer}.`,
        ]),
      ];
    }
    const [blocks, inside] = [factorial(b + 1), factorial(a)];
    return [
      wrong("choices added", (m + n) * blocks * inside, "Joint choices are multiplied, not added.", 4, (answer) => [
        `With the ${m} + ${n} = ${m + n} choices the number is ${answer}.`,
      ]),
      wrong(
        "block not ordered inside",
        m * n * blocks,
        "The members of the block may also change places among themselves.",
        3,
        (answer) => [
          "The block moves as one unit, so its place is fixed by this order.",
          `The product of all choices is ${answer}.`,
        ],
      ),
      wrong(
        "condition ignored",
        m * n * factorial(taken),
        "Rows in which the first group is split must not be counted.",
        2,
        (answer) => [
          `In the row stand the ${a} ${groups[0]} and the ${b} ${groups[1]}, which makes ${a} + ${b} = ${taken} people.`,
          `A row of ${taken} people can be ordered in ${taken}! = ${factorial(taken)} ways.`,
          `The product of all choices is ${answer}.`,
        ],
      ),
    ];
  },
});
