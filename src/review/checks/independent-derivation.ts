import { readAnswer } from "../../../schema/quantity.ts";
import { agreeing } from "../agreement.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck, ReviewSubject } from "../subject.ts";

const name = "independent-derivation";
const { passed, failed, unchecked } = findings(name);

/** What the independent solution found, or why that is not known. */
function derived(derivation: NonNullable<ReviewSubject["derivation"]>): { answer: string } | { problem: string } {
  if (derivation.result === null) {
    return derivation.answer.trim() === ""
      ? { problem: "The independent solution states no answer." }
      : { answer: derivation.answer };
  }
  if (derivation.result.status === "infra") return { problem: "The sandbox failed on the independent solution." };
  if (derivation.result.status !== "ok")
    return { problem: "The independent solution's program did not run to its end." };
  const printed = readAnswer(derivation.result.stdout);
  return printed === null ? { problem: "The independent solution's program prints no answer." } : { answer: printed };
}

export const independentDerivation: ReviewCheck = {
  name,
  description: "A second solution, made without sight of the first, finds the same answer.",
  run({ claim, program, derivation, question }) {
    if (claim === null) return null;
    if (derivation === null) return unchecked("There is no independent solution to compare with.");
    const printed = program?.status === "ok" ? readAnswer(program.stdout) : null;
    if (printed === null) return unchecked("The program gave no answer to compare the independent solution with.");
    const second = derived(derivation);
    if ("problem" in second) return unchecked(second.problem);
    const { verdict, reason } = agreeing(question.text, second.answer, printed);
    const [theirs, ours] = [brief(second.answer, 40), brief(printed, 40)];
    if (verdict === "equal") return passed(`The independent solution finds ${theirs} as well.`);
    if (verdict === "incomparable") return unchecked(`${theirs} and ${ours} cannot be compared: ${reason}`);
    return failed(`The independent solution finds ${theirs}, the program ${ours}: ${reason}`);
  },
};
