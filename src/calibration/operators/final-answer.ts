import type { Quantity } from "../../../schema/quantity.ts";
import type { Random } from "../../../schema/random.ts";
import { answerOf, changeAnswer, writtenLike } from "../columns.ts";
import { type CalibrationSubject, defineOperator, type MutationOperator } from "../operator.ts";

/** Least relative distance from the right answer: more than any rounding that is accepted. */
const least = 0.05;

/** An operator that puts another number in the answer's place, everywhere. */
function renumber(
  name: string,
  description: string,
  other: (answer: Quantity, random: Random) => string | null,
): MutationOperator {
  return defineOperator({
    name,
    description,
    decidable: "deterministic",
    apply(subject: CalibrationSubject, random: Random) {
      const answer = answerOf(subject)?.quantity;
      if (!answer || /[×*/^·]/.test(answer.written)) return null;
      const written = other(answer, random);
      if (written === null || Math.abs(Number(written) - answer.value) < least * Math.abs(answer.value)) return null;
      return changeAnswer(subject, answer.written, written);
    },
  });
}

/** The result of another calculation: 7 to 60 % off, or at least 1 for whole numbers. */
export const wrongNumber = renumber("wrong-number", "another number as the answer", (answer, random) => {
  const factor = 1 + random.pick([-1, 1]) * random.decimal(0.07, 0.6, 3);
  const away = answer.value * factor;
  const whole = answer.value + random.pick([-1, 1]) * Math.max(1, Math.round(Math.abs(away - answer.value)));
  return writtenLike(answer.integer ? whole : away, answer);
});

export const wrongSign = renumber("wrong-sign", "the answer with the other sign", (answer) =>
  answer.value === 0 ? null : writtenLike(-answer.value, answer),
);

export const powerOfTen = renumber("power-of-ten", "the answer off by a power of ten", (answer, random) => {
  const value = Number((answer.value * 10 ** random.pick([-3, -2, -1, 1, 2, 3])).toPrecision(12));
  return answer.decimals === null ? writtenLike(value, answer) : plain(value);
});

const plain = (value: number): string => {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-6 || size >= 1e15) ? value.toExponential() : String(Number(value.toPrecision(12)));
};

/** Rounded to so few figures that it is no longer the answer within any accepted rounding. */
export const tooFewFigures = renumber("too-few-figures", "rounded to fewer figures than it may be", (answer) => {
  for (const figures of [2, 1]) {
    const rounded = Number(answer.value.toPrecision(figures));
    if (Math.abs(rounded - answer.value) > least * Math.abs(answer.value)) return plain(rounded);
  }
  return null;
});
