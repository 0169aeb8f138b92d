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

const literal = /(?<![\w.])(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?!\w)/g;

/**
 * The numeric literals of Python code: in expressions, in the braces of formatted strings, and strings that are numbers
 * (`Fraction("3/4")`). Comments, other strings, subscripts and the rest of formatted strings are left out.
 */
export function numericLiterals(source: string): number[] {
  const { code, strings } = dissectPython(source);
  const expressions = [
    code.replace(/(?<=[\w)\]"])\[[^[\],]*\]/g, ""),
    ...strings
      .filter(({ formatted }) => formatted)
      .flatMap(({ text }) => [...text.matchAll(/\{([^{}:!]+)/g)].map((match) => match[1] ?? "")),
    ...strings.filter(({ text }) => /^[-+]?[\d.]+(?:e[-+]?\d+)?(?:\/\d+)?$/i.test(text)).map(({ text }) => text),
  ];
  return expressions
    .flatMap((expression) => expression.match(literal) ?? [])
    .map((digits) => Number(digits.replaceAll("_", "")))
    .filter(Number.isFinite);
}
