import { writeNumber } from "../family.ts";

/**
 * A number of the working. It has one figure more, or as many as it takes, where rounding it once more, to the `stated`
 * figures of an answer, would not give the answer: 0.115496 is not written 0.11550, which looks like 0.116.
 */
export function writeWorking(value: number, figures: number, stated = 3): string {
  const half = new RegExp(`^-?\\d\\.\\d{${stated - 1}}50*e`);
  let taken = figures;
  const rounded = (): boolean => Math.abs(Number(value.toPrecision(taken)) - value) > 1e-10 * Math.abs(value);
  while (half.test(value.toExponential(taken - 1)) && rounded()) taken++;
  return writeNumber(value, taken);
}
