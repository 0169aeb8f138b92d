import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";
import { writeWorking } from "../working.ts";

/** Points, and what is wanted of the least-squares line through them. */
interface Parameters {
  wanted: "slope" | "prediction" | "determination";
  xs: number[];
  ys: number[];
  /** Where `prediction` is wanted, otherwise 0. */
  at: number;
}

const form: AnswerForm = { unit: "", tolerance: 0.01, figures: 3 };
const state = (value: number): string => writeAnswer(value, form);
const show = (value: number): string => writeWorking(value, 5);

const points = ({ xs, ys }: Parameters): string => xs.map((x, i) => `(${x}, ${ys[i]})`).join(", ");
const target = ({ wanted, at }: Parameters): string =>
  ({
    slope: "the slope of the least-squares regression line of y on x",
    prediction: `the value of y that the least-squares regression line of y on x predicts at x = ${at}`,
    determination: "the coefficient of determination R^2 of the least-squares regression line of y on x",
  })[wanted];

function regress({ wanted, xs, ys, at }: Parameters) {
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const sum = (term: (dx: number, dy: number) => number): number =>
    xs.reduce((total, x, i) => total + term(x - mx, ys[i]! - my), 0);
  const [sxx, sxy, syy] = [sum((dx) => dx * dx), sum((dx, dy) => dx * dy), sum((_, dy) => dy * dy)];
  const slope = sxy / sxx;
  const intercept = my - slope * mx;
  const value = { slope, prediction: intercept + slope * at, determination: (sxy * sxy) / (sxx * syy) }[wanted];
  return { mx, my, sxx, sxy, syy, slope, intercept, value };
}

export const linearRegression = defineFamily<Parameters>({
  name: "statistics/linear-regression",
  domain: "statistics",
  topic: "linear regression",
  keywords: ["least squares", "regression line", "slope", "coefficient of determination", "correlation", "regression"],
  handbook: ["statistics/linear-regression"],
  sample(random, difficulty) {
    const wanted = difficulty === "easy" ? "slope" : difficulty === "medium" ? "prediction" : "determination";
    return distinguishable(this, () => {
      const length = random.integer(4, 6);
      const xs = Array.from({ length }, (_, i) => 2 * i + random.integer(1, 2));
      const [slope, intercept] = [
        random.decimal(0.6, 5, 1) * (random.next() < 0.3 ? -1 : 1),
        random.decimal(15, 60, 1),
      ];
      const noise = wanted === "determination" ? 6 : 2.5;
      const ys = xs.map((x) => Number((intercept + slope * x + random.decimal(-noise, noise, 1)).toFixed(1)));
      return { wanted, xs, ys, at: wanted === "prediction" ? xs.at(-1)! + random.integer(2, 6) : 0 };
    });
  },
  phrasings: [
    (p) => `Data points (x, y) are ${points(p)}. What is ${target(p)}? Give three significant figures.`,
    (p) => `Find ${target(p)} for the measured pairs (x, y): ${points(p)}. Round to three significant figures.`,
    (p) =>
      `A straight line is fitted to ${points(p)}, where each pair is (x, y). Calculate ${target(p)} to three significant figures.`,
    (p) =>
      `In an experiment y was recorded at x = ${p.xs.join(", ")} and came out as ${p.ys.join(", ")} in this order. Determine ${target(p)}, with three significant figures.`,
  ],
  form: () => form,
  solve(p) {
    const { mx, my, sxx, sxy, syy, slope, intercept, value } = regress(p);
    const steps = [
      `The means are ${show(mx)} for x and ${show(my)} for y.`,
      `The sums over deviations from the means are Sxx = ${show(sxx)} and Sxy = ${show(sxy)}.`,
    ];
    if (p.wanted === "slope") {
      return { value, steps: [...steps, `The slope is Sxy / Sxx = ${show(sxy)} / ${show(sxx)} = ${state(value)}.`] };
    }
    if (p.wanted === "prediction") {
      return {
        value,
        steps: [
          ...steps,
          `The slope is Sxy / Sxx = ${show(slope)} and the intercept ${show(my)} - (${show(slope)}) × ${show(mx)} = ${show(intercept)}.`,
          `At x = ${p.at} the line has y = ${show(intercept)} + (${show(slope)}) × ${p.at} = ${state(value)}.`,
        ],
      };
    }
    return {
      value,
      steps: [
        ...steps,
        `For y alone, Syy = ${show(syy)}.`,
        `R^2 = Sxy^2 / (Sxx × Syy) = ${show(sxy * sxy)} / ${show(sxx * syy)} = ${state(value)}.`,
      ],
    };
  },
  program: (p) =>
    [
      `xs = [${p.xs.join(", ")}]\nys = [${p.ys.join(", ")}]`,
      "mx, my = sum(xs) / len(xs), sum(ys) / len(ys)",
      "sxx = sum((x - mx) ** 2 for x in xs)",
      "sxy = sum((x - mx) * (y - my) for x, y in zip(xs, ys))",
      ...{
        slope: ["value = sxy / sxx"],
        prediction: [`at = ${p.at}`, "value = my + sxy / sxx * (at - mx)"],
        determination: ["syy = sum((y - my) ** 2 for y in ys)", "value = sxy ** 2 / (sxx * syy)"],
      }[p.wanted],
      'print(f"Answer: {value:.8g}")',
    ].join("\n"),
  check: (p) =>
    [
      "# normal equations in exact fractions, solved by Cramer's rule; R^2 from the residuals",
      "from fractions import Fraction as F",
      `points = [(F(x), F(y)) for x, y in [${p.xs.map((x, i) => `("${x}", "${p.ys[i]}")`).join(", ")}]]`,
      "n, sx, sy = len(points), sum(x for x, y in points), sum(y for x, y in points)",
      "sxx, sxy = sum(x * x for x, y in points), sum(x * y for x, y in points)",
      "det = n * sxx - sx * sx",
      "slope, intercept = (n * sxy - sx * sy) / det, (sxx * sy - sx * sxy) / det",
      ...{
        slope: ["value = slope"],
        prediction: [`value = intercept + slope * ${p.at}`],
        determination: [
          "left = sum((y - intercept - slope * x) ** 2 for x, y in points)",
          "value = 1 - left / sum((y - sy / n) ** 2 for x, y in points)",
        ],
      }[p.wanted],
      'print(f"Answer: {float(value):.8g}")',
    ].join("\n"),
  mistakes(p) {
    const { my, sxx, sxy, syy, slope, intercept } = regress(p);
    const { xs, ys, at } = p;
    const wrong = wrongSolution(this.solve(p).steps, state);
    const ratio = `Sxy / Sxx = ${show(sxy)} / ${show(sxx)}`;
    if (p.wanted === "determination") {
      const residual = syy - (sxy * sxy) / sxx;
      return [
        wrong(
          "correlation coefficient given",
          sxy / Math.sqrt(sxx * syy),
          "This is r; the coefficient of determination is its square.",
          3,
          (answer) => [`R^2 = Sxy / sqrt(Sxx × Syy) = ${show(sxy)} / ${show(Math.sqrt(sxx * syy))} = ${answer}.`],
        ),
        wrong(
          "unexplained share given",
          residual / syy,
          "This share of the variance is not explained by the line.",
          3,
          (answer) => [`R^2 = (Syy - Sxy^2 / Sxx) / Syy = ${show(residual)} / ${show(syy)} = ${answer}.`],
        ),
        wrong("slope given", slope, "The slope has units and says nothing about the scatter.", 2, (answer) => [
          "The line determines y through its slope.",
          `R^2 = ${ratio} = ${answer}.`,
        ]),
      ];
    }
    const prediction = p.wanted === "prediction";
    const on = (other: number, base: number): number => (prediction ? base + other * at : other);
    /** The last steps with some slope and intercept; `how` says where the slope comes from. */
    const finish = (how: string, other: number, base: string, answer: string): string[] =>
      prediction
        ? [
            `The slope is ${how} = ${show(other)} and the intercept ${base}.`,
            `At x = ${at} the line has y = ${base.split(" ").at(-1)} + (${show(other)}) × ${at} = ${answer}.`,
          ]
        : [`The slope is ${how} = ${answer}.`];
    const [dx, dy] = [xs.at(-1)! - xs[0]!, ys.at(-1)! - ys[0]!];
    const ends = dy / dx;
    const start = ys[0]! - ends * xs[0]!;
    const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
    const [products, squares] = [sum(xs.map((x, i) => x * ys[i]!)), sum(xs.map((x) => x * x))];
    const origin = products / squares;
    const list = [
      wrong(
        "line through the end points",
        on(ends, start),
        "Least squares uses all points, not only the first and the last.",
        0,
        (answer) => [
          `The line runs from the first point (${xs[0]}, ${ys[0]}) to the last point (${xs.at(-1)}, ${ys.at(-1)}).`,
          `Between these points x changes by ${show(dx)} and y changes by ${show(dy)}.`,
          ...finish(
            `${show(dy)} / ${show(dx)}`,
            ends,
            `${ys[0]} - (${show(ends)}) × ${xs[0]} = ${show(start)}`,
            answer,
          ),
        ],
      ),
      wrong(
        "line forced through the origin",
        on(origin, 0),
        "The sums must be taken over deviations from the means, unless the line is known to pass through the origin.",
        0,
        (answer) => [
          `The sum of the products xy over all ${xs.length} points is ${show(products)}.`,
          `The sum of the squares x^2 over the same points is ${show(squares)}.`,
          ...finish(`${show(products)} / ${show(squares)}`, origin, "of this line is 0", answer),
        ],
      ),
    ];
    if (!prediction)
      return [
        ...list,
        wrong("x and y exchanged", sxy / syy, "This is the slope of the regression of x on y.", 1, (answer) => [
          `The sums over deviations from the means are Syy = ${show(syy)} and Sxy = ${show(sxy)}.`,
          `The slope is Sxy / Syy = ${show(sxy)} / ${show(syy)} = ${answer}.`,
        ]),
      ];
    return [
      ...list,
      wrong("intercept forgotten", slope * at, "The intercept of the line must be added.", 2, (answer) => [
        `The slope is ${ratio} = ${show(slope)}, and y grows with x by this factor.`,
        `At x = ${at} the line has y = (${show(slope)}) × ${at} = ${answer}.`,
      ]),
      wrong(
        "mean used as intercept",
        my + slope * at,
        `The line has the value ${show(my)} at the mean of x, not at zero; its intercept is ${show(intercept)}.`,
        2,
        (answer) => [
          `The slope is ${ratio} = ${show(slope)} and the intercept is the mean of y, ${show(my)}.`,
          `At x = ${at} the line has y = ${show(my)} + (${show(slope)}) × ${at} = ${answer}.`,
        ],
      ),
    ];
  },
});
