import { type FoundQuantity, findQuantities } from "../../quantity.ts";
import { evaluate } from "./arithmetic.ts";

export interface Turn {
  role: "system" | "user" | "assistant";
  content: string;
}

/** Numbers that name a place and measure nothing: `Step 3`, `1.` before a list's entry. */
const label = /(?:\b(?:steps?|equation|part|case|figure|table|section|question|line)|#)\s*\(?$/i;

/** The numbers of a text that say how much or how many. */
function quantities(text: string): { plain: string; found: FoundQuantity[] } {
  const { plain, found } = findQuantities(text);
  return {
    plain,
    found: found.filter((quantity) => {
      const before = plain.slice(0, quantity.start);
      const listed = /(?:^|\n)\s*$/.test(before) && /^[.):]\s/.test(plain.slice(quantity.end));
      return !label.test(before) && !(listed && quantity.integer);
    }),
  };
}

/** Equal within half a unit of the stated number's last place. A loss may be told without its minus sign. */
const equals = (stated: FoundQuantity, known: number): boolean => {
  const target = stated.value < 0 ? known : Math.abs(known);
  return Math.abs(stated.value - target) <= Math.max((stated.place / 2) * 1.001, 1e-9 * Math.abs(known));
};

/** What may be repeated: quantities, and whole numbers inside formulas and fractions, which bear out whole numbers only. */
interface Known {
  quantities: number[];
  digits: Set<number>;
}

function learn(known: Known, text: string): void {
  const { plain, found } = findQuantities(text);
  known.quantities.push(...found.map(({ value }) => value));
  for (const digits of plain.match(/(?<![\d.])\d{1,6}(?![\d.]*\d)/g) ?? []) known.digits.add(Number(digits));
}

const bears = ({ quantities, digits }: Known, stated: FoundQuantity): boolean =>
  quantities.some((value) => equals(stated, value)) ||
  (stated.integer && !/[.]/.test(stated.written) && digits.has(Math.abs(stated.value)));

/** The results of the arithmetic written in a text: what stands before each sign of equality, evaluated. */
function results(plain: string): number[] {
  const out: number[] = [];
  for (const sentence of plain.split(/\n|(?<=[.;:])\s|,\s(?=[A-Za-z])/)) {
    const sides = sentence.split(/=|≈|≡|\b(?:is|gives|are|makes)\b/);
    for (const side of sides.slice(0, -1)) {
      // The longest end of the side that is arithmetic: words may stand before it.
      const words = side.trim().split(/\s+/);
      for (let first = Math.max(0, words.length - 40); first < words.length; first++) {
        const value = evaluate(words.slice(first).join(" "));
        if (value === null) continue;
        out.push(value);
        break;
      }
    }
  }
  return out;
}

/**
 * The first number of an assistant's turn that nothing bears out, with its turn; null when every one stands in the
 * user's or system's words, in what was computed (program output, independent working), or follows by arithmetic that
 * the dialogue writes out. Numbers of earlier turns that were borne out may be used again.
 */
export function unsupportedNumber(turns: readonly Turn[], computed: string): { turn: number; written: string } | null {
  const known: Known = { quantities: [], digits: new Set() };
  learn(known, computed);
  for (const [index, { role, content }] of turns.entries()) {
    if (role !== "assistant") {
      learn(known, content);
      continue;
    }
    const { plain, found } = quantities(content);
    const written = results(plain).filter(Number.isFinite);
    for (const quantity of found) {
      const borne = bears(known, quantity) || written.some((value) => equals(quantity, value));
      if (!borne) return { turn: index, written: plain.slice(quantity.start, quantity.end).trim() };
    }
    learn(known, content);
    known.quantities.push(...written);
  }
  return null;
}
