import { convertUnits, findQuantities, parseQuantity, parseUnit } from "../../../schema/quantity.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "units";
const { passed, failed } = findings(name);

/** Where a question says its unit: `in g`, `in units of kJ/mol`, `(mol/L)`, `how many grams`. */
const places = [
  /\b(?:in|to|into|as)\s+(?:units? of\s+)?([^\s,;:?!()]+(?:\s+per\s+[^\s,;:?!()]+)?)/gi,
  /\bhow many\s+([^\s,;:?!()]+)/gi,
  /\((?:in\s+)?([^\s,;:?!()]{1,12})\)/gi,
];

/** The units that the question may be asking for. */
function asked(question: string): string[] {
  return places.flatMap((pattern) =>
    [...question.matchAll(pattern)].flatMap(([, word = ""]) => {
      const unit = word.replace(/[.)\]]+$/, "");
      return unit.length > 0 && !/^(?:a|an|as|at|in|the|to)$/i.test(unit) && parseUnit(unit) !== null ? [unit] : [];
    }),
  );
}

/**
 * Fails only where the question names a unit of the answer's kind and the answer, though of the same kind, is in one that
 * the question names nowhere; units of another kind are found by execution.
 */
export const units: ReviewCheck = {
  name,
  description: "The answer is in the unit that the question asks for.",
  run({ claim, question }) {
    if (claim === null) return null;
    const answer = parseQuantity(claim.answer);
    if (answer === null || answer.unit === "" || parseUnit(answer.unit) === null) return null;
    const wanted = asked(question.text);
    const ofItsKind = wanted.filter((unit) => convertUnits(1, answer.unit, unit) !== null);
    if (ofItsKind.length === 0) return null;
    const same = (unit: string): boolean => Math.abs((convertUnits(1, answer.unit, unit) ?? 0) - 1) < 1e-9;
    const named = [...ofItsKind, ...findQuantities(question.text).found.map(({ unit }) => unit)];
    if (named.some((unit) => unit !== "" && same(unit))) return passed(`The answer is in ${answer.unit}, as asked.`);
    return failed(`The question asks for ${brief(ofItsKind[0]!, 20)}, the answer is in ${brief(answer.unit, 20)}.`);
  },
};
