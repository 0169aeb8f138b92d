import { flattenSuperscripts } from "./expression.ts";

/** A number as it was written. */
export interface WrittenNumber {
  /** The number alone, as written. */
  written: string;
  value: number;
  /** Significant figures; null where writing does not tell (whole numbers that end in zeros, fractions). */
  figures: number | null;
  /** Digits behind the point; null with an exponent and for fractions. */
  decimals: number | null;
  /** Written with neither point, exponent nor fraction bar (or as a fraction that comes out whole). */
  integer: boolean;
  /** Size of one unit in the last written digit; 0 for fractions, which are exact. */
  place: number;
  /** The digits of a whole number, for exact comparison of big ones; null otherwise. */
  digits: string | null;
}

const mantissa = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ \u2009\u202f']\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+/.source;
const exponent = /(?:[eE][+-]?\d{1,4}(?!\d|\.\d)|\s*[×xX*·]\s*10\s*(?:\^|\*\*)\s*[({]?\s*([+-]?\d{1,4})\s*[)}]?)/
  .source;
const power = /10\s*(?:\^|\*\*)\s*[({]?\s*([+-]?\d{1,4})\s*[)}]?(?!\d|\.\d)/.source;
const fraction = /(\d{1,15})\/(\d{1,15})(?!\d|\.\d|\/)/.source;

/** Matches one number at the start of cleaned text: sign, then power of ten, fraction or decimal with exponent. */
const leading = new RegExp(`^([+-]?)\\s?(?:${power}|${fraction}|(${mantissa})(${exponent})?)`);

/** The spellings of minus, times and superscripts made plain, LaTeX's remains removed. Length may change. */
export function plainNumbers(text: string): string {
  return flattenSuperscripts(text.replace(/10\s*([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹])/g, "10$1"))
    .replace(/[−–‐‑‒﹣－]/g, "-")
    .replace(/\\(?:times|cdot)\b\s*/g, "×")
    .replace(/\\(?:approx|simeq|sim)\b/g, "≈")
    .replace(/\\[dt]?frac\s*\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}/g, "$1/$2")
    .replace(/\\(?:boxed|mathbf|bm|textbf)\s*\{([^{}]*)\}/g, "$1")
    .replace(/(\d)\{,\}(?=\d{3})/g, "$1,")
    .replace(/(\d)\\[,;!]\s?(?=\d{3}(?!\d))/g, "$1,")
    .replace(/\\[,;:! ]\s?|(?<=\d)~(?=\S)/g, " ");
}

/** Reads the number at the start of the text; `length` is how much of it was used. */
export function leadingNumber(text: string): { number: WrittenNumber; length: number } | null {
  const match = leading.exec(text);
  if (match === null) return null;
  const [whole, sign, tenPower, numerator, denominator, digits, tail, tailPower] = match;
  const length = whole.length;
  const written = whole.trim();
  const negative = sign === "-" ? -1 : 1;
  if (tenPower !== undefined) {
    const value = negative * Number(`1e${tenPower}`);
    return {
      number: { written, value, figures: null, decimals: null, integer: false, place: 0, digits: null },
      length,
    };
  }
  if (numerator !== undefined && denominator !== undefined) {
    const value = (negative * Number(numerator)) / Number(denominator);
    const integer = Number.isInteger(value);
    return { number: { written, value, figures: null, decimals: null, integer, place: 0, digits: null }, length };
  }
  const plain = (digits ?? "").replace(/[, \u2009\u202f']/g, "");
  const shift = tail === undefined ? 0 : Number(tailPower ?? tail.slice(1));
  const value = negative * Number(`${plain}e${shift}`);
  const point = plain.indexOf(".");
  const behind = point < 0 ? 0 : plain.length - point - 1;
  const significant = plain.replace(".", "").replace(/^0+(?=\d)/, "");
  const vague = point < 0 && tail === undefined && /[1-9]0+$/.test(plain);
  const integer = point < 0 && tail === undefined;
  return {
    number: {
      written,
      value: value === 0 ? 0 : value,
      figures: vague ? null : significant.length,
      decimals: tail === undefined ? behind : null,
      integer,
      place: 10 ** (shift - behind),
      digits: integer ? `${negative < 0 ? "-" : ""}${significant}`.replace(/^-0$/, "0") : null,
    },
    length,
  };
}
