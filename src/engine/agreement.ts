import { agreeing } from "../review/agreement.ts";

/**
 * Whether a claimed answer is the ground truth: the program and the independent derivation must both have printed it.
 * Null when one of the three could not be had or compared, which is neither right nor wrong.
 */
export function agreement(
  question: string,
  claimed: string,
  printed: string | null,
  derived: string | null,
): boolean | null {
  if (printed === null || derived === null) return null;
  const verdicts = [agreeing(question, claimed, printed).verdict, agreeing(question, claimed, derived).verdict];
  if (verdicts.includes("different")) return false;
  return verdicts.includes("incomparable") ? null : true;
}
