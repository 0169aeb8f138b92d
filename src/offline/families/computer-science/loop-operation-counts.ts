import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
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

const multiplied = (outer: number, inner: number, answer: string): string[] => [
  "The inner loop does not depend on i, so the numbers of passes are multiplied.",
  `The number of calls is ${outer} × ${inner} = ${answer}.`,
];
/** Sums passes that fall by one from the first i to the last; `passes` ends in the number of outer passes. */
const series = (
  first: number,
  longest: number,
  last: number,
  shortest: number,
  passes: string,
  answer: string,
): string[] => [
  `For i = ${first} these are ${longest} passes, for the last i = ${last} they are ${shortest}, and they fall by one each time.`,
  `The outer loop has ${passes} passes, so an arithmetic series is summed: ${passes.split(" ").at(-1)} × (${longest} + ${shortest}) / 2.`,
  `The number of calls is ${answer}.`,
];

const fence = (p: Parameters): string => `\n\n${code(p)}\n\n`;

export const loopOperationCounts = defineFamily<Parameters>({
  name: "computer-science/loop-operation-counts",
  domain: "computer science",
  topic: "operation counts of loops",
  keywords: [
    "algorithm analysis",
    "nested loops",
    "time complexity",
    "running time",
    "big o",
    "algorithms",
    "complexity",
  ],
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
          ...multiplied(n - a, Math.ceil(m / s), state(value)),
        ],
      };
    }
    if (kind === "triangle") {
      return {
        value,
        steps: [
          `For a given i the inner loop runs over j = i, ..., ${m - 1}, which is ${m} - i passes.`,
          ...series(a, m - a, n - 1, m - n + 1, `${n} - ${a} = ${n - a}`, state(value)),
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
    const wrong = wrongSolution(this.solve(p).steps, state);
    const reached = "The end given to range is not reached.";
    if (kind === "growing") {
      const values = sizes(p);
      const beyond = values.at(-1)! * s;
      const passes = [...values, beyond].map((i) => Math.ceil(i / m));
      const exact = values.reduce((sum, i) => sum + i, 0);
      return [
        wrong(
          "step of the inner loop ignored",
          exact,
          `The inner loop advances by ${m}, so it has only i/${m} passes, rounded up.`,
          1,
          (answer) => [
            `For each of them the inner loop starts at 0 and ends before i, which is i passes: ${values.join(", ")}.`,
            `Adding these numbers gives ${answer} calls.`,
          ],
        ),
        wrong(
          "one pass too many",
          passes.reduce((sum, each) => sum + each, 0),
          `The loop ends as soon as i is no longer below ${n}.`,
          0,
          (answer) => [
            `The variable i takes the values ${[...values, beyond].join(", ")}; with the last one the limit ${n} is reached.`,
            `For each of them the inner loop has i/${m} passes, rounded up: ${passes.join(", ")}.`,
            `Adding these numbers gives ${answer} calls.`,
          ],
        ),
        wrong(
          "outer passes counted only",
          values.length,
          "In every outer pass the inner loop calls work() several times.",
          1,
          (answer) => [
            "For each of these values the body of the outer loop is run once, and the call of work() stands in this body.",
            `Counting the values of i gives ${answer} calls.`,
          ],
        ),
      ];
    }
    const outer = n - a;
    if (kind === "fixed") {
      const inner = Math.ceil(m / s);
      const wide = Math.floor(m / s) + 1;
      return [
        wrong("ends included", (outer + 1) * wide, reached, 0, (answer) => [
          `The outer loop runs over i = ${a}, ..., ${n}, which is ${n} - ${a} + 1 = ${outer + 1} passes.`,
          `The inner loop takes j = 0, ${s}, ${2 * s}, ... up to ${m}, which is ${m}/${s} rounded down and one more, ${wide} passes.`,
          ...multiplied(outer + 1, wide, answer),
        ]),
        wrong(
          "start of the outer loop ignored",
          n * inner,
          `The outer loop begins at ${a}, not at zero.`,
          0,
          (answer) => [
            `The outer loop runs until i has come to ${n}, which is ${n} passes.`,
            `The inner loop takes j = 0, ${s}, ${2 * s}, ... below ${m}, which is ${m}/${s} rounded up, ${inner} passes.`,
            ...multiplied(n, inner, answer),
          ],
        ),
        wrong(
          "passes added",
          outer + inner,
          "The inner loop is run anew in every pass of the outer loop.",
          2,
          (answer) => [
            "The program has to go through both loops, so the numbers of passes are added.",
            `The number of calls is ${outer} + ${inner} = ${answer}.`,
          ],
        ),
        wrong("step ignored", outer * m, `The inner loop advances by ${s}.`, 1, (answer) => [
          `The inner loop runs through j from 0 to the last number below ${m}, which is ${m} passes.`,
          ...multiplied(outer, m, answer),
        ]),
      ];
    }
    const [longest, shortest] = [m - a, m - n + 1];
    return [
      wrong("ends included", ((outer + 1) * (longest + 1 + shortest)) / 2, reached, 0, (answer) => [
        `For a given i the inner loop runs over j = i, ..., ${m}, which is ${m} - i + 1 passes.`,
        ...series(a, longest + 1, n, shortest, `${n} - ${a} + 1 = ${outer + 1}`, answer),
      ]),
      wrong(
        "start of the outer loop ignored",
        (n * (m + shortest)) / 2,
        `The outer loop begins at ${a}, not at zero.`,
        1,
        (answer) => series(0, m, n - 1, shortest, `${n}`, answer),
      ),
      wrong(
        "passes added",
        outer + longest,
        "The inner loop is run anew in every pass of the outer loop.",
        1,
        (answer) => [
          `It begins with i = ${a}, so there are ${m} - ${a} = ${longest} passes of the inner loop to be done.`,
          `The outer loop has ${n} - ${a} = ${outer} passes, and the program goes through both loops, so they are added: ${outer} + ${longest}.`,
          `The number of calls is ${answer}.`,
        ],
      ),
      wrong(
        "inner loop taken as constant",
        outer * longest,
        "The inner loop becomes shorter as i grows.",
        1,
        (answer) => [
          `With the first value i = ${a} these are ${m} - ${a} = ${longest} passes, and the end of the range stays the same throughout.`,
          `The outer loop has ${n} - ${a} = ${outer} passes, so the numbers of passes are multiplied: ${outer} × ${longest}.`,
          `The number of calls is ${answer}.`,
        ],
      ),
    ];
  },
});
