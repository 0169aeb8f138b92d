import fc from "fast-check";

/** A true statement in the making: an expression, its value, and the units in which its result may be given. */
export interface Made {
  text: string;
  /** The value in the first of the result's units. */
  value: number;
  /** Units of the result with their size in the first one; an empty one where there is none. */
  units: readonly (readonly [unit: string, size: number])[];
  /** The numbers of the expression, as a question would state them. */
  data: readonly string[];
}

/** A number of 2 to 6 figures with its text in one of the notations. */
export interface Written {
  text: string;
  value: number;
}

export const raise = (power: number): string =>
  [...String(power)].map((char) => (char === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(char)])).join("");
const notations: readonly ((mantissa: string, power: number) => string)[] = [
  (mantissa, power) => `${mantissa}e${power}`,
  (mantissa, power) => `${mantissa} × 10^${power}`,
  (mantissa, power) => `${mantissa}×10${raise(power)}`,
  (mantissa, power) => `${mantissa} \\times 10^{${power}}`,
  (mantissa, power) => `${mantissa} · 10^${power}`,
  (mantissa, power) => `${mantissa} x 10^${power}`,
  (mantissa, power) => `${mantissa} * 10**${power}`,
];

/** A value rounded to figures, written plainly or with a power of ten. */
export function write(value: number, figures: number, notation: number): string {
  const [mantissa = "0", power = "0"] = Math.abs(value)
    .toExponential(figures - 1)
    .split("e");
  const sign = value < 0 ? "−" : "";
  const place = Number(power);
  if (notation >= notations.length && place > -5 && place < 8) {
    const plain = Number(`${mantissa}e${power}`).toFixed(Math.max(0, figures - 1 - place));
    return sign + (notation % 2 === 0 ? plain : plain.replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ","));
  }
  return sign + notations[notation % notations.length]!(mantissa, place);
}

const notation = fc.integer({ min: 0, max: 2 * notations.length });
/** Numbers of a handy size. */
export const handy: fc.Arbitrary<Written> = fc
  .record({ digits: fc.integer({ min: 10, max: 99_999 }), shift: fc.integer({ min: 0, max: 3 }) })
  .map(({ digits, shift }) => {
    const text = (digits / 10 ** shift).toFixed(shift);
    return { text, value: Number(text) };
  });
/** Numbers of any size, in any notation. */
export const wide: fc.Arbitrary<Written> = fc
  .record({
    mantissa: fc.integer({ min: 100, max: 9_999 }),
    power: fc.integer({ min: -12, max: 12 }),
    notation,
  })
  .map(({ mantissa, power, notation }) => {
    const figures = String(mantissa).length;
    const value = Number(`${mantissa}e${power - figures + 1}`);
    return { text: write(value, figures, notation), value };
  });

const none = [["", 1]] as const;
export const made = (text: string, value: number, parts: readonly Written[], units: Made["units"] = none): Made => ({
  text,
  value,
  units,
  data: parts.map((part) => part.text),
});
