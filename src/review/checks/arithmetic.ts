import { findQuantities, readAnswer } from "../../../schema/quantity.ts";
import { agreeing } from "../agreement.ts";
import { equalities } from "../arithmetic/equalities.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck, ReviewSubject } from "../subject.ts";

const name = "arithmetic";
const { passed, failed } = findings(name);

/**
 * The text whose arithmetic must hold. A response that ends in another answer than the claimed one is an example of a
 * mistake, and so is what the learner says in a dialogue.
 */
function asserted({ claim, text, question }: ReviewSubject): string {
  if (claim === null) return text.response;
  if (claim.reasoning !== null) {
    return text.response.includes(claim.reasoning) ? text.response : `${claim.reasoning}\n${text.response}`;
  }
  const stated = readAnswer(text.response);
  if (stated !== null && agreeing(question.text, claim.answer, stated).verdict !== "equal") return "";
  return text.response.replace(/^Student: (?:(?!\n\nTutor: )[\s\S])*/gm, "");
}

export const arithmetic: ReviewCheck = {
  name,
  description: "Every written equality between numbers holds within the rounding of what is written.",
  run(subject) {
    const data = new Set(findQuantities(subject.question.text).found.map((quantity) => Math.abs(quantity.value)));
    const found = equalities(asserted(subject), data);
    const wrong = found.find(({ holds }) => !holds);
    if (wrong) return failed(`This does not hold: ${brief(wrong.written, 100)}.`);
    return found.length === 0 ? null : passed(`${found.length} written equalities hold.`);
  },
};
