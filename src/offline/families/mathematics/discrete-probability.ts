import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
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
const show = (value: number): string => writeNumber(value, 5);

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
  keywords: ["binomial distribution", "independent trials", "conditional probability", "bernoulli trials"],
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
  mistakes({ kind, n, k, percent }) {
    const p = percent / 100;
    const wrong = wrongSolution(
      `There are n = ${n} trials with p = ${show(p)}.`,
      (value) => `The probability is ${state(value)}.`,
    );
    const exact = chance(n, k, p);
    if (kind === "exactly") {
      return [
        wrong(
          "number of orders forgotten",
          exact / choose(n, k),
          `P = ${show(p)}^${k} × ${show(1 - p)}^${n - k}.`,
          `The ${k} successes can fall on the trials in C(${n}, ${k}) ways.`,
        ),
        wrong(
          "failures forgotten",
          choose(n, k) * p ** k,
          `P = C(${n}, ${k}) × ${show(p)}^${k}.`,
          "The remaining trials must fail, which has a probability of its own.",
        ),
        wrong(
          "success and failure exchanged",
          chance(n, n - k, p),
          `P = C(${n}, ${k}) × ${show(1 - p)}^${k} × ${show(p)}^${n - k}.`,
          "The power k belongs to the probability of success.",
        ),
        wrong(
          "at least instead of exactly",
          tail(n, k, p),
          `P(X ≥ ${k}) = ${show(tail(n, k, p))}.`,
          "Exactly k successes exclude more than k.",
        ),
      ];
    }
    const more = tail(n, k, p);
    const some = 1 - (1 - p) ** n;
    const divisor = kind === "at least" ? 1 : some;
    const list = [
      wrong(
        "boundary left out",
        (more - exact) / divisor,
        `P(X > ${k}) = ${show(more - exact)} is used.`,
        `At least ${k} includes ${k} itself.`,
      ),
      wrong(
        "exactly instead of at least",
        exact / divisor,
        `P(X = ${k}) = ${show(exact)} is used.`,
        "At least k also allows more successes.",
      ),
    ];
    if (kind === "at least")
      return [
        ...list,
        wrong(
          "complement given",
          1 - more,
          `P(X < ${k}) = ${show(1 - more)}.`,
          "This is the probability of the opposite event.",
        ),
      ];
    return [
      ...list,
      wrong(
        "multiplied by the condition",
        more * some,
        `P = ${show(more)} × ${show(some)}.`,
        "A conditional probability divides by the probability of the condition.",
      ),
    ];
  },
});
