import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** The function's kind and constants, and the place at which its slope is wanted. */
interface Parameters {
  kind: "polynomial" | "product" | "quotient";
  a: number;
  b: number;
  c: number;
  at: number;
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);

interface Curve {
  text: string;
  /** Python expressions in x. */
  value: string;
  slope: string;
  rule: string;
  /** In which order the function itself is worked out. */
  order: string;
  derivative: string;
  f(x: number): number;
  df(x: number): number;
  wrong: { name: string; rule: string; text: string; df(x: number): number; why: string }[];
}

function curve({ kind, a, b, c }: Parameters): Curve {
  if (kind === "polynomial") {
    return {
      text: `${a}x^4 + ${b}x^2 + ${c}x`,
      value: "a * x ** 4 + b * x ** 2 + c * x",
      slope: "4 * a * x ** 3 + 2 * b * x + c",
      rule: "Power rule: x^n has the derivative nx^(n-1)",
      order: "Powers are worked out first",
      derivative: `${4 * a}x^3 + ${2 * b}x + ${c}`,
      f: (x) => a * x ** 4 + b * x ** 2 + c * x,
      df: (x) => 4 * a * x ** 3 + 2 * b * x + c,
      wrong: [
        {
          name: "exponents not brought down",
          rule: "Power rule: on differentiating, the exponent of x falls by one",
          text: `${a}x^3 + ${b}x + ${c}`,
          df: (x) => a * x ** 3 + b * x + c,
          why: "The old exponent becomes a factor in front.",
        },
        {
          name: "exponents not lowered",
          rule: "Power rule: x^n has the derivative nx^n, so each exponent becomes a factor",
          text: `${4 * a}x^4 + ${2 * b}x^2 + ${c}x`,
          df: (x) => 4 * a * x ** 4 + 2 * b * x ** 2 + c * x,
          why: "Each exponent falls by one on differentiating.",
        },
        {
          name: "linear term dropped",
          rule: "Power rule: x^n has the derivative nx^(n-1), and the last term vanishes",
          text: `${4 * a}x^3 + ${2 * b}x`,
          df: (x) => 4 * a * x ** 3 + 2 * b * x,
          why: "The derivative of cx is c; only a constant term vanishes.",
        },
      ],
    };
  }
  if (kind === "product") {
    return {
      text: `(${a}x^2 + ${b})e^(${c}x)`,
      value: "(a * x ** 2 + b) * math.exp(c * x)",
      slope: "(2 * a * x + c * (a * x ** 2 + b)) * math.exp(c * x)",
      rule: "Product rule with the chain rule: (uv)' = u'v + uv', and e^(kx) has the derivative ke^(kx)",
      order: "The bracket and the exponential are worked out on their own and then multiplied",
      derivative: `(${2 * a}x + ${c}(${a}x^2 + ${b}))e^(${c}x)`,
      f: (x) => (a * x ** 2 + b) * Math.exp(c * x),
      df: (x) => (2 * a * x + c * (a * x ** 2 + b)) * Math.exp(c * x),
      wrong: [
        {
          name: "derivatives multiplied",
          rule: "Product rule with the chain rule: (uv)' = u'v', and e^(kx) has the derivative ke^(kx)",
          text: `${2 * a}x·${c}e^(${c}x)`,
          df: (x) => 2 * a * x * c * Math.exp(c * x),
          why: "The derivative of a product is u'v + uv', not u'v'.",
        },
        {
          name: "inner factor forgotten",
          rule: "Product rule: (uv)' = u'v + uv', and the exponential e^(kx) is its own derivative, e^(kx)",
          text: `(${2 * a}x + ${a}x^2 + ${b})e^(${c}x)`,
          df: (x) => (2 * a * x + a * x ** 2 + b) * Math.exp(c * x),
          why: "The chain rule multiplies by the derivative of the exponent.",
        },
        {
          name: "only first factor differentiated",
          rule: "Product rule: the polynomial is differentiated, and the exponential e^(kx) stays as it is",
          text: `${2 * a}x·e^(${c}x)`,
          df: (x) => 2 * a * x * Math.exp(c * x),
          why: "The exponential varies as well, which gives the second term of the product rule.",
        },
      ],
    };
  }
  const inner = (x: number): number => x ** 2 + c;
  return {
    text: `(${a}x + ${b})/sqrt(x^2 + ${c})`,
    value: "(a * x + b) / math.sqrt(x ** 2 + c)",
    slope: "a / math.sqrt(x ** 2 + c) - (a * x + b) * x / (x ** 2 + c) ** 1.5",
    rule: "Quotient rule with the chain rule: (u/v)' = (u'v - uv')/v^2, and sqrt(x^2 + k) has the derivative x/sqrt(x^2 + k)",
    order:
      "Numerator and denominator are worked out on their own, the root after the sum below it, and then the first is divided by the second",
    derivative: `${a}/sqrt(x^2 + ${c}) - (${a}x + ${b})x/(x^2 + ${c})^(3/2)`,
    f: (x) => (a * x + b) / Math.sqrt(inner(x)),
    df: (x) => a / Math.sqrt(inner(x)) - ((a * x + b) * x) / inner(x) ** 1.5,
    wrong: [
      {
        name: "sign in the quotient rule",
        rule: "Quotient rule with the chain rule: (u/v)' = (u'v + uv')/v^2, and sqrt(x^2 + k) has the derivative x/sqrt(x^2 + k)",
        text: `${a}/sqrt(x^2 + ${c}) + (${a}x + ${b})x/(x^2 + ${c})^(3/2)`,
        df: (x) => a / Math.sqrt(inner(x)) + ((a * x + b) * x) / inner(x) ** 1.5,
        why: "The quotient rule subtracts uv' from u'v.",
      },
      {
        name: "derivatives divided",
        rule: "Quotient rule with the chain rule: (u/v)' = u'/v', and sqrt(x^2 + k) has the derivative x/sqrt(x^2 + k), which is v'",
        text: `${a}/(x/sqrt(x^2 + ${c}))`,
        df: (x) => (a * Math.sqrt(inner(x))) / x,
        why: "The derivative of a quotient is not the quotient of the derivatives.",
      },
      {
        name: "denominator held constant",
        rule: "Quotient rule: the numerator is differentiated and the denominator is kept, so (u/v)' = u'/v with v = sqrt(x^2 + k)",
        text: `${a}/sqrt(x^2 + ${c})`,
        df: (x) => a / Math.sqrt(inner(x)),
        why: "The denominator also depends on x and contributes a second term.",
      },
    ],
  };
}

/** The steps of a slope found by some rule. */
const inserted = ({ at }: Parameters, rule: string, text: string, value: number, answer: string): string[] => [
  `${rule}.`,
  `The derivative is f'(x) = ${text}.`,
  `Inserting x = ${at} gives f'(${at}) = ${show(value)}.`,
  `To three significant figures the derivative is ${answer}.`,
];

export const derivatives = defineFamily<Parameters>({
  name: "mathematics/derivatives",
  domain: "mathematics",
  topic: "derivatives",
  keywords: ["calculus", "differentiation", "slope of a tangent", "product rule", "quotient rule", "chain rule"],
  handbook: ["mathematics/derivatives"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const [a, b] = [random.integer(2, 15), random.integer(2, 30)];
      if (difficulty === "easy")
        return { kind: "polynomial", a, b, c: random.integer(2, 30), at: random.decimal(0.3, 3, 2) };
      if (difficulty === "medium")
        return { kind: "product", a, b, c: random.integer(2, 9) / 10, at: random.decimal(0.3, 2, 2) };
      return { kind: "quotient", a, b, c: random.integer(2, 30), at: random.decimal(0.5, 4, 2) };
    });
  },
  phrasings: [
    (p) => `Find the derivative of f(x) = ${curve(p).text} at x = ${p.at}, to three significant figures.`,
    (p) =>
      `What is the slope of the tangent to the curve y = ${curve(p).text} at the point where x = ${p.at}? Round to three significant figures.`,
    (p) => `Given y = ${curve(p).text}, calculate dy/dx for x = ${p.at} and state it with three significant figures.`,
    (p) =>
      `A quantity depends on x as q(x) = ${curve(p).text}. At what rate does q change with respect to x at x = ${p.at}? Give three significant figures.`,
  ],
  form: () => form,
  solve(p) {
    const { rule, derivative, df } = curve(p);
    const value = df(p.at);
    return { value, steps: inserted(p, rule, derivative, value, state(value)) };
  },
  program: (p) =>
    [
      "import math",
      `a = ${p.a}\nb = ${p.b}\nc = ${p.c}\nx = ${p.at}`,
      `slope = ${curve(p).slope}`,
      'print(f"Answer: {slope:.8g}")',
    ].join("\n"),
  check: (p) =>
    [
      "import math",
      "# five-point central difference instead of the derivative rules",
      `a, b, c, at, h = ${p.a}, ${p.b}, ${p.c}, ${p.at}, 0.001`,
      `def f(x): return ${curve(p).value}`,
      "slope = (8 * (f(at + h) - f(at - h)) - (f(at + 2 * h) - f(at - 2 * h))) / (12 * h)",
      'print(f"Answer: {slope:.8g}")',
    ].join("\n"),
  mistakes(p) {
    const { text, order, f, wrong } = curve(p);
    const mistake = wrongSolution(this.solve(p).steps, state);
    return [
      ...wrong.map((w) =>
        mistake(w.name, w.df(p.at), w.why, 0, (answer) => inserted(p, w.rule, w.text, w.df(p.at), answer)),
      ),
      mistake("function value given", f(p.at), "The value of the function is not its rate of change.", 0, (answer) => [
        `The rate is read off from the function f(x) = ${text}.`,
        `${order}.`,
        `Inserting x = ${p.at} gives f(${p.at}) = ${show(f(p.at))}.`,
        `To three significant figures the derivative is ${answer}.`,
      ]),
    ];
  },
});
