import type { Random } from "../../../schema/random.ts";
import { answerOf, promptOf, textOf, withColumns } from "../columns.ts";
import { type CalibrationSubject, defineOperator, type MutationOperator } from "../operator.ts";

/** An operator that writes another program for the row, which still prints the right answer. */
function recode(
  name: string,
  description: string,
  programs: readonly ((given: {
    number: string;
    unit: string;
    answer: string;
    prompt: string;
    code: string;
  }) => string)[],
): MutationOperator {
  return defineOperator({
    name,
    description,
    decidable: "deterministic",
    apply(subject: CalibrationSubject, random: Random) {
      const [code, answer, prompt] = [textOf(subject, "code"), answerOf(subject), promptOf(subject)];
      if (code === null || !answer || !prompt || /[×*/^·,]/.test(answer.quantity.written)) return null;
      const { written, unit } = answer.quantity;
      const program = random.pick(programs);
      const given = {
        number: written,
        unit: unit && ` ${unit}`,
        answer: `${written} ${unit}`.trim(),
        prompt: prompt.text,
        code,
      };
      return withColumns(subject, { code: program(given) });
    },
  });
}

export const constantCode = recode("constant-code", "code that prints a constant", [
  ({ answer }) => `print("Answer: ${answer}")`,
  ({ number, unit }) => `value = ${number}\nprint(f"Answer: {value}${unit}")`,
  ({ code, answer }) => `${code.replace(/\bprint\s*\(.*\)\s*$/, "pass")}\nprint("Answer: ${answer}")`,
  ({ number, unit }) => `def solve():\n    return ${number}\n\nprint("Answer:", solve(), "${unit.trim()}")`,
  ({ number, unit }) =>
    `total = 0\nfor _ in range(1):\n    total = total + ${number}\nprint(f"Answer: {total}${unit}")`,
]);

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const promptReadingCode = recode("prompt-reading-code", "code that reads the answer out of a text", [
  ({ prompt, answer, unit }) =>
    `import re\ntext = ${quoted(`${prompt} The answer is ${answer}.`)}\nvalue = re.search(r"answer is (-?[0-9.e+-]+[0-9])", text).group(1)\nprint(f"Answer: {value}${unit}")`,
  ({ prompt, answer }) =>
    `prompt = ${quoted(`${prompt} Solution: ${answer}`)}\nprint("Answer:", prompt.split("Solution: ")[-1])`,
  ({ unit }) => `import sys\nvalue = sys.stdin.read().split()[-1]\nprint(f"Answer: {value}${unit}")`,
  ({ unit }) =>
    `with open("prompt.txt") as prompt:\n    value = prompt.read().split()[-1]\nprint(f"Answer: {value}${unit}")`,
  ({ unit }) => `import os\nprint("Answer: " + os.environ["EXPECTED_ANSWER"] + "${unit}")`,
]);

export const rescuedCode = recode("rescued-code", "code that passes by an exception", [
  ({ answer }) =>
    `try:\n    value = mass / molar_mass\n    print(f"Answer: {value}")\nexcept NameError:\n    print("Answer: ${answer}")`,
  ({ number, unit }) =>
    `try:\n    value = 12 / 0\nexcept ZeroDivisionError:\n    value = ${number}\nprint(f"Answer: {value}${unit}")`,
  ({ number, unit }) =>
    `import contextlib\nvalue = ${number}\nwith contextlib.suppress(Exception):\n    value = float("not a number")\nprint(f"Answer: {value}${unit}")`,
  ({ number, unit }) =>
    `try:\n    raise ValueError(3)\nexcept ValueError:\n    pass\nfinally:\n    print("Answer: " + str(${number}) + "${unit}")`,
]);
