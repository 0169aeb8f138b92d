import { type Dimension, prefixNames, prefixSymbols, type UnitDefinition, units } from "./units.ts";

/** A unit expression, reduced: `value` in it is `(value + offset) * factor` in SI base units. */
export interface Unit {
  factor: number;
  offset: number;
  dimension: Dimension;
}

/** Every spelling with its unit. Bare symbols win over prefixed ones: `min` is a minute, `Pa` a pascal, `cd` a candela. */
function spellings(keys: (unit: UnitDefinition) => readonly string[], prefixes: Readonly<Record<string, number>>) {
  const table = new Map<string, Unit>();
  for (const unit of units) {
    for (const key of keys(unit)) table.set(key, scaled(unit, 1));
  }
  for (const unit of units.filter(({ prefixed }) => prefixed)) {
    for (const key of keys(unit)) {
      for (const [prefix, size] of Object.entries(prefixes)) {
        if (!table.has(prefix + key)) table.set(prefix + key, scaled(unit, size));
      }
    }
  }
  return table;
}

function scaled(unit: UnitDefinition, prefix: number): Unit {
  return { factor: unit.factor * prefix, offset: unit.offset ?? 0, dimension: unit.dimension };
}

const bySymbol: ReadonlyMap<string, Unit> = spellings((unit) => unit.symbols, prefixSymbols);
const byName: ReadonlyMap<string, Unit> = spellings((unit) => unit.names, prefixNames);
const irregularPlurals: Readonly<Record<string, string>> = { feet: "foot", inches: "inch", henries: "henry" };

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** Turns superscript digits and signs into `^` notation: `10⁻⁷` gives `10^-7`. */
export function flattenSuperscripts(text: string): string {
  return text.replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (run) => {
    const digits = [...run].map((c) => (c === "⁻" ? "-" : c === "⁺" ? "" : String(superscripts.indexOf(c))));
    return `^${digits.join("")}`;
  });
}

/** LaTeX around units in plain characters. */
function withoutLatex(text: string): string {
  if (!/[\\{}$]/.test(text)) return text;
  return text
    .replace(/\\(?:text|mathrm|rm|operatorname|mathit|textrm)\s*\{([^{}]*)\}/g, "$1")
    .replace(/\\Omega\b/g, "Ω")
    .replace(/\\mu\b\s*/g, "µ")
    .replace(/\\%/g, "%")
    .replace(/\^?\{?\\(?:circ|degree)\b\}?\s*/g, "°")
    .replace(/\\(?:cdot|times)\b/g, "*")
    .replace(/\\[,;:! ]|\\quad\b/g, " ")
    .replace(/[{}$\\]/g, "");
}

/** Words that stand for signs and symbols. */
function withoutWords(text: string): string {
  if (!/[a-z]{2}|°\s|% ?/i.test(text)) return text;
  return text
    .replace(/°\s+(?=[CF]\b)/g, "°")
    .replace(/\bdeg(?:rees?)?\.?\s*(?:celsius|centigrade|C)\b/gi, "°C")
    .replace(/\bdeg(?:rees?)?\.?\s*(?:fahrenheit|F)\b/gi, "°F")
    .replace(/\b(?:per\s?cent(?:age)?|pct)\b/gi, "%")
    .replace(/%\s*(?:\(?[mwv]\/[mwv]\)?|by (?:mass|volume|weight|mole|number))\s*$/i, "%")
    .replace(/^(?:wt|mass|vol|mol)\.?\s?%$/i, "%")
    .replace(/\bper\b/gi, "/")
    .replace(/\bmm\s+Hg\b/g, "mmHg")
    .replace(/\belectron[\s-]volt/gi, "electronvolt")
    .replace(/\blight[\s-]year/gi, "lightyear")
    .replace(/\b(?:square|sq\.?)\s+([a-zµ]+)/gi, "$1^2")
    .replace(/\b(?:cubic|cu\.?)\s+([a-zµ]+)/gi, "$1^3")
    .replace(/\s+squared\b/gi, "^2")
    .replace(/\s+cubed\b/gi, "^3");
}

/** One spelling for the many ways to write the same unit expression. Keeps case. */
export function normaliseUnit(text: string): string {
  const plain = withoutLatex(flattenSuperscripts(text))
    .replace(/[~\u00a0\u2000-\u200a\u202f\u3000]/g, " ")
    .replace(/[−–‐‑‒]/g, "-")
    .replace(/[·⋅∙×•]/g, "*")
    .replace(/[∕⁄÷]/g, "/")
    .replace(/μ/g, "µ")
    .replace(/\*\*/g, "^")
    .replace(/º/g, "°");
  return withoutWords(plain)
    .replace(/\s*([*/^])\s*/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** One unit without exponent: symbol, prefixed symbol or name, plural or not. */
function atom(word: string): Unit | null {
  const lower = word.toLowerCase();
  const named =
    word.length < 3 ? undefined : (byName.get(irregularPlurals[lower] ?? lower) ?? byName.get(lower.replace(/s$/, "")));
  return bySymbol.get(word) ?? named ?? null;
}

function raise(unit: Unit, exponent: number): Unit {
  const dimension: Dimension = {};
  for (const [base, power] of Object.entries(unit.dimension)) dimension[base as keyof Dimension] = power * exponent;
  return { factor: unit.factor ** exponent, offset: 0, dimension };
}

function multiply(a: Unit, b: Unit): Unit {
  const dimension: Dimension = { ...a.dimension };
  for (const [base, power] of Object.entries(b.dimension)) {
    const key = base as keyof Dimension;
    dimension[key] = (dimension[key] ?? 0) + power;
  }
  return { factor: a.factor * b.factor, offset: 0, dimension };
}

const one: Unit = { factor: 1, offset: 0, dimension: {} };
const symbolPattern = /^(?:°[CF]?|[%‰℃℉ΩΩÅÅℓ]|[A-Za-zµåö]+[ΩΩ]?)/u;
const exponentPattern = /^(?:\^\(([-+]?\d)\/(\d)\)|\^\(?([-+]?\d{1,2}(?:\.\d{1,2})?)\)?|([-+]?[1-9])(?!\d))/;

/**
 * Reads a unit expression; null when it is not one. After a slash every following factor belongs to the denominator
 * (`J/mol·K` is J/(mol·K), as chemists write it), except a later one with a negative exponent of its own.
 */
export function parseUnit(text: string): Unit | null {
  if (text.length > 120) return null;
  const source = normaliseUnit(text);
  if (/^(?:|1|-|none|unitless|dimensionless|no units?|pure number|pH(?: units?)?)$/i.test(source)) return one;
  let rest = source;
  let depth = 0;

  const product = (): Unit | null => {
    let total = one;
    let below = false;
    let factors = 0;
    for (;;) {
      if (rest === "" || rest.startsWith(")")) return factors > 0 ? total : null;
      const slash = rest.startsWith("/");
      if (slash) {
        below = true;
        rest = rest.slice(1);
      } else if (factors > 0) {
        if (!/^[* ]/.test(rest)) return null;
        rest = rest.slice(1);
      }
      const next = factor();
      if (next === null) return null;
      if (factors === 0 && !below && rest === "" && next.exponent === 1) return next.unit;
      const exponent = slash || (below && next.exponent > 0) ? -next.exponent : next.exponent;
      total = multiply(total, raise(next.unit, exponent));
      factors++;
    }
  };

  const factor = (): { unit: Unit; exponent: number } | null => {
    let unit: Unit | null;
    if (rest.startsWith("(")) {
      if (++depth > 4) return null;
      rest = rest.slice(1).trimStart();
      unit = product();
      if (unit === null || !rest.startsWith(")")) return null;
      rest = rest.slice(1);
      depth--;
    } else if (/^1(?!\d)/.test(rest)) {
      rest = rest.slice(1);
      return { unit: one, exponent: 1 };
    } else {
      const symbol = symbolPattern.exec(rest)?.[0];
      unit = symbol === undefined ? null : atom(symbol);
      if (symbol === undefined || unit === null) return null;
      rest = rest.slice(symbol.length);
    }
    const exponent = exponentPattern.exec(rest);
    if (exponent === null) return { unit, exponent: 1 };
    rest = rest.slice(exponent[0].length);
    const [, numerator, denominator, raised, attached] = exponent;
    return { unit, exponent: Number(raised ?? attached ?? Number(numerator) / Number(denominator)) };
  };

  const unit = product();
  return unit !== null && rest === "" && Number.isFinite(unit.factor) && unit.factor > 0 ? unit : null;
}

/** Whether two units measure the same kind of quantity. */
export function sameDimension(a: Unit, b: Unit): boolean {
  const bases = new Set([...Object.keys(a.dimension), ...Object.keys(b.dimension)]) as Set<keyof Dimension>;
  return [...bases].every((base) => Math.abs((a.dimension[base] ?? 0) - (b.dimension[base] ?? 0)) < 1e-9);
}

/** Whether the unit is a pure number's: no dimension and size one. */
export function isEmptyUnit(unit: Unit): boolean {
  return sameDimension(unit, one) && Math.abs(unit.factor - 1) < 1e-12;
}

/** The value in another unit of the same dimension; null when either is no unit or the dimensions differ. */
export function convertUnits(value: number, from: string, to: string): number | null {
  const [source, target] = [parseUnit(from), parseUnit(to)];
  if (source === null || target === null || !sameDimension(source, target)) return null;
  const factor = source.factor / target.factor;
  // One factor, and the difference of the offsets in the target's own size, so that equal units give the value back.
  return value * factor + (source.offset * factor - target.offset);
}
