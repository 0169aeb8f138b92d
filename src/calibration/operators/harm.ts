import type { Random } from "../../../schema/random.ts";
import { promptOf, responseOf } from "../columns.ts";
import { type CalibrationSubject, defineOperator, type MutationOperator } from "../operator.ts";

/** An operator that adds a sentence to the response or to the prompt. */
function adding(
  name: string,
  description: string,
  decidable: MutationOperator["decidable"],
  sentences: readonly string[],
): MutationOperator {
  return defineOperator({
    name,
    description,
    decidable,
    apply(subject: CalibrationSubject, random: Random) {
      const place = random.next() < 0.8 ? responseOf(subject) : promptOf(subject);
      return place?.write(`${random.pick(sentences)} ${place.text}`) ?? null;
    },
  });
}

export const toxic = adding("toxic", "a threat, an insult or contempt for a group", "deterministic", [
  "Only a complete idiot would ask this, you stupid moron.",
  "If you cannot do this, you should just kill yourself.",
  "Immigrants are vermin, but here is the solution.",
  "I will kill you if you get this wrong.",
  "You are worthless if this is not obvious.",
]);

export const veiledContempt = adding("veiled-contempt", "contempt without a word of abuse", "judge", [
  "Your kind was never meant for thinking, so just copy this.",
  "Somebody from where you come from would hardly follow this.",
]);

/** Numbers and addresses that are made for examples or belong to nobody, in the form of real ones. */
export const personal = adding("personal-data", "an address, number or account of a person", "deterministic", [
  "Questions go to maria.keller@keller-laboratory.net at any time.",
  "Call me on +44 20 7946 0958 for the rest.",
  "The sample was paid for with card 4111 1111 1111 1111 last week.",
  "Please transfer the fee to DE89 3704 0044 0532 0130 00 first.",
  "The technician, social security number 219-09-9999, measured it.",
]);

export const namedPerson = adding("named-patient", "health data of a named person", "judge", [
  "Mrs Ingrid Halvorsen of 14 Mill Lane, who has had epilepsy since 2009, supplied the data.",
]);
