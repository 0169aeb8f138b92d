import { parseSpecies, plainFormula, type Species } from "./formula.ts";

export interface Balanced {
  /** With the smallest whole coefficients. */
  equation: string;
  coefficients: number[];
}

/** An exact fraction with positive denominator. */
interface Ratio {
  over: bigint;
  under: bigint;
}

const zero: Ratio = { over: 0n, under: 1n };
const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b));
function ratio(over: bigint, under: bigint): Ratio {
  const common = divisor(over, under) * (under < 0n ? -1n : 1n);
  return { over: over / common, under: under / common };
}
const minus = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under - b.over * a.under, a.under * b.under);
const times = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.over, a.under * b.under);
const divided = (a: Ratio, b: Ratio): Ratio => ratio(a.over * b.under, a.under * b.over);

/** Brings the matrix into reduced row echelon form; returns it with the columns of its pivots. */
function reduce(matrix: Ratio[][], columns: number): { rows: Ratio[][]; pivots: number[] } {
  const rows = matrix.map((row) => [...row]);
  const pivots: number[] = [];
  for (let column = 0; column < columns && pivots.length < rows.length; column++) {
    const place = pivots.length;
    const found = rows.findIndex((row, index) => index >= place && row[column]!.over !== 0n);
    if (found < 0) continue;
    [rows[place], rows[found]] = [rows[found]!, rows[place]!];
    const lead = rows[place]![column]!;
    rows[place] = rows[place]!.map((entry) => divided(entry, lead));
    for (const [index, row] of rows.entries()) {
      const factor = row[column]!;
      if (index === place || factor.over === 0n) continue;
      rows[index] = row.map((entry, at) => minus(entry, times(factor, rows[place]![at]!)));
    }
    pivots.push(column);
  }
  return { rows, pivots };
}

/**
 * Balances a reaction exactly: atoms of every element and the charge give a linear system whose null space, found with
 * rational elimination, holds the coefficients. Returns a sentence where there is no equation with only positive
 * coefficients, or more than one independent.
 */
export function balanceEquation(equation: string): Balanced | string {
  const sides = plainFormula(equation).split(
    /\s*(?:<?[-=]+>|<?[→⇌⟶↔⇄]|\\(?:rightarrow|to|rightleftharpoons)\b|(?<![\^+])=)\s*/,
  );
  if (sides.length !== 2) return "Write one arrow between the two sides: H2 + O2 -> H2O.";
  const parsed = sides.map((side) =>
    side.split(/\s*\+\s*(?=[A-Z\d([{]|e(?:\^?-)?(?:\s|$))/).map((text) => parseSpecies(text)),
  );
  const problem = parsed.flat().find((species) => typeof species === "string");
  if (typeof problem === "string") return problem;
  const [left = [], right = []] = parsed as Species[][];
  const species = [...left, ...right];
  if (species.length > 24) return "The equation has more than 24 species.";
  const elements = [...new Set(species.flatMap(({ atoms }) => [...atoms.keys()]))];
  const onOneSide = elements.find((e) => [left, right].some((side) => !side.some(({ atoms }) => atoms.has(e))));
  if (onOneSide) return `It cannot be balanced: ${onOneSide} stands on one side only.`;

  const sign = (index: number): number => (index < left.length ? 1 : -1);
  const row = (count: (one: Species) => number): Ratio[] =>
    species.map((one, index) => ratio(BigInt(sign(index) * count(one)), 1n));
  const matrix = [...elements.map((e) => row(({ atoms }) => atoms.get(e) ?? 0)), row(({ charge }) => charge)];
  const { rows, pivots } = reduce(matrix, species.length);
  const free = species.map((_, index) => index).filter((index) => !pivots.includes(index));
  if (free.length === 0) return "It cannot be balanced: no coefficients conserve every element and the charge.";
  if (free.length > 1) {
    return `It has no unique balance: ${free.length} independent reactions are mixed. Give one reaction only.`;
  }
  const solution = species.map((_, index): Ratio => {
    const pivot = pivots.indexOf(index);
    return pivot < 0 ? { over: 1n, under: 1n } : minus(zero, rows[pivot]![free[0]!]!);
  });
  const common = solution.reduce((product, { under }) => (product * under) / divisor(product, under), 1n);
  const whole = solution.map(({ over, under }) => (over * common) / under);
  const shared = whole.reduce((a, b) => divisor(a, b), 0n);
  const coefficients = whole.map((n) => Number(n / shared));
  const wrong = coefficients.findIndex((n) => n <= 0);
  if (wrong >= 0) {
    return coefficients[wrong] === 0
      ? `It cannot be balanced with ${species[wrong]?.text}: it would take no part.`
      : `It cannot be balanced so: ${species[wrong]?.text} would have to stand on the other side.`;
  }
  const side = (from: number, to: number): string =>
    species
      .slice(from, to)
      .map(({ text }, index) => `${coefficients[from + index] === 1 ? "" : `${coefficients[from + index]} `}${text}`)
      .join(" + ");
  return { equation: `${side(0, left.length)} → ${side(left.length, species.length)}`, coefficients };
}
