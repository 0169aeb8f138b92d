import type { Token } from "./tokens.ts";

/** Words before an expression that take it into a larger one: `two thirds of 3 + 4`. */
const carriesOn =
  /^(?:of|times|plus|minus|over|mod|divided|multiplied|squared|cubed|less|more|than|per|twice|thrice|half|base|step)$/i;
/** Words that join an expression to a number before them: `the sum of 3 and 4 + 5`, `add 2 to 3 + 4`. */
const joins = /^(?:and|to|from|with)$/i;
/** Words behind a number that make it another one. */
const changes =
  /^(?:mod|modulo|remainder|rem|times|plus|minus|over|divided|multiplied|percent|hundred|thousand|million|billion|trillion|dozen|factorial|squared|cubed|base|or|to|through|pairs?)$/i;

const shortWords = /^(?:is|so|at|of|in|as|by|on|if|we|it|an?|per)$/i;

const isWord = (text: string): boolean => /^\p{L}/u.test(text);
/** An identifier: one letter, digits or capitals inside, so that it may be multiplied with what stands beside it. */
const isSymbol = (text: string): boolean =>
  /^\p{L}$/u.test(text) ? !/^[aAI]$/.test(text) : /\d|_|\p{L}\p{Lu}/u.test(text) || /^[α-ωΑ-Ω]/.test(text);

/** The expression that ends where the tokens end, if what stands before it leaves it whole. */
export function ending(tokens: readonly Token[]): Token[] {
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
    if (joins.test(before.text) && earlier?.kind === "number") return false;
    return before.end < first.start && !carriesOn.test(before.text) && !isSymbol(before.text);
  }
  // `14, 400` is one number.
  if (before.text === "," && earlier?.kind === "number" && /^\d{3}$/.test(String(first.value))) return false;
  // `3 : 4 × 2`
  if (before.text === ":" && earlier?.kind === "number" && earlier.end < before.start) return false;
  // `10:30` and `3.5.2`; a comma between two things in brackets never comes here, brackets are balanced.
  if (/[:.,]/.test(before.text)) return before.end < first.start;
  return !/[_%°'′″∑∏∫±‰@#&|\\\p{No}]/u.test(before.text) || before.text === "|";
}

/** The expression with which the tokens begin, if what follows leaves it whole. */
export function beginning(tokens: readonly Token[]): Token[] {
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
    // `N m`: another part of the unit.
    if (last.unit !== "") return next.text.length > 2 || shortWords.test(next.text);
    return !isSymbol(next.text) || /\d|^[A-Z]$/.test(next.text);
  }
  // `0.(6)` and `1.234.567` go on.
  if (/^[.,:]$/.test(next.text)) {
    const goesOn = near && later?.start === next.end && /^(?:number|open)$/.test(later.kind);
    return !goesOn && !(later && /^[.…]/.test(later.text));
  }
  return !/[_°'′″±…|‰%\p{No}]/u.test(next.text) || next.text === "|";
}

function balanced(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind } of tokens) {
    if (kind === "open") depth++;
    if (kind === "close" && --depth < 0) return false;
  }
  return depth === 0;
}
