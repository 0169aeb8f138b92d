import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, type Mistake, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";

/** `i` runs from a to below n. `fixed`: j from 0 to below m by s. `triangle`: j from i to below m. `growing`: see code. */
interface Parameters {
  kind: "fixed" | "triangle" | "growing";
  a: number;
  n: number;
  m: number;
  /** Step of the inner loop, or the factor by which i grows. */
  s: number;
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);

/** The program as the question shows it, in Python. */
function code({ kind, a, n, m, s }: Parameters): string {
  if (kind === "growing") {
    return `i = ${a}\nwhile i < ${n}:\n    for j in range(0, i, ${m}):\n        work()\n    i = i * ${s}`;
  }
  const inner = kind === "fixed" ? `range(0, ${m}, ${s})` : `range(i, ${m})`;
  return `for i in range(${a}, ${n}):\n    for j in ${inner}:\n        work()`;
}

/** The values of i in the growing loop. */
function sizes({ a, n, s }: Parameters): number[] {
  const values = [];
  for (let i = a; i < n; i *= s) values.push(i);
  return values;
}

function count(p: Parameters): number {
  const { kind, a, n, m, s } = p;
  if (kind === "fixed") return (n - a) * Math.ceil(m / s);
  if (kind === "triangle") return ((n - a) * (m - a + (m - n + 1))) / 2;
  return sizes(p).reduce((sum, i) => sum + Math.ceil(i / m), 0);
}

const fence = (p: Parameters): string => `\n\n${code(p)}\n\n`;

export const loopOperationCounts = defineFamily<Parameters>({
  name: "computer-science/loop-operation-counts",
  domain: "computer science",
  topic: "operation counts of loops",
  keywords: ["algorithm analysis", "nested loops", "time complexity", "running time", "big o"],
  handbook: ["computer-science/loop-operation-counts"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      if (difficulty === "easy") {
        const a = random.integer(2, 20);
        return { kind: "fixed", a, n: a + random.integer(8, 80), m: random.integer(20, 150), s: random.integer(2, 7) };
      }
      if (difficulty === "medium") {
        const a = random.integer(2, 40);
        const n = a + random.integer(10, 70);
        return { kind: "triangle", a, n, m: n + random.integer(2, 50), s: 1 };
      }
      const [a, s] = [random.integer(3, 40), random.integer(2, 3)];
      return { kind: "growing", a, n: random.integer(200, 5000), m: random.integer(2, 7), s };
    });
  },
  phrasings: [
    (p) => `Consider this Python program:${fence(p)}How many times is work() called? Answer with a whole number.`,
    (p) =>
      `Count the calls of work() in the following Python code and give a whole number.${fence(p)}Here range excludes its end.`,
    (p) =>
      `A programmer wants to know the exact running time of${fence(p)}where each call of work() takes one time unit and everything else is free. How many time units are needed? State a whole number.`,
    (p) =>
      `Without running it, find out how often the innermost statement of this Python code is executed, as a whole number:${fence(p)}`.trimEnd(),
  ],
  form: () => form,
  solve(p) {
    const { kind, a, n, m, s } = p;
    const value = count(p);
    if (kind === "fixed") {
      return {
        value,
        steps: [
          `The outer loop runs over i = ${a}, ..., ${n - 1}, which is ${n} - ${a} = ${n - a} passes.`,
          `The inner loop takes j = 0, ${s}, ${2 * s}, ... below ${m}, which is ${m}/${s} rounded up, ${Math.ceil(m / s)} passes.`,
          "The inner loop does not depend on i, so the numbers of passes are multiplied.",
          `The number of calls is ${n - a} × ${Math.ceil(m / s)} = ${state(value)}.`,
        ],
      };
    }
    if (kind === "triangle") {
      return {
        value,
        steps: [
          `For a given i the inner loop runs over j = i, ..., ${m - 1}, which is ${m} - i passes.`,
          `For i = ${a} these are ${m - a} passes, for the last i = ${n - 1} they are ${m - n + 1}, and they fall by one each time.`,
          `The outer loop has ${n} - ${a} = ${n - a} passes, so an arithmetic series is summed: ${n - a} × (${m - a} + ${m - n + 1}) / 2.`,
          `The number of calls is ${state(value)}.`,
        ],
      };
    }
    const values = sizes(p);
    return {
      value,
      steps: [
        `The variable i takes the values ${values.join(", ")}; the next one, ${values.at(-1)! * s}, is not below ${n}.`,
        `For each of them the inner loop has i/${m} passes, rounded up: ${values.map((i) => Math.ceil(i / m)).join(", ")}.`,
        `Adding these numbers gives ${state(value)} calls.`,
      ],
    };
  },
  program({ kind, a, n, m, s }) {
    const data = `a = ${a}\nn = ${n}\nm = ${m}`;
    if (kind === "fixed") return `${data}\ns = ${s}\nprint(f"Answer: {(n - a) * -(-m // s)}")`;
    if (kind === "triangle") return `${data}\nprint(f"Answer: {(n - a) * ((m - a) + (m - n + 1)) // 2}")`;
    return `${data}\ns = ${s}\ncalls = 0\nwhile a < n:\n    calls += -(-a // m)  # rounded up\n    a *= s\nprint(f"Answer: {calls}")`;
  },
  check: (p) =>
    `# run the loops themselves\ncalls = 0\n${code(p).replace("work()", "calls += 1")}\nprint(f"Answer: {calls}")`,
  mistakes(p) {
    const { kind, a, n, m, s } = p;
    const wrong = wrongSolution("Count the passes of both loops.", (value) => `There are ${state(value)} calls.`);
    if (kind === "growing") {
      const values = sizes(p);
      const exact = Math.round(values.reduce((sum, i) => sum + i, 0));
      const next = count(p) + Math.ceil((values.at(-1)! * s) / m);
      const list: Mistake[] = [
        wrong(
          "step of the inner loop ignored",
          exact,
          `The inner loop is given i passes: ${values.join(" + ")}.`,
          `The inner loop advances by ${m}, so it has only i/${m} passes, rounded up.`,
        ),
        wrong(
          "one pass too many",
          next,
          `The outer loop is also run for i = ${values.at(-1)! * s}.`,
          `The loop ends as soon as i is no longer below ${n}.`,
        ),
        wrong(
          "outer passes counted only",
          values.length,
          `The outer loop has ${values.length} passes.`,
          "In every outer pass the inner loop calls work() several times.",
        ),
      ];
      return list;
    }
    const inner = kind === "fixed" ? Math.ceil(m / s) : m - a;
    const ends =
      kind === "fixed" ? (n - a + 1) * (Math.floor(m / s) + 1) : ((n - a + 1) * (m - a + 1 + (m - n + 1))) / 2;
    return [
      wrong("ends included", ends, `Include i = ${n} and j = ${m}.`, "The end given to range is not reached."),
      wrong(
        "start of the outer loop ignored",
        kind === "fixed" ? n * inner : (n * (m + m - n + 1)) / 2,
        `The outer loop is given ${n} passes, from zero on.`,
        `The outer loop begins at ${a}, not at zero.`,
      ),
      wrong(
        "passes added",
        n - a + inner,
        `${n - a} + ${inner} passes.`,
        "The inner loop is run anew in every pass of the outer loop.",
      ),
      kind === "fixed"
        ? wrong("step ignored", (n - a) * m, `The inner loop is given ${m} passes.`, `The inner loop advances by ${s}.`)
        : wrong(
            "inner loop taken as constant",
            (n - a) * inner,
            `The inner loop is given ${inner} passes each time.`,
            "The inner loop becomes shorter as i grows.",
          ),
    ];
  },
});
