import type { MutationOperator } from "../operator.ts";
import { missingSpan, reversedClaim, unsupportedClaim, wrongFigureCited } from "./citation.ts";
import { constantCode, promptReadingCode, rescuedCode } from "./code.ts";
import { unbalancedEquation } from "./equation.ts";
import { powerOfTen, tooFewFigures, wrongNumber, wrongSign } from "./final-answer.ts";
import { namedPerson, personal, toxic, veiledContempt } from "./harm.ts";
import { flippedLabel } from "./label.ts";
import { swappedPair, swappedPositions } from "./pair.ts";
import { exactDuplicate, leakyPrompt, missingDatum, nearDuplicate, promptPlaceholder } from "./prompt.ts";
import { contradictingReasoning, reversedStep, wrongStep } from "./reasoning.ts";
import { strayGroupReward, strayReward } from "./reward.ts";
import { refusal, templateBraces, truncated, wrongLanguage } from "./text.ts";
import { wrongPrefix, wrongUnit } from "./unit.ts";

/** Every mutation operator, in the order of the report. A new one is its file and a line here. */
export const operators = {
  "wrong-number": wrongNumber,
  "wrong-unit": wrongUnit,
  "wrong-prefix": wrongPrefix,
  "wrong-sign": wrongSign,
  "power-of-ten": powerOfTen,
  "too-few-figures": tooFewFigures,
  "unbalanced-equation": unbalancedEquation,
  "swapped-pair": swappedPair,
  "swapped-positions": swappedPositions,
  "flipped-label": flippedLabel,
  "stray-reward": strayReward,
  "stray-group-reward": strayGroupReward,
  "contradicting-reasoning": contradictingReasoning,
  "wrong-step": wrongStep,
  "reversed-step": reversedStep,
  "constant-code": constantCode,
  "prompt-reading-code": promptReadingCode,
  "rescued-code": rescuedCode,
  "missing-span": missingSpan,
  "unsupported-claim": unsupportedClaim,
  "wrong-figure-cited": wrongFigureCited,
  "reversed-claim": reversedClaim,
  truncated,
  "wrong-language": wrongLanguage,
  refusal,
  "template-braces": templateBraces,
  "prompt-placeholder": promptPlaceholder,
  "leaky-prompt": leakyPrompt,
  "missing-datum": missingDatum,
  "exact-duplicate": exactDuplicate,
  "near-duplicate": nearDuplicate,
  toxic,
  "veiled-contempt": veiledContempt,
  "personal-data": personal,
  "named-patient": namedPerson,
} satisfies Record<string, MutationOperator>;
