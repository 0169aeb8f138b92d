import { distinguishable } from "../../distinguishable.ts";
import { type AnswerForm, defineFamily, writeAnswer } from "../../family.ts";
import { wrongSolution } from "../../wrong-solution.ts";

type Operator = "AND" | "OR" | "XOR";

/** a op b; with `then` also (a op b), shifted left by `shift`, then c. */
interface Parameters {
  a: number;
  b: number;
  first: Operator;
  shift: number;
  then?: { operator: Operator; c: number };
}

const form: AnswerForm = { unit: "", tolerance: 0, figures: "integer" };
const state = (value: number): string => writeAnswer(value, form);
const operators = ["AND", "OR", "XOR"] as const;
const symbols = { AND: "&", OR: "|", XOR: "^" } as const;
const rules = {
  AND: "1 where both bits are 1",
  OR: "1 where at least one bit is 1",
  XOR: "1 where the bits differ",
} as const;

const apply = (x: number, operator: Operator, y: number): number =>
  operator === "AND" ? x & y : operator === "OR" ? x | y : x ^ y;
function evaluate({ a, b, first, shift, then }: Parameters): number {
  const combined = apply(a, first, b) << shift;
  return then ? apply(combined, then.operator, then.c) : combined;
}
const bits = (value: number): string => value.toString(2).padStart(8, "0");

const words = ({ a, b, first, shift, then }: Parameters): string => {
  const shifted = shift > 0 ? `((${a} ${first} ${b}) << ${shift})` : `(${a} ${first} ${b})`;
  return then ? `${shifted} ${then.operator} ${then.c}` : `${a} ${first} ${b}`;
};
const code = ({ a, b, first, shift, then }: Parameters): string => {
  const inner = `${a} ${symbols[first]} ${b}`;
  const shifted = shift > 0 ? `((${inner}) << ${shift})` : `(${inner})`;
  return then ? `${shifted} ${symbols[then.operator]} ${then.c}` : inner;
};
const shiftNote = ({ shift }: Parameters): string =>
  shift > 0 ? " The sign << shifts to the left, and no bit is lost." : "";

const shifted = (shift: number, combined: number): string =>
  `Shifting left by ${shift} appends ${shift} zeros: ${bits(combined << shift)}, which is ${combined} × ${2 ** shift} = ${combined << shift}.`;
const operand = ({ operator, c }: NonNullable<Parameters["then"]>, value: number): string[] => [
  `The other operand ${c} is ${bits(c)}; ${operator} gives ${rules[operator]}: ${bits(value)}.`,
];
const inDecimal = (answer: string): string => `In decimal notation the result is ${answer}.`;
/** All that follows the first operation. */
const finished = ({ shift, then }: Parameters, combined: number, answer: string): string[] => [
  ...(shift > 0 ? [shifted(shift, combined)] : []),
  ...(then ? operand(then, apply(combined << shift, then.operator, then.c)) : []),
  inDecimal(answer),
];

export const bitwiseOperations = defineFamily<Parameters>({
  name: "computer-science/bitwise-operations",
  domain: "computer science",
  topic: "bitwise operations",
  keywords: ["binary", "logical and", "exclusive or", "bit shift", "bit mask", "boolean algebra"],
  handbook: ["computer-science/bitwise-operations"],
  sample(random, difficulty) {
    return distinguishable(this, () => {
      const [a, b, first] = [random.integer(40, 1023), random.integer(40, 1023), random.pick(operators)];
      if (difficulty === "easy") return { a, b, first, shift: 0 };
      const operator = random.pick(operators.filter((other) => other !== first));
      const then = { operator, c: random.integer(40, 1023) };
      return { a, b, first, shift: difficulty === "hard" ? random.integer(2, 5) : 0, then };
    });
  },
  phrasings: [
    (p) =>
      `What is the value of ${words(p)}, taken bit by bit on non-negative integers? Answer with a decimal whole number.${shiftNote(p)}`,
    (p) =>
      `A C program evaluates the expression ${code(p)} with 32-bit unsigned integers. Which decimal whole number results?${shiftNote(p)}`,
    (p) =>
      `Write the numbers in binary and work out ${words(p)} bitwise. Give the result in base ten, as a whole number.${shiftNote(p)}`,
    (p) =>
      `Find the integer that Python prints for print(${code(p)}); state it as a decimal whole number.${shiftNote(p)}`,
  ],
  form: () => form,
  solve(p) {
    const { a, b, first } = p;
    const combined = apply(a, first, b);
    const value = evaluate(p);
    const steps = [
      `In binary ${a} is ${bits(a)} and ${b} is ${bits(b)}.`,
      `${first} gives ${rules[first]}: ${bits(combined)}, which is ${combined}.`,
    ];
    return { value, steps: [...steps, ...finished(p, combined, state(value))] };
  },
  program: ({ a, b, first, shift, then }) =>
    [
      `a = ${a}\nb = ${b}`,
      `value = a ${symbols[first]} b`,
      ...(shift > 0 ? [`shift = ${shift}`, "value = value << shift"] : []),
      ...(then ? [`c = ${then.c}`, `value = value ${symbols[then.operator]} c`] : []),
      'print(f"Answer: {value}")',
    ].join("\n"),
  check: ({ a, b, first, shift, then }) =>
    [
      "# truth tables on the binary digits, without the bitwise operators",
      "def combine(x, y, table):",
      "    result, weight = 0, 1",
      "    while x or y:",
      "        result += weight * table[x % 2 + y % 2]",
      "        x, y, weight = x // 2, y // 2, weight * 2",
      "    return result",
      'tables = {"AND": (0, 0, 1), "OR": (0, 1, 1), "XOR": (0, 1, 0)}  # by the number of ones',
      `value = combine(${a}, ${b}, tables["${first}"]) * 2 ** ${shift}`,
      ...(then ? [`value = combine(value, ${then.c}, tables["${then.operator}"])`] : []),
      'print(f"Answer: {value}")',
    ].join("\n"),
  mistakes(p) {
    const { a, b, first, shift, then } = p;
    const wrong = wrongSolution(this.solve(p).steps, state);
    const finish = (combined: number): number =>
      then ? apply(combined << shift, then.operator, then.c) : combined << shift;
    const others = operators.filter((operator) => operator !== first);
    const list = others.map((operator) =>
      wrong(
        `${operator} instead of ${first}`,
        finish(apply(a, operator, b)),
        `${first} gives ${rules[first]}; the rule used here is that of ${operator}.`,
        1,
        (answer) => [
          `${first} gives ${rules[operator]}: ${bits(apply(a, operator, b))}, which is ${apply(a, operator, b)}.`,
          ...finished(p, apply(a, operator, b), answer),
        ],
      ),
    );
    list.push(
      wrong(
        "numbers added",
        finish(a + b),
        "A bitwise operation treats every place by itself and carries nothing.",
        1,
        (answer) => [
          `${first} combines them place by place with carries: ${bits(a + b)}, which is ${a + b}.`,
          ...finished(p, a + b, answer),
        ],
      ),
    );
    if (shift === 0 || !then) return list;
    const halved = apply(a, first, b) >> shift;
    return [
      ...list,
      wrong(
        "shifted to the right",
        apply(halved, then.operator, then.c),
        "The sign << moves bits to the left, which multiplies by a power of two.",
        2,
        (answer) => [
          `Shifting by ${shift} removes ${shift} digits at the end: ${bits(halved)}, which is ${halved}.`,
          ...operand(then, apply(halved, then.operator, then.c)),
          inDecimal(answer),
        ],
      ),
    ];
  },
});
