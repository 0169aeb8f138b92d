import { compare } from "./compare.ts";
import { beginning, ending } from "./sides.ts";
import { tokenise } from "./tokens.ts";

/** A written equality between two expressions that could both be read. */
export interface Equality {
  /** As it is written, `4.56 g / 28.010 g/mol = 0.1628 mol`. */
  written: string;
  holds: boolean;
}

const mostTokens = 80;
const modulus = /\bmod(?:ulo)?\s*\(?([1-9]\d{0,8})\b/gi;

/**
 * Every equality of the text whose two sides are both arithmetic, and whether it holds within the rounding of what is
 * written. Numbers of `data`, and whole numbers below a thousand, are exact; others stand for all that round to them. What cannot
 * be read with certainty (symbols, words between numbers, remainders, number bases), and what is supposed or denied, is left
 * out.
 */
export function equalities(text: string, data: ReadonlySet<number>): Equality[] {
  const prose = text.replace(/```[\s\S]*?(?:```|$)/g, "\n").replace(/`[^`\n]*`/g, " ; ");
  const moduli = [...prose.matchAll(modulus)].slice(0, 20).map((found) => Number(found[1]));
  return prose.split("\n").flatMap((line) => (/\d\D*[=≈≃]|[=≈≃]\D*\d/.test(line) ? ofLine(line, data, moduli) : []));
}

function ofLine(line: string, data: ReadonlySet<number>, moduli: readonly number[]): Equality[] {
  const { plain, tokens } = tokenise(line.slice(0, 4_000));
  const found: Equality[] = [];
  const signs = tokens.flatMap((token, index) => (token.kind === "equals" ? [index] : []));
  for (const [order, sign] of signs.entries()) {
    const left = ending(tokens.slice(Math.max((signs[order - 1] ?? -1) + 1, sign - mostTokens), sign));
    const right = beginning(tokens.slice(sign + 1, Math.min(signs[order + 1] ?? tokens.length, sign + mostTokens)));
    if (left.length === 0 || right.length === 0) continue;
    const [start, end] = [left[0]!.start, right.at(-1)!.end];
    const sides = {
      left,
      right,
      about: tokens[sign]!.text !== "=",
      begins: tokens[sign - left.length - 1]?.kind !== "equals",
      before: plain.slice(0, start),
      behind: plain.slice(end),
      data,
      moduli,
    };
    const holds = compare(sides);
    if (holds !== null) found.push({ written: plain.slice(start, end).trim(), holds });
  }
  return found;
}
