/**
 * The units that answers are written in, by their size in SI base units.
 *
 * Facts: BIPM, The International System of Units, 9th edition (2019, updated 2024), tables 2–8 (base, derived, prefixes,
 * accepted units); NIST SP 811 (2008), appendix B (calorie, atmosphere, torr, inch, pound, gallon, …); CODATA 2022
 * (dalton); IAU 2012 B2 and 2015 B2 (astronomical unit, parsec, Julian year of 365.25 days for the light year).
 */

/**
 * Exponents of the base dimensions. Three are not the SI's own, so that numbers that must not be mixed up differ in
 * dimension: `rad` plane angle, `bit` information, and `ratio`, the mark of % and ppm.
 */
export type Dimension = Partial<
  Record<"kg" | "m" | "s" | "A" | "K" | "mol" | "cd" | "rad" | "bit" | "ratio" | "dB", number>
>;

export interface UnitDefinition {
  /** Symbols, case counts. */
  symbols: readonly string[];
  /** Names in the singular, lower case. */
  names: readonly string[];
  factor: number;
  dimension: Dimension;
  /** Added before the factor is applied: °C and °F only. */
  offset?: number;
  /** Whether SI prefixes may stand before the symbols and the names. */
  prefixed?: boolean;
}

type Row = readonly [symbols: string, names: string, factor: number, dimension: Dimension];

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
const define =
  (prefixed: boolean) =>
  ([symbols, names, factor, dimension]: Row): UnitDefinition => ({
    symbols: words(symbols),
    names: words(names),
    factor,
    dimension,
    prefixed,
  });

const energy: Dimension = { kg: 1, m: 2, s: -2 };
const power: Dimension = { kg: 1, m: 2, s: -3 };
const pressure: Dimension = { kg: 1, m: -1, s: -2 };
const force: Dimension = { kg: 1, m: 1, s: -2 };
const volt: Dimension = { kg: 1, m: 2, s: -3, A: -1 };
const ohm: Dimension = { kg: 1, m: 2, s: -3, A: -2 };

const withPrefixes: readonly Row[] = [
  ["g", "gram gramme", 1e-3, { kg: 1 }],
  ["m", "metre meter", 1, { m: 1 }],
  ["s sec", "second", 1, { s: 1 }],
  ["A", "ampere amp", 1, { A: 1 }],
  ["K", "kelvin", 1, { K: 1 }],
  ["mol", "mole mol", 1, { mol: 1 }],
  ["cd", "candela", 1, { cd: 1 }],
  ["L l ℓ", "litre liter", 1e-3, { m: 3 }],
  ["M", "molar", 1e3, { mol: 1, m: -3 }],
  ["Hz", "hertz", 1, { s: -1 }],
  ["Bq", "becquerel", 1, { s: -1 }],
  ["Ci", "curie", 3.7e10, { s: -1 }],
  ["kat", "katal", 1, { mol: 1, s: -1 }],
  ["N", "newton", 1, force],
  ["Nm", "", 1, energy],
  ["Pa", "pascal", 1, pressure],
  ["bar", "bar", 1e5, pressure],
  ["J", "joule", 1, energy],
  ["Ws", "", 1, energy],
  ["Wh", "", 3600, energy],
  ["cal", "calorie", 4.184, energy],
  ["eV", "electronvolt", 1.602176634e-19, energy],
  ["W", "watt", 1, power],
  ["C", "coulomb", 1, { A: 1, s: 1 }],
  ["Ah", "", 3600, { A: 1, s: 1 }],
  ["V", "volt", 1, volt],
  ["Ω Ω ohm", "ohm", 1, ohm],
  ["S", "siemens", 1, { kg: -1, m: -2, s: 3, A: 2 }],
  ["F", "farad", 1, { kg: -1, m: -2, s: 4, A: 2 }],
  ["Wb", "weber", 1, { kg: 1, m: 2, s: -2, A: -1 }],
  ["T", "tesla", 1, { kg: 1, s: -2, A: -1 }],
  ["H", "henry", 1, { kg: 1, m: 2, s: -2, A: -2 }],
  ["lm", "lumen", 1, { cd: 1 }],
  ["lx", "lux", 1, { cd: 1, m: -2 }],
  ["Gy", "gray", 1, { m: 2, s: -2 }],
  ["Sv", "sievert", 1, { m: 2, s: -2 }],
  ["rad", "radian", 1, { rad: 1 }],
  ["Da u amu", "dalton", 1.66053906892e-27, { kg: 1 }],
  ["t", "tonne", 1e3, { kg: 1 }],
  ["pc", "parsec", 3.085677581491367e16, { m: 1 }],
  ["bit b", "bit", 1, { bit: 1 }],
  ["bps", "", 1, { bit: 1, s: -1 }],
  ["B", "byte", 8, { bit: 1 }],
  ["P", "poise", 0.1, { kg: 1, m: -1, s: -1 }],
];

const withoutPrefixes: readonly Row[] = [
  ["min", "minute", 60, { s: 1 }],
  ["h hr hrs", "hour", 3600, { s: 1 }],
  ["d", "day", 86_400, { s: 1 }],
  ["wk", "week", 604_800, { s: 1 }],
  ["yr", "year", 31_557_600, { s: 1 }],
  ["atm", "atmosphere", 101_325, pressure],
  ["torr Torr", "torr", 101_325 / 760, pressure],
  ["mmHg", "", 133.322387415, pressure],
  ["psi", "", 6894.757293168361, pressure],
  ["Å Å", "angstrom ångström", 1e-10, { m: 1 }],
  ["au AU", "", 149_597_870_700, { m: 1 }],
  ["ly", "lightyear", 9_460_730_472_580_800, { m: 1 }],
  ["in", "inch", 0.0254, { m: 1 }],
  ["ft", "foot", 0.3048, { m: 1 }],
  ["yd", "yard", 0.9144, { m: 1 }],
  ["mi", "mile", 1609.344, { m: 1 }],
  ["mph", "", 0.44704, { m: 1, s: -1 }],
  ["kph kmh", "", 1 / 3.6, { m: 1, s: -1 }],
  ["lb lbs", "pound", 0.45359237, { kg: 1 }],
  ["oz", "ounce", 0.028349523125, { kg: 1 }],
  ["gal", "gallon", 0.003785411784, { m: 3 }],
  ["ha", "hectare", 1e4, { m: 2 }],
  ["hp", "horsepower", 745.6998715822702, power],
  ["BTU Btu", "btu", 1055.05585262, energy],
  ["erg", "erg", 1e-7, energy],
  ["dyn", "dyne", 1e-5, force],
  ["G", "gauss", 1e-4, { kg: 1, s: -2, A: -1 }],
  ["D", "debye", 3.33564e-30, { A: 1, s: 1, m: 1 }],
  ["° deg", "degree", Math.PI / 180, { rad: 1 }],
  ["rev", "revolution", 2 * Math.PI, { rad: 1 }],
  ["rpm", "", (2 * Math.PI) / 60, { rad: 1, s: -1 }],
  ["dB", "decibel", 1, { dB: 1 }],
  ["%", "percent", 1e-2, { ratio: 1 }],
  ["‰", "permille", 1e-3, { ratio: 1 }],
  ["ppm", "", 1e-6, { ratio: 1 }],
  ["ppb", "", 1e-9, { ratio: 1 }],
  ["KiB", "kibibyte", 8 * 1024, { bit: 1 }],
  ["MiB", "mebibyte", 8 * 1024 ** 2, { bit: 1 }],
  ["GiB", "gibibyte", 8 * 1024 ** 3, { bit: 1 }],
  ["TiB", "tebibyte", 8 * 1024 ** 4, { bit: 1 }],
  ["Kibit Kib", "kibibit", 1024, { bit: 1 }],
  ["Mibit Mib", "mebibit", 1024 ** 2, { bit: 1 }],
  ["KB", "", 8e3, { bit: 1 }],
];

export const units: readonly UnitDefinition[] = [
  ...withPrefixes.map(define(true)),
  ...withoutPrefixes.map(define(false)),
  { symbols: ["°C", "℃", "degC"], names: ["celsius"], factor: 1, dimension: { K: 1 }, offset: 273.15 },
  { symbols: ["°F", "℉", "degF"], names: ["fahrenheit"], factor: 5 / 9, dimension: { K: 1 }, offset: 459.67 },
];

/** SI prefixes by symbol (SI Brochure table 7); `u` is the keyboard's µ. */
export const prefixSymbols: Readonly<Record<string, number>> = {
  Q: 1e30,
  R: 1e27,
  Y: 1e24,
  Z: 1e21,
  E: 1e18,
  P: 1e15,
  T: 1e12,
  G: 1e9,
  M: 1e6,
  k: 1e3,
  h: 1e2,
  da: 1e1,
  d: 1e-1,
  c: 1e-2,
  m: 1e-3,
  µ: 1e-6,
  u: 1e-6,
  n: 1e-9,
  p: 1e-12,
  f: 1e-15,
  a: 1e-18,
  z: 1e-21,
  y: 1e-24,
};

export const prefixNames: Readonly<Record<string, number>> = {
  exa: 1e18,
  peta: 1e15,
  tera: 1e12,
  giga: 1e9,
  mega: 1e6,
  kilo: 1e3,
  hecto: 1e2,
  deca: 1e1,
  deci: 1e-1,
  centi: 1e-2,
  milli: 1e-3,
  micro: 1e-6,
  nano: 1e-9,
  pico: 1e-12,
  femto: 1e-15,
  atto: 1e-18,
};
