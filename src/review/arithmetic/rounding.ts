import { findQuantities } from "../../../schema/quantity.ts";
import { type Interval, scaled } from "./interval.ts";
import type { Token } from "./tokens.ts";
import type { Reading, Value } from "./value.ts";

/** No number is taken to be rounded by more than this share of itself. */
const mostRounding = 0.05;

/** Constants are taken with more figures than are written: 298 K for 298.15 K. */
export const constants = 1e-3;

const trailingZeros = (token: Token): number =>
  token.integer && token.value !== 0 ? (/0*$/.exec(token.text.replaceAll(",", ""))?.[0].length ?? 0) : 0;

/** Numbers that stand for themselves, by value and last written place. */
export type Data = ReadonlySet<string>;

const keyOf = (value: number, place: number): string => `${Math.abs(value)} ${Math.round(Math.log10(place))}`;

/** The data that a question states: each number as it is written, and the factors that its percentages make. */
export function dataOf(question: string): Data {
  const data = new Set<string>();
  for (const { value, place, unit } of findQuantities(question).found) {
    if (place > 0) data.add(keyOf(value, place));
    if (unit === "%") for (const share of [value, 100 + value, 100 - value]) data.add(keyOf(share / 100, place / 100));
  }
  return data;
}

/**
 * Half a unit in the last written place of a number inside an expression: it may be the rounding of an earlier result.
 * Numbers of `data`, and whole numbers below a thousand or without a unit, stand for themselves.
 */
export function operandRounding(tokens: readonly Token[], data: Data): (token: Token) => number {
  const measured = new Set(tokens.filter((_, index) => tokens[index + 1]?.kind === "unit"));
  return (token) => {
    if (token.place === 0 || data.has(keyOf(token.value, token.place))) return 0;
    if (token.integer && (token.value < 1_000 || !measured.has(token))) return 0;
    const zeros = trailingZeros(token);
    const coarse = zeros === 0 ? 0 : Math.min(10 ** zeros / 2, 0.005 * token.value);
    return Math.min(Math.max(token.place / 2, coarse), mostRounding * token.value) * (1 + 1e-9);
  };
}

/** A number by itself, with its sign and unit: a result, and results are rounded. */
export interface Lone {
  token: Token;
  negative: boolean;
  unit: Token | null;
}

export function loneOf(tokens: readonly Token[]): Lone | null {
  let inner = tokens;
  while (inner.at(0)?.kind === "open" && inner.at(-1)?.kind === "close") inner = inner.slice(1, -1);
  const signed = inner[0]?.kind === "operator" && /^[+-]$/.test(inner[0].text);
  const [token, unit] = inner.slice(signed ? 1 : 0);
  const length = inner.length - (signed ? 1 : 0);
  if (token?.kind !== "number" || token.text === "C" || length > 2 || (length === 2 && unit?.kind !== "unit"))
    return null;
  return { token, negative: signed && inner[0]!.text === "-", unit: unit ?? null };
}

/**
 * How far the exact result may lie below and above a written one, in size. Zeros at the end of a whole number may be
 * rounding, to two figures at the coarsest; three and more figures may be off by one in the last, and two may have
 * been cut instead of rounded. `whole` results are exact but for their zeros, to half a per cent.
 */
function tolerance(token: Token, about: boolean, whole: boolean): [below: number, above: number] {
  const zeros = trailingZeros(token);
  if (about) {
    const loose = Math.max(token.value / 10, token.place);
    return [loose, loose];
  }
  if (whole) {
    const coarse = zeros === 0 ? 0 : Math.min(10 ** zeros / 2, 0.005 * token.value);
    return [coarse, coarse];
  }
  const lost = token.integer ? Math.max(0, Math.min(zeros, token.figures - 2)) : 0;
  const place = token.place * 10 ** lost;
  const figures = token.figures - lost;
  if (figures >= 3) return [place, place];
  return [place / 2, figures === 2 && lost === 0 ? place : place / 2];
}

/** The value of a lone number with everything that rounds to it. */
export function widened(value: Value, lone: Lone, about: boolean, whole: boolean, reading: Reading): Value {
  const [below, above] = tolerance(lone.token, about, whole);
  const size: Interval = { low: lone.token.value - below, high: lone.token.value + above };
  const raw = lone.negative ? scaled(size, -1) : size;
  const unit = lone.unit?.unit;
  const factor = (unit?.factor ?? 1) * (reading.binary ? (unit?.binary ?? 1) : 1);
  return { ...value, raw, si: value.si && { ...scaled(raw, factor), dimension: value.si.dimension } };
}
