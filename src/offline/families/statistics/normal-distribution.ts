import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** `above`: share beyond `low`. `between`: share from `low` to `high`. `limit`: value with `percent` of all below it. */
interface Parameters {
  kind: "above" | "between" | "limit";
  mean: number;
  deviation: number;
  low: number;
  high: number;
  percent: number;
  quantity: string;
}

const formOf = ({ kind }: Parameters): AnswerForm => ({
  unit: kind === "limit" ? "" : "%",
  tolerance: 0.01,
  figures: 3,
});
const show = (value: number): string => writeWorking(value, 4);

/** The standard normal distribution function, by its series at zero (Abramowitz and Stegun 26.2.11). */
function phi(z: number): number {
  let [term, sum] = [z, z];
  for (let k = 3; k < 200; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Newton's method; converges from zero for shares between 1 % and 99 %. */
function quantile(share: number): number {
  let z = 0;
  for (let i = 0; i < 20; i++) z -= (phi(z) - share) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return z;
}

const event = ({ kind, low, high, percent }: Parameters): string =>
  ({
    above: `the percentage of values above ${low}`,
    between: `the percentage of values between ${low} and ${high}`,
    limit: `the value below which ${percent} % of all values lie`,
  })[kind];
const normal = ({ mean, deviation }: Parameters): string => `mean ${mean} and standard deviation ${deviation}`;

const score = (limit: number, { mean, deviation }: Parameters): string => {
  const z = (limit - mean) / deviation;
  return `The z-score of ${limit} is (${limit} - ${mean}) / ${deviation} = ${show(z)}, with Φ(${show(z)}) = ${show(phi(z))}.`;
};
const beyond = (z: number): string =>
  `Φ counts what lies below, so above there is 1 - ${show(phi(z))} = ${show(1 - phi(z))}.`;
const between = (a: number, b: number): string =>
  `Between them lies the share ${show(phi(b))} - ${show(phi(a))} = ${show(phi(b) - phi(a))}.`;
const standardised = (mean: number, z: string, deviation: number, answer: string): string =>
  `Undoing the standardisation, x = ${mean} + (${z}) × ${deviation} = ${answer}.`;

export const normalDistribution = defineFamily<Parameters>({
  name: "statistics/normal-distribution",
  domain: "statistics",
  topic: "z-scores and the normal distribution",
  keywords: [
    "z-score",
    "gaussian",
    "percentile",
    "bell curve",
    "quantile",
    "standardisation",
    "probability distribution",
    "normal distribution",
  ],
  handbook: ["statistics/normal-distribution"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const quantity = random.pick(["body heights in cm", "bottle fillings in mL", "test scores"]);
      const mean = random.decimal(60, 190, 1);
      const deviation = random.decimal(4, 15, 1);
      const at = (low: number, high: number): number =>
        Number((mean + deviation * random.decimal(low, high, 2)).toFixed(1));
      const data = { mean, deviation, quantity, low: 0, high: 0, percent: 0 };
      const either = random.next() < 0.5;
      if (difficulty === "easy") return { ...data, kind: "above", low: either ? at(0.3, 1.8) : at(-1.8, -0.3) };
      if (difficulty === "medium") return { ...data, kind: "between", low: at(-1.8, -0.2), high: at(0.3, 1.8) };
      return { ...data, kind: "limit", percent: either ? random.integer(3, 35) : random.integer(65, 97) };
    });
  },
  phrasings: [
    (p) =>
      `Some ${p.quantity} are normally distributed with ${normal(p)}. What is ${event(p)} (three significant figures)?`,
    (p) =>
      `Find ${event(p)}, to three significant figures, for ${p.quantity} that follow a normal distribution with ${normal(p)}.`,
    (p) =>
      `Assume a normal distribution with ${normal(p)} for some ${p.quantity}. Use z-scores to determine ${event(p)}. Round to three significant figures.`,
    (p) =>
      `The ${p.quantity} in a large batch have ${normal(p)} and are normally distributed. Calculate ${event(p)} (three significant figures).`,
  ],
  form: formOf,
  solve(p) {
    const { kind, mean, deviation, low, high, percent } = p;
    const state = (value: number): string => writeAnswer(value, formOf(p));
    if (kind === "limit") {
      const z = quantile(percent / 100);
      const value = mean + z * deviation;
      return {
        value,
        steps: [
          `We need z with Φ(z) = ${percent / 100}, where Φ is the standard normal distribution function.`,
          `A table or a program gives z = ${show(z)}.`,
          standardised(mean, show(z), deviation, state(value)),
        ],
      };
    }
    const [a, b] = [(low - mean) / deviation, (high - mean) / deviation];
    const above = kind === "above";
    const value = 100 * ((above ? 1 : phi(b)) - phi(a));
    const more = above ? [beyond(a)] : [score(high, p), between(a, b)];
    return { value, steps: [score(low, p), ...more, `As a percentage this is ${state(value)}.`] };
  },
  program: ({ kind, mean, deviation, low, high, percent }) =>
    [
      "from statistics import NormalDist",
      `mean = ${mean}\ndeviation = ${deviation}`,
      "values = NormalDist(mean, deviation)",
      ...{
        above: [`low = ${low}`, 'print(f"Answer: {100 * (1 - values.cdf(low)):.8g} %")'],
        between: [
          `low = ${low}`,
          `high = ${high}`,
          'print(f"Answer: {100 * (values.cdf(high) - values.cdf(low)):.8g} %")',
        ],
        limit: [`percent = ${percent}`, 'print(f"Answer: {values.inv_cdf(percent / 100):.8g}")'],
      }[kind],
    ].join("\n"),
  check: ({ kind, mean, deviation, low, high, percent }) =>
    [
      "import math",
      "# Simpson's rule on the density instead of the distribution function",
      `mean, deviation = ${mean}, ${deviation}`,
      "def density(x): return math.exp(-((x - mean) / deviation) ** 2 / 2) / deviation / math.sqrt(2 * math.pi)",
      "def area(a, b, n=60):",
      "    h = (b - a) / n",
      "    inner = sum((4 if i % 2 else 2) * density(a + i * h) for i in range(1, n))",
      "    return (density(a) + inner + density(b)) * h / 3",
      ...{
        above: [`print(f"Answer: {100 * (0.5 - area(mean, ${low})):.8g} %")`],
        between: [`print(f"Answer: {100 * area(${low}, ${high}):.8g} %")`],
        limit: [
          "low, high = mean - 5 * deviation, mean + 5 * deviation",
          "for _ in range(40):",
          "    middle = (low + high) / 2",
          `    if 0.5 + area(mean, middle) < ${percent} / 100: low = middle`,
          "    else: high = middle",
          'print(f"Answer: {middle:.8g}")',
        ],
      }[kind],
    ].join("\n"),
  mistakes(p) {
    const { kind, mean, deviation, low, high, percent } = p;
    const wrong = wrongSolution(this.solve(p).steps, (value) => writeAnswer(value, formOf(p)));
    if (kind === "limit") {
      const share = percent / 100;
      const z = quantile(share);
      return [
        wrong("sign of z lost", mean - z * deviation, "That value has the share above it.", 1, (answer) => [
          `A table or a program gives z = ${show(-z)}.`,
          standardised(mean, show(-z), deviation, answer),
        ]),
        wrong(
          "percentage taken as z",
          mean + share * deviation,
          "A share must first be turned into z.",
          0,
          (answer) => [
            `We need the z-score of the limit; the share of ${percent} % below it is known.`,
            `Written as a decimal number, this gives z = ${share}.`,
            standardised(mean, `${share}`, deviation, answer),
          ],
        ),
        wrong("share of the mean", mean * share, "That is no percentile.", 0, (answer) => [
          `We need the value that belongs to a share of ${percent} %, measured by the mean of the distribution.`,
          `As a decimal number the share is ${percent} / 100 = ${share}.`,
          `Applied to the mean, this gives x = ${share} × ${mean} = ${answer}.`,
        ]),
      ];
    }
    const [a, b] = [(low - mean) / deviation, (high - mean) / deviation];
    const [c, d] = [a / deviation, b / deviation];
    const above = kind === "above";
    const squared = 100 * ((above ? 1 : phi(d)) - phi(c));
    const asPercentage = (answer: string): string => `As a percentage this is ${answer}.`;
    const byVariance = (limit: number, z: number): string =>
      `The z-score of ${limit} is (${limit} - ${mean}) / ${deviation}^2 = ${show(z)}, with Φ(${show(z)}) = ${show(phi(z))}.`;
    const list = [
      wrong("divided by the variance", squared, "A z-score divides by the standard deviation.", 0, (answer) => [
        byVariance(low, c),
        ...(above ? [beyond(c)] : [byVariance(high, d), between(c, d)]),
        asPercentage(answer),
      ]),
    ];
    if (above) {
      const half = Math.abs(phi(a) - 0.5);
      const middle = phi(a) > 0.5 ? `${show(phi(a))} - 0.5` : `0.5 - ${show(phi(a))}`;
      return [
        ...list,
        wrong("share below given", 100 * phi(a), "Φ is the share below, not above.", 1, (answer) => [
          `Φ counts the values that belong to this limit, so the share is ${show(phi(a))}.`,
          asPercentage(answer),
        ]),
        wrong("measured from the mean", 100 * half, "This share lies between mean and limit.", 1, (answer) => [
          `The mean has the share 0.5 on either side, so there remains ${middle} = ${show(half)}.`,
          asPercentage(answer),
        ]),
      ];
    }
    const outside = 1 - phi(b) + phi(a);
    return [
      ...list,
      wrong("lower limit ignored", 100 * phi(b), "All below the lower limit is too much.", 0, (answer) => [
        `Φ, the standard normal distribution function, counts all values up to a limit, which is ${high} here.`,
        score(high, p),
        `Up to the limit lies the share ${show(phi(b))}.`,
        asPercentage(answer),
      ]),
      wrong("share outside given", 100 * outside, "That lies outside the limits.", 2, (answer) => [
        `Together with the upper end this is ${show(phi(a))} + (1 - ${show(phi(b))}) = ${show(outside)}.`,
        asPercentage(answer),
      ]),
    ];
  },
});
