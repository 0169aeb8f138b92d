import { explained } from "./doubt.ts";
import { evaluate } from "./evaluate.ts";
import { around, middle, overlap } from "./interval.ts";
import { inBase, looseReadings, otherMarks, soundReadings } from "./readings.ts";
import { constants, type Data, type Lone, loneOf, operandRounding, widened } from "./rounding.ts";
import type { Setting } from "./setting.ts";
import type { Sides } from "./sides.ts";
import type { Token } from "./tokens.ts";
import { type Reading, sameDimension, type Value } from "./value.ts";

/** Both sides in one reading: lone numbers with all that rounds to them, and both as they are written. */
interface Pair {
  a: Value;
  b: Value;
  written: { a: Value; b: Value };
}

/** Whether the sides of an equality agree; null where that cannot be said. */
export function compare(sides: Sides, plain: string, data: Data, setting: Setting): boolean | null {
  const { left, right } = sides;
  const about = sides.sign.about === true;
  const tokens = [...left, ...right];
  const rounding = operandRounding(tokens, data);
  const read = (first: readonly Token[], second: readonly Token[], reading: Reading): Pair | null => {
    const [one, other] = [loneOf(first), loneOf(second)];
    const a = evaluate(first, one ? exactly : rounding, reading);
    const b = evaluate(second, other ? exactly : rounding, reading);
    if (!a || !b) return null;
    const whole = a.whole && b.whole;
    const widen = (value: Value, part: Lone | null) => (part ? widened(value, part, about, whole, reading) : value);
    return { a: widen(a, one), b: widen(b, other), written: { a, b } };
  };
  const readings = soundReadings(tokens);
  const pairs = readings.flatMap((reading) => read(left, right, reading) ?? []);
  const [pair] = pairs;
  if (!pair) return null;
  const lone = { left: loneOf(left), right: loneOf(right) };
  if (lone.left && lone.right) return conversion(pair, lone.left, lone.right, setting);
  if (pairs.some(agree)) return true;
  if (explained({ ...sides, ...pair.written, lone, setting })) return null;
  const holds = (first: readonly Token[] | null, second: readonly Token[] | null, change: Partial<Reading>): boolean =>
    first !== null &&
    second !== null &&
    readings.some((reading) => {
      const other = read(first, second, { ...reading, ...change });
      return other !== null && agree(other);
    });
  if (looseReadings(tokens, right).some((change) => holds(left, right, change))) return null;
  const minus: Token = { ...left[0]!, kind: "operator", text: "-" };
  if (sides.bulleted && holds([minus, ...left], right, {})) return null;
  if (right.at(-1)?.text === "!" && holds(left, right.slice(0, -1), {})) return null;
  const marks = otherMarks(tokens, plain);
  if (marks && holds(marks.slice(0, left.length), marks.slice(left.length), {})) return null;
  if (otherBase(tokens, setting)) {
    if (bases.some((base) => holds(inBase(left, base), inBase(right, base), {}))) return null;
    if (setting.bases && tokens.some(({ text }) => /e/i.test(text))) return null;
  }
  return false;
}

const exactly = (): number => 0;
const bases = [2, 8, 16, 3, 4, 5, 6, 7, 9, 12];

function agree({ a, b }: Pick<Pair, "a" | "b">): boolean {
  if (a.whole && b.whole && a.raw && b.raw) {
    const [x, y] = [middle(a.raw), middle(b.raw)];
    const coarse = Math.max(a.raw.high - a.raw.low, b.raw.high - b.raw.low) / 2;
    return Math.abs(x - y) <= Math.max(coarse, 0.25, 1e-14 * Math.abs(x));
  }
  if (a.raw && b.raw && overlap(a.raw, b.raw, constants)) return true;
  if (a.si === null || b.si === null || !sameDimension(a.si.dimension, b.si.dimension)) return false;
  return overlap(a.si, b.si, constants);
}

const otherBase = (tokens: readonly Token[], setting: Setting): boolean =>
  setting.bases || tokens.every(({ kind, text }) => kind !== "number" || /^[01]+$/.test(text));

/** Units whose size differs from country to country or is rounded in use, by how much. */
const loose: readonly [unit: RegExp, share: number][] = [
  [/^(?:yr|years?)$/i, 0.004],
  [/^(?:k?cal|Btu|BTU|hp|horsepower)$/, 0.02],
  [/^(?:gal|gallons?|oz|ounces?|t|tons?)$/i, 0.25],
];

/**
 * `45 min = 0.75 h`: two quantities of one kind. Anything else, such as `1 mol = 18 g`, says another thing. Where the
 * left one is a whole number it is meant exactly.
 */
function conversion({ a, b, written }: Pair, left: Lone, right: Lone, setting: Setting): boolean | null {
  const [from, to] = [left.unit?.unit, right.unit?.unit];
  if (
    !from ||
    !to ||
    from.text === to.text ||
    from.kind !== "unit" ||
    to.kind !== "unit" ||
    !a.raw ||
    !b.raw ||
    !a.si ||
    !b.si
  )
    return null;
  if (!sameDimension(a.si.dimension, b.si.dimension, true)) return null;
  const half = left.token.integer && from.text !== to.text ? 0 : left.token.place / 2;
  const first = around((left.negative ? -1 : 1) * left.token.value, half);
  const share = Math.max(
    0,
    ...loose.filter(([unit]) => unit.test(from.text) || unit.test(to.text)).map(([, size]) => size),
  );
  const inSi = (factor: number, offset: number) => ({
    low: (first.low + offset) * factor * (1 - share),
    high: (first.high + offset) * factor * (1 + share),
  });
  const second = (offset: number, factor: number) => ({
    low: (b.raw!.low + offset) * factor,
    high: (b.raw!.high + offset) * factor,
  });
  const sizes = [1, from.binary].flatMap((x) => [1, to.binary].map((y) => [from.factor * x, to.factor * y] as const));
  if (sizes.some(([x, y]) => overlap(inSi(x, 0), second(0, y)))) return true;
  if (overlap(inSi(from.factor, from.offset), second(to.offset, to.factor))) return true;
  if (from.letters === "glued" || to.letters === "glued") return null;
  const bothLetters = from.letters !== null && to.letters !== null;
  if (bothLetters && (setting.symbols.has(from.text[0]!) || setting.symbols.has(to.text[0]!))) return null;
  if (setting.scale && "m" in from.dimension) return null;
  if (/calorie/i.test(from.text + to.text)) return null;
  const turns = (middle(written.a.raw!) - middle(written.b.raw!)) / 360;
  if (from.text === "°" && to.text === "°" && Math.abs(turns - Math.round(turns)) < 1e-9) return null;
  return false;
}
