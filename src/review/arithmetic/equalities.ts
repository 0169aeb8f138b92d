import { compare } from "./compare.ts";
import { mark } from "./latex.ts";
import { plainLines } from "./plain.ts";
import { type Data, dataOf } from "./rounding.ts";
import { disowned, type Setting, settingOf } from "./setting.ts";
import { sidesOf } from "./sides.ts";
import { tokenise } from "./tokens.ts";

/** A written equality between two expressions that could both be read. */
export interface Equality {
  /** As it is read, `4.56 g / 28.010 g/mol = 0.1628 mol`. */
  written: string;
  holds: boolean;
}

const mostEqualities = 2_000;

/**
 * Every equality of the text whose two sides are both arithmetic, and whether it holds within the rounding of what is
 * written. Numbers of the question, and whole numbers below a thousand, are exact; others stand for all that round to them.
 * What cannot be read with certainty (symbols, words between numbers), what is denied or supposed, and what holds in
 * another notation (remainders, number bases) is left out. The question also says how the text is meant.
 */
export function equalities(text: string, question = ""): Equality[] {
  const lines = plainLines(text);
  if (lines.length === 0) return [];
  const data = dataOf(question);
  const setting = settingOf(`${question}\n${text}`);
  const found: Equality[] = [];
  for (const line of lines) {
    if (found.length >= mostEqualities) break;
    found.push(...ofLine(line, data, setting));
  }
  return found;
}

function ofLine(line: string, data: Data, setting: Setting): Equality[] {
  return sidesOf(tokenise(line)).flatMap((sides) => {
    const holds = compare(sides, line, data, setting);
    if (holds === null) return [];
    const [start, end] = [sides.left[0]!.start, sides.right.at(-1)!.end];
    if (!holds && (setting.options || disowned(line.slice(0, start), line.slice(end)))) return [];
    const written = line
      .slice(start, end)
      .replaceAll(mark, "")
      .replace(/\^\(([-+−]?\d+)\)/g, "^$1");
    return [{ written: written.replace(/\s+/g, " ").trim(), holds }];
  });
}
