import type { Input } from "./input.ts";
import { value } from "./vocabulary.ts";

/** Whether what is read now would be printed where, and how, nobody sees it. */
export interface Placement {
  hidden(): boolean;
  /** A new paragraph begins at the margin again. */
  newParagraph(): void;
  /** Whether a formula moves a part of itself off the page. */
  moves(tex: string): boolean;
  /** Reads the argument of a command that writes into the page's own code. */
  literal(): void;
  readonly actions: readonly [string, () => void][];
}

/** TeX's units in points (The TeXbook, chapter 10); em and ex as those of a text of ten points. */
const pointsPer = new Map(
  Object.entries({
    pt: 1,
    bp: 1.004,
    mm: 2.845,
    cm: 28.45,
    in: 72.27,
    pc: 12,
    dd: 1.07,
    cc: 12.84,
    em: 10,
    ex: 4.3,
    mu: 0.56,
  }),
);

/** A length in points, as far as it can be known. */
export function points(length: string): number | undefined {
  const parts = /^\s*=?\s*([-+]?)\s*([\d.]+)\s*(?:true\s*)?([a-z]{2})?/.exec(length);
  const unit = pointsPer.get(parts?.[3] ?? "pt");
  if (!parts || unit === undefined || !Number.isFinite(Number(parts[2]))) return undefined;
  return (parts[1] === "-" ? -1 : 1) * Number(parts[2]) * unit;
}

/** How far, in points, a line can be moved to the left and to the right before nothing of it is left on a page. */
const [leftmost, rightmost] = [-300, 900];
/** Moves up of less than this are the usual corrections around figures. */
const up = -300;

const moving =
  /\\(?:[hv]space\*?|[mhv]skip|m?kern|raisebox|raise|lower|moveleft|moveright)\s{0,9}\{?\s{0,9}([-+]?[\d.]{1,9}\s?[a-z]{2})/g;

export function createPlacement(input: Input): Placement {
  let sideways = 0;
  let upwards = 0;
  let invisible = false;

  const aside = (length: number | undefined): void => {
    sideways += length ?? 0;
  };
  const along = (length: number | undefined): void => {
    if (length !== undefined && (length < up || upwards < 0)) upwards = Math.min(0, upwards + length);
  };
  const braced = (): number | undefined => {
    if (input.peek(false) === "*") input.take("*");
    return points(input.argument());
  };
  const bare = (): number | undefined => points(input.skip(value));
  /** Ink of a value for each colour, and whether text is drawn at all, as PDF's operators say (ISO 32000-1, 8.6.8, 9.3.6). */
  const literal = (): void => {
    for (let word = input.peek(); word !== undefined && /[a-z]/.test(word); word = input.peek()) input.take(word);
    const code = input.peek() === "{" ? input.argument() : "";
    for (const [operation, operator] of code.matchAll(
      /(?:-?[\d.]+\s+){1,6}(Tr|g|rg|k|cm)\b|\b(?:content|literal|page)?\s*Q\b|color (?:push (?:rgb|gray|cmyk)(?:\s+[\d.]+){1,4}|pop)/g,
    )) {
      const numbers = [...operation.matchAll(/-?\d*\.?\d+/g)].map(([number]) => Number(number));
      if (operator === "Tr") invisible = [3, 7].includes(numbers.at(-1)!);
      else if (operator === "cm") invisible ||= isAway(numbers);
      else if (operator === "k" || /cmyk/.test(operation)) invisible = numbers.every((ink) => ink <= 0.03);
      else if (operator !== undefined || /push/.test(operation)) invisible = numbers.every((light) => light >= 0.97);
      else invisible = false;
    }
  };

  return {
    hidden: () => invisible || upwards < 0 || sideways < leftmost || sideways > rightmost,
    newParagraph() {
      sideways = 0;
    },
    moves: (tex) =>
      [...tex.matchAll(moving)].some(([, length]) => {
        const far = points(length!) ?? 0;
        return far < leftmost || far > rightmost;
      }),
    literal,
    actions: [
      ["hspace", () => aside(braced())],
      ["hskip", () => aside(bare())],
      ["kern", () => aside(bare())],
      ["moveright", () => aside(bare())],
      ["moveleft", () => aside(-(bare() ?? 0))],
      ["vspace", () => along(braced())],
      ["vskip", () => along(bare())],
      ["newpage", () => along(Number.POSITIVE_INFINITY)],
      ["clearpage", () => along(Number.POSITIVE_INFINITY)],
      ["pdfliteral", literal],
      ["pdfextension", literal],
      ["special", literal],
    ],
  };
}

/** A change of coordinates (a b c d e f) after which text has no size, or stands off the page. */
function isAway([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): boolean {
  return Math.abs(a * d - b * c) < 0.01 || Math.abs(e) > 1_000 || Math.abs(f) > 1_000;
}
