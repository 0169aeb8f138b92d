import { readAnswer } from "../../../schema/quantity.ts";
import { agreeing } from "../agreement.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "answer-agrees";
const { passed, failed, unchecked } = findings(name);

export const answerAgrees: ReviewCheck = {
  name,
  description: "The claimed answer is the one that the program prints, units converted.",
  run({ claim, program, question }) {
    if (claim === null) return null;
    if (program === null || program.status === "infra") {
      return unchecked("The program could not be run, so its answer is not known.");
    }
    // A program that broke off is the business of `executes`.
    if (program.status !== "ok") return null;
    const printed = readAnswer(program.stdout);
    if (printed === null) {
      return failed("The program prints no line `Answer: <number> <unit>`; print one as the last line.");
    }
    const { verdict, reason } = agreeing(question.text, claim.answer, printed);
    if (verdict === "equal") return passed(`The program prints ${brief(printed, 40)}, as claimed.`);
    return failed(
      `The claimed answer is ${brief(claim.answer, 40)}, the program prints ${brief(printed, 40)}: ${reason}`,
    );
  },
};
