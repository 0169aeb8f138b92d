import {
  compareAnswers,
  convertUnits,
  type FoundQuantity,
  findQuantities,
  parseQuantity,
} from "../../../schema/quantity.ts";
import { brief, findings } from "../finding.ts";
import { numericLiterals } from "../python-source.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "answer-leak";
const { passed, fatal } = findings(name);

/** Figures that count; the zeros behind a whole number do not. */
const figures = (quantity: { figures: number | null; value: number }): number =>
  quantity.figures ?? String(Math.abs(quantity.value)).replace(/0+$/, "").length;

/** Whether the number stands in a list of at least three: `12.1, 13.5 and 14.0 cm`. Lists are data to choose from. */
function listed(plain: string, found: readonly FoundQuantity[], index: number): boolean {
  const joined = (first: number): boolean => {
    const [a, b] = [found[first], found[first + 1]];
    if (a === undefined || b === undefined) return false;
    return /^[)\]}]?\s*(?:[,;|]|\n|,?\s*and\b|,?\s*or\b)\s*[([{]?$/.test(plain.slice(a.end, b.start));
  };
  return [index - 2, index - 1, index].some((first) => joined(first) && joined(first + 1));
}

/**
 * The answer stands in the prompt when the prompt says `Answer: …` or `the result is …` with it, or holds the same
 * number in at least 3 figures (whole numbers 4) without a unit, or in at least 2 in a unit of the same kind, where whole
 * numbers below 100 do not count. Small whole numbers merely occur among the data, and so do numbers in a list of three
 * or more, numbers in another kind of unit, and numbers that the program takes as a datum (a program that takes the
 * answer itself for a datum is found by `computes`).
 */
export const answerLeak: ReviewCheck = {
  name,
  description: "The prompt does not give the answer away.",
  run({ claim, text, program }) {
    if (claim === null) return null;
    const { prompt } = text;
    const leaked = fatal(`The question already contains its answer, ${brief(claim.answer, 40)}; leave it out.`);
    const stated = /\b(?:answer|result|solution)\s*(?::|=|\bis\b:?|\bwill be\b|\bshould be\b)\s*([^\n]{1,80})/gi;
    for (const [, statement] of prompt.matchAll(stated)) {
      if (statement !== undefined && states(statement, claim.answer)) return leaked;
    }
    const answer = parseQuantity(claim.answer);
    if (answer === null) return passed("The question does not state the answer.");
    const data = program?.status === "ok" ? numericLiterals(claim.program).map(Math.abs) : [];
    const { plain, found } = findQuantities(prompt);
    const given = found.find((token, index) => {
      const sameUnit = token.unit !== "" && answer.unit !== "" && convertUnits(1, token.unit, answer.unit) !== null;
      if (token.unit !== "" && !sameUnit && convertUnits(1, token.unit, "") === null) return false;
      const value = sameUnit ? convertUnits(token.value, token.unit, answer.unit) : token.value;
      if (value === null || Math.abs(value - answer.value) > 1e-9 * Math.abs(answer.value)) return false;
      if (token.integer && Math.abs(token.value) < 100) return false;
      const enough = sameUnit ? 2 : token.integer ? 4 : 3;
      return figures(token) >= enough && !listed(plain, found, index) && !data.includes(Math.abs(token.value));
    });
    return given === undefined ? passed("The question does not state the answer.") : leaked;
  },
};

/** Whether what follows `the answer is` begins with the answer. */
function states(statement: string, answer: string): boolean {
  const wanted = parseQuantity(answer);
  if (wanted === null) {
    const letters = (text: string): string => text.toLowerCase().replace(/[\s*`"'.]/g, "");
    return letters(answer) !== "" && letters(statement).startsWith(letters(answer));
  }
  const { plain, found } = findQuantities(statement);
  const first = found[0];
  if (first === undefined || first.start > 3) return false;
  if (/^\s*(?:significant|sig\b|decimal|figures|digits)/i.test(plain.slice(first.end))) return false;
  const compared =
    first.unit === ""
      ? compareAnswers(String(first.value), String(wanted.value))
      : compareAnswers(`${first.value} ${first.unit}`, answer);
  return compared.verdict === "equal";
}
