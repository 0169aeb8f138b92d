import { parseQuantity } from "../../../schema/quantity.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "figures";
const { passed, failed } = findings(name);

const words: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7 };
const pattern =
  /\b(one|two|three|four|five|six|seven|[1-7])[\s-](?:significant|sig\.?)[\s-](?:figures?|digits?|figs?)/gi;

/** The significant figures that a question asks for; null when it asks for none, or for several numbers of them. */
function asked(question: string): number | null {
  const found = new Set(
    [...question.matchAll(pattern)].map(([, word = ""]) => words[word.toLowerCase()] ?? Number(word)),
  );
  return found.size === 1 ? [...found][0]! : null;
}

export const figures: ReviewCheck = {
  name,
  description: "The answer has the significant figures that the question asks for.",
  run({ claim, question }) {
    if (claim === null) return null;
    const wanted = asked(question.text);
    const answer = parseQuantity(claim.answer);
    if (wanted === null || answer === null) return null;
    // Zeros at the end of a whole number may be figures or not, and an exact whole number has as many as it needs.
    const least = answer.digits?.replace(/^-/, "").replace(/0+$/, "").length ?? answer.figures;
    const most = answer.digits?.replace(/^-/, "").length ?? answer.figures;
    if (least === null || most === null || answer.value === 0) return null;
    if (least <= wanted && wanted <= most) return passed(`The answer has ${wanted} significant figures, as asked.`);
    return failed(`The question asks for ${wanted} significant figures, the answer is ${brief(answer.written, 30)}.`);
  },
};
