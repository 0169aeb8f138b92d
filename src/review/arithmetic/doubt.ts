import { isGluedFraction } from "./evaluate.ts";
import { middle, overlap } from "./interval.ts";
import type { Lone } from "./rounding.ts";
import type { Setting } from "./setting.ts";
import type { Sides } from "./sides.ts";
import type { Token } from "./tokens.ts";
import type { Dimension } from "./units.ts";
import { isNumber, sameDimension, type Value } from "./value.ts";
import { scales } from "./words.ts";

/** An equality that does not hold as it is read, with all that might explain it. */
export interface Suspect extends Sides {
  a: Value;
  b: Value;
  lone: { left: Lone | null; right: Lone | null };
  setting: Setting;
}

const all = ({ left, right }: Sides): readonly Token[] => [...left, ...right];
const unitsOf = (tokens: readonly Token[]) => tokens.flatMap(({ unit }) => (unit ? [unit] : []));

/** Sizes of units against each other that are left out in writing, up to powers of a thousand. */
const factors = [
  60, 3.6, 24, 86.4, 7, 4.184, 101.325, 96.485, 1.602176634, 1.609344, 2.54, 0.3048, 453.59237, 6.02214076,
];
const within = 1.004;
const finer = /[cd][mLlg]|bar|Pa|dyn|erg|cent|deci|°|%/;
const isLength = (dimension: Dimension): boolean =>
  Object.entries(dimension).every(([base, n]) => base === "m" || n === 0);

/** Whether a prefix or a conversion that is not written explains the difference. */
function converted(suspect: Suspect): boolean {
  const { a, b } = suspect;
  const fits = a.si !== null && b.si !== null && sameDimension(a.si.dimension, b.si.dimension);
  if (a.raw === null || b.raw === null) return !fits;
  if ((fits && (a.measured === b.measured || isNumber(a.si!.dimension))) || (!a.measured && !b.measured)) return false;
  const ratio = Math.abs(middle(a.raw) / middle(b.raw));
  const close = (x: number, step: number): boolean => {
    const power = Math.log(x) / Math.log(step);
    return Math.abs(power - Math.round(power)) * Math.log(step) < Math.log(within);
  };
  if (!Number.isFinite(ratio) || ratio === 0) return false;
  const information = (b.si?.dimension.bit ?? a.si?.dimension.bit ?? 0) !== 0;
  if (information && (close(ratio, 1024) || close(ratio * 8, 1024) || close(ratio / 8, 1024))) return true;
  const kelvin = Math.abs(Math.abs(middle(a.raw) - middle(b.raw)) - 273.15) < 0.2;
  // Prefixes are powers of a thousand, but for lengths, pressures and their like.
  const step = unitsOf(all(suspect)).some(({ text, dimension }) => finer.test(text) || isLength(dimension)) ? 10 : 1000;
  return kelvin || close(ratio, step) || factors.some((size) => close(ratio * size, 1000) || close(ratio / size, 1000));
}

/** Letters that may be symbols: `12 + 3 = 5m`, `3t + 2t = 5`, and `2 h = 6` where h is something. */
function lettered(suspect: Suspect): boolean {
  const { a, b, setting } = suspect;
  const units = unitsOf(all(suspect)).filter(({ letters }) => letters !== null);
  if (units.some(({ letters }) => letters === "glued")) return true;
  const mixed = a.measured !== b.measured || a.si === null || b.si === null;
  if (b.measured === false && a.measured && units.length > 0 && a.si !== null && !isNumber(a.si.dimension)) return true;
  return mixed && units.some(({ text }) => setting.symbols.has(text[0]!));
}

/** Words that stand for several of something: `4 × 25 = 1 dollar`. */
function scaled({ left, right, a, b }: Suspect): boolean {
  const nouns = (tokens: readonly Token[]): string[] =>
    unitsOf(tokens)
      .filter(({ kind }) => kind === "noun")
      .map(({ text }) => text);
  const [one, other] = [nouns(left), nouns(right)];
  const same = one.every((noun) => other.includes(noun)) && other.every((noun) => one.includes(noun));
  if (same || ![...one, ...other].some((noun) => noun.split(/[\s/]/).some((word) => scales.has(word)))) return false;
  if (a.raw === null || b.raw === null) return true;
  const ratio = Math.abs(middle(a.raw) / middle(b.raw));
  return [ratio, 1 / ratio].some((size) => size > 1.5 && Math.abs(size - Math.round(size)) < 0.004 * size);
}

/** A whole number of things that a quotient or a fraction makes, up or down. */
function counted({ a, lone }: Suspect): boolean {
  const { right } = lone;
  if (!right?.token.integer || a.raw === null || right.unit?.unit?.kind === "unit") return false;
  const value = middle(a.raw) * (right.negative ? -1 : 1);
  return Math.floor(value + 1e-9) === right.token.value || Math.ceil(value - 1e-9) === right.token.value;
}

/** A whole result rounded to its zeros, `2 × 56 = 110`, to two figures at least. */
function roundedWhole({ a, b, lone }: Suspect): boolean {
  const { right } = lone;
  if (!right || !a.whole || !b.whole || a.raw === null || b.raw === null) return false;
  const digits = String(right.token.value).length;
  const zeros = Math.min(/0*$/.exec(String(right.token.value))?.[0].length ?? 0, digits - 2);
  return digits > 2 && zeros > 0 && Math.abs(middle(a.raw) - middle(b.raw)) <= 10 ** zeros / 2;
}

/** Remainders, clocks, registers that overflow, and full turns. */
function wrapped(suspect: Suspect): boolean {
  const { a, b, setting } = suspect;
  if (a.raw === null || b.raw === null) return false;
  const difference = middle(a.raw) - middle(b.raw);
  const turns = unitsOf(suspect.right).some(({ text }) => text === "°")
    ? [180]
    : all(suspect).some(({ value }) => value === Math.PI)
      ? [Math.PI]
      : [];
  const whole = (turns: number): boolean => Math.round(turns) !== 0 && Math.abs(turns - Math.round(turns)) < 1e-3;
  if (turns.some((turn) => whole(difference / turn))) return true;
  if (!all(suspect).every((token) => token.kind !== "number" || token.integer)) return false;
  if (!a.whole || !b.whole) return setting.modular;
  return (
    setting.moduli.some((modulus) => difference % modulus === 0) || (setting.modular && setting.moduli.length === 0)
  );
}

/** `1 + 1 = 1` of truth values. */
function logical(suspect: Suspect): boolean {
  return suspect.setting.logic && all(suspect).every(({ kind, text }) => kind !== "number" || /^[01]$/.test(text));
}

/** A range, `6-10`, written with a hyphen among operators with room. */
function ranged(suspect: Suspect): boolean {
  const tokens = all(suspect);
  const glued = tokens.some(
    (token, i) =>
      token.text === "-" && !token.spaced && tokens[i - 1]?.kind === "number" && tokens[i + 1]?.start === token.end,
  );
  return glued && tokens.some(({ kind, text, spaced }) => kind === "operator" && text !== "^" && spaced);
}

/** A running total: `5 × 10 = 50 × 2 = 100`. */
function running({ a, right, goesOn }: Suspect): boolean {
  const first = right[0];
  if (!goesOn || first?.kind !== "number" || right.length < 3 || a.raw === null) return false;
  return overlap(a.raw, { low: first.value - first.place / 2, high: first.value + first.place / 2 });
}

/** Time of day: `8 + 5 = 1 pm`. */
function timed({ right }: Suspect): boolean {
  return right.at(-1)?.unit?.text === "pm" && right.length === 2 && right[0]!.integer && right[0]!.value <= 12;
}

/** An arrow between states or substances says nothing of sums. */
function transition({ sign, left, right }: Suspect): boolean {
  return sign.text === "→" && unitsOf([...left, ...right]).length > 0;
}

/**
 * Something by itself on the left is named and not computed: `1 h = 60 × 60`, `5 boxes = 3 + 2`, `48 = 120 %`, and
 * `1/4 = 15` of what was spoken of, `π = 12` for a profit.
 */
function named({ lone, a, b, left }: Suspect): boolean {
  const share = isGluedFraction(left) && a.raw !== null && b.raw !== null && middle(a.raw) < 1 && middle(b.raw) >= 1;
  if (share) return true;
  if (lone.left === null) return false;
  if (lone.left.unit === null) return b.measured || lone.left.token.place === 0;
  return a.measured !== b.measured || !a.si || !b.si || !sameDimension(a.si.dimension, b.si.dimension);
}

/** `= 20 times 2 people` */
const inWords = ({ right }: Suspect): boolean => right.some(({ worded }) => worded);

/** Angles in turns and degrees among pure numbers. */
function turned(suspect: Suspect): boolean {
  const { a, b } = suspect;
  const angular = unitsOf(all(suspect)).filter(({ dimension }) => (dimension.rad ?? 0) !== 0);
  const strict = a.si !== null && b.si !== null && sameDimension(a.si.dimension, b.si.dimension, true);
  return !strict && angular.some(({ factor }) => factor !== 1);
}

const reasons: readonly ((suspect: Suspect) => boolean)[] = [
  ({ a, b }) => a.doubtful || b.doubtful,
  converted,
  lettered,
  scaled,
  counted,
  roundedWhole,
  wrapped,
  logical,
  ranged,
  running,
  timed,
  transition,
  named,
  inWords,
  turned,
];

/** Whether something other than a mistake may explain that the sides differ. */
export const explained = (suspect: Suspect): boolean => reasons.some((reason) => reason(suspect));
