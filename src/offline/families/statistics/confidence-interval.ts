import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** Normal-theory intervals; the critical value is stated in the question, from the NIST/SEMATECH e-Handbook 1.3.6.7.1. */
interface Parameters {
  kind: "limit" | "proportion" | "size";
  /** Confidence level in per cent and its two-sided critical value. */
  level: readonly [percent: number, z: string];
  mean: number;
  deviation: number;
  /** Sample size; for `proportion`, `hits` of them have the property. */
  n: number;
  hits: number;
  /** Wanted half-width for `size`. */
  width: number;
}

const rounded: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const percentage: AnswerForm = { unit: "%", tolerance: 0.01, figures: 3 };
const whole: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const formOf = ({ kind }: Parameters): AnswerForm => ({ limit: rounded, proportion: percentage, size: whole })[kind];
const show = (value: number): string => writeWorking(value, 5);
const levels = [
  [90, "1.645"],
  [95, "1.960"],
  [98, "2.326"],
  [99, "2.576"],
] as const;

const facts = ({ kind, mean, deviation, n, hits }: Parameters): string =>
  ({
    limit: `a sample of ${n} measurements has the mean ${mean}, and the standard deviation of the population is known to be ${deviation}`,
    proportion: `in a random sample of ${n} voters, ${hits} support a proposal`,
    size: `the standard deviation of a population is known to be ${deviation}`,
  })[kind];
const target = ({ kind, level, width }: Parameters): string =>
  ({
    limit: `the half-width (margin of error) of the ${level[0]} % confidence interval for the population mean`,
    proportion: `the upper limit of the ${level[0]} % normal-approximation confidence interval for the supporting share, in per cent,`,
    size: `the smallest sample size for which the ${level[0]} % confidence interval for the mean has a half-width of at most ${width}`,
  })[kind];
const closing = ({ kind, level }: Parameters): string =>
  `Use z = ${level[1]} and give ${kind === "size" ? "a whole number" : "three significant figures"}.`;

function compute({ kind, level, deviation, n, hits, width }: Parameters) {
  const z = Number(level[1]);
  const share = hits / n;
  const error = kind === "proportion" ? Math.sqrt((share * (1 - share)) / n) : deviation / Math.sqrt(n);
  const raw = ((z * deviation) / width) ** 2;
  const value = { limit: z * error, proportion: 100 * (share + z * error), size: Math.ceil(raw) }[kind];
  return { z, share, error, raw, value };
}

export const confidenceInterval = defineFamily<Parameters>({
  name: "statistics/confidence-interval",
  domain: "statistics",
  topic: "confidence intervals",
  keywords: [
    "margin of error",
    "standard error",
    "sample size",
    "proportion",
    "interval estimate",
    "statistical inference",
  ],
  handbook: ["statistics/confidence-interval"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const [mean, deviation] = [random.decimal(40, 90, 1), random.decimal(3, 25, 1)];
      const base = { level: random.pick(levels), mean, deviation, hits: 0, width: 0 };
      if (difficulty === "easy") return { ...base, kind: "limit", n: random.integer(12, 160) };
      const n = random.integer(150, 900);
      if (difficulty === "medium")
        return { ...base, kind: "proportion", n, hits: Math.round(n * random.decimal(0.2, 0.7, 3)) };
      for (;;) {
        const p: Parameters = { ...base, kind: "size", n: 0, width: random.decimal(0.5, 3, 2) };
        // Next to a whole number, rounding errors would decide.
        if (Math.abs(compute(p).raw - Math.round(compute(p).raw)) > 1e-3) return p;
      }
    });
  },
  phrasings: [
    (p) => `Suppose that ${facts(p)}. What is ${target(p).replace(/,$/, "")}? ${closing(p)}`,
    (p) => `Find ${target(p)} if ${facts(p)}. ${closing(p)}`,
    (p) => `A statistician knows this: ${facts(p)}. Calculate ${target(p).replace(/,$/, "")}. ${closing(p)}`,
    (p) => `Determine ${target(p)} given that ${facts(p)}. ${closing(p)}`,
  ],
  form: formOf,
  solve(p) {
    const { kind, deviation, n, hits, width } = p;
    const { z, share, error, raw, value } = compute(p);
    const text = writeAnswer(value, formOf(p));
    if (kind === "size") {
      return {
        value,
        steps: [
          `The half-width is z × σ / sqrt(n), and it may be at most ${width}.`,
          `Solved for n this is n ≥ (z × σ / ${width})^2 = (${z} × ${deviation} / ${width})^2 = ${show(raw)}.`,
          `The sample size must be a whole number, so it is rounded up to ${text}.`,
        ],
      };
    }
    if (kind === "limit") {
      return {
        value,
        steps: [
          "The mean itself does not enter: the half-width depends on spread, sample size and confidence level.",
          `The standard error of the mean is ${deviation} / sqrt(${n}) = ${show(error)}.`,
          `The half-width is ${z} × ${show(error)} = ${text}.`,
        ],
      };
    }
    return {
      value,
      steps: [
        `The share in the sample is ${hits} / ${n} = ${show(share)}.`,
        `Its standard error is sqrt(${show(share)} × ${show(1 - share)} / ${n}) = ${show(error)}.`,
        `The margin of error is ${z} × ${show(error)} = ${show(z * error)}.`,
        `The upper limit is ${show(share)} + ${show(z * error)} = ${show(share + z * error)}, that is ${text}.`,
      ],
    };
  },
  program: ({ kind, level, deviation, n, hits, width }) =>
    [
      "import math",
      `z = ${level[1]}`,
      ...{
        limit: [`deviation = ${deviation}`, `n = ${n}`, 'print(f"Answer: {z * deviation / math.sqrt(n):.8g}")'],
        proportion: [
          `n = ${n}`,
          `hits = ${hits}`,
          "share = hits / n",
          "error = math.sqrt(share * (1 - share) / n)",
          'print(f"Answer: {100 * (share + z * error):.8g} %")',
        ],
        size: [
          `deviation = ${deviation}`,
          `width = ${width}`,
          'print(f"Answer: {math.ceil((z * deviation / width) ** 2)}")',
        ],
      }[kind],
    ].join("\n"),
  check: ({ kind, level, deviation, n, hits, width }) =>
    ({
      limit: `# variance of a sum of ${n} independent values, then of their mean\nvariance = sum(${deviation} ** 2 for _ in range(${n})) / ${n} ** 2\nprint(f"Answer: {${level[1]} * variance ** 0.5:.8g}")`,
      proportion: `# variance of the sample of ones and zeros itself\nfrom statistics import pvariance\nsample = [1] * ${hits} + [0] * ${n - hits}\nerror = (pvariance(sample) / len(sample)) ** 0.5\nprint(f"Answer: {100 * (sum(sample) / len(sample) + ${level[1]} * error):.8g} %")`,
      size: `# try one sample size after the other\nn = 1\nwhile ${level[1]} * ${deviation} > ${width} * n ** 0.5: n += 1\nprint(f"Answer: {n}")`,
    })[kind],
  mistakes(p) {
    const { kind, deviation, n, width } = p;
    const { z, share, error, raw, value } = compute(p);
    const critical = p.level[1];
    const wrong = wrongSolution(this.solve(p).steps, (result) => writeAnswer(result, formOf(p)));
    if (kind === "size") {
      const [root, half] = [Math.sqrt(raw), show(width / 2)];
      const up = (answer: string): string =>
        `The sample size must be a whole number, so it is rounded up to ${answer}.`;
      return [
        wrong("rounded down", value - 1, "With fewer values the interval is too wide.", 2, (answer) => [
          `The sample size must be a whole number, so the decimals are cut, which leaves ${answer}.`,
        ]),
        wrong("square forgotten", Math.ceil(root), "The ratio must be squared.", 1, (answer) => [
          `Solved for the sample size this is n ≥ z × σ / ${width} = ${critical} × ${deviation} / ${width} = ${show(root)}.`,
          up(answer),
        ]),
        wrong("width halved", Math.ceil(4 * raw), "The stated number is the half-width.", 0, (answer) => [
          `The half-width is z × σ / sqrt(n), and it may be at most ${width} / 2 = ${half}.`,
          `Solved for n this is n ≥ (z × σ / ${half})^2 = (${critical} × ${deviation} / ${half})^2 = ${show(4 * raw)}.`,
          up(answer),
        ]),
      ];
    }
    if (kind === "limit") {
      return [
        wrong("not divided by root n", z * deviation, "A mean scatters less.", 1, (answer) => [
          `The spread is known, it is the standard deviation of ${deviation}.`,
          `The half-width is ${critical} × ${deviation} = ${answer}.`,
        ]),
        wrong("divided by n", (z * deviation) / n, "The root of n divides.", 1, (answer) => [
          `The standard error of the mean is ${deviation} / ${n} = ${show(deviation / n)}.`,
          `The half-width is ${critical} × ${show(deviation / n)} = ${answer}.`,
        ]),
        wrong("full width given", 2 * value, "Half the length is asked.", 2, (answer) => [
          `To both sides of the mean this makes 2 × ${critical} × ${show(error)} = ${answer}.`,
        ]),
        wrong("standard error given", error, "The factor z is missing.", 1, (answer) => [
          `The standard error of the mean is the standard deviation over the root of ${n}.`,
          `The half-width is ${deviation} / sqrt(${n}) = ${answer}.`,
        ]),
      ];
    }
    const spread = Math.sqrt(share * (1 - share));
    const low = share - z * error;
    const wide = share + z * spread;
    return [
      wrong("lower limit given", 100 * low, "The margin is added for the upper limit.", 3, (answer) => [
        `The limit is ${show(share)} - ${show(z * error)} = ${show(low)}, that is ${answer}.`,
      ]),
      wrong("margin given", 100 * z * error, "The margin must be added to the share in the sample.", 2, (answer) => [
        `The interval reaches up by ${critical} of these standard errors.`,
        `The upper limit is ${critical} × ${show(error)} = ${show(z * error)}, that is ${answer}.`,
      ]),
      wrong("root forgotten", 100 * wide, "The spread is divided by the root of n.", 1, (answer) => [
        `Its standard error is sqrt(${show(share)} × ${show(1 - share)}) = ${show(spread)}.`,
        `The margin of error is ${critical} × ${show(spread)} = ${show(z * spread)}.`,
        `The upper limit is ${show(share)} + ${show(z * spread)} = ${show(wide)}, that is ${answer}.`,
      ]),
    ];
  },
});
