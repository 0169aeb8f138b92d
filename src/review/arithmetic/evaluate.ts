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

/** How to read what prose leaves open. */
export interface Reading {
  /** Angles without a sign. */
  degrees: boolean;
  /** `log`. */
  naturalLog: boolean;
  /** `a / b × c` is a over all of b × c. */
  over?: boolean;
  /** `6 / 2 × 10^3` is 3 × 10^3. */
  apart?: boolean;
  /** How far a function without brackets goes: `log 2 × 10^-5`, `√16 + 9`. */
  reach?: "product" | "sum";
  /** `-3^2` is the square of -3. */
  signed?: boolean;
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

function inUnit(value: Value, unit: string): Value {
  if (unit === "") return value;
  const known = dimensionOf(unit);
  const si = known &&
    value.si && {
      low: value.si.low * known.factor,
      high: value.si.high * known.factor,
      dimension: product(value.si.dimension, known.dimension, 1),
    };
  return { ...value, si, whole: false, measured: true };
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

function scaled(value: Value, by: number): Value {
  const si = value.si && { ...value.si, low: value.si.low * by, high: value.si.high * by };
  return { ...value, low: value.low * by, high: value.high * by, si };
}

function negated(value: Value): Value {
  const si = value.si && { ...value.si, low: -value.si.high, high: -value.si.low };
  return { ...value, low: -value.high, high: -value.low, si };
}

/**
 * The value of tokens that are one arithmetic expression and nothing else; null when they are not. Numbers for which
 * `isExact` holds stand for themselves, every other one for all numbers that round to it.
 */
export function evaluate(tokens: readonly Token[], isExact: (token: Token) => boolean, reading: Reading): Value | null {
  let at = 0;
  let exponents = 0;
  const peek = (kind: Token["kind"], text?: string): boolean => {
    const token = tokens[at];
    return token?.kind === kind && (text === undefined || token.text === text);
  };

  const number = (token: Token): Value => {
    // `81^0.5`
    const root = exponents > 0 && (token.value * 4) % 1 === 0;
    const half = isExact(token) || root ? 0 : roundingOf(token);
    const range = { low: token.value - half, high: token.value + half };
    const pure = {
      ...range,
      si: { ...range, dimension: {} },
      whole: token.integer && token.power >= 0,
      measured: false,
      operations: 0,
    };
    // The unit behind a power belongs to all of it: `10^8 m/s`.
    return exponents > 0 ? pure : inUnit(pure, token.unit);
  };
  const primary = (): Value => {
    const token = tokens[at];
    if (token?.kind === "number") {
      at++;
      return number(token);
    }
    if (token?.kind === "function") {
      at++;
      const bare = reading.reach === "sum" ? sum : reading.reach === "product" ? term : unary;
      const argument = peek("open") ? primary() : bare();
      return call(token.text, argument, tokens[at - 1]!, reading);
    }
    if (token?.kind !== "open") throw new Unreadable();
    at++;
    const inner = sum();
    if (!peek("close")) throw new Unreadable();
    at++;
    return inner;
  };
  const postfix = (value = primary()): Value => {
    while (peek("operator", "!")) {
      at++;
      if (!value.whole || value.low !== value.high || value.low < 0 || value.low > 30) throw new Unreadable();
      let factorial = 1;
      for (let i = 2; i <= value.low; i++) factorial *= i;
      value = { ...value, low: factorial, high: factorial, si: null, operations: value.operations + 1 };
    }
    if (!peek("operator", "^")) return value;
    at++;
    exponents++;
    const exponent = unary();
    exponents--;
    const raised = raise(value, exponent);
    return exponents > 0 ? raised : inUnit(raised, tokens[at - 1]!.unit);
  };
  const unary = (): Value => {
    if (!peek("operator", "-") && !peek("operator", "+")) return postfix();
    const negative = tokens[at]!.text === "-";
    at++;
    if (!negative) return unary();
    return reading.signed ? postfix(negated(primary())) : negated(unary());
  };
  const term = (): Value => {
    let value = unary();
    for (;;) {
      if (peek("operator", "/")) {
        at++;
        const apart = reading.apart ? 100 ** (tokens[at]?.power ?? 0) : 1;
        let divisor = unary();
        for (let more = reading.over && factor(); more; more = factor()) divisor = combine(divisor, more, "*");
        value = scaled(combine(value, divisor, "/"), apart);
      } else {
        const next = factor();
        if (next === null) return value;
        value = combine(value, next, "*");
      }
    }
  };
  const factor = (): Value | null => {
    if (peek("operator", "*")) {
      at++;
      return unary();
    }
    // `(2)(-1)`, `4(3 + 1)`, `2√3`, `2π` and `3!2!`.
    const [before, token] = [tokens[at - 1]!, tokens[at]];
    if (!token || token.start !== before.end || before.unit !== "") return null;
    const constant = token.place === 0 && token.value > 1 && token.text === "";
    const besides = token.kind === "number" && (constant || before.text === "!");
    return token.kind === "open" || token.kind === "function" || besides ? postfix() : null;
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
function roundingOf(token: Pick<Token, "value" | "place" | "integer">): number {
  const zeros = token.integer && token.value !== 0 ? (/0*$/.exec(String(token.value))?.[0].length ?? 0) : 0;
  const coarse = zeros === 0 ? 0 : Math.min(10 ** zeros / 2, 0.005 * Math.abs(token.value));
  return Math.max(token.place / 2, coarse) * (1 + 1e-9);
}

/** `sin(4π)` without the rounding of π. */
const zeroed = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : value);

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
    sin: (x) => zeroed(Math.sin(x * turn)),
    cos: (x) => zeroed(Math.cos(x * turn)),
    tan: (x) => zeroed(Math.tan(x * turn)),
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
