import { exactly, Unreadable } from "./interval.ts";
import type { Token } from "./tokens.ts";
import {
  attempt,
  call,
  combine,
  inUnit,
  isNumber,
  negated,
  pure,
  type Reading,
  raise,
  sameDimension,
  type Value,
} from "./value.ts";

/** How far the number that was meant may be from the written one. */
export type Rounding = (token: Token) => number;

/** Whether the tokens are `3/4`, without room. */
export function isGluedFraction([a, bar, b, ...rest]: readonly (Token | undefined)[]): boolean {
  if (!a?.integer || bar?.text !== "/" || !b?.integer || rest.length > 0) return false;
  return bar.start === a.end && b.start === bar.end;
}

/** The value of tokens that are one arithmetic expression and nothing else; null when they are not. */
export function evaluate(tokens: readonly Token[], rounding: Rounding, reading: Reading): Value | null {
  let at = 0;
  /** In an exponent: `81^0.5` means one half exactly, while `10^4.76` may have been rounded. */
  let sharp = false;
  const peek = (kind: Token["kind"], text?: string): boolean => {
    const token = tokens[at];
    return token?.kind === kind && (text === undefined || token.text === text);
  };
  return attempt(() => {
    const value = sum();
    return at === tokens.length ? value : null;
  });

  function sum(): Value {
    let total = term();
    while (peek("operator", "+") || peek("operator", "-")) {
      const sign = tokens[at++]!.text;
      total = combine(total, term(), sign, false);
    }
    return total;
  }

  function term(): Value {
    let total = tightly();
    for (;;) {
      if (peek("operator", "*") || peek("operator", "/")) {
        const { text: sign } = tokens[at++]!;
        const next = tokens[at];
        if (sign === "/" && reading.apart && next?.kind === "number" && next.mantissa !== next.value) {
          at++;
          total = combine(total, pure(exactly(next.mantissa)), "/", false);
          total = withUnit(combine(total, pure(exactly(next.value / next.mantissa)), "*", false));
        } else if (sign === "*" && reading.lost && /^10\d\d?$/.test(next?.text ?? "")) {
          at++;
          total = withUnit(combine(total, pure(exactly(10 ** Number(next!.text.slice(2)))), "*", false));
        } else if (sign === "/" && fraction(total)) {
          total = withUnit(combine(total, power(), sign, reading.floors === true));
        } else if (sign === "/" && reading.nested && gluedFraction()) {
          const numerator = number(tokens[at]!);
          at += 3;
          total = combine(total, withUnit(combine(numerator, number(tokens[at - 1]!), "/", false)), "/", false);
        } else {
          const operand = sign === "/" && reading.over ? term() : tightly();
          total = combine(total, operand, sign, reading.floors === true);
        }
      } else if (!reading.tight && juxtaposed()) total = combine(total, quantity(), "*", false);
      else return total;
    }
  }

  /** Whether a bar has just been read that makes a fraction with the unit behind it, `3/4 m`. */
  function fraction(above: Value): boolean {
    const [numerator, bar, denominator, unit] = tokens.slice(at - 2, at + 2);
    const glued = bar?.start === numerator?.end && bar?.end === denominator?.start;
    return !above.measured && glued && unit?.kind === "unit" && numerator!.integer && denominator!.integer;
  }

  /** Whether `1/2` stands next, behind a bar with room: `25 / 1/2`. */
  function gluedFraction(): boolean {
    const [a, bar, b] = tokens.slice(at, at + 3);
    return isGluedFraction([a, bar, b]) && (tokens[at - 1]!.spaced || a!.spaced);
  }

  /** An operand with what is multiplied to it without a sign. */
  function tightly(): Value {
    let total = signed();
    while (reading.tight && juxtaposed()) total = combine(total, quantity(), "*", false);
    return total;
  }

  /** Whether the next token is multiplied without a sign: `2(3 + 4)`, `(2)(3)`, `2 sin 30°`, `2π`, `3!2!`. */
  function juxtaposed(): boolean {
    const [before, next] = [tokens[at - 1], tokens[at]];
    if (!before || !next) return false;
    const near = next.start === before.end;
    if (next.kind === "open") {
      const constant = before.kind === "number" && before.place === 0;
      return near || constant || /^(?:close|unit)$/.test(before.kind) || tokens[at - 2]?.text === "/";
    }
    if (next.kind === "function") return before.kind !== "function";
    if (next.kind === "number" && next.place === 0) return before.kind === "number" || before.kind === "close";
    return next.kind === "number" && near && before.text === "!";
  }

  function signed(): Value {
    if (!peek("operator", "-") && !peek("operator", "+")) return quantity();
    const negative = tokens[at++]!.text === "-";
    if (negative && reading.signed && tokens[at]?.kind === "number" && tokens[at + 1]?.text === "^") {
      const base = negated(number(tokens[at++]!));
      at++;
      return withUnit(raise(base, signed(), reading));
    }
    const value = signed();
    return negative ? negated(value) : value;
  }

  /** A power with its unit, and smaller units behind it: `5 ft 10 in`. */
  function quantity(): Value {
    let total = withUnit(power());
    for (;;) {
      const [before, next, unit] = [tokens[at - 1], tokens[at], tokens[at + 1]];
      if (before?.kind !== "unit" || next?.kind !== "number" || unit?.kind !== "unit") return total;
      const smaller = before.unit!.factor > unit.unit!.factor * 1.0001 && before.unit!.kind === "unit";
      if (!smaller || !sameDimension(before.unit!.dimension, unit.unit!.dimension)) return total;
      total = { ...combine(total, withUnit(power()), "+", false), raw: null };
    }
  }

  function withUnit(value: Value): Value {
    return peek("unit") ? inUnit(value, tokens[at++]!.unit!, reading) : value;
  }

  function power(): Value {
    let base = primary();
    while (peek("operator", "!")) {
      at++;
      if (!base.whole || base.raw === null || base.raw.low < 0 || base.raw.low > 30 || peek("operator", "!")) {
        throw new Unreadable();
      }
      let factorial = 1;
      for (let i = 2; i <= base.raw.low; i++) factorial *= i;
      base = pure(exactly(factorial), true);
    }
    if (!peek("operator", "^")) return base;
    const below = tokens[at - 1];
    at++;
    const outer = sharp;
    sharp = below?.value !== 10 && below?.value !== Math.E;
    const raised = raise(base, exponent(), reading);
    sharp = outer;
    return raised;
  }

  function exponent(): Value {
    if (peek("operator", "-") || peek("operator", "+")) {
      const negative = tokens[at++]!.text === "-";
      return negative ? negated(exponent()) : exponent();
    }
    return power();
  }

  function number(token: Token): Value {
    const half = sharp && token.place >= 0.01 ? 0 : rounding(token);
    return pure({ low: token.value - half, high: token.value + half }, token.integer);
  }

  function primary(): Value {
    const token = tokens[at];
    if (token?.kind === "number") {
      at++;
      const value = number(token);
      // `2 1/2`
      const [a, bar, b] = tokens.slice(at, at + 3);
      if (!token.integer || !isGluedFraction([a, bar, b]) || !a!.spaced || a!.value >= b!.value) return value;
      at += 3;
      return pure(exactly(token.value + a!.value / b!.value));
    }
    if (token?.kind === "function") {
      at++;
      return functionOf(token);
    }
    if (token?.kind !== "open" || token.text === "{") throw new Unreadable();
    at++;
    const inner = sum();
    if (!peek("close")) throw new Unreadable();
    at++;
    return inner;
  }

  function functionOf(token: Token): Value {
    const from = at;
    let argument: Value;
    if (peek("open")) argument = primary();
    else if (reading.greedy === "rest") argument = sum();
    else if (reading.greedy === "product") argument = term();
    else if (/^(?:sqrt|cbrt)$/.test(token.text)) argument = power();
    else argument = signed();
    while (tokens[at]?.kind === "number" && tokens[at]!.place === 0 && tokens[at - 1]?.kind === "number") {
      argument = combine(argument, quantity(), "*", false);
    }
    const units = tokens.slice(from, at).flatMap(({ unit }) => (unit ? [unit] : []));
    const angles = units.filter(({ dimension }) => sameDimension(dimension, { rad: 1 }, true));
    if (/(?:sin|cos|tan)$/.test(token.text) && argument.si !== null && argument.measured) {
      if (!isNumber(argument.si.dimension)) throw new Unreadable();
    }
    const degrees = angles.some(({ text }) => /^(?:°|deg)/.test(text));
    return call(token, argument, angles.length === 0 ? null : degrees ? "degrees" : "radians", reading);
  }
}
