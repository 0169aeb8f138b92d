import { ident, tokenize, tokenTypes as type } from "css-tree";

export interface Declaration {
  kind: "declaration";
  /** Lower case, but custom properties as they are written. */
  property: string;
  /** In lower case but for custom names, strings and addresses; comments and escapes are resolved, addresses left out. */
  value: string;
  important: boolean;
}

/** A rule by its selectors, or an at-rule by its name; `block` is missing where there is none. */
export interface Rule {
  kind: "rule";
  /** Of an at-rule, in lower case; empty for a rule with selectors. */
  name: string;
  prelude: string;
  block?: readonly Item[];
}

export type Item = Declaration | Rule;

/** Blocks within blocks at most; what stands deeper is left out. */
const deepest = 30;

interface Tokens {
  readonly css: string;
  readonly types: readonly number[];
  readonly ends: readonly number[];
  at: number;
}

const closing = new Map([
  [type.LeftCurlyBracket, type.RightCurlyBracket],
  [type.LeftParenthesis, type.RightParenthesis],
  [type.Function, type.RightParenthesis],
  [type.LeftSquareBracket, type.RightSquareBracket],
]);

/** Reads a style sheet or what a style attribute holds, mending errors as browsers do (CSS Syntax Module Level 3, 5.4). */
export function readCss(css: string, what: "sheet" | "attribute"): Item[] {
  const types: number[] = [];
  const ends: number[] = [];
  tokenize(css, (kind, _start, end) => {
    types.push(kind);
    ends.push(end);
  });
  return contents({ css, types, ends, at: 0 }, what === "attribute", 0);
}

function contents(tokens: Tokens, style: boolean, depth: number): Item[] {
  const found: Item[] = [];
  while (tokens.at < tokens.types.length) {
    const kind = tokens.types[tokens.at]!;
    if (kind === type.RightCurlyBracket && depth > 0) break;
    const blank =
      kind === type.WhiteSpace || kind === type.Comment || kind === type.Semicolon
        ? kind !== type.Semicolon || style
        : !style && (kind === type.CDO || kind === type.CDC);
    if (blank) {
      tokens.at += 1;
      continue;
    }
    const item =
      kind === type.AtKeyword
        ? atRule(tokens, depth)
        : (style && declaration(tokens, depth)) || rule(tokens, style, depth);
    if (item) found.push(item);
  }
  return found;
}

/** A declaration, or nothing and nothing read where there is none. */
function declaration(tokens: Tokens, depth: number): Declaration | undefined {
  const start = tokens.at;
  const property = textOf(tokens, start, start + 1, "");
  tokens.at += 1;
  skipBlanks(tokens);
  const custom = property.startsWith("--");
  if (tokens.types[start] === type.Ident && tokens.types[tokens.at] === type.Colon) {
    const from = tokens.at + 1;
    tokens.at = from;
    let blocks = 0;
    let values = 0;
    // A block beside other values makes it a rule such as a:hover {}; to read on would take as long as the rest is.
    const isRule = (): boolean => !custom && blocks > 0 && blocks + values > 1;
    for (; tokens.at < tokens.types.length; next(tokens)) {
      const kind = tokens.types[tokens.at]!;
      if (kind === type.Semicolon || (kind === type.RightCurlyBracket && depth > 0)) break;
      if (kind === type.LeftCurlyBracket) blocks += 1;
      else if (kind !== type.WhiteSpace && kind !== type.Comment) values += 1;
      if (isRule()) break;
    }
    if (!isRule()) {
      const { to, important } = withoutImportant(tokens, from, tokens.at);
      const value = textOf(tokens, from, to, " ", true).trim();
      return { kind: "declaration", property: custom ? property : property.toLowerCase(), value, important };
    }
  }
  tokens.at = start;
  return undefined;
}

function withoutImportant(tokens: Tokens, from: number, end: number): { to: number; important: boolean } {
  const back = (at: number): number => {
    let last = at;
    while (last > from && (tokens.types[last - 1] === type.WhiteSpace || tokens.types[last - 1] === type.Comment))
      last -= 1;
    return last;
  };
  const word = back(end);
  const mark = back(word - 1);
  const important =
    mark > from &&
    tokens.types[word - 1] === type.Ident &&
    textOf(tokens, word - 1, word, "").toLowerCase() === "important" &&
    textOf(tokens, mark - 1, mark, "") === "!";
  return { to: important ? mark - 1 : end, important };
}

function rule(tokens: Tokens, style: boolean, depth: number): Rule | undefined {
  const start = tokens.at;
  for (; tokens.at < tokens.types.length; next(tokens)) {
    const kind = tokens.types[tokens.at]!;
    if (kind === type.LeftCurlyBracket) return { kind: "rule", name: "", ...withBlock(tokens, start, depth) };
    if (kind === type.RightCurlyBracket && depth > 0) return undefined;
    if (kind === type.Semicolon && style) return undefined;
  }
  return undefined;
}

function atRule(tokens: Tokens, depth: number): Rule {
  const start = tokens.at;
  const name = textOf(tokens, start, start + 1, "")
    .slice(1)
    .toLowerCase();
  tokens.at += 1;
  for (; tokens.at < tokens.types.length; next(tokens)) {
    const kind = tokens.types[tokens.at]!;
    if (kind === type.LeftCurlyBracket) return { kind: "rule", name, ...withBlock(tokens, start + 1, depth) };
    if (kind === type.Semicolon || (kind === type.RightCurlyBracket && depth > 0)) break;
  }
  const prelude = textOf(tokens, start + 1, tokens.at, "/**/").trim();
  if (tokens.types[tokens.at] === type.Semicolon) tokens.at += 1;
  return { kind: "rule", name, prelude };
}

function withBlock(tokens: Tokens, start: number, depth: number): { prelude: string; block: Item[] } {
  const prelude = textOf(tokens, start, tokens.at, "/**/").trim();
  if (depth >= deepest) {
    next(tokens);
    return { prelude, block: [] };
  }
  tokens.at += 1;
  const block = contents(tokens, true, depth + 1);
  tokens.at += 1;
  return { prelude, block };
}

/** Steps over one component value: a token, or a block with all it holds. */
function next(tokens: Tokens): void {
  const open: number[] = [];
  do {
    const kind = tokens.types[tokens.at]!;
    const end = closing.get(kind);
    if (end !== undefined) open.push(end);
    else if (kind === open.at(-1)) open.pop();
    tokens.at += 1;
  } while (open.length > 0 && tokens.at < tokens.types.length);
}

function skipBlanks(tokens: Tokens): void {
  while (tokens.types[tokens.at] === type.WhiteSpace || tokens.types[tokens.at] === type.Comment) tokens.at += 1;
}

/** The text of tokens with its escapes resolved, in lower case where `folded`; each comment becomes `comment`. */
function textOf({ css, types, ends }: Tokens, from: number, to: number, comment: string, folded = false): string {
  let text = "";
  for (let at = from; at < to; at += 1) {
    const raw = css.slice(at === 0 ? 0 : ends[at - 1], ends[at]);
    const kind = types[at]!;
    if (kind === type.Comment) text += comment;
    else if (kind === type.WhiteSpace) text += " ";
    else if (kind === type.Url || kind === type.BadUrl) text += "url(x)";
    else if (kind === type.String) text += raw;
    else {
      const plain = raw.includes("\\") ? resolved(raw) : raw;
      text += folded && !plain.startsWith("--") ? plain.toLowerCase() : plain;
    }
  }
  return text;
}

/** A name, function, number or hash with its escapes resolved as far as they need not stand. */
function resolved(raw: string): string {
  const [, before = "", name = "", after = ""] = /^([#@]|[+-]?[\d.]+(?:e[+-]?\d+)?)?(.*?)(\(?)$/is.exec(raw) ?? [];
  return before + ident.encode(ident.decode(name)) + after;
}
