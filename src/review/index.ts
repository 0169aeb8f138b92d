import type { Check } from "../../schema/review.ts";
import { answerAgrees } from "./checks/answer-agrees.ts";
import { answerLeak } from "./checks/answer-leak.ts";
import { arithmetic } from "./checks/arithmetic.ts";
import { citations } from "./checks/citations.ts";
import { computes } from "./checks/computes.ts";
import { equationBalance } from "./checks/equation-balance.ts";
import { executes } from "./checks/executes.ts";
import { figures } from "./checks/figures.ts";
import { format } from "./checks/format.ts";
import { independentDerivation } from "./checks/independent-derivation.ts";
import { language } from "./checks/language.ts";
import { personalData } from "./checks/personal-data.ts";
import { reasoningEndsInAnswer } from "./checks/reasoning-ends-in-answer.ts";
import { repetition } from "./checks/repetition.ts";
import { support } from "./checks/support.ts";
import { toxicity } from "./checks/toxicity.ts";
import { units } from "./checks/units.ts";
import type { ReviewCheck, ReviewSubject } from "./subject.ts";

export { agreeing } from "./agreement.ts";
export { fingerprint, nearFingerprint, promptMark } from "./duplicates.ts";
export type { ReviewCheck, ReviewSubject } from "./subject.ts";

/** Every deterministic check, in the order in which they run and are reported. */
export const reviewChecks = {
  executes,
  "answer-agrees": answerAgrees,
  "independent-derivation": independentDerivation,
  computes,
  "answer-leak": answerLeak,
  "reasoning-ends-in-answer": reasoningEndsInAnswer,
  arithmetic,
  "equation-balance": equationBalance,
  units,
  figures,
  format,
  language,
  citations,
  support,
  repetition,
  "personal-data": personalData,
  toxicity,
} satisfies Record<string, ReviewCheck>;

/** The findings of every check that applies to the subject. Pure. */
export function runChecks(subject: ReviewSubject): Check[] {
  return Object.values(reviewChecks)
    .map((check) => check.run(subject))
    .filter((finding) => finding !== null);
}
