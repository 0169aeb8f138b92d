import { isGluedFraction } from "./evaluate.ts";
import { unreadable } from "./latex.ts";
import { bullet } from "./plain.ts";
import type { Token } from "./tokens.ts";
import { sameDimension } from "./value.ts";
import { introduces, isSymbol, joining, leavesWhole } from "./words.ts";

/** The two expressions around a sign of equality, each whole. */
export interface Sides {
  left: readonly Token[];
  sign: Token;
  right: readonly Token[];
  /** Another sign of equality follows the right side. */
  goesOn: boolean;
  /** A bullet that may be a minus sign stands before the left side. */
  bulleted: boolean;
}

/** Longer expressions are left alone. */
const mostTokens = 400;
/** Further signs of one line are left alone. */
const mostSigns = 2_000;

const isWord = (token: Token): boolean => /^\p{L}/u.test(token.text);

/** Every sign of equality of a line that stands between two expressions which what is around them leaves whole. */
export function sidesOf(tokens: readonly Token[]): Sides[] {
  const signs = tokens.flatMap((token, index) => (token.kind === "sign" ? [index] : [])).slice(0, mostSigns);
  const chemical = isChemical(tokens);
  return signs.flatMap((at, order) => {
    const sign = tokens[at]!;
    const next = signs[order + 1] ?? tokens.length;
    const left = before(tokens, (signs[order - 1] ?? -1) + 1, at);
    if (left.length === 0) return [];
    const right = behind(tokens, at, next);
    const first = at - left.length;
    const last = at + right.length;
    if (right.length === 0 || (sign.worded && !standsAlone(left, tokens[first - 1], tokens[last + 1]))) return [];
    if (sign.text === "→" && chemical) return [];
    const bulleted = tokens[first - 1]?.text === bullet;
    return [{ left, sign, right, goesOn: last + 1 === next && next < tokens.length, bulleted }];
  });
}

/**
 * A verb or an arrow says that two things are equal only where the left one is a calculation by itself and nothing
 * follows: `the last digit of 3 × 4 is 2`.
 */
function standsAlone(left: readonly Token[], barrier: Token | undefined, next: Token | undefined): boolean {
  if (!left.some(({ kind }) => kind === "operator" || kind === "function")) return false;
  if (isGluedFraction(left.filter(({ kind }) => kind !== "unit"))) return false;
  const begins =
    !barrier ||
    !isWord(barrier) ||
    /^(?:so|then|that|and|but|because|since|as|know|thus|hence|therefore|now)$/i.test(barrier.text);
  return begins && (!next || !isWord(next) || next.kind !== "barrier" || /^(?:so|which|because)$/.test(next.text));
}

/** Several arrows, or names with digits or capitals inside, are substances and states. */
function isChemical(tokens: readonly Token[]): boolean {
  const arrows = tokens.filter(({ text }) => /^(?:→|⇌|->)$/.test(text)).length;
  return arrows > 1 || tokens.some(({ kind, text }) => kind === "barrier" && /^[A-Z][a-z]?(?:\d|[A-Z]|$)/.test(text));
}

/** The expression that ends at a sign, if it begins where one may begin. */
function before(tokens: readonly Token[], from: number, sign: number): readonly Token[] {
  let depth = 0;
  let start = sign;
  for (; start > from && sign - start <= mostTokens; start--) {
    const { kind } = tokens[start - 1]!;
    // `hence (using the data) 3 + 4 = 7`
    if (kind === "close" && depth === 0 && start < sign && isRemarkEnd(tokens[start - 2])) break;
    if (kind === "close") depth++;
    if (kind === "barrier" || (kind === "open" && depth === 0)) break;
    if (kind === "open") depth--;
  }
  if (depth !== 0 || sign - start > mostTokens) return [];
  const part = tokens.slice(start, sign);
  if (start > from && tokens[start - 1]!.text === "and" && joins(tokens, start - 1, part)) return [];
  return mayBegin(part, start === from ? undefined : tokens[start - 1], tokens[start - 2]) ? part : [];
}

const isRemarkEnd = (token: Token | undefined): boolean =>
  token?.kind === "barrier" && isWord(token) && !isSymbol(token.text);

/** Whether an `and` may make what follows it a part of what stands before. */
function joins(tokens: readonly Token[], and: number, part: readonly Token[]): boolean {
  // `1 hour and 30 minutes`, `1 and 1/4`
  const [earlier, unit] = [tokens[and - 1], part[1]?.unit];
  if (earlier?.unit && unit && sameDimension(earlier.unit.dimension, unit.dimension)) return true;
  if (earlier?.kind === "number" && isGluedFraction(part)) return true;
  for (let i = and - 1; i >= Math.max(0, and - 12); i--) {
    const { kind, text } = tokens[i]!;
    if (kind === "sign" || /^[.;:]$/.test(text)) return false;
    if (kind === "barrier" && joining.has(text.toLowerCase())) return true;
  }
  return false;
}

function mayBegin(part: readonly Token[], barrier: Token | undefined, earlier: Token | undefined): boolean {
  const [first, second] = part;
  if (!first || first.kind === "unit" || first.kind === "close") return false;
  if (first.kind === "operator") {
    if (!/^[+-]$/.test(first.text)) return false;
    // `energy - 3 + 5`: a sign with room behind it belongs to what stands before.
    if (barrier && second?.spaced && !/^[:;,.(]$/.test(barrier.text)) return false;
  }
  if (!barrier || barrier.text === bullet) return true;
  if (earlier?.kind === "operator" && !isWord(barrier) && barrier.kind === "barrier") return false;
  const room = first.spaced || first.marked;
  if (barrier.kind === "close") return room;
  if (barrier.kind === "open") {
    if (barrier.text === "{") return false;
    return !earlier || (barrier.spaced && (earlier.kind === "barrier" || earlier.kind === "sign"));
  }
  if (isWord(barrier)) {
    if (!room) return false;
    if (barrier.text === "with" && part.length === 1) return true;
    const computes = part.some(
      ({ kind, text, place }) => kind === "unit" || /^[*/^C!]$/.test(text) || (kind === "number" && place < 1),
    );
    const calculation = first.marked || (computes && first.text !== "+");
    return introduces(barrier.text, earlier?.text ?? "", calculation);
  }
  if (barrier.text === ":") {
    const ratio = barrier.spaced && /^(?:number|close)$/.test(earlier?.kind ?? "");
    return room && !ratio;
  }
  if (barrier.text === ".") return room && !/^(?:eqs?|nos?|figs?|ch|sec|vol|pp?|ref)$/i.test(earlier?.text ?? "");
  // `14, 400` is one number.
  if (barrier.text === "," && earlier?.integer && /^\d{3}$/.test(first.text)) return false;
  if (/^[;,?!]$/.test(barrier.text)) return room;
  if (/^["“«]$/.test(barrier.text)) return barrier.spaced && !first.spaced;
  return /^(?:[<>≤≥⇒∴∵⟹→⟶—]|=>|->|-->|==>|<=|>=)$/.test(barrier.text);
}

/** The expression that begins behind a sign, if what follows leaves it whole. */
function behind(tokens: readonly Token[], sign: number, to: number): readonly Token[] {
  let depth = 0;
  let end = sign + 1;
  let bracket = end;
  for (; end < to && end - sign <= mostTokens; end++) {
    const { kind } = tokens[end]!;
    if (kind === "barrier" || (kind === "close" && depth === 0)) break;
    if (kind === "open" && depth++ === 0) bracket = end;
    if (kind === "close") depth--;
  }
  if (end - sign > mostTokens) return [];
  if (depth > 0) {
    // A remark in brackets: `= 12 (rounded)`.
    if (!tokens[bracket]!.spaced || bracket === sign + 1 || !isRemark(tokens.slice(bracket + 1, end + 1))) return [];
    end = bracket;
  }
  const part = tokens.slice(sign + 1, end);
  const last = part.at(-1);
  if (!last || end === to) return part;
  return mayFollow(tokens[end]!, last, tokens[end + 1], tokens[end + 2]) ? part : [];
}

function isRemark(inside: readonly Token[]): boolean {
  const [first, second] = inside;
  if (!first || /^(?:mod|modulo|base|rem|remainder|R|r|in)$/i.test(first.text)) return false;
  if (first.kind === "barrier") return isWord(first);
  return first.kind === "number" && /^(?:s|sf|sig|dp|d|significant|decimal)\b/.test(second?.text ?? "");
}

function mayFollow(next: Token, last: Token, later: Token | undefined, third: Token | undefined): boolean {
  const near = next.start === last.end;
  if (next.kind !== "barrier") return true;
  const laterNear = later?.start === next.end;
  if (isWord(next)) {
    if (near || !leavesWhole(next.text, [later?.text, third?.text], last.kind === "unit")) return false;
    if (/^(?:and|with)$/.test(next.text)) {
      const compound = last.unit && third?.unit && sameDimension(last.unit.dimension, third.unit.dimension);
      const rest = later?.kind === "number" && (third?.text === "/" || compound);
      return (
        !rest &&
        !/^(?:an?|remainder|half|no)$/.test(later?.text ?? "") &&
        !(next.text === "with" && later?.kind === "number")
      );
    }
    return last.kind === "unit" || !isSymbol(next.text);
  }
  if (next.text === "." || next.text === "," || next.text === ":") {
    if (near && laterNear && later && (later.kind !== "barrier" || /^[.…\d]/.test(later.text))) return false;
    return !/^(?:mod|modulo|rem|remainder|R|r)$/.test(later?.text ?? "");
  }
  if (/^[;"”»!]$/.test(next.text)) return later?.kind !== "operator";
  return next.text !== unreadable && /^(?:[<>≤≥≠≡⇒∴∵⟹→⟶—]|=>|->|-->|<=|>=)$/.test(next.text);
}
