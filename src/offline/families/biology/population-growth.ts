import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** Sizes of a population that grows exponentially: `start`, then `later` after `span` hours. */
interface Parameters {
  kind: "size" | "doubling" | "target";
  start: number;
  /** Given growth rate per hour, in per cent, for `size` only. */
  rate: number;
  span: number;
  later: number;
  goal: number;
  organism: string;
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);

const facts = ({ kind, start, rate, span, later, organism }: Parameters): string =>
  kind === "size"
    ? `a culture of ${organism} begins with ${start} cells and grows exponentially at a continuous rate of ${rate} % per hour`
    : `a culture of ${organism} grows exponentially from ${start} cells to ${later} cells in ${span} hours`;
const target = ({ kind, span, goal }: Parameters): string =>
  ({
    size: `the number of cells after ${span} hours`,
    doubling: "the doubling time in hours",
    target: `the time in hours, counted from the start, at which the culture reaches ${goal} cells`,
  })[kind];

function compute({ kind, start, rate, span, later, goal }: Parameters) {
  const r = kind === "size" ? rate / 100 : Math.log(later / start) / span;
  return {
    r,
    value: { size: start * Math.exp(r * span), doubling: Math.log(2) / r, target: Math.log(goal / start) / r }[kind],
  };
}

export const populationGrowth = defineFamily<Parameters>({
  name: "biology/population-growth",
  domain: "biology",
  topic: "exponential population growth",
  keywords: [
    "ecology",
    "bacterial growth",
    "doubling time",
    "growth rate",
    "exponential growth",
    "population dynamics",
  ],
  handbook: ["biology/population-growth"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const organism = random.pick(["yeast", "bacteria", "algae", "ciliates"]);
      const start = random.integer(20, 400) * 10;
      const span = random.decimal(2, 12, 1);
      const base = { start, span, organism, rate: 0, later: 0, goal: 0 };
      if (difficulty === "easy") return { ...base, kind: "size", rate: random.decimal(4, 35, 1) };
      const later = Math.round((start * random.decimal(1.6, 7, 2)) / 10) * 10;
      if (difficulty === "medium") return { ...base, kind: "doubling", later };
      return { ...base, kind: "target", later, goal: Math.round((later * random.decimal(1.8, 20, 2)) / 10) * 10 };
    });
  },
  phrasings: [
    (p) => `Suppose that ${facts(p)}. What is ${target(p)}? Give a number with three significant figures.`,
    (p) => `Find ${target(p)}, to three significant figures, if ${facts(p)}.`,
    (p) => `In a laboratory ${facts(p)}. Calculate ${target(p)}; round the number to three significant figures.`,
    (p) =>
      `Assume that ${facts(p)} and that the growth law does not change. Determine ${target(p)} with three significant figures.`,
  ],
  form: () => form,
  solve(p) {
    const { kind, start, span, later, goal } = p;
    const { r, value } = compute(p);
    if (kind === "size") {
      return {
        value,
        steps: [
          `Continuous exponential growth means N(t) = N0 e^(rt) with N0 = ${start} and r = ${show(r)} per hour.`,
          `The exponent is rt = ${show(r)} × ${span} = ${show(r * span)}, and e^${show(r * span)} = ${show(Math.exp(r * span))}.`,
          `The number of cells is ${start} × ${show(Math.exp(r * span))}, which is ${state(value)}.`,
        ],
      };
    }
    const steps = [
      `Exponential growth means N(t) = N0 e^(rt), so r = ln(N/N0) / t.`,
      `Here r = ln(${later} / ${start}) / ${span} = ${show(Math.log(later / start))} / ${span} = ${show(r)} per hour.`,
    ];
    const last =
      kind === "doubling"
        ? `The number doubles after ln 2 / r = 0.69315 / ${show(r)} hours, which is ${state(value)}.`
        : `The goal is reached after ln(${goal} / ${start}) / r = ${show(Math.log(goal / start))} / ${show(r)} hours, which is ${state(value)}.`;
    return { value, steps: [...steps, last] };
  },
  program: ({ kind, start, rate, span, later, goal }) =>
    [
      "import math",
      `start = ${start}  # cells\nspan = ${span}  # hours`,
      ...{
        size: [`rate = ${rate} / 100  # per hour`, "value = start * math.exp(rate * span)"],
        doubling: [`later = ${later}`, "rate = math.log(later / start) / span", "value = math.log(2) / rate"],
        target: [
          `later = ${later}`,
          `goal = ${goal}`,
          "rate = math.log(later / start) / span",
          "value = math.log(goal / start) / rate",
        ],
      }[kind],
      'print(f"Answer: {value:.8g}")',
    ].join("\n"),
  check({ kind, start, rate, span, later, goal }) {
    if (kind === "size") {
      return [
        "# integrate dN/dt = rN with the classical Runge-Kutta method",
        `n, h, r = ${start}, ${span} / 100, ${rate} / 100`,
        "for _ in range(100):",
        "    k1 = r * n",
        "    k2 = r * (n + h / 2 * k1)",
        "    k3 = r * (n + h / 2 * k2)",
        "    k4 = r * (n + h * k3)",
        "    n += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)",
        'print(f"Answer: {n:.8g}")',
      ].join("\n");
    }
    return [
      "# bisection on the time, with growth written as a power of the observed factor",
      "low, high = 0.0, 1000.0",
      "for _ in range(60):",
      "    t = (low + high) / 2",
      `    if ${start} * (${later} / ${start}) ** (t / ${span}) < ${kind === "doubling" ? `2 * ${start}` : goal}: low = t`,
      "    else: high = t",
      'print(f"Answer: {t:.8g}")',
    ].join("\n");
  },
  mistakes(p) {
    const { kind, start, span, later, goal } = p;
    const { r } = compute(p);
    const wrong = wrongSolution(this.solve(p).steps, state);
    if (kind === "size") {
      const exponent = r * span;
      const grown = Math.exp(exponent);
      return [
        wrong("linear growth", start * (1 + exponent), "New cells divide as well.", 0, (answer) => [
          `Continuous growth at a constant rate means N(t) = N0 (1 + rt) with N0 = ${start} and r = ${show(r)} per hour.`,
          `The product is rt = ${show(r)} × ${span} = ${show(exponent)}, and 1 + ${show(exponent)} = ${show(1 + exponent)}.`,
          `The number of cells is ${start} × ${show(1 + exponent)}, which is ${answer}.`,
        ]),
        wrong("start left out", start * (grown - 1), "All cells are asked.", 2, (answer) => [
          `The number of cells is ${start} × (${show(grown)} - 1), which is ${answer}.`,
        ]),
        wrong("powers of two", start * 2 ** exponent, "A continuous rate belongs to base e.", 0, (answer) => [
          `Exponential growth by division means N(t) = N0 2^(rt) with N0 = ${start} and r = ${show(r)} per hour.`,
          `The exponent is rt = ${show(r)} × ${span} = ${show(exponent)}, and 2^${show(exponent)} = ${show(2 ** exponent)}.`,
          `The number of cells is ${start} × ${show(2 ** exponent)}, which is ${answer}.`,
        ]),
      ];
    }
    const slope = (later - start) / span;
    const ratio = Math.log10(later / start);
    const common = ratio / span;
    const steady = `The growth rate is the number of new cells divided by the time, r = (N - N0) / t.`;
    const gain = `Here r = (${later} - ${start}) / ${span} = ${later - start} / ${span} = ${show(slope)} cells per hour.`;
    const mixed = [
      "Exponential growth means N(t) = N0 e^(rt), so r = log(N/N0) / t.",
      `Here r = log10(${later} / ${start}) / ${span} = ${show(ratio)} / ${span} = ${show(common)} per hour.`,
    ];
    const base = "Both logarithms must have the same base.";
    const constant = "The gain per hour is not constant.";
    if (kind === "doubling") {
      const factor = later / start;
      return [
        wrong("linear growth", start / slope, constant, 0, (answer) => [
          steady,
          gain,
          `The number doubles after N0 / r = ${start} / ${show(slope)} hours, which is ${answer}.`,
        ]),
        wrong(
          "factor halved",
          (2 * span * start) / later,
          "Factors combine by multiplication, so logarithms must be compared.",
          0,
          (answer) => [
            `In ${span} hours the number of cells grows by the factor ${later} / ${start} = ${show(factor)}.`,
            `Doubling is growth by the factor 2, which takes the share 2 / ${show(factor)} = ${show(2 / factor)} of this time.`,
            `The number doubles after ${show(2 / factor)} × ${span} hours, which is ${answer}.`,
          ],
        ),
        wrong("mixed logarithms", Math.log(2) / common, base, 0, (answer) => [
          ...mixed,
          `The number doubles after ln 2 / r = 0.69315 / ${show(common)} hours, which is ${answer}.`,
        ]),
      ];
    }
    const [whole, further] = [Math.log(goal / start), Math.log(goal / later)];
    return [
      wrong("linear growth", (goal - start) / slope, constant, 0, (answer) => [
        steady,
        gain,
        `The goal is reached after (${goal} - ${start}) / r = ${goal - start} / ${show(slope)} hours, which is ${answer}.`,
      ]),
      wrong(
        "counted from the second count",
        further / r,
        "The time is asked from the start, so the first hours must be included.",
        2,
        (answer) => [
          `The goal is reached after ln(${goal} / ${later}) / r = ${show(further)} / ${show(r)} hours, which is ${answer}.`,
        ],
      ),
      wrong("mixed logarithms", whole / common, base, 0, (answer) => [
        ...mixed,
        `The goal is reached after ln(${goal} / ${start}) / r = ${show(whole)} / ${show(common)} hours, which is ${answer}.`,
      ]),
    ];
  },
});
