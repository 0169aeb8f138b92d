import { evaluate, type Reading, sameDimension, type Value } from "./evaluate.ts";
import { type Token, tokenise } from "./tokens.ts";

/** A written equality between two expressions that could both be read. */
export interface Equality {
  /** As it is written, `4.56 g / 28.010 g/mol = 0.1628 mol`. */
  written: string;
  holds: boolean;
}

const mostTokens = 80;

/** Words before an expression that take it into a larger one: `two thirds of 3 + 4`. */
const carriesOn =
  /^(?:of|times|plus|minus|over|mod|divided|multiplied|squared|cubed|less|more|per|twice|thrice|half|base|step)$/i;
/** Words behind a number that make it another one. */
const changes =
  /^(?:mod|modulo|remainder|rem|times|plus|minus|over|divided|multiplied|percent|hundred|thousand|million|billion|trillion|dozen|factorial|squared|cubed|base|or|to|through|pairs?)$/i;

const isWord = (text: string): boolean => /^\p{L}/u.test(text);
/** An identifier: one letter, digits or capitals inside, so that it may be multiplied with what stands beside it. */
const isSymbol = (text: string): boolean =>
  /^\p{L}$/u.test(text) ? !/^[aAI]$/.test(text) : /\d|_|\p{L}\p{Lu}/u.test(text) || /^[α-ωΑ-Ω]/.test(text);

/** The expression that ends where the tokens end, if what stands before it leaves it whole. */
function ending(tokens: readonly Token[]): Token[] {
  const last = tokens.findLastIndex((token) => token.kind === "barrier");
  const run = tokens.slice(last + 1);
  const barrier = tokens[last];
  for (let from = 0; from < run.length; from++) {
    const part = run.slice(from);
    const before = run[from - 1] ?? barrier;
    if (before && !mayStandBefore(before, part, tokens[tokens.indexOf(before) - 1])) continue;
    if (balanced(part)) return part;
  }
  return [];
}

function mayStandBefore(before: Token, [first, second]: readonly Token[], earlier: Token | undefined): boolean {
  if (!first) return false;
  // `energy - 3 + 5`: a sign with room behind it belongs to what stands before.
  const own = second !== undefined && first.end === second.start && before.end < first.start;
  if (first.kind === "operator" && !(/[+-]/.test(first.text) && own)) return false;
  if (before.kind === "open") return earlier === undefined || earlier.end < before.start;
  if (before.kind !== "barrier") return false;
  if (isWord(before.text)) {
    if (/^by$/i.test(before.text))
      return earlier === undefined || !/^(?:multiplied|divided|times)$/i.test(earlier.text);
    return before.end < first.start && !carriesOn.test(before.text) && !isSymbol(before.text);
  }
  // `10:30` and `3.5.2`; a comma between two things in brackets never comes here, brackets are balanced.
  if (/[:.,]/.test(before.text)) return before.end < first.start;
  return !/[_%°'′″∑∏∫±‰@#&|\\]/.test(before.text) || before.text === "|";
}

/** The expression with which the tokens begin, if what follows leaves it whole. */
function beginning(tokens: readonly Token[]): Token[] {
  const barrier = tokens.findIndex((token) => token.kind === "barrier");
  const run = barrier < 0 ? tokens : tokens.slice(0, barrier);
  for (let to = run.length; to > 0; to--) {
    const part = run.slice(0, to);
    const next = tokens[to];
    const last = part.at(-1)!;
    if (next && !mayFollow(next, last, tokens[to + 1])) continue;
    if (balanced(part)) return part;
  }
  return [];
}

function mayFollow(next: Token, last: Token, later: Token | undefined): boolean {
  const near = next.start === last.end;
  if (next.kind === "close") return true;
  if (next.kind === "open")
    return !near && !(later && /^(?:mod|base|modulo|R|rem)$/i.test(later.text)) && later?.kind === "barrier";
  if (next.kind !== "barrier") return false;
  if (isWord(next.text)) {
    if (near || changes.test(next.text)) return false;
    return last.unit !== "" || !isSymbol(next.text) || /\d|^[A-Z]$/.test(next.text);
  }
  if (/^[.,:]$/.test(next.text))
    return !(near && later?.kind === "number" && later.start === next.end) && !(later && /^[.…]/.test(later.text));
  return !/[_°'′″±…|‰%\u2080-\u2089]/.test(next.text) || next.text === "|";
}

function balanced(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind } of tokens) {
    if (kind === "open") depth++;
    if (kind === "close" && --depth < 0) return false;
  }
  return depth === 0;
}

const readings: readonly Reading[] = [
  { degrees: true, naturalLog: false },
  { degrees: false, naturalLog: false },
  { degrees: false, naturalLog: true },
];

/**
 * Every equality of the text whose two sides are both arithmetic, and whether it holds within the rounding of what is
 * written. Numbers of `data`, and whole numbers below a thousand, are exact; others stand for all that round to them. What cannot
 * be read with certainty (symbols, words between numbers, remainders, number bases) is left out.
 */
export function equalities(text: string, data: ReadonlySet<number>): Equality[] {
  const prose = text.replace(/```[\s\S]*?(?:```|$)/g, "\n").replace(/`[^`\n]*`/g, " ; ");
  return prose.split("\n").flatMap((line) => (/\d\D*[=≈≃]|[=≈≃]\D*\d/.test(line) ? ofLine(line, data) : []));
}

function ofLine(line: string, data: ReadonlySet<number>): Equality[] {
  const { plain, tokens } = tokenise(line.slice(0, 4_000));
  const found: Equality[] = [];
  const signs = tokens.flatMap((token, index) => (token.kind === "equals" ? [index] : []));
  for (const [order, sign] of signs.entries()) {
    const left = ending(tokens.slice(Math.max((signs[order - 1] ?? -1) + 1, sign - mostTokens), sign));
    const right = beginning(tokens.slice(sign + 1, Math.min(signs[order + 1] ?? tokens.length, sign + mostTokens)));
    if (left.length === 0 || right.length === 0) continue;
    const about = tokens[sign]!.text !== "=";
    const holds = compare(left, right, about, data, line);
    if (holds === null) continue;
    found.push({ written: plain.slice(left[0]!.start, right.at(-1)!.end).trim(), holds });
  }
  return found;
}

function compare(
  left: readonly Token[],
  right: readonly Token[],
  about: boolean,
  data: ReadonlySet<number>,
  line: string,
): boolean | null {
  const exact = (token: Token): boolean =>
    token.place === 0 || data.has(token.value) || (token.integer && (token.value < 1_000 || token.unit === ""));
  const readable = readings.map((reading) => {
    const [a, b] = [evaluate(left, exact, reading), evaluate(right, exact, reading)];
    return a && b && { a: isLone(left) ? lone(left, about) : a, b: isLone(right) ? lone(right, about) : b };
  });
  const sides = readable[0];
  if (!sides) return null;
  const { a, b } = sides;
  if (isLone(left) && isLone(right)) return conversion(a, b);
  if (otherBase(left, right, line)) return null;
  const fits = readable.some((pair) => pair && (overlap(pair.a, pair.b) || inUnits(pair.a, pair.b) === true));
  if (fits) return true;
  return thousands(a, b) ? null : false;
}

/** A number by itself, with a sign or a power of ten. */
function isLone(tokens: readonly Token[]): boolean {
  const shape = tokens.map((token) => (token.kind === "number" && token.text === "" ? "n" : token.text)).join("");
  return (
    /^[([]*[+-]?n[)\]]*$/.test(shape) ||
    (/^[+-]?n\*n\^[([]?[+-]?n[)\]]?$/.test(shape) && tokens.some((token) => token.value === 10))
  );
}

/** A lone number is a result, and results are rounded. */
function lone(tokens: readonly Token[], about: boolean): Value {
  const first = tokens.find((token) => token.kind === "number")!;
  const widened = { ...first, place: first.place * (about ? 2 : 1) };
  const value = evaluate(
    tokens.map((token) => (token === first ? widened : token)),
    (token) => token !== widened,
    readings[0]!,
  )!;
  return { ...value, operations: 0, whole: first.integer && first.unit === "" && tokens.length <= 2 };
}

function overlap(a: Value, b: Value): boolean {
  if (a.whole && b.whole && !a.measured && !b.measured) {
    // Whole numbers are exact, but for a result that may have been rounded to its zeros.
    const [x, y] = [(a.low + a.high) / 2, (b.low + b.high) / 2];
    const coarse = Math.max(a.high - a.low, b.high - b.low) / 2;
    return Math.abs(x - y) <= (coarse > 0.6 ? coarse : 0.25);
  }
  const slack = 1e-9 * Math.max(Math.abs(a.low), Math.abs(a.high), Math.abs(b.low), Math.abs(b.high));
  return a.low <= b.high + slack && b.low <= a.high + slack;
}

/** Whether the two agree as measured quantities; null where units are missing or do not fit. */
function inUnits(a: Value, b: Value): boolean | null {
  if (!a.si || !b.si || !sameDimension(a.si.dimension, b.si.dimension)) return null;
  return overlap({ ...a, ...a.si, whole: false }, { ...b, ...b.si, whole: false });
}

/** `45 min = 0.75 h`: two quantities of one kind; anything else, such as `1 mol = 18 g`, says another thing. */
function conversion(a: Value, b: Value): boolean | null {
  if (!a.measured || !b.measured) return null;
  return inUnits(a, b) === false ? overlap(a, b) || false : inUnits(a, b);
}

/** A prefix that the left side leaves out: `1.41 × 334000 = 471 kJ`. */
function thousands(a: Value, b: Value): boolean {
  if (a.measured === b.measured) return false;
  return [1e-6, 1e-3, 1e3, 1e6].some((factor) =>
    overlap({ ...a, low: a.low * factor, high: a.high * factor, whole: false }, b),
  );
}

/** Sums of digits in another base: `1011 + 1 = 1100`. */
function otherBase(left: readonly Token[], right: readonly Token[], line: string): boolean {
  const all = [...left, ...right];
  if (all.some((token) => token.kind === "operator" && !/[+-]/.test(token.text))) return false;
  const numbers = all.filter((token) => token.kind === "number");
  const digits = numbers.map((token) => String(token.value));
  const binary = digits.every((each) => /^[01]+$/.test(each)) && digits.some((each) => each.length > 2);
  const said = /\b(?:base|binary|octal|hex)/i.test(line);
  return numbers.every((token) => token.integer) && (said || binary);
}
