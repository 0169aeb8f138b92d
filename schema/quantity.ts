import { isEmptyUnit, normaliseUnit, parseUnit, sameDimension, type Unit } from "./quantity/expression.ts";
import { leadingNumber, plainNumbers, type WrittenNumber } from "./quantity/number.ts";

export { convertUnits, parseUnit } from "./quantity/expression.ts";
export { type FoundQuantity, findQuantities } from "./quantity/scan.ts";

/** A number with its unit as it was written. */
export interface Quantity extends WrittenNumber {
  /** As written behind the number, spelling made uniform; empty for a pure number. */
  unit: string;
}

export interface Comparison {
  verdict: "equal" | "different" | "incomparable";
  /** One short sentence. */
  reason: string;
}

/** ISO 4217 codes of the signs that stand before amounts. */
const currencies: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY" };
const leadingCurrency = /^([+-]?)\s?([$€£¥])\s?(?=[\d.])/;

/** Everything around the quantity that is not the quantity. */
function strip(text: string): string {
  let rest = plainNumbers(text)
    .replace(/[*_`]{2,}/g, "")
    .replace(/^[`*_\s]+|[`*_\s]+$/g, "");
  rest = rest.replace(/\\[()[\]]/g, "").replace(/^(?:the\s+)?(?:final\s+)?answer\s*(?::|=|\bis\b:?)\s*/i, "");
  if (/^\$[^$]*\$$/.test(rest)) rest = rest.slice(1, -1);
  const currency = leadingCurrency.exec(rest);
  if (currency !== null) rest = `${currency[1]}${rest.slice(currency[0].length)} ${currencies[currency[2] ?? ""]}`;
  // `m = n M = 36.0 g`: what stands behind the last sign of equality, unless several things are stated.
  const equals = Math.max(rest.lastIndexOf("="), rest.lastIndexOf("≈"), rest.lastIndexOf("≡"));
  if (equals >= 0 && !/[;<>≤≥]|,\s|\band\b|\bor\b|[→⇌]|->/.test(rest.slice(0, equals))) rest = rest.slice(equals + 1);
  return rest
    .trim()
    .replace(/^(?:[~≈≃]|about|approximately|approx\.?|roughly|circa|ca\.)\s*/i, "")
    .replace(/\s*(?:±|\+\/-|\\pm)\s*[\d.]+(?:[eE][+-]?\d+)?/, "")
    .replace(/[.,;:]+$/, "")
    .replace(/(?<=[^/*·\s])\s+\(([^()]*)\)$/, (all, inner: string) => (parseUnit(inner) === null ? "" : all))
    .replace(/[.,;:]+$/, "")
    .trim();
}

/** Takes off the words behind a unit that name the substance: `g of CO2`, `mol NaCl`. */
function trimUnit(text: string): string {
  const unit = text.trim().replace(/(?<!^)\s+of\s.*$/s, "");
  if (parseUnit(unit) !== null) return unit;
  const shorter = unit.replace(/(?:\s+\(?[A-Z][A-Za-z0-9()[\]^+-]*\)?){1,3}$/, "");
  return shorter !== "" && parseUnit(shorter) !== null ? shorter : unit;
}

/** A unit that no table has may still be words: `apples`, `red marbles`, `molecules`. */
const wordUnit = /^[\p{L}µ°%‰Ω$€£¥][\p{L}\p{N}µ°%‰Ω'()[\]/*^. -]{0,60}$/u;

/**
 * Reads text that is one quantity and nothing else: `0.340 mol`, `x = 1.20 × 10^-5 mol/L.`, `Answer: 1,234.5 kJ`, `3/4`.
 * Null for anything else; never throws.
 */
export function parseQuantity(text: string): Quantity | null {
  if (text.length > 400) return null;
  const rest = strip(text);
  const found = leadingNumber(rest);
  if (found === null) return null;
  const tail = rest.slice(found.length);
  if (/^[.,:\d]/.test(tail) || /^\s*[-+=<>≤≥^|&]/.test(tail)) return null;
  const unit = normaliseUnit(trimUnit(tail));
  if (unit === "") return { ...found.number, unit };
  if (parseUnit(unit) !== null) return { ...found.number, unit };
  // Words are a unit only behind a space and when they are few: `2x` and `3 of a kind in a row` are text.
  if (
    !/^\s/.test(tail) ||
    !wordUnit.test(unit) ||
    unit.split(" ").length > 4 ||
    /\d[A-Za-z]|^[A-Z][a-z]?\d|(?:^|\s)\d|^(?:to|or|and|than)\b/.test(unit)
  ) {
    return null;
  }
  return { ...found.number, unit };
}

/** The answer a program printed: what follows `Answer:` on the last line that begins so; null without one. */
export function readAnswer(stdout: string): string | null {
  const lines = stdout.split(/\r\n|\n|\r/);
  for (let i = lines.length - 1; i >= 0; i--) {
    const match = /^\s{0,40}\*{0,2}answer\*{0,2}\s{0,4}:\*{0,2}(.*)$/i.exec(lines[i] ?? "");
    const answer = match?.[1]?.trim();
    if (answer) return answer;
  }
  return null;
}

const result = (verdict: Comparison["verdict"], reason: string): Comparison => ({ verdict, reason });
const plainText = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^\s*answer\s*:/, "")
    .replace(/\s+/g, "")
    .replace(/[.;,]+$/, "");
const show = (unit: string): string => (unit === "" ? "no unit" : unit);
/** `beads`, `red marbles`: what is counted, no measure. */
const countNoun = (unit: string): boolean => parseUnit(unit) === null && /^[a-z]{3,}(?: [a-z]{3,}){0,3}$/.test(unit);
const singular = (unit: string): string => unit.toLowerCase().replace(/(?<=[a-z]{2})s\b/g, "");

/** The factor and shift that bring the computed value into the claimed unit, or why there is none. */
function alignment(claimed: string, computed: string): { factor: number; shift: number } | { reason: string } {
  const same = { factor: 1, shift: 0 };
  if (claimed === computed) return same;
  const [a, b] = [parseUnit(claimed), parseUnit(computed)];
  const bare = (unit: string, parsed: Unit | null) => (parsed === null ? countNoun(unit) : isEmptyUnit(parsed));
  if (bare(claimed, a) && bare(computed, b)) {
    if (a !== null || b !== null || singular(claimed) === singular(computed)) return same;
  }
  if (a !== null && b !== null) {
    if (claimed === "" || computed === "") {
      const [where, unit] = claimed === "" ? ["claimed", computed] : ["computed", claimed];
      return { reason: `The ${where} answer has no unit, the other one is in ${unit}.` };
    }
    if (!sameDimension(a, b)) return { reason: `${show(claimed)} and ${show(computed)} measure different things.` };
    const factor = b.factor / a.factor;
    return { factor, shift: b.offset * factor - a.offset };
  }
  if (singular(claimed) === singular(computed)) return same;
  return { reason: `The units ${show(claimed)} and ${show(computed)} differ.` };
}

const infinite = /^[-+\s]*(?:nan|inf|infinity|∞|\\infty)\b|^[-+\s]*∞/i;

/**
 * Whether two written answers are the same answer. The computed one is brought into the claimed one's unit. Equal when
 * they differ by at most `tolerance` relative to the larger (0.01 unless given), or by half a unit in the last written
 * place of the claimed number, the latter at most 2 % of it. Without a given tolerance a whole number that has no unit,
 * or counts things, must be met exactly (1e-9), or be the rounding of a computed number that is not whole. A claimed
 * zero is met within 1e-9 in its unit. Text answers are equal but for case and spaces.
 */
export function compareAnswers(claimed: string, computed: string, options: { tolerance?: number } = {}): Comparison {
  if (claimed.trim() === "" || computed.trim() === "") return result("incomparable", "One of the answers is empty.");
  const [a, b] = [parseQuantity(claimed), parseQuantity(computed)];
  if ([claimed, computed].some((text) => infinite.test(strip(text.slice(0, 400))))) {
    return result("incomparable", "One of the answers is not a finite number.");
  }
  if (a === null || b === null) {
    if (plainText(claimed) === plainText(computed)) return result("equal", "Both answers read the same.");
    if (a === null && b === null) return result("different", "The two answers read differently.");
    return result("different", "One answer is a number and the other is not.");
  }
  const aligned = alignment(a.unit, b.unit);
  if ("reason" in aligned) return result("different", aligned.reason);
  const value = b.value * aligned.factor + aligned.shift;
  if (!Number.isFinite(a.value) || !Number.isFinite(value)) {
    return result("incomparable", "One of the answers is not a finite number.");
  }
  const difference = Math.abs(a.value - value);
  if (a.value === 0) {
    return difference <= 1e-9
      ? result("equal", "Both answers are zero.")
      : result("different", "The claimed answer is zero, the computed one is not.");
  }
  const size = Math.max(Math.abs(a.value), Math.abs(value));
  const equal = result("equal", "Both answers are the same within the tolerance.");
  const different = result("different", `The answers differ by ${percent(difference / size)}.`);
  const bare = a.unit === "" || countNoun(a.unit);
  if (a.integer && bare && options.tolerance === undefined) {
    if (a.digits !== null && b.digits !== null) return a.digits === b.digits ? equal : different;
    const blur = b.decimals === null ? b.place / 2 : 0;
    const rounding = Number.isInteger(value) ? blur : Math.min(0.5, 0.01 * size);
    return difference <= Math.max(1e-9 * size, rounding) ? equal : different;
  }
  const rounding = Math.min((a.place / 2) * (1 + 1e-9), 0.02 * Math.abs(a.value));
  return difference <= Math.max((options.tolerance ?? 0.01) * size, rounding, 1e-12 * size) ? equal : different;
}

function percent(ratio: number): string {
  return ratio < 1e-4 ? "less than 0.01 %" : `${Number((ratio * 100).toPrecision(3))} %`;
}
