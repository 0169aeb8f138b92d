import { compareAnswers, findQuantities, parseQuantity, readAnswer } from "../../../schema/quantity.ts";
import { brief, findings } from "../finding.ts";
import { dissectPython, numericLiterals } from "../python-source.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "computes";
const { passed, fatal, unchecked } = findings(name);

/** Ways by which a program gets at something else than its own data. */
const reaches: readonly [pattern: RegExp, what: string][] = [
  [/(?<![\w.])input\s*\(|\bsys\s*\.\s*stdin\b|\bfileinput\b/, "reads its standard input"],
  [/\bsys\s*\.\s*argv\b|\bos\s*\.\s*(?:environ|getenv)\b|(?<![\w.])getenv\s*\(/, "reads its environment"],
  [/(?<![\w.])open\s*\(|\bread_text\s*\(|\bread_bytes\s*\(/, "reads a file"],
  [/\b__file__\b|\bgetsource\s*\(|\b__loader__\b/, "reads its own source"],
];

/** `except: print("Answer: 5")`: an error is turned into a constant. */
const rescued =
  /\bexcept\b[^\n:]*:[ \t]*(?:\n[ \t]+)?(?:[^\n]*\n[ \t]+){0,3}?[^\n]*\bprint\s*\(\s*[rbfuRBFU]{0,2}["']{1,3}\s*Answer:[^{}"'\n]*["']/;

export const computes: ReviewCheck = {
  name,
  description: "The program computes its answer: it prints something else when its numbers are changed.",
  run({ claim, program }) {
    if (claim === null) return null;
    const { code, strings } = dissectPython(claim.program);
    const reach = reaches.find(([pattern]) => pattern.test(code));
    if (reach) return fatal(`The program ${reach[1]} instead of computing from the question's data.`);
    if (rescued.test(claim.program)) return fatal("The program prints a constant answer when it meets an error.");
    if (program === null || program.status === "infra") return unchecked("The program could not be run.");
    const printed = program.status === "ok" ? readAnswer(program.stdout) : null;
    if (printed === null) return null;
    const literal = strings.find(({ text, formatted }) => {
      const written = /^\s*Answer:\s*(.+)$/i.exec(text.replace(/\\n$/, ""))?.[1];
      return written !== undefined && !(formatted && /\{/.test(written)) && same(written, printed);
    });
    if (literal) return fatal(`The program holds its answer as text: ${brief(literal.text, 40)}.`);
    const quoting = strings.find(({ text, formatted }) => !formatted && quotes(text, printed));
    const variants = program.perturbed.filter((variant) => variant.status !== "infra");
    if (variants.length === 0) {
      return program.perturbed.length === 0
        ? null
        : unchecked("The sandbox failed on the program's variants, so it is not known whether it computes.");
    }
    // Variants change every number but 0 and 1; without such numbers they say nothing, unless the answer is a literal.
    const moved = numericLiterals(claim.program).some((n) => (n !== 0 && n !== 1) || same(String(n), number(printed)));
    const constant = variants.every(
      (variant) => variant.status === "ok" && readAnswer(variant.stdout)?.trim() === printed.trim(),
    );
    if (constant && quoting) return fatal(`The program reads its answer out of a text: ${brief(quoting.text, 60)}.`);
    if (!moved) return passed("The program computes from data that are no numbers.");
    if (constant)
      return fatal(`The program prints ${brief(printed, 40)} whatever its data are: the answer is hard-coded.`);
    return passed("The program's answer follows its data.");
  },
};

/** Whether a text of several words holds the printed number as one of its own. */
function quotes(text: string, printed: string): boolean {
  const answer = parseQuantity(printed);
  if (answer === null || !/\s/.test(text.trim())) return false;
  return findQuantities(text).found.some(
    ({ value }) => Math.abs(value - answer.value) <= 1e-9 * Math.abs(answer.value),
  );
}

/** The number alone. */
const number = (answer: string): string => parseQuantity(answer)?.written ?? answer;

function same(written: string, printed: string): boolean {
  return compareAnswers(written, printed).verdict === "equal";
}
