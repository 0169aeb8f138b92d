import { normaliseUnit, parseUnit } from "./expression.ts";
import { leadingNumber, plainNumbers, type WrittenNumber } from "./number.ts";

/** A number with the unit behind it, found in running text. */
export interface FoundQuantity extends WrittenNumber {
  /** Empty where no known unit follows. */
  unit: string;
  /** Offsets in `plain`, the text with plain minus signs, exponents and without LaTeX. */
  start: number;
  end: number;
}

/** Words that are also units, and are words in running text. */
const ordinaryWords = new Set(["in", "at", "as", "am", "a", "gray", "grays", "deg", "foot", "second", "bars"]);
/** Pairs of symbols that people join by a space without any exponent. */
const spacedPairs = new Set(["N m", "L atm", "W h", "A h", "J s", "V s", "N s", "mm Hg", "kg m"]);

function joined(pieces: readonly string[]): boolean {
  return pieces.every((piece, i) => {
    const before = pieces[i - 1];
    if (before === undefined) return true;
    if (/^[/·*⋅]/.test(piece) || /[/·*⋅(]$/.test(before) || /^per$/i.test(piece) || /^per$/i.test(before)) return true;
    if (/(?:\^|\d)[^/]*$/.test(piece) || /^(?:squared|cubed)\b/i.test(piece)) return true;
    if (/^(?:°|degrees?|square|cubic)$/i.test(before) || spacedPairs.has(`${before} ${piece.replace(/[.,;:)]+$/, "")}`))
      return true;
    // A bare symbol in a chain that ends in an exponent: kg m s^-2, J / (g K).
    return pieces.slice(i + 1).some((later) => /\^-?\d|-\d/.test(later)) || /\)[.,;:]?$/.test(piece);
  });
}

/** The text up to a bracket that closes what was opened before it: `m/s^2` of `m/s^2)(4 s)`. */
function inside(text: string): string {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (/[([{]/.test(text[i]!)) depth++;
    if (/[)\]}]/.test(text[i]!) && --depth < 0) return text.slice(0, i).replace(/\\$/, "");
  }
  return text;
}

/** The longest known unit at the start of the text and its length there. */
function leadingUnit(text: string): { unit: string; length: number } {
  const none = { unit: "", length: 0 };
  if (/^ ?[A-Z] (?:atom|ion|nucle|electron)/.test(text)) return none;
  const window = inside(/^(?:\\[,;: ]|~| |)(?:[^\s]+ ?){0,6}/.exec(text.slice(0, 90))?.[0] ?? "");
  const pieces = window.split(" ");
  const lead = pieces[0] === "" ? 1 : 0;
  for (let count = Math.min(pieces.length, lead + 5); count > lead; count--) {
    const used = pieces.slice(0, count);
    const words = used.slice(lead);
    if (words.some((word) => word === "") || !joined(words)) continue;
    let raw = used.join(" ");
    for (;;) {
      const unit = raw.trim();
      if (unit === "") break;
      if (parseUnit(unit) !== null && !/^[-\d]/.test(unit)) {
        const followed = /^\s*[a-z\d]/i.test(text.slice(raw.length));
        if (ordinaryWords.has(unit) && (followed || unit !== "in")) break;
        return { unit: normaliseUnit(unit), length: raw.length };
      }
      const shorter = raw.replace(/(?:[.,;:!?)\]}"'’”`*_$]|\\[\])])$/, "");
      if (shorter === raw) break;
      raw = shorter;
    }
  }
  return none;
}

const maximum = 5_000;

/**
 * Every number in running text that stands for a quantity, in order. Digits inside names and formulas (`H2O`, `x_1`,
 * `x^2`, `2x`) are none; `10^-7` is one number.
 */
export function findQuantities(text: string): { plain: string; found: FoundQuantity[] } {
  const plain = plainNumbers(text);
  const found: FoundQuantity[] = [];
  const candidate = /(?<![\p{L}\p{N}_^)\]]|\d[.,]|\^[-{(]|_[{(])[+-]?(?:\d|\.\d)/gu;
  for (let match = candidate.exec(plain); match !== null && found.length < maximum; match = candidate.exec(plain)) {
    const start = match.index;
    const read = leadingNumber(plain.slice(start, start + 120));
    if (read === null) continue;
    const behind = start + read.length;
    const after = plain.slice(behind, behind + 100);
    const { unit, length } = leadingUnit(after);
    candidate.lastIndex = Math.max(behind + length, start + 1);
    if (length === 0 && /^[\p{L}_^]/u.test(after)) continue;
    found.push({ ...read.number, unit, start, end: behind + length });
  }
  return { plain, found };
}
