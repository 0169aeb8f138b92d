import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** A sample, and which of its measures is wanted. */
interface Parameters {
  wanted: "mean" | "deviation" | "error";
  values: number[];
  quantity: string;
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 4 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5, 4);

const target = ({ wanted }: Parameters): string =>
  ({
    mean: "the arithmetic mean",
    deviation: "the sample standard deviation (divisor n - 1)",
    error: "the standard error of the mean, estimated with the sample standard deviation (divisor n - 1),",
  })[wanted];

function measures(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (n - 1));
  return { n, mean, squares, deviation, error: deviation / Math.sqrt(n) };
}

export const meanAndStandardDeviation = defineFamily<Parameters>({
  name: "statistics/mean-and-standard-deviation",
  domain: "statistics",
  topic: "mean and standard deviation",
  keywords: ["descriptive statistics", "variance", "standard error", "sample", "bessel's correction"],
  handbook: ["statistics/mean-and-standard-deviation"],
  sample(random, difficulty) {
    const wanted = difficulty === "easy" ? "mean" : difficulty === "medium" ? "deviation" : "error";
    return distinguishable(this, () => {
      const centre = random.decimal(12, 70, 1);
      const spread = centre * random.decimal(0.1, 0.45, 2);
      const length = random.integer(5, 8);
      const values = Array.from({ length }, () => random.decimal(centre - spread, centre + spread, 1));
      const quantity = random.pick(["reaction times in ms", "leaf lengths in mm", "test scores", "waiting times in s"]);
      return { wanted, values, quantity };
    });
  },
  phrasings: [
    (p) =>
      `A sample of ${p.quantity} consists of ${p.values.join(", ")}. What is ${target(p)} to four significant figures?`,
    (p) =>
      `Find ${target(p)} of these ${p.quantity}: ${p.values.join(", ")}. Give the number with four significant figures.`,
    (p) =>
      `Given the ${p.quantity} ${p.values.join(", ")}, calculate ${target(p)} and round to four significant figures.`,
    (p) =>
      `A student has measured the following ${p.quantity}: ${p.values.join("; ")}. Report ${target(p)} with four significant figures.`,
  ],
  form: () => form,
  solve({ wanted, values }) {
    const { n, mean, squares, deviation, error } = measures(values);
    const steps = [
      `The ${n} values add up to ${show(mean * n)}.`,
      `Their mean is ${show(mean * n)} / ${n} = ${wanted === "mean" ? state(mean) : show(mean)}.`,
    ];
    if (wanted === "mean") {
      return { value: mean, steps: [`There are n = ${n} values: ${values.join(", ")}.`, ...steps] };
    }
    steps.push(`The squared deviations from the mean add up to ${show(squares)}.`);
    if (wanted === "deviation") {
      return {
        value: deviation,
        steps: [...steps, `The sample standard deviation is sqrt(${show(squares)} / ${n - 1}) = ${state(deviation)}.`],
      };
    }
    return {
      value: error,
      steps: [
        ...steps,
        `The sample standard deviation is sqrt(${show(squares)} / ${n - 1}) = ${show(deviation)}.`,
        `The standard error is ${show(deviation)} / sqrt(${n}) = ${state(error)}.`,
      ],
    };
  },
  program({ wanted, values }) {
    const deviation = [
      "squares = sum((x - mean) ** 2 for x in values)",
      "deviation = (squares / (len(values) - 1)) ** 0.5",
    ];
    const result = { mean: "mean", deviation: "deviation", error: "deviation / len(values) ** 0.5" }[wanted];
    return [
      `values = [${values.join(", ")}]`,
      "mean = sum(values) / len(values)",
      ...(wanted === "mean" ? [] : deviation),
      `print(f"Answer: {${result}:.8g}")`,
    ].join("\n");
  },
  check: ({ wanted, values }) =>
    [
      "# one pass with running updates (Welford), not two passes",
      "n, mean, squares = 0, 0.0, 0.0",
      `for x in [${values.join(", ")}]:`,
      "    n += 1",
      "    before = x - mean",
      "    mean += before / n",
      "    squares += before * (x - mean)",
      `print(f"Answer: {${{ mean: "mean", deviation: "(squares / (n - 1)) ** 0.5", error: "(squares / (n - 1) / n) ** 0.5" }[wanted]}:.8g}")`,
    ].join("\n"),
  mistakes(p) {
    const { wanted, values } = p;
    const { n, mean, squares, deviation, error } = measures(values);
    const wrong = wrongSolution(this.solve(p).steps, state);
    if (wanted === "mean") {
      const sorted = [...values].sort((a, b) => a - b);
      const [below, above] = [sorted[Math.floor((n - 1) / 2)]!, sorted[Math.ceil((n - 1) / 2)]!];
      const [least, most] = [sorted[0]!, sorted.at(-1)!];
      return [
        wrong(
          "median instead of mean",
          (below + above) / 2,
          "The middle value is the median; the mean uses the sum of all values.",
          0,
          (answer) => [
            `There are n = ${n} values; in order they are ${sorted.join(", ")}.`,
            `The middle of the list is ${n % 2 === 1 ? `value number ${(n + 1) / 2}` : `between ${below} and ${above}`}.`,
            `Their mean is ${n % 2 === 1 ? "therefore" : `(${below} + ${above}) / 2 =`} ${answer}.`,
          ],
        ),
        wrong(
          "middle of the range",
          (least + most) / 2,
          "Only the extremes are used; the mean uses every value.",
          1,
          (answer) => [`They lie between ${least} and ${most}.`, `Their mean is (${least} + ${most}) / 2 = ${answer}.`],
        ),
        wrong(
          "divided by n - 1",
          (mean * n) / (n - 1),
          "The divisor n - 1 belongs to the variance, not to the mean.",
          2,
          (answer) => [`Their mean is ${show(mean * n)} / ${n - 1} = ${answer}.`],
        ),
      ];
    }
    const [variance, biased] = [squares / (n - 1), Math.sqrt(squares / n)];
    const root = wanted === "error" ? Math.sqrt(n) : 1;
    /** The last steps with some standard deviation. */
    const finish = (how: string, other: number, answer: string): string[] =>
      wanted === "error"
        ? [
            `The sample standard deviation is ${how} = ${show(other)}.`,
            `The standard error is ${show(other)} / sqrt(${n}) = ${answer}.`,
          ]
        : [`The sample standard deviation is ${how} = ${answer}.`];
    const list = [
      wrong("divisor n", biased / root, "With the mean estimated from the sample, the divisor is n - 1.", 3, (answer) =>
        finish(`sqrt(${show(squares)} / ${n})`, biased, answer),
      ),
      wrong(
        "root not taken",
        variance / root,
        "This uses the variance; the standard deviation is its root.",
        3,
        (answer) => finish(`${show(squares)} / ${n - 1}`, variance, answer),
      ),
    ];
    if (wanted === "deviation")
      return [
        ...list,
        wrong(
          "divided by root n",
          error,
          "This is the standard error of the mean, not the spread of the values.",
          3,
          (answer) => [`The sample standard deviation is sqrt(${show(squares)} / ${n - 1}) / sqrt(${n}) = ${answer}.`],
        ),
      ];
    return [
      ...list,
      wrong(
        "standard deviation given",
        deviation,
        "The standard error is smaller by the root of the sample size.",
        3,
        (answer) => [
          "The standard error is the root of the mean squared deviation.",
          `With the divisor ${n} - 1 it is sqrt(${show(squares)} / ${n - 1}) = ${answer}.`,
        ],
      ),
      wrong(
        "divided by n",
        deviation / n,
        "The standard error falls with the root of the sample size.",
        4,
        (answer) => [`The standard error is ${show(deviation)} / ${n} = ${answer}.`],
      ),
    ];
  },
});
