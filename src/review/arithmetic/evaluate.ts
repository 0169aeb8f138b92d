import { parseUnit } from "../../../schema/quantity.ts";
import type { Token } from "./tokens.ts";

/** Every value that an expression may have, when its rounded numbers may have been any number they stand for. */
export interface Value {
  low: number;
  high: number;
  /** The same in SI units, where the units of all parts are known and fit; null otherwise. */
  si: { low: number; high: number; dimension: Record<string, number> } | null;
  /** Made of whole numbers without a unit by operations that keep them whole. */
  whole: boolean;
  /** Some number has a unit. */
  measured: boolean;
  /** Operations in it; 0 for a lone number. */
  operations: number;
}

/** How to read what prose leaves open: angles without a sign, and `log`. */
export interface Reading {
  degrees: boolean;
  naturalLog: boolean;
}

/** Thrown where tokens are no expression; caught in `evaluate`. */
class Unreadable extends Error {}

type Range = { low: number; high: number };
const corners = (a: Range, b: Range, apply: (x: number, y: number) => number): Range => {
  const values = [apply(a.low, b.low), apply(a.low, b.high), apply(a.high, b.low), apply(a.high, b.high)];
  if (!values.every(Number.isFinite)) throw new Unreadable();
  return { low: Math.min(...values), high: Math.max(...values) };
};
const monotonic = (a: Range, apply: (x: number) => number): Range => corners(a, a, (x) => apply(x));

const operations: Record<string, (x: number, y: number) => number> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => x / y,
};

/** Angles and percentages count as pure numbers in products. */
function dimensionOf(unit: string): { factor: number; dimension: Record<string, number> } | null {
  const parsed = parseUnit(unit);
  if (parsed === null || parsed.offset !== 0) return null;
  const dimension = Object.entries(parsed.dimension).filter(
    ([base, power]) => power !== 0 && !/^(?:ratio|rad)$/.test(base),
  );
  return { factor: parsed.factor, dimension: Object.fromEntries(dimension) };
}

function combine(a: Value, b: Value, sign: string): Value {
  const apply = operations[sign]!;
  const divides = sign === "/";
  if (divides && b.low <= 0 && b.high >= 0) throw new Unreadable();
  let si: Value["si"] = null;
  if (a.si && b.si) {
    const additive = sign === "+" || sign === "-";
    const fits = !additive || sameDimension(a.si.dimension, b.si.dimension);
    if (fits) {
      const dimension = additive ? a.si.dimension : product(a.si.dimension, b.si.dimension, divides ? -1 : 1);
      si = { ...corners(a.si, b.si, apply), dimension };
    }
  }
  return {
    ...corners(a, b, apply),
    si,
    whole: a.whole && b.whole && !divides,
    measured: a.measured || b.measured,
    operations: a.operations + b.operations + 1,
  };
}

export const sameDimension = (a: Record<string, number>, b: Record<string, number>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((base) => (a[base] ?? 0) === (b[base] ?? 0));

function product(a: Record<string, number>, b: Record<string, number>, sign: number): Record<string, number> {
  const out = { ...a };
  for (const [base, power] of Object.entries(b)) out[base] = (out[base] ?? 0) + sign * power;
  return out;
}

function raise(base: Value, exponent: Value): Value {
  const whole = Number.isInteger(exponent.low) && exponent.low === exponent.high;
  if (!whole && base.low <= 0) throw new Unreadable();
  const straddles = base.low < 0 && base.high > 0;
  if (straddles && exponent.low < 0) throw new Unreadable();
  const range = corners(base, exponent, (x, y) => x ** y);
  if (straddles && whole && exponent.low % 2 === 0) range.low = 0;
  const { si } = base;
  const power = exponent.low;
  const raised =
    si && whole && !(si.low < 0 && si.high > 0) ? corners(si, { low: power, high: power }, (x, y) => x ** y) : null;
  const dimension = Object.fromEntries(Object.entries(si?.dimension ?? {}).map(([name, n]) => [name, n * power]));
  return {
    ...range,
    si: raised && { ...raised, dimension },
    whole: base.whole && whole && exponent.low >= 0,
    measured: base.measured,
    operations: base.operations + 1,
  };
}

/**
 * The value of tokens that are one arithmetic expression and nothing else; null when they are not. Numbers for which
 * `isExact` holds stand for themselves, every other one for all numbers that round to it.
 */
export function evaluate(tokens: readonly Token[], isExact: (token: Token) => boolean, reading: Reading): Value | null {
  let at = 0;
  const peek = (kind: Token["kind"], text?: string): boolean => {
    const token = tokens[at];
    return token?.kind === kind && (text === undefined || token.text === text);
  };

  const number = (token: Token): Value => {
    const half = isExact(token) ? 0 : roundingOf(token);
    const range = { low: token.value - half, high: token.value + half };
    const unit = token.unit === "" ? { factor: 1, dimension: {} } : dimensionOf(token.unit);
    const si = unit && { low: range.low * unit.factor, high: range.high * unit.factor, dimension: unit.dimension };
    const measured = token.unit !== "";
    return { ...range, si, whole: token.integer && !measured, measured, operations: 0 };
  };
  const primary = (): Value => {
    const token = tokens[at];
    if (token?.kind === "number") {
      at++;
      return number(token);
    }
    if (token?.kind === "function") {
      at++;
      const argument = peek("open") ? primary() : unary();
      return call(token.text, argument, tokens[at - 1]!, reading);
    }
    if (token?.kind !== "open") throw new Unreadable();
    at++;
    const inner = sum();
    if (!peek("close")) throw new Unreadable();
    at++;
    return inner;
  };
  const postfix = (): Value => {
    let value = primary();
    while (peek("operator", "!")) {
      at++;
      if (!value.whole || value.low !== value.high || value.low < 0 || value.low > 30) throw new Unreadable();
      let factorial = 1;
      for (let i = 2; i <= value.low; i++) factorial *= i;
      value = { ...value, low: factorial, high: factorial, si: null, operations: value.operations + 1 };
    }
    if (!peek("operator", "^")) return value;
    at++;
    return raise(value, unary());
  };
  const unary = (): Value => {
    if (!peek("operator", "-") && !peek("operator", "+")) return postfix();
    const negative = tokens[at]!.text === "-";
    at++;
    const value = unary();
    if (!negative) return value;
    const si = value.si && { ...value.si, low: -value.si.high, high: -value.si.low };
    return { ...value, low: -value.high, high: -value.low, si };
  };
  const term = (): Value => {
    let value = unary();
    for (;;) {
      const token = tokens[at];
      const before = tokens[at - 1];
      if (peek("operator", "*") || peek("operator", "/")) {
        at++;
        value = combine(value, unary(), token!.text);
      } else if (token?.kind === "open" && before && token.start === before.end && before.unit === "") {
        // `(2)(-1)` and `4(3 + 1)`.
        value = combine(value, postfix(), "*");
      } else return value;
    }
  };
  const sum = (): Value => {
    let value = term();
    while (peek("operator", "+") || peek("operator", "-")) {
      const sign = tokens[at++]!.text;
      value = combine(value, term(), sign);
    }
    return value;
  };

  try {
    const value = sum();
    return at === tokens.length && Number.isFinite(value.low) && Number.isFinite(value.high) ? value : null;
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Half a unit in the last written place. Whole numbers that end in zeros may have been rounded there, to 0.5 % at most. */
export function roundingOf(token: Pick<Token, "value" | "place" | "integer">): number {
  const zeros = token.integer && token.value !== 0 ? (/0*$/.exec(String(token.value))?.[0].length ?? 0) : 0;
  const coarse = zeros === 0 ? 0 : Math.min(10 ** zeros / 2, 0.005 * Math.abs(token.value));
  return Math.max(token.place / 2, coarse) * (1 + 1e-9);
}

function call(name: string, argument: Value, last: Token, reading: Reading): Value {
  const degrees = last.unit === "°" || last.unit === "deg" || (last.unit === "" && reading.degrees);
  const turn = degrees ? Math.PI / 180 : 1;
  const table: Record<string, (x: number) => number> = {
    ln: Math.log,
    lg: Math.log10,
    log: reading.naturalLog ? Math.log : Math.log10,
    log10: Math.log10,
    log2: Math.log2,
    exp: Math.exp,
    sqrt: Math.sqrt,
    sin: (x) => Math.sin(x * turn),
    cos: (x) => Math.cos(x * turn),
    tan: (x) => Math.tan(x * turn),
  };
  const apply = table[name];
  if (apply === undefined) throw new Unreadable();
  const range = monotonic(argument, apply);
  const pure = argument.si && sameDimension(argument.si.dimension, {}) ? { ...range, dimension: {} } : null;
  const root = name === "sqrt" && argument.si ? rootOf(argument.si) : pure;
  return { ...range, si: root, whole: false, measured: argument.measured, operations: argument.operations + 1 };
}

function rootOf(si: NonNullable<Value["si"]>): Value["si"] {
  const dimension = Object.fromEntries(Object.entries(si.dimension).map(([name, power]) => [name, power / 2]));
  return si.low < 0 ? null : { ...monotonic(si, Math.sqrt), dimension };
}
