import { explained, type Sides } from "./doubt.ts";
import { evaluate, type Reading, sameDimension, type Value } from "./evaluate.ts";
import { listMark, type Token } from "./tokens.ts";

/** Readings that people mean: what holds in one of them holds. */
const sound: readonly Reading[] = [
  { degrees: true, naturalLog: false },
  { degrees: false, naturalLog: false },
  { degrees: false, naturalLog: true },
];
/** Readings that are sloppy: what holds in one of them is neither right nor wrong. */
const loose: readonly Partial<Reading>[] = [
  { over: true },
  { apart: true },
  { reach: "product" },
  { reach: "sum" },
  { signed: true },
];

/**
 * Whether the two sides are the same within the rounding of what is written; null where that cannot be said, because they
 * are no arithmetic or something else than a mistake may explain that they differ.
 */
export function compare(sides: Sides): boolean | null {
  const { left, right, about, data } = sides;
  const exact = (token: Token): boolean =>
    token.place === 0 || data.has(token.value) || (token.integer && (token.value < 1_000 || token.unit === ""));
  const read = (reading: Reading, { left, right } = sides): { a: Value; b: Value } | null => {
    const [a, b] = [evaluate(left, exact, reading), evaluate(right, exact, reading)];
    if (a === null || b === null) return null;
    const counted = a.whole && !a.measured;
    return { a: isLone(left) ? lone(left, about, true) : a, b: isLone(right) ? lone(right, about, counted) : b };
  };
  const usual = read(sound[0]!);
  if (!usual) return null;
  const { a, b } = usual;
  const unsaid = (): null | false => (explained(sides, usual) ? null : false);
  if (isLone(left) && isLone(right)) {
    // `1 h = 50 min`: what is converted is given, and only the result rounded.
    const given = left.some(({ value }) => value === 1) && sides.begins ? evaluate(left, exact, sound[0]!)! : a;
    return conversion(given, b) === false ? unsaid() : conversion(given, b);
  }
  const fits = (reading: Reading, of: Sides = sides): boolean => {
    const pair = read(reading, of);
    return pair !== null && (overlap(pair.a, pair.b) || inUnits(pair.a, pair.b) === true);
  };
  if (sound.some((reading) => fits(reading))) return true;
  if (loose.some((reading) => fits({ ...sound[0]!, ...reading }))) return null;
  // The mark that ends a sentence: `2 + 2 = 4!`
  if (right.at(-1)?.text === "!" && fits(sound[0]!, { ...sides, right: right.slice(0, -1) })) return null;
  // The mark of a list's item may be a sign: `- 3 + 4 = 1`.
  const minus: Token = { ...left[0]!, kind: "operator", text: "-" };
  if (sides.before.trim() === listMark && fits(sound[0]!, { ...sides, left: [minus, ...left] })) return null;
  return unsaid();
}

/** A number by itself, with a sign. */
function isLone(tokens: readonly Token[]): boolean {
  const shape = tokens.map((token) => (token.kind === "number" && token.text === "" ? "n" : token.text)).join("");
  return /^[([{]*[+-]?n[)\]}]*$/.test(shape);
}

/** A lone number is a result, and results are rounded; those that were counted are exact. */
function lone(tokens: readonly Token[], about: boolean, counted: boolean): Value {
  const first = tokens.find((token) => token.kind === "number")!;
  const zeros = first.unit !== "" || about || !counted ? zerosOf(first, about) : 0;
  const widened = { ...first, place: Math.max(first.place * (about ? 2 : 1), zeros) };
  const value = evaluate(
    tokens.map((token) => (token === first ? widened : token)),
    (token) => token !== widened,
    sound[0]!,
  )!;
  const whole = first.integer && first.power === 0 && first.unit === "" && tokens.length <= 2;
  return { ...value, operations: 0, whole };
}

/** The last figure of a whole number that may be rounded, `150 N`: at least two are, of one that is said to be rounded one. */
function zerosOf({ integer, value, power }: Token, about: boolean): number {
  const [digits] = /^[1-9]\d*$/.exec(String(value)) ?? [""];
  if (!integer || power !== 0 || digits === "") return 0;
  return 10 ** Math.max(0, Math.min(/0*$/.exec(digits)![0].length, digits.length - (about ? 1 : 2)));
}

function overlap(a: Value, b: Value): boolean {
  if (a.whole && b.whole && !a.measured && !b.measured) {
    // Whole numbers are exact, but for a result that may have been rounded to its zeros.
    const [x, y] = [(a.low + a.high) / 2, (b.low + b.high) / 2];
    const coarse = Math.max(a.high - a.low, b.high - b.low) / 2;
    return Math.abs(x - y) <= (coarse > 0.6 ? coarse : 0.25);
  }
  const slack = 1e-9 * Math.max(Math.abs(a.low), Math.abs(a.high), Math.abs(b.low), Math.abs(b.high));
  return a.low <= b.high + slack && b.low <= a.high + slack;
}

/** Whether the two agree as measured quantities; null where units are missing or do not fit. */
function inUnits(a: Value, b: Value): boolean | null {
  if (!a.si || !b.si || !sameDimension(a.si.dimension, b.si.dimension)) return null;
  return overlap({ ...a, ...a.si, whole: false }, { ...b, ...b.si, whole: false });
}

/** `45 min = 0.75 h`: two quantities of one kind; anything else, such as `1 mol = 18 g`, says another thing. */
function conversion(a: Value, b: Value): boolean | null {
  if (!a.measured || !b.measured) return null;
  return inUnits(a, b) === false ? overlap(a, b) : inUnits(a, b);
}
