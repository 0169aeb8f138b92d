import { sameDimension, type Value } from "./evaluate.ts";
import type { Token } from "./tokens.ts";

/** A written equality, with what stands around it. */
export interface Sides {
  left: readonly Token[];
  right: readonly Token[];
  /** Written with a sign for "about". */
  about: boolean;
  /** Nothing was equal to the left side before. */
  begins: boolean;
  /** The text of the line before and behind it. */
  before: string;
  behind: string;
  /** Numbers of the question. */
  data: ReadonlySet<number>;
  /** What remainders are taken of in the whole text. */
  moduli: readonly number[];
}

/** An equality that does not hold as it is read. */
type Suspect = Sides & { a: Value; b: Value; all: readonly Token[]; numbers: readonly Token[] };

const middle = ({ low, high }: Pick<Value, "low" | "high">): number => (low + high) / 2;
const contains = ({ low, high }: Value, value: number): boolean =>
  value >= low - 1e-9 * Math.abs(low) && value <= high + 1e-9 * Math.abs(high);
const fitting = ({ a, b }: Suspect): boolean =>
  a.si !== null && b.si !== null && sameDimension(a.si.dimension, b.si.dimension);
const one = (tokens: readonly Token[]): Token | null =>
  tokens.filter(({ kind }) => kind === "number").length === 1 ? tokens.find(({ kind }) => kind === "number")! : null;
const isCount = (token: Token | null): token is Token => token?.integer === true && token.power === 0;

/** A prefix that one side leaves out, `1.41 × 334000 = 471 kJ`, or a unit that the left side lacks. */
function prefixed(suspect: Suspect): boolean {
  const { a, b } = suspect;
  if (fitting(suspect) && a.measured === b.measured) return false;
  return [1e-6, 1e-3, 1e3, 1e6].some((factor) => a.low * factor <= b.high && b.low <= a.high * factor);
}

/** Letters that may be symbols: `2 h + 3 = 9`, `12 + 3 = 5m`, `3h = 12s`, `2 h / g = 9.9 s^2`. */
function lettered(suspect: Suspect): boolean {
  const { a, b, left, right } = suspect;
  const letter = ({ unit, integer }: Token): boolean => integer && /^\p{L}(?: ?[/*·] ?\p{L})*$/u.test(unit);
  const near = ({ value, start, end }: Token): boolean => end - start <= String(value).length + 1;
  if (one(left) !== null && one(right) !== null) return left.some(letter) && right.some(letter);
  if (a.measured === b.measured && (!a.measured || fitting(suspect))) return false;
  return left.some(letter) || right.some((token) => letter(token) && near(token));
}

/** Full and half turns: `350° + 20° = 10°`; and turns that count as pure numbers, `60 rpm = 1 Hz`. */
function turned({ a, b, numbers }: Suspect): boolean {
  const full = (middle(a) - middle(b)) / (2 * Math.PI);
  if (numbers.some(({ value }) => value === Math.PI) && Math.abs(full - Math.round(full)) < 1e-9) return true;
  if (numbers.some(({ unit }) => /^(?:rpm|rps|rev|turn|cycle)/.test(unit))) return true;
  const turns = (middle(a) - middle(b)) / 180;
  return numbers.some(({ unit }) => /^(?:°|deg)/.test(unit)) && Math.abs(turns - Math.round(turns)) < 1e-9;
}

/** A whole number of things that a quotient makes, up or down. */
function counted({ a, b, left, right }: Suspect): boolean {
  const result = one(right);
  if (!isCount(result) || result.unit !== "" || !left.some(({ text }) => text === "/")) return false;
  return [Math.floor(middle(a)), Math.ceil(middle(a))].includes(middle(b));
}

/** `2/3 = 0.66`: cut and not rounded. */
function truncated({ a, b, right }: Suspect): boolean {
  const result = one(right);
  if (result === null || result.place >= 1 || middle(a) * middle(b) < 0) return false;
  const rest = Math.abs(middle(a)) - result.value;
  return rest > 0 && rest < result.place * 1.000001;
}

const wrapping =
  /\bmod(?:ulo|ular|ulus)?\b|\bremainders?\b|\b(?:last|units) digit|\boverflow|\bwrap|\bunsigned\b|\bboolean\b|\bxor\b|\binteger division|\bclock|\b[ap]\.?m\b|\binclusive|ℤ|\bZ_|\bcongruen|\bGF\(/i;
const otherBase = /\b(?:base|binary|octal|hex)/i;

/** Remainders, registers, clocks, truth values and digits in another base. */
function wrapped({ a, b, numbers, before, behind, moduli, all }: Suspect): boolean {
  if (!numbers.every(({ integer }) => integer)) return false;
  const difference = middle(a) - middle(b);
  if (moduli.length > 0) return moduli.some((modulus) => difference % modulus === 0);
  const around = `${before} ${behind}`;
  if (wrapping.test(around) || numbers.at(-1)?.unit === "pm") return true;
  if (numbers.some(({ unit }) => unit !== "")) return false;
  // `5 ^ 3 = 6` of bits
  const [bits, sign, mask] = all;
  if (all.length === 4 && sign?.text === "^" && (bits!.value ^ mask!.value) === all[3]!.value) return true;
  // `1011 + 1 = 1100`
  const digits = numbers.map(({ value }) => String(value));
  const sums = all.every(({ kind, text }) => kind !== "operator" || /[+-]/.test(text));
  const binary = digits.every((each) => /^[01]+$/.test(each)) && digits.some((each) => each.length > 2);
  return sums && (binary || otherBase.test(around));
}

const supposing =
  /(?:\b(?:suppos\w*|assum\w*|if|whether|unless|imagine|not|never|instead of|rather than)\s+(?:that\s+)?|(?:^|[.;:!?]\s+)(?:is|are|does|do|would)\s+(?:it\s+)?|\b(?:mistake|mistaken|wrong|wrongly|incorrect|incorrectly|erroneous|erroneously|fallacy|misread|tempt\w*)\b[^.]*)$/i;
const denying =
  /^[^.\n]{0,60}\b(?:false|not true|untrue|wrong|incorrect|contradict\w*|impossible|absurd|not equal|not hold|mistake|mistaken|fails|does not|doesn't|isn't)\b|^[^.=]{0,20}\?/i;

/** What is supposed, asked or denied: `is 3 + 4 = 8?`, `which gives 5 = 6, a contradiction`. */
const disowned = ({ before, behind }: Suspect): boolean => supposing.test(before) || denying.test(behind);

/** Something by itself on the left is named: `1/4 = 15` of the books, `π = 250` for a profit, `48 = 100% + 20%`. */
function named({ left, right, a, b }: Suspect): boolean {
  const [first, bar, last] = left;
  const share =
    left.length === 3 && bar?.text === "/" && first?.end === bar.start && bar.end === last?.start && middle(a) < 1;
  if (share && middle(b) >= 1 && isCount(one(right))) return true;
  const alone = one(left);
  if (alone === null) return false;
  return (
    (alone.place === 0 && alone.text === "" && left.length === 1) ||
    (alone.unit === "" && right.some(({ unit }) => unit === "%"))
  );
}

/** A running total: `5 × 10 = 50 × 2 = 100`. */
function running({ a, right }: Suspect): boolean {
  const [first] = right;
  return first?.kind === "number" && right.length > 2 && contains(a, first.value);
}

/** Exponents that lost their place, `3.0 × 10-5`, `3.0 × 108`. */
const lost = ({ all, data }: Suspect): boolean =>
  all.some((token, i) => {
    const [mantissa, sign, next] = [all[i - 2], all[i - 1], all[i + 1]];
    if (token.kind !== "number" || !token.integer || sign?.text !== "*" || mantissa?.integer !== false) return false;
    if (data.has(token.value)) return false;
    return (
      /^10[1-9]\d?$/.test(String(token.value)) || (token.value === 10 && next?.text === "-" && next.start === token.end)
    );
  });

/** A range, `6-10`, written with a hyphen among operators with room; and dates. */
function ranged({ all }: Suspect): boolean {
  const near = (i: number): boolean => all[i - 1]?.end === all[i]!.start && all[i + 1]?.start === all[i]!.end;
  const operators = all.flatMap(({ kind, text }, i) => (kind === "operator" && text !== "^" ? [i] : []));
  const glued = operators.filter((i) => all[i]!.text === "-" && all[i - 1]?.kind === "number" && near(i));
  return glued.length > 0 && operators.some((i) => !near(i) && i > 0);
}

/** Prefixes of bytes are powers of 1,000 or of 1,024. */
function binary({ a, b, numbers }: Suspect): boolean {
  if (!numbers.some(({ unit }) => /^(?:[kKMGT]i?)?(?:[Bb]|bits?|bytes?)(?:\/|$)/.test(unit))) return false;
  const ratio = Math.abs(middle(a.si ?? a) / middle(b.si ?? b));
  const power = Math.abs(Math.log(ratio) / Math.log(1.024));
  return [1, 2, 3, 4].some((prefix) => Math.abs(power - prefix) < 0.02);
}

/** Scales of maps, and the calories of food, which are kilocalories. */
const otherwise = ({ before, behind, numbers }: Suspect): boolean =>
  /\b(?:map|scale|drawing|blueprint|represents?)\b/i.test(`${before} ${behind}`) ||
  numbers.some(({ unit }) => /^calories$/i.test(unit));

/** A constant by another constant, roughly: `22/7 ≈ π`. */
const rough = ({ about, a, b }: Suspect): boolean => about && Math.abs(middle(a) / middle(b) - 1) < 0.01;

const reasons: readonly ((suspect: Suspect) => boolean)[] = [
  prefixed,
  lettered,
  turned,
  counted,
  truncated,
  wrapped,
  disowned,
  named,
  running,
  lost,
  ranged,
  binary,
  otherwise,
  rough,
];

/** Whether something other than a mistake may explain that the sides differ. */
export function explained(sides: Sides, values: { a: Value; b: Value }): boolean {
  const all = [...sides.left, ...sides.right];
  const suspect = { ...sides, ...values, all, numbers: all.filter(({ kind }) => kind === "number") };
  return reasons.some((reason) => reason(suspect));
}
