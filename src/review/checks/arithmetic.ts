import { readAnswer } from "../../../schema/quantity.ts";
import { agreeing } from "../agreement.ts";
import { equalities } from "../arithmetic/equalities.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck, ReviewSubject } from "../subject.ts";

const name = "arithmetic";
const { passed, failed } = findings(name);

/** What the teaching side of a dialogue says; a learner may be wrong. */
const taught = (response: string): string => response.replace(/^Student: (?:(?!\n\nTutor: )[\s\S])*/gm, "");

/**
 * The text whose arithmetic must hold. A response that ends in another answer than the claimed one is an example of a
 * mistake.
 */
function asserted({ claim, text, question }: ReviewSubject): string {
  if (claim === null) return taught(text.response);
  if (claim.reasoning !== null) {
    return text.response.includes(claim.reasoning) ? text.response : `${claim.reasoning}\n${text.response}`;
  }
  const stated = readAnswer(text.response);
  if (stated !== null && agreeing(question.text, claim.answer, stated).verdict !== "equal") return "";
  return taught(text.response);
}

export const arithmetic: ReviewCheck = {
  name,
  description: "Every written equality between numbers holds within the rounding of what is written.",
  run(subject) {
    const found = equalities(asserted(subject), subject.question.text);
    const wrong = found.find(({ holds }) => !holds);
    if (wrong) return failed(`This does not hold: ${brief(wrong.written, 100)}.`);
    return found.length === 0 ? null : passed(`${found.length} written equalities hold.`);
  },
};
