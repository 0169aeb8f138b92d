import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** The integrand's kind and constants, and the limits of integration. */
interface Parameters {
  kind: "polynomial" | "sine" | "parts";
  a: number;
  b: number;
  /** Constant term of the polynomial, or the factor of x inside sine or exponential. */
  c: number;
  low: number;
  high: number;
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(Math.abs(value) < 1e-9 ? 0 : value, 5);

interface Integrand {
  text: string;
  /** The integrand and its antiderivative in Python. */
  value: string;
  primitive: string;
  antiderivative: string;
  F(x: number): number;
  /** Wrong antiderivatives. */
  wrong: { name: string; text: string; F(x: number): number; why: string }[];
}

function integrand({ kind, a, b, c }: Parameters): Integrand {
  if (kind === "polynomial") {
    return {
      text: `${a}x^2 + ${b}x + ${c}`,
      value: "a * x ** 2 + b * x + c",
      primitive: "a * x ** 3 / 3 + b * x ** 2 / 2 + c * x",
      antiderivative: `${a}x^3/3 + ${b}x^2/2 + ${c}x`,
      F: (x) => (a * x ** 3) / 3 + (b * x ** 2) / 2 + c * x,
      wrong: [
        {
          name: "not divided by new exponents",
          text: `${a}x^3 + ${b}x^2 + ${c}x`,
          F: (x) => a * x ** 3 + b * x ** 2 + c * x,
          why: "Raising an exponent by one must be undone by dividing by the new exponent.",
        },
        {
          name: "differentiated instead of integrated",
          text: `${2 * a}x + ${b}`,
          F: (x) => 2 * a * x + b,
          why: "This is the derivative of the integrand, not its antiderivative.",
        },
      ],
    };
  }
  if (kind === "sine") {
    return {
      text: `${a}sin(${c}x) + ${b}`,
      value: "a * math.sin(c * x) + b",
      primitive: "-a / c * math.cos(c * x) + b * x",
      antiderivative: `-(${a}/${c})cos(${c}x) + ${b}x`,
      F: (x) => (-a / c) * Math.cos(c * x) + b * x,
      wrong: [
        {
          name: "sign of the cosine",
          text: `(${a}/${c})cos(${c}x) + ${b}x`,
          F: (x) => (a / c) * Math.cos(c * x) + b * x,
          why: "The derivative of cosine is minus sine, so the antiderivative of sine is minus cosine.",
        },
        {
          name: "inner factor multiplied",
          text: `-${a}·${c}cos(${c}x) + ${b}x`,
          F: (x) => -a * c * Math.cos(c * x) + b * x,
          why: "Integrating divides by the inner factor; differentiating multiplies by it.",
        },
        {
          name: "calculator in degrees",
          text: `-(${a}/${c})cos(${c}x) + ${b}x`,
          F: (x) => (-a / c) * Math.cos((c * x * Math.PI) / 180) + b * x,
          why: "The derivative rules for sine and cosine hold for angles in radians.",
        },
      ],
    };
  }
  return {
    text: `(${a}x + ${b})e^(-${c}x)`,
    value: "(a * x + b) * math.exp(-c * x)",
    primitive: "-((a * x + b) / c + a / c ** 2) * math.exp(-c * x)",
    antiderivative: `-((${a}x + ${b})/${c} + ${a}/${c}^2)e^(-${c}x)`,
    F: (x) => -((a * x + b) / c + a / c ** 2) * Math.exp(-c * x),
    wrong: [
      {
        name: "second term of parts forgotten",
        text: `-((${a}x + ${b})/${c})e^(-${c}x)`,
        F: (x) => -((a * x + b) / c) * Math.exp(-c * x),
        why: "Integration by parts leaves a second integral, here of the exponential alone.",
      },
      {
        name: "sign of the second term",
        text: `-((${a}x + ${b})/${c} - ${a}/${c}^2)e^(-${c}x)`,
        F: (x) => -((a * x + b) / c - a / c ** 2) * Math.exp(-c * x),
        why: "The remaining integral of -e^(-kx)/k is subtracted, which makes its contribution to the bracket positive.",
      },
      {
        name: "factors integrated separately",
        text: `(${a}x^2/2 + ${b}x)(-e^(-${c}x)/${c})`,
        F: (x) => ((a * x ** 2) / 2 + b * x) * (-Math.exp(-c * x) / c),
        why: "The integral of a product is not the product of the integrals.",
      },
    ],
  };
}

/** The steps of an evaluation with some antiderivative. */
const evaluated = ({ low, high }: Parameters, text: string, F: (x: number) => number, answer: string): string[] => [
  `An antiderivative is F(x) = ${text}.`,
  `At the upper limit F(${high}) = ${show(F(high))}; at the lower limit F(${low}) = ${show(F(low))}.`,
  `The integral is their difference, ${answer}.`,
];

const radians = ({ kind }: Parameters): string => (kind === "sine" ? " Angles are in radians." : "");

export const definiteIntegrals = defineFamily<Parameters>({
  name: "mathematics/definite-integrals",
  domain: "mathematics",
  topic: "definite integrals",
  keywords: ["calculus", "integration", "antiderivative", "area under a curve", "integration by parts", "integrals"],
  handbook: ["mathematics/definite-integrals"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const low = random.decimal(0.1, 2, 1);
      const high = Number((low + random.decimal(0.5, 3, 1)).toFixed(1));
      const [a, b] = [random.integer(2, 15), random.integer(2, 15)];
      if (difficulty === "easy") return { kind: "polynomial", a, b, c: random.integer(2, 20), low, high };
      if (difficulty === "medium") return { kind: "sine", a, b, c: random.integer(2, 6), low, high };
      return { kind: "parts", a, b, c: random.integer(2, 9) / 10, low, high };
    });
  },
  phrasings: [
    (p) =>
      `Evaluate the definite integral of f(x) = ${integrand(p).text} from x = ${p.low} to x = ${p.high}, to three significant figures.${radians(p)}`,
    (p) =>
      `What is the area between the curve y = ${integrand(p).text} and the x-axis for ${p.low} ≤ x ≤ ${p.high}, counted as negative where the curve lies below the axis? Round to three significant figures.${radians(p)}`,
    (p) =>
      `The function F satisfies F'(x) = ${integrand(p).text}. Calculate F(${p.high}) - F(${p.low}) and give three significant figures.${radians(p)}`,
    (p) =>
      `Find ∫ (${integrand(p).text}) dx over the interval [${p.low}, ${p.high}]. State the result with three significant figures.${radians(p)}`,
  ],
  form: () => form,
  solve(p) {
    const { antiderivative, F } = integrand(p);
    const value = F(p.high) - F(p.low);
    return { value, steps: evaluated(p, antiderivative, F, state(value)) };
  },
  program: (p) =>
    [
      "import math",
      `a = ${p.a}\nb = ${p.b}\nc = ${p.c}\nlow = ${p.low}\nhigh = ${p.high}`,
      `def F(x): return ${integrand(p).primitive}`,
      'print(f"Answer: {F(high) - F(low):.8g}")',
    ].join("\n"),
  check: (p) =>
    [
      "import math",
      "# Simpson's rule instead of an antiderivative",
      `a, b, c, low, high, n = ${p.a}, ${p.b}, ${p.c}, ${p.low}, ${p.high}, 400`,
      `def f(x): return ${integrand(p).value}`,
      "h = (high - low) / n",
      "total = f(low) + f(high) + sum((4 if i % 2 else 2) * f(low + i * h) for i in range(1, n))",
      'print(f"Answer: {total * h / 3:.8g}")',
    ].join("\n"),
  mistakes(p) {
    const { antiderivative, F, wrong } = integrand(p);
    const mistake = wrongSolution(this.solve(p).steps, state);
    return [
      ...wrong.map((w) =>
        mistake(w.name, w.F(p.high) - w.F(p.low), w.why, 0, (answer) => evaluated(p, w.text, w.F, answer)),
      ),
      mistake(
        "lower limit ignored",
        F(p.high),
        "The value of the antiderivative at the lower limit must be subtracted.",
        0,
        (answer) => [
          `An antiderivative is F(x) = ${antiderivative}.`,
          `The integral collects everything up to the limit x = ${p.high}, where F(${p.high}) = ${show(F(p.high))}.`,
          `The integral is this value, ${answer}.`,
        ],
      ),
    ];
  },
});
