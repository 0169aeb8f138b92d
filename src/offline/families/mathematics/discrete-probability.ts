import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";
import { choose } from "./binomial.ts";

/** n independent trials which succeed with probability `percent`/100; the event is exactly or at least k successes. */
interface Parameters {
  kind: "exactly" | "at least" | "given one";
  n: number;
  k: number;
  percent: number;
  story: readonly [trials: string, success: string];
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);

const stories = [
  ["seeds", "germinate"],
  ["penalty kicks", "go in"],
  ["smoke detectors", "fail the inspection"],
  ["messages", "are marked as spam"],
  ["visitors", "buy a ticket"],
  ["laser pulses", "trigger the counter"],
] as const;

const chance = (n: number, k: number, p: number): number => choose(n, k) * p ** k * (1 - p) ** (n - k);
const tail = (n: number, k: number, p: number): number => {
  let sum = 0;
  for (let i = k; i <= n; i++) sum += chance(n, i, p);
  return sum;
};

/** The verb phrase after `will`. */
const infinitive = ({ story }: Parameters): string => story[1].replace(/^are /, "be ");
const event = ({ kind, k, story }: Parameters): string =>
  kind === "given one"
    ? `at least ${k} of them ${story[1]}, given that at least one does`
    : `${kind} ${k} of them ${story[1]}`;

export const discreteProbability = defineFamily<Parameters>({
  name: "mathematics/discrete-probability",
  domain: "mathematics",
  topic: "discrete probability",
  keywords: [
    "binomial distribution",
    "independent trials",
    "conditional probability",
    "bernoulli trials",
    "probability",
  ],
  handbook: ["mathematics/discrete-probability"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      for (;;) {
        const kind = difficulty === "easy" ? "exactly" : difficulty === "medium" ? "at least" : "given one";
        const n = random.integer(5, 9);
        const k = random.integer(2, n - 2);
        const percent = random.decimal(12, 88, 1);
        const p = percent / 100;
        if (p ** k < 1e-3 || (1 - p) ** (n - k) < 1e-3 || chance(n, k, p) < 0.02 || tail(n, k, p) > 0.9) continue;
        return { kind, n, k, percent, story: random.pick(stories) };
      }
    });
  },
  phrasings: [
    (p) =>
      `Of ${p.n} ${p.story[0]}, each will independently ${infinitive(p)} with probability ${p.percent} %. What is the probability ` +
      `that ${event(p)}? Give a number between zero and one with three significant figures.`,
    (p) =>
      `Find the probability, to three significant figures and as a decimal fraction, that ${event(p)}, when ${p.n} ${p.story[0]} ` +
      `are observed which ${p.story[1]} independently with a chance of ${p.percent} % each.`,
    (p) =>
      `On average ${p.percent} % of all ${p.story[0]} ${p.story[1]}, independently of one another. In a random sample of ${p.n}, how ` +
      `likely is it that ${event(p)}? Answer with a decimal number (not a percentage) to three significant figures.`,
    (p) =>
      `Let X be the number of ${p.n} independent ${p.story[0]} that ${p.story[1]}, with success probability ${p.percent} % in each ` +
      `case. Calculate the probability that ${event(p)}. Round the decimal result to three significant figures.`,
  ],
  form: () => form,
  solve(parameters) {
    const { kind, n, k, percent } = parameters;
    const p = percent / 100;
    const exact = chance(n, k, p);
    const steps = [
      `The number of successes is binomial with n = ${n} and p = ${show(p)}.`,
      `P(X = ${k}) = C(${n}, ${k}) × ${show(p)}^${k} × ${show(1 - p)}^${n - k} = ${choose(n, k)} × ${show(p ** k)} × ${show((1 - p) ** (n - k))} = ${show(exact)}.`,
    ];
    if (kind === "exactly") return { value: exact, steps: [...steps, `The probability is ${state(exact)}.`] };
    const more = tail(n, k, p);
    steps.push(
      `In the same way the probabilities of ${k + 1} to ${n} successes add up to ${show(more - exact)}, so P(X ≥ ${k}) = ${show(more)}.`,
    );
    if (kind === "at least") return { value: more, steps: [...steps, `The probability is ${state(more)}.`] };
    const some = 1 - (1 - p) ** n;
    const value = more / some;
    return {
      value,
      steps: [
        ...steps,
        `The condition has the probability P(X ≥ 1) = 1 - ${show(1 - p)}^${n} = ${show(some)}.`,
        `The conditional probability is ${show(more)} / ${show(some)} = ${state(value)}.`,
      ],
    };
  },
  program: ({ kind, n, k, percent }) =>
    [
      "from math import comb",
      `n = ${n}\nk = ${k}\np = ${percent} / 100`,
      "def chance(i): return comb(n, i) * p ** i * (1 - p) ** (n - i)",
      {
        exactly: "value = chance(k)",
        "at least": "value = sum(chance(i) for i in range(k, n + 1))",
        "given one": "value = sum(chance(i) for i in range(k, n + 1)) / (1 - (1 - p) ** n)",
      }[kind],
      'print(f"Answer: {value:.8g}")',
    ].join("\n"),
  check: ({ kind, n, k, percent }) =>
    [
      "# add one trial after the other to the distribution of the number of successes",
      `p = ${percent} / 100`,
      "distribution = [1.0]",
      `for _ in range(${n}):`,
      "    distribution = [(1 - p) * a + p * b for a, b in zip(distribution + [0.0], [0.0] + distribution)]",
      kind === "exactly" ? `value = distribution[${k}]` : `value = 1 - sum(distribution[:${k}])`,
      ...(kind === "given one" ? ["value /= sum(distribution[1:])"] : []),
      'print(f"Answer: {value:.8g}")',
    ].join("\n"),
  mistakes(parameters) {
    const { kind, n, k, percent } = parameters;
    const p = percent / 100;
    const wrong = wrongSolution(this.solve(parameters).steps, state);
    const conclude = (answer: string): string => `The probability is ${answer}.`;
    const [hit, miss, orders] = [p ** k, (1 - p) ** (n - k), choose(n, k)];
    const exact = chance(n, k, p);
    const more = tail(n, k, p);
    const below = `the numbers from 0 to ${k - 1} have probabilities C(${n}, i) × ${show(p)}^i × ${show(1 - p)}^(${n} - i) that add up to ${show(1 - more)}`;
    if (kind === "exactly") {
      const reversed = `P(X = ${k}) = C(${n}, ${k}) × ${show(1 - p)}^${k} × ${show(p)}^${n - k} = ${orders} × ${show((1 - p) ** k)} × ${show(p ** (n - k))}`;
      return [
        wrong(
          "number of orders forgotten",
          hit * miss,
          `The ${k} successes can fall on the trials in C(${n}, ${k}) ways.`,
          1,
          (answer) => [
            `The trials are independent, so P(X = ${k}) = ${show(p)}^${k} × ${show(1 - p)}^${n - k} = ${show(hit)} × ${show(miss)} = ${show(hit * miss)}.`,
            conclude(answer),
          ],
        ),
        wrong(
          "failures forgotten",
          orders * hit,
          "The remaining trials must fail, which has a probability of its own.",
          1,
          (answer) => [
            `The ${k} successes fall on any of the ${n} trials, so P(X = ${k}) = C(${n}, ${k}) × ${show(p)}^${k} = ${orders} × ${show(hit)} = ${show(orders * hit)}.`,
            conclude(answer),
          ],
        ),
        wrong(
          "success and failure exchanged",
          chance(n, n - k, p),
          "The power k belongs to the probability of success.",
          1,
          (answer) => [`${reversed} = ${show(chance(n, n - k, p))}.`, conclude(answer)],
        ),
        wrong("at least instead of exactly", more, "Exactly k successes exclude more than k.", 1, (answer) => [
          `Fewer than ${k} successes have a probability of ${show(1 - more)} in all, so P(X ≥ ${k}) = 1 - ${show(1 - more)} = ${show(more)}.`,
          conclude(answer),
        ]),
      ];
    }
    const some = 1 - (1 - p) ** n;
    const given = kind === "given one";
    const divisor = given ? some : 1;
    const finish = (event: number, answer: string): string[] =>
      given
        ? [
            `The condition has the probability P(X ≥ 1) = 1 - ${show(1 - p)}^${n} = ${show(some)}.`,
            `The conditional probability is ${show(event)} / ${show(some)} = ${answer}.`,
          ]
        : [conclude(answer)];
    const list = [
      wrong("boundary left out", (more - exact) / divisor, `At least ${k} includes ${k} itself.`, 1, (answer) => [
        `P(X = i) = C(${n}, i) × ${show(p)}^i × ${show(1 - p)}^(${n} - i) is the probability of exactly i successes, each with its number of orders.`,
        `From the limit ${k} upwards, the probabilities of ${k + 1} to ${n} successes add up to P(X > ${k}) = ${show(more - exact)}.`,
        ...finish(more - exact, answer),
      ]),
      wrong("exactly instead of at least", exact / divisor, "At least k also allows more successes.", 2, (answer) => [
        `This covers what is asked for: ${k} of the ${n} trials are successes and the other ${n - k} are not.`,
        ...finish(exact, answer),
      ]),
    ];
    if (!given)
      return [
        ...list,
        wrong("complement given", 1 - more, "This is the probability of the opposite event.", 1, (answer) => [
          `The number ${k} is the limit of the event, so the possible numbers of successes have to be added up to it.`,
          `In the sum, ${below}.`,
          conclude(answer),
        ]),
      ];
    return [
      ...list,
      wrong(
        "multiplied by the condition",
        more * some,
        "A conditional probability divides by the probability of the condition.",
        4,
        (answer) => [`Both must hold, so the probability is ${show(more)} × ${show(some)} = ${answer}.`],
      ),
    ];
  },
});
