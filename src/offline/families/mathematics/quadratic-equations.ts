import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

interface Parameters {
  /** a, b, c of the left-hand side ax² + bx + c. */
  left: readonly [number, number, number];
  /** Slope and constant of the right-hand side; both 0 when the equation is in standard form. */
  right: readonly [number, number];
  wanted: "larger" | "smaller" | "difference";
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);

/** Writes terms in falling powers: `3x^2 - x + 7`. */
function polynomial(coefficients: readonly number[]): string {
  let text = "";
  coefficients.forEach((coefficient, i) => {
    if (coefficient === 0) return;
    const power = coefficients.length - 1 - i;
    const size = Math.abs(coefficient);
    const term = power === 0 ? `${size}` : `${size === 1 ? "" : size}x${power === 1 ? "" : `^${power}`}`;
    if (text === "") text = coefficient < 0 ? `-${term}` : term;
    else text += coefficient < 0 ? ` - ${term}` : ` + ${term}`;
  });
  return text === "" ? "0" : text;
}

const equation = ({ left, right }: Parameters): string => `${polynomial(left)} = ${polynomial(right)}`;
const target = ({ wanted }: Parameters): string =>
  wanted === "difference" ? "the positive difference of the two roots" : `the ${wanted} of the two roots`;

/** a, b, c after everything is brought to the left. */
const standard = ({ left, right }: Parameters): readonly [number, number, number] => [
  left[0],
  left[1] - right[0],
  left[2] - right[1],
];

const signed = (b: number): string => (b < 0 ? `(${b})` : `${b}`);

export const quadraticEquations = defineFamily<Parameters>({
  name: "mathematics/quadratic-equations",
  domain: "mathematics",
  topic: "quadratic equations",
  keywords: ["algebra", "quadratic formula", "discriminant", "roots of a polynomial", "equations"],
  handbook: ["mathematics/quadratic-equations"],
  sample(random, difficulty) {
    const nonzero = (limit: number): number => random.integer(1, limit) * (random.next() < 0.5 ? -1 : 1);
    return distinguishable(this, () => {
      for (;;) {
        const parameters: Parameters =
          difficulty === "easy"
            ? { left: [1, nonzero(90), -random.integer(1, 300)], right: [0, 0], wanted: "larger" }
            : {
                left: [random.integer(2, 15), nonzero(40), nonzero(60)],
                right: difficulty === "hard" ? [nonzero(20), nonzero(30)] : [0, 0],
                wanted: difficulty === "hard" ? "difference" : random.pick(["larger", "smaller"] as const),
              };
        const [a, b, c] = standard(parameters);
        if (b !== 0 && c !== 0 && b * b - 4 * a * c > 0) return parameters;
      }
    });
  },
  phrasings: [
    (p) => `Solve ${equation(p)} for real x and state ${target(p)}, rounded to three significant figures.`,
    (p) => `What is ${target(p)} of the equation ${equation(p)}? Give three significant figures.`,
    (p) =>
      `The quadratic equation ${equation(p)} has two real roots. Calculate ${target(p)} to three significant figures.`,
    (p) => `To three significant figures, find ${target(p)} of ${equation(p)}.`,
  ],
  form: () => form,
  solve(p) {
    const [a, b, c] = standard(p);
    const root = Math.sqrt(b * b - 4 * a * c);
    const [low, high] = [(-b - root) / (2 * a), (-b + root) / (2 * a)];
    const value = p.wanted === "difference" ? high - low : p.wanted === "larger" ? high : low;
    return {
      value,
      steps: [
        `In standard form the equation is ${polynomial([a, b, c])} = 0, so a = ${a}, b = ${b}, c = ${c}.`,
        `The discriminant is b^2 - 4ac = ${signed(b)}^2 - 4·${a}·${signed(c)} = ${b * b - 4 * a * c}, with square root ${show(root)}.`,
        `The roots are (-b ± ${show(root)}) / (2·${a}), that is ${show(low)} and ${show(high)}.`,
        `${p.wanted === "difference" ? "Their positive difference" : `The ${p.wanted} one`} is ${state(value)}.`,
      ],
    };
  },
  program({ left, right, wanted }) {
    const value = { larger: "(-b + root) / (2 * a)", smaller: "(-b - root) / (2 * a)", difference: "root / a" }[wanted];
    const both = right[0] !== 0 || right[1] !== 0;
    return [
      "import math",
      `a = ${left[0]}`,
      `b = ${left[1]}${both ? ` - (${right[0]})  # the right-hand side is brought over` : ""}`,
      `c = ${left[2]}${both ? ` - (${right[1]})` : ""}`,
      "root = math.sqrt(b * b - 4 * a * c)",
      `value = ${value}`,
      'print(f"Answer: {value:.8g}")',
    ].join("\n");
  },
  check({ left, right, wanted }) {
    const found = { larger: "find(1)", smaller: "find(-1)", difference: "find(1) - find(-1)" }[wanted];
    return [
      "# bisection outwards from the vertex instead of the quadratic formula",
      `def f(x): return (${left[0]}) * x * x + (${left[1]}) * x + (${left[2]}) - ((${right[0]}) * x + (${right[1]}))`,
      `vertex = -(${left[1]} - (${right[0]})) / (2 * ${left[0]})`,
      "def find(side):",
      "    near, far = 0.0, 1.0",
      "    while f(vertex + side * far) < 0: far *= 2",
      "    for _ in range(60):",
      "        middle = (near + far) / 2",
      "        if f(vertex + side * middle) < 0: near = middle",
      "        else: far = middle",
      "    return vertex + side * near",
      `print(f"Answer: {${found}:.8g}")`,
    ].join("\n");
  },
  mistakes(p) {
    const [a, b, c] = standard(p);
    const root = Math.sqrt(b * b - 4 * a * c);
    const rest = b * b - a * c;
    const sloppy = Math.sqrt(rest);
    const side = p.wanted === "smaller" ? -1 : 1;
    const wrong = wrongSolution(this.solve(p).steps, state);
    const [plus, double] = [b * -1, `(2·${a})`];
    const noFour = [
      `The discriminant is b^2 - ac = ${signed(b)}^2 - ${a}·${signed(c)} = ${rest}, with square root ${show(sloppy)}.`,
      `The roots are (-b ± ${show(sloppy)}) / ${double}, that is ${show((plus - sloppy) / (2 * a))} and ${show((plus + sloppy) / (2 * a))}.`,
    ];
    const noFourWhy = "The discriminant is b^2 - 4ac; the factor 4 is missing.";
    const difference = (answer: string): string => `Their positive difference is ${answer}.`;
    if (p.wanted === "difference") {
      return [
        wrong(
          "divided by 2a",
          root / (2 * a),
          "The root is added once and subtracted once, so the difference is twice √D/(2a).",
          2,
          (answer) => [
            `By the formula (-b ± ${show(root)}) / ${double} they differ in the square root over 2a, ${show(root)} / ${double}.`,
            difference(answer),
          ],
        ),
        wrong(
          "not divided by a",
          root,
          "The whole numerator of the quadratic formula is divided by 2a.",
          2,
          (answer) => [
            `The roots are (-b ± ${show(root)}) / 2, that is ${show((plus - root) / 2)} and ${show((plus + root) / 2)}.`,
            difference(answer),
          ],
        ),
        wrong(
          "larger root given",
          (plus + root) / (2 * a),
          "The question asks how far apart the two roots are, not for one of them.",
          3,
          (answer) => [`The larger one of them is ${answer}.`],
        ),
        wrong("factor 4 forgotten", sloppy / a, noFourWhy, 1, (answer) => [...noFour, difference(answer)]),
      ];
    }
    const conclude = (answer: string): string => `The ${p.wanted} one is ${answer}.`;
    return [
      wrong(
        "sign of b not changed",
        (b + side * root) / (2 * a),
        "The quadratic formula begins with -b, not with b.",
        2,
        (answer) => [
          `The roots are (b ± ${show(root)}) / ${double}, that is ${show((b - root) / (2 * a))} and ${show((b + root) / (2 * a))}.`,
          conclude(answer),
        ],
      ),
      wrong(
        "divided by a",
        (plus + side * root) / a,
        "The denominator of the quadratic formula is 2a.",
        2,
        (answer) => [
          `The roots are (-b ± ${show(root)}) / ${a}, that is ${show((plus - root) / a)} and ${show((plus + root) / a)}.`,
          conclude(answer),
        ],
      ),
      wrong("factor 4 forgotten", (plus + side * sloppy) / (2 * a), noFourWhy, 1, (answer) => [
        ...noFour,
        conclude(answer),
      ]),
      wrong(
        "the other root",
        (plus - side * root) / (2 * a),
        `This is the other of the two roots, not the ${p.wanted} one.`,
        2,
        (answer) => [
          `The ${p.wanted} root has the ${side > 0 ? "minus" : "plus"} sign: (${plus} ${side > 0 ? "-" : "+"} ${show(root)}) / ${double} = ${show((plus - side * root) / (2 * a))}.`,
          conclude(answer),
        ],
      ),
    ];
  },
});
