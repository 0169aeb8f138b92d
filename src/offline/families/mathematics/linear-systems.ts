import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";

interface Parameters {
  /** Coefficients of one equation, then its right-hand side. */
  rows: number[][];
  /** Coefficients of the wanted combination of the unknowns. */
  wanted: number[];
}

const names = ["x", "y", "z"] as const;
const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);

/** `2x - y + 3z` */
function expression(coefficients: readonly number[]): string {
  let text = "";
  coefficients.forEach((coefficient, i) => {
    if (coefficient === 0) return;
    const term = `${Math.abs(coefficient) === 1 ? "" : Math.abs(coefficient)}${names[i]}`;
    if (text === "") text = coefficient < 0 ? `-${term}` : term;
    else text += coefficient < 0 ? ` - ${term}` : ` + ${term}`;
  });
  return text;
}

function determinant(matrix: number[][]): number {
  if (matrix.length === 1) return matrix[0]![0]!;
  return matrix[0]!.reduce((sum, entry, column) => {
    const minor = matrix.slice(1).map((row) => row.filter((_, i) => i !== column));
    return sum + (column % 2 === 0 ? 1 : -1) * entry * determinant(minor);
  }, 0);
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

function cramer({ rows }: Parameters): { whole: number; replaced: number[]; solution: number[] } {
  const whole = determinant(rows.map((row) => row.slice(0, -1)));
  const replaced = rows.map((_, column) =>
    determinant(rows.map((row) => row.slice(0, -1).map((entry, i) => (i === column ? row.at(-1)! : entry)))),
  );
  return { whole, replaced, solution: replaced.map((d) => d / whole) };
}

const equations = ({ rows }: Parameters): string[] =>
  rows.map((row) => `${expression(row.slice(0, -1))} = ${row.at(-1)}`);
const joined = (p: Parameters): string => {
  const all = equations(p);
  return `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
};
const target = (p: Parameters): string => expression(p.wanted);

export const linearSystems = defineFamily<Parameters>({
  name: "mathematics/linear-systems",
  domain: "mathematics",
  topic: "systems of linear equations",
  keywords: ["linear algebra", "simultaneous equations", "cramer's rule", "elimination", "determinant", "algebra"],
  handbook: ["mathematics/linear-systems"],
  sample(random, difficulty) {
    const size = difficulty === "hard" ? 3 : 2;
    const nonzero = (limit: number): number => random.integer(1, limit) * (random.next() < 0.5 ? -1 : 1);
    return distinguishable(this, () => {
      const solution = Array.from({ length: size }, () => nonzero(12));
      const rows = solution.map(() => {
        const row = solution.map(() => (difficulty === "easy" ? random.integer(1, 9) : nonzero(9)));
        return [...row, dot(row, solution)];
      });
      const single = random.integer(0, size - 1);
      const wanted = solution.map((_, i) => (difficulty === "easy" ? Number(i === single) : nonzero(4)));
      return { rows, wanted };
    });
  },
  phrasings: [
    (p) => `Solve the system ${joined(p)}. What is the value of ${target(p)}? Answer with a whole number.`,
    (p) => `The unknowns satisfy ${joined(p)}. Find ${target(p)} as a whole number.`,
    (p) =>
      `Determine ${target(p)}, which is a whole number, given the simultaneous equations ${equations(p).join("; ")}.`,
    (p) => `If ${joined(p)} all hold at once, which whole number does ${target(p)} equal?`,
    (p) => `Using elimination or Cramer's rule on ${equations(p).join("; ")}, compute ${target(p)} as a whole number.`,
  ],
  form: () => form,
  solve(p) {
    const { whole, replaced, solution } = cramer(p);
    const value = Math.round(dot(p.wanted, solution));
    const list = (values: number[], name: (i: number) => string): string =>
      values.map((v, i) => `${name(i)} = ${v}`).join(", ");
    return {
      value,
      steps: [
        `The determinant of the coefficients is D = ${whole}, which is not zero, so there is exactly one solution.`,
        `Replacing one column at a time by the right-hand sides gives ${list(replaced, (i) => `D_${names[i]}`)}.`,
        `Cramer's rule divides each of them by D: ${list(solution, (i) => names[i]!)}.`,
        `The first equation confirms it: ${p.rows[0]!.slice(0, -1)
          .map((c, i) => `(${c})(${solution[i]})`)
          .join(" + ")} = ${p.rows[0]!.at(-1)}.`,
        `Therefore ${target(p)} = ${state(value)}.`,
      ],
    };
  },
  program({ rows, wanted }) {
    const three = rows.length === 3;
    return [
      `rows = [${rows.map((row) => `[${row.join(", ")}]`).join(", ")}]  # coefficients, right-hand side`,
      `wanted = [${wanted.join(", ")}]`,
      "def det(m):",
      three
        ? "    (a, b, c), (d, e, f), (g, h, i) = m\n    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)"
        : "    (a, b), (c, d) = m\n    return a * d - b * c",
      "whole = det([row[:-1] for row in rows])",
      "solution = []",
      "for column in range(len(rows)):",
      "    replaced = [row[:column] + [row[-1]] + row[column + 1:-1] for row in rows]",
      "    solution.append(det(replaced) / whole)",
      "value = sum(w * s for w, s in zip(wanted, solution))",
      'print(f"Answer: {value:.10g}")',
    ].join("\n");
  },
  check: ({ rows, wanted }) =>
    [
      "from fractions import Fraction",
      `rows = [[Fraction(v) for v in row] for row in [${rows.map((row) => `[${row.join(", ")}]`).join(", ")}]]`,
      "# Gauss-Jordan elimination in exact fractions",
      "for k in range(len(rows)):",
      "    pivot = next(i for i in range(k, len(rows)) if rows[i][k] != 0)",
      "    rows[k], rows[pivot] = rows[pivot], rows[k]",
      "    rows[k] = [v / rows[k][k] for v in rows[k]]",
      "    for i in range(len(rows)):",
      "        if i != k:",
      "            rows[i] = [v - rows[i][k] * w for v, w in zip(rows[i], rows[k])]",
      `value = sum(w * row[-1] for w, row in zip([${wanted.join(", ")}], rows))`,
      'print(f"Answer: {float(value):.10g}")',
    ].join("\n"),
  mistakes(p) {
    const { replaced, solution } = cramer(p);
    const mistake = wrongSolution(this.solve(p).steps, state);
    const listed = (unknowns: number[]): string => unknowns.map((v, i) => `${names[i]} = ${v}`).join(", ");
    const wrong = (name: string, unknowns: number[], why: string, kept: number, steps: string[]) =>
      mistake(name, dot(p.wanted, unknowns), why, kept, (answer) => [
        ...steps,
        `These values go into the wanted combination: ${p.wanted.flatMap((c, i) => (c === 0 ? [] : [`(${c})(${unknowns[i]})`])).join(" + ")} = ${answer}.`,
        `Therefore ${target(p)} = ${answer}.`,
      ]);
    const rotated = [...solution.slice(1), solution[0]!];
    const negated = solution.map((v) => 0 - v);
    return [
      wrong(
        "unknowns exchanged",
        rotated,
        "The quotients belong to other unknowns: the replaced column decides which one it is.",
        2,
        [`Cramer's rule divides each of them by D, and in turn this gives ${listed(rotated)}.`],
      ),
      wrong(
        "columns in the wrong order",
        negated,
        "Exchanging two columns changes the sign of a determinant, so every unknown has the wrong sign.",
        1,
        [
          `With the right-hand sides in one column at a time, written behind its neighbour, we get ${replaced.map((d, i) => `D_${names[i]} = ${0 - d}`).join(", ")}.`,
          `Cramer's rule divides each of them by D: ${listed(negated)}.`,
        ],
      ),
      wrong("not divided by the determinant", replaced, "Cramer's rule divides each replaced determinant by D.", 1, [
        "Replacing one column at a time by the right-hand sides gives the unknown that belongs to the column.",
        `By Cramer's rule these determinants are ${listed(replaced)}.`,
      ]),
      mistake(
        "coefficients of the question ignored",
        solution.reduce((a, b) => a + b, 0),
        "The question asks for a particular combination, not for the plain sum of the unknowns.",
        4,
        (answer) => [`Therefore the result is ${solution.map((v) => `(${v})`).join(" + ")} = ${answer}.`],
      ),
    ];
  },
});
