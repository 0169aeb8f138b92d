/** What the whole text says of how its equalities are meant. */
export interface Setting {
  /** Whole numbers that differ by a multiple of one of these may be the same: `17 = 5 (mod 12)`. */
  moduli: readonly number[];
  /** Remainders of a modulus that is a symbol, or of none that could be read. */
  modular: boolean;
  /** Numbers may be written to another base than ten. */
  bases: boolean;
  /** `1 + 1 = 1` may be meant. */
  logic: boolean;
  /** One length may stand for another, as on a map. */
  scale: boolean;
  /** Single letters that stand for something: `m = 3`. */
  symbols: ReadonlySet<string>;
  /** Answers to choose from stand in it, A to D: most of them are wrong. */
  options: boolean;
}

const wraps: readonly [words: RegExp, moduli: readonly number[]][] = [
  [/\bclock|o'clock|\d\s?[ap]\.?m\b/i, [12, 24]],
  [/\bcipher|\bCaesar|\balphabet/i, [26]],
  [/\bweekday|\bdays? of the week/i, [7]],
  [/\boverflow|\bwraps?\b|\bunsigned|two'?s.complement|\b(?:8|16|32|64)-bit/i, [2 ** 8, 2 ** 16, 2 ** 32]],
];
/** `mod 12`, `modulo 7`, `Z_7`, `ℤ/12ℤ`, `GF(2)`. */
const modulus =
  /(?:\b(?:[pb]?mod|modulo|modulus)\b[\s\\{}$(=]{0,8}|(?:\bGF|\\mathbb\{[ZF]\}|[ℤ𝔽]|\b[ZF])\s?[_(/][\s\\{}$(]{0,6}[ℤZ]?)(\d{1,9})/gu;
const bases =
  /\bbase[\s-]?\d|\bbase[\s-](?:two|three|eight|sixteen)|\bbinary\b|\boctal\b|\bhex(?:adecimal)?\b|\bternary\b|\bradix\b|two'?s.complement/i;
const mostModuli = 100;

/** Reads the setting off a text and the question that it answers. */
export function settingOf(text: string): Setting {
  const moduli = new Set<number>();
  for (const [, digits] of text.matchAll(modulus)) {
    if (Number(digits) > 1 && moduli.size < mostModuli) moduli.add(Number(digits));
  }
  for (const [words, sizes] of wraps) if (words.test(text)) for (const size of sizes) moduli.add(size);
  return {
    moduli: [...moduli],
    modular: /\bmod(?:ulo|ular)?\b|\bpmod|\bbmod|congruen|\bresidue|finite field/i.test(text),
    bases: bases.test(text),
    logic: /\bboolean|\blogic(?:al)?\b|truth table/i.test(text) || /\bX?OR\b|\bAND\b/.test(text),
    scale: /\bscale[ds]?\b|\bmap\b|\bblueprint|\bdrawing\b|\brepresents?\b|\bcorresponds?\b/i.test(text),
    options: (text.match(/^[ \t]*[-*]?[ \t]?\(?[A-E][.)]\s/gm) ?? []).length > 2,
    symbols: new Set([...text.matchAll(/(?<![\p{L}\d]|\d\s)([A-Za-z])(?=\s?[=≈])/gu)].map(([, letter]) => letter!)),
  };
}

/** Just before an equality: what follows is asked, supposed or denied. */
const denial =
  /\b(?:not|never|if|whether|unless|does|do|is it|suppose|supposing|assum\w+|would|could|should|might|pretend|imagine|let)\s*(?:that\s*)?[("“$\s]*$/i;
/** In the sentence before. */
const accusation =
  /\b(?:wrong(?:ly)?|incorrect(?:ly)?|mistak\w+|erroneous(?:ly)?|false(?:ly)?|misconception|invalid|instead of|rather than|guess\w*|trying|tempt\w+|contradict\w*|absurd|impossible|naive(?:ly)?|careless(?:ly)?|forget\w*|forgot\w*|some students?|many students?|inclusive(?:ly)?|fallacy|paradox|sloppy)\b|[✗✘❌]/i;
/** In what follows. */
const refutation =
  /^\s*\?|^[^.;]{0,60}?(?:\b(?:false|wrong|incorrect|contradict\w*|impossible|untrue|absurd|nonsense|inconsistent|invalid|extraneous|mistake|inclusive(?:ly)?)\b|\b(?:is|does|do|was|are)(?: not|n['’]t) (?:true|right|correct|hold|work|match|equal|agree|satisf|possible|what|the case|an? solution)|\bcannot be\b|\bcan['’]t be\b|\bnot (?:true|equal|right|correct|possible)\b|\btoo (?:large|small|high|low|big|many|few|much|little)\b|\bfails?\b|[✗✘❌≠])/i;

/** Whether the text around an equality says that it does not hold, or only asks or supposes it. */
export function disowned(before: string, after: string): boolean {
  const sentence = before
    .slice(-160)
    .split(/[.;!?]\s/)
    .at(-1)!;
  return denial.test(before.slice(-40)) || accusation.test(sentence) || refutation.test(after.slice(0, 120));
}
