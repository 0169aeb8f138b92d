import { apply, type Conventions, isInverse } from "./functions.ts";
import { corners, divided, exactly, type Interval, powered, scaled, Unreadable } from "./interval.ts";
import type { Token } from "./tokens.ts";
import type { Dimension, UnitReading } from "./units.ts";

/** Every value that an expression may have, when its rounded numbers may have been any number they stand for. */
export interface Value {
  /** The numbers alone, whatever their units; null where they have no value. */
  raw: Interval | null;
  /** In SI units, where the units of all parts are known and fit; null otherwise. */
  si: (Interval & { dimension: Dimension }) | null;
  /** Made of whole numbers without a unit by operations that keep them whole. */
  whole: boolean;
  /** Some number has a unit of measurement. */
  measured: boolean;
  /** What does not fit together, such as 2 m + 3: it may be confirmed and never refuted. */
  doubtful: boolean;
}

/** How to read what mathematics on a line leaves open. */
export interface Reading extends Conventions {
  /** `1/2π` is 1/(2π), and `a/b(c)` is a/(bc). */
  tight?: boolean;
  /** `6 / 2 × 10^3` is (6 / 2) × 10^3. */
  apart?: boolean;
  /** `25 / 1/2` is 25/(1/2). */
  nested?: boolean;
  /** `a / b × c` is a/(bc). */
  over?: boolean;
  /** `sin 2 × 15°` and `√16 + 9`: a function takes the product, or the rest. */
  greedy?: "product" | "rest";
  /** Division of whole numbers leaves the fraction out. */
  floors?: boolean;
  /** `−2²` is 4. */
  signed?: boolean;
  /** `5 ^ 3` is a bitwise exclusive or. */
  xor?: boolean;
  /** Kilo counts 1024 in amounts of information. */
  binary?: boolean;
  /** `3 × 108` is 3 × 10^8. */
  lost?: boolean;
}

/** A pure number. */
export const pure = (raw: Interval, whole = false): Value => ({
  raw,
  si: { ...raw, dimension: {} },
  whole,
  measured: false,
  doubtful: false,
});

/** Whether two kinds of quantity are the same; angles count as pure numbers unless `strict`. */
export function sameDimension(a: Dimension, b: Dimension, strict = false): boolean {
  const bases = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...bases].every((base) => (base === "rad" && !strict) || (a[base] ?? 0) === (b[base] ?? 0));
}

export const isNumber = (dimension: Dimension): boolean => sameDimension(dimension, {});

/** The outcome, or null where it has no value. */
export const attempt = <T>(compute: () => T): T | null => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
};

export function negated(value: Value): Value {
  const si = value.si && { ...scaled(value.si, -1), dimension: value.si.dimension };
  return { ...value, raw: value.raw && scaled(value.raw, -1), si };
}

export function combine(a: Value, b: Value, sign: string, floors: boolean): Value {
  const operate = (x: Interval, y: Interval): Interval => {
    if (sign === "/") return divided(x, y);
    return corners(x, y, sign === "+" ? (p, q) => p + q : sign === "-" ? (p, q) => p - q : (p, q) => p * q);
  };
  const additive = sign === "+" || sign === "-";
  const fits = !additive || (a.si !== null && b.si !== null && sameDimension(a.si.dimension, b.si.dimension));
  const raw = a.raw && b.raw && attempt(() => operate(a.raw!, b.raw!));
  const si =
    a.si && b.si && fits
      ? attempt(() => ({
          ...operate(a.si!, b.si!),
          dimension: additive ? a.si!.dimension : product(a.si!.dimension, b.si!.dimension, sign === "/" ? -1 : 1),
        }))
      : null;
  if (raw === null && si === null) throw new Unreadable();
  const cancelled = !additive && a.measured && b.measured && si !== null && isNumber(si.dimension);
  const quotient = floors && sign === "/" && a.whole && b.whole && raw !== null;
  return {
    raw: quotient ? { low: Math.floor(raw.low), high: Math.floor(raw.high) } : raw,
    si,
    whole: a.whole && b.whole && (sign !== "/" || quotient),
    measured: (a.measured || b.measured) && !cancelled,
    // `50 + 10 %` is 55 to a calculator.
    doubtful: a.doubtful || b.doubtful || (additive && (!fits || a.measured !== b.measured)),
  };
}

function product(a: Dimension, b: Dimension, sign: number): Dimension {
  const out: Record<string, number> = { ...a };
  for (const [base, power] of Object.entries(b)) out[base] = (out[base] ?? 0) + sign * power;
  return out;
}

export function raise(base: Value, exponent: Value, reading: Reading): Value {
  const power = exponent.measured ? exponent.si : exponent.raw;
  if (power === null || (exponent.si && !isNumber(exponent.si.dimension))) throw new Unreadable();
  if (reading.xor && base.whole && exponent.whole && base.raw !== null) {
    return pure(exactly(base.raw.low ^ power.low), true);
  }
  const raw = base.raw && attempt(() => powered(base.raw!, power));
  const fixed = power.low === power.high;
  const si =
    base.si && (fixed || isNumber(base.si.dimension))
      ? attempt(() => ({
          ...powered(base.si!, power),
          dimension: Object.fromEntries(Object.entries(base.si!.dimension).map(([name, n]) => [name, n * power.low])),
        }))
      : null;
  if (raw === null && si === null) throw new Unreadable();
  const whole = base.whole && exponent.whole && power.low >= 0;
  return { raw, si, whole, measured: base.measured, doubtful: base.doubtful || exponent.doubtful };
}

/** The value with a unit behind it. */
export function inUnit(value: Value, unit: UnitReading, reading: Reading): Value {
  if (value.measured) throw new Unreadable();
  const factor = unit.factor * (reading.binary ? unit.binary : 1);
  const si = value.si && { ...scaled(value.si, factor), dimension: unit.dimension };
  const noun = unit.kind === "noun";
  return { ...value, si, whole: value.whole && noun, measured: !noun };
}

export function call(token: Token, argument: Value, angle: "degrees" | "radians" | null, reading: Reading): Value {
  const { text: name, power, base } = token;
  const inverse = isInverse(name, power);
  const more = { base, angle, inverse: inverse && power === -1 };
  const isRoot = name === "sqrt" || name === "cbrt";
  const root = isRoot ? 1 / (name === "sqrt" ? 2 : 3) : 1;
  const raised = (range: Interval): Interval =>
    power === undefined || power === -1 ? range : powered(range, exactly(power));
  const raw = argument.raw && attempt(() => raised(apply(name, argument.raw!, reading, more)));
  const { si } = argument;
  // In SI units an angle is in radians already.
  const turned = angle === null ? more : { ...more, angle: "radians" as const };
  const inSi =
    si && (isRoot || isNumber(si.dimension))
      ? attempt(() => {
          const dimension = Object.fromEntries(Object.entries(si.dimension).map(([key, n]) => [key, n * root]));
          return { ...raised(apply(name, si, reading, turned)), dimension: isRoot ? dimension : {} };
        })
      : null;
  if (raw === null && inSi === null) throw new Unreadable();
  const radians =
    inverse && inSi ? { ...scaled(inSi, reading.degrees ? Math.PI / 180 : 1), dimension: { rad: 1 } } : inSi;
  return { raw, si: radians, whole: false, measured: argument.measured && isRoot, doubtful: argument.doubtful };
}
