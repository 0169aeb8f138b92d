import { findQuantities } from "../../quantity.ts";

/**
 * Evaluates arithmetic as people write it: `93.45 g / 31.998 g/mol`, `2.920 mol × 4/5`, `ln(0.0024/2.95e-4)`, `C(8, 2)`.
 * Units behind numbers are passed over. Null for anything that is not arithmetic, a bare number included; never throws.
 */
export function evaluate(written: string): number | null {
  const tokens = tokenise(written);
  if (tokens === null || tokens.length === 0 || tokens.length > 200) return null;
  let place = 0;
  let operations = 0;
  const operate = (value: number): number => {
    operations += 1;
    return value;
  };
  const peek = (): Token | undefined => tokens[place];
  const take = (symbol: string): boolean => {
    if (peek() !== symbol) return false;
    place += 1;
    return true;
  };
  const sum = (): number => {
    let value = product();
    for (;;) {
      if (take("+")) value = operate(value + product());
      else if (take("-")) value = operate(value - product());
      else return value;
    }
  };
  const product = (): number => {
    let value = signed();
    for (;;) {
      if (take("*")) value = operate(value * signed());
      else if (take("/")) value = operate(value / signed());
      else if (peek() === "(") value = operate(value * signed());
      else return value;
    }
  };
  const signed = (): number => (take("-") ? -signed() : take("+") ? signed() : power());
  const power = (): number => {
    const base = postfix();
    return take("^") ? operate(base ** signed()) : base;
  };
  const postfix = (): number => {
    const value = atom();
    return take("!") ? operate(factorial(value)) : value;
  };
  const atom = (): number => {
    const token = peek();
    place += 1;
    if (typeof token === "number") return token;
    if (token === "(") {
      const value = sum();
      return take(")") ? value : Number.NaN;
    }
    const called = token === undefined ? undefined : functions[token];
    if (called === undefined || !take("(")) return Number.NaN;
    const values = [sum()];
    while (take(",")) values.push(sum());
    return take(")") ? operate(called(...values)) : Number.NaN;
  };
  const value = sum();
  return place === tokens.length && operations > 0 && Number.isFinite(value) ? value : null;
}

type Token = number | string;

const factorial = (n: number): number => (Number.isInteger(n) && n >= 0 && n <= 170 ? gamma(n) : Number.NaN);
const gamma = (n: number): number => Array.from({ length: n }, (_, i) => i + 1).reduce((a, b) => a * b, 1);

const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  ln: (x) => Math.log(x ?? Number.NaN),
  log: (x) => Math.log10(x ?? Number.NaN),
  log10: (x) => Math.log10(x ?? Number.NaN),
  log2: (x) => Math.log2(x ?? Number.NaN),
  exp: (x) => Math.exp(x ?? Number.NaN),
  sqrt: (x) => Math.sqrt(x ?? Number.NaN),
  sin: (x) => Math.sin(((x ?? Number.NaN) * Math.PI) / 180),
  cos: (x) => Math.cos(((x ?? Number.NaN) * Math.PI) / 180),
  C: (n, k) => factorial(n ?? -1) / factorial(k ?? -1) / factorial((n ?? -1) - (k ?? -1)),
};

const signs: Readonly<Record<string, string>> = {
  "×": "*",
  "·": "*",
  "⋅": "*",
  "÷": "/",
  ":": "/",
  "−": "-",
  "[": "(",
  "]": ")",
};

/** Numbers, signs and names of functions; null when there is anything else. */
function tokenise(written: string): Token[] | null {
  const text = written
    .replace(/[×·⋅÷−[\]]/g, (sign) => signs[sign] ?? sign)
    .replace(/½/g, "0.5")
    .replace(/°(?=\))/g, "");
  const { plain, found } = findQuantities(text);
  const tokens: Token[] = [];
  let place = 0;
  const between = (part: string): boolean => {
    const read = part.match(/\s+|[-+*/^(),!]|[A-Za-z]+\d*|\d+(?:\.\d+)?/g) ?? [];
    if (read.join("") !== part) return false;
    for (const token of read.filter((piece) => piece.trim() !== "")) {
      if (/[A-Za-z]/.test(token) && !Object.hasOwn(functions, token)) return false;
      tokens.push(/^\d/.test(token) ? Number(token) : token);
    }
    return true;
  };
  for (const quantity of found) {
    if (!between(plain.slice(place, quantity.start))) return null;
    const negative = quantity.value < 0 && tokens.length > 0 && !/^[-+*/^(,]$/.test(String(tokens.at(-1)));
    if (negative) tokens.push("-", -quantity.value);
    else tokens.push(quantity.value);
    place = quantity.end;
  }
  return between(plain.slice(place)) ? tokens : null;
}
