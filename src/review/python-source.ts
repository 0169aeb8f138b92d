/** Matches comments and string literals with their prefix; triple-quoted ones first. */
const tokens = /#[^\n]*|([rbfuRBFU]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/g;

/** A rough cut of Python source: code without comments and strings, and the strings. Enough for patterns. */
export function dissectPython(source: string): { code: string; strings: { text: string; formatted: boolean }[] } {
  const strings: { text: string; formatted: boolean }[] = [];
  const code = source.replace(tokens, (_all, prefix: string | undefined, literal: string | undefined) => {
    if (literal === undefined) return "";
    const quotes = /^("""|''')/.test(literal) ? 3 : 1;
    strings.push({ text: literal.slice(quotes, -quotes), formatted: /f/i.test(prefix ?? "") });
    return '""';
  });
  return { code, strings };
}

/** The numeric literals of Python code, strings and comments apart. */
export function numericLiterals(source: string): number[] {
  const { code, strings } = dissectPython(source);
  const inside = strings.filter((s) => /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i.test(s.text)).map((s) => s.text);
  const literal = /(?<![\w.])(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?!\w)/g;
  return [...(code.match(literal) ?? []).map((digits) => digits.replaceAll("_", "")), ...inside]
    .map(Number)
    .filter(Number.isFinite);
}
