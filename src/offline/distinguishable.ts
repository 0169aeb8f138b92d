import { type Family, writeAnswer } from "./family.ts";

/** Does `text` hold this number as a whole token? */
const mentions = (text: string, number: string): boolean =>
  new RegExp(`(?<![\\d.])${number.replace(".", "\\.")}(?!\\.?\\d)`).test(text);

/**
 * Draws parameters until no wrong answer can be taken for the right one or for another wrong one, no phrasing gives the
 * answer away among its data, and no answer is written with a power of ten.
 */
export function distinguishable<P>(family: Family<P>, draw: () => P): P {
  for (let attempt = 0; attempt < 5000; attempt++) {
    const parameters = draw();
    const form = family.form(parameters);
    const { value } = family.solve(parameters);
    const wrong = family.mistakes(parameters).map((mistake) => mistake.value);
    const written = new Set([value, ...wrong].map((number) => writeAnswer(number, form)));
    const number = writeAnswer(Math.abs(value), { ...form, unit: "" });
    if (
      [...written].every((answer) => /^-?[\d.]+( |$)/.test(answer)) &&
      written.size === wrong.length + 1 &&
      wrong.every((other) => Math.abs(other - value) > 2.5 * form.tolerance * Math.abs(value)) &&
      !family.phrasings.some((phrasing) => mentions(phrasing(parameters), number))
    ) {
      return parameters;
    }
  }
  throw new Error(`${family.name}: no problem with distinguishable answers found`);
}
