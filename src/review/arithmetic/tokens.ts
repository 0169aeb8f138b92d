import { mark, unreadable } from "./latex.ts";
import { readUnit, type UnitReading } from "./units.ts";
import { hedges, operatorsInWords, verbs } from "./words.ts";

/** A piece of a line: what arithmetic can use, or a barrier that ends an expression. */
export interface Token {
  kind: "number" | "unit" | "operator" | "function" | "open" | "close" | "sign" | "barrier";
  /** As it is read: `*` for every sign of multiplication, `sqrt` for √, the digits of a number. */
  text: string;
  start: number;
  end: number;
  /** Room before it. */
  spaced: boolean;
  /** A dollar sign or another mark that mathematics begins stands before it. */
  marked: boolean;
  /** Numbers: value, size of one unit in the last written digit (0 for constants), significant figures. */
  value: number;
  place: number;
  figures: number;
  /** Written without point and exponent. */
  integer: boolean;
  /** The mantissa of `3.0 × 10^8`; the value itself without power of ten. */
  mantissa: number;
  unit?: UnitReading;
  /** Functions: base of a logarithm, and the power behind the name. */
  base?: number;
  power?: number;
  /** Operators and signs of equality that are words or arrows. */
  worded?: boolean;
  /** A sign of equality that says `about`. */
  about?: boolean;
}

const number =
  /(?:\d{1,3}(?:,\d{3})+(?!\d|,\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?![\p{L}\d]|\.\d))?|\.\d+(?:[eE][+-]?\d{1,3})?/uy;
const tenPower = /\s?[×·⋅∙*xX]\s?10\s?\^\s?(?:\(\s?([-+−]?\d{1,3})\s?\)|([-+−]?\d{1,3})(?!\d|\.\d))/y;
/** `3 × 10-5`, whose power has lost its height. */
const lostPower = /\s[×xX·⋅*]\s?10[-−]\d{1,2}(?!\d|\.\d)|[×·⋅]10[-−]\d{1,2}(?!\d|\.\d)/y;
const functionName =
  /(arcsin|arccos|arctan|asin|acos|atan|sinh|cosh|tanh|sin|cos|tan|ln|lg|sqrt|cbrt|exp|log(?:_?\(?(\d{1,2})\)?(?=\s?\(|\s\d))?)(?:\^\(?([-−]?\d)\)?)?(?![\p{L}_])/uy;
const choose = /C\(\s?(\d{1,3})\s?,\s?(\d{1,3})\s?\)/y;
const relation = /<=>|<-{1,3}>?|[<>!=:+\-*/~]={1,3}|={1,3}[>~]|-{1,3}>|[<>≤≥≠≡⇌↔⟶∝~⇒∴∵⟹]/y;
const word = /\p{L}[\p{L}\p{N}\p{M}_'’°]*(?:-\p{L}+)*/uy;
const worded = /(?:plus|minus|times|multiplied by|divided by)(?!\p{L})/uy;
const constants: ReadonlyMap<string, number> = new Map([
  ["π", Math.PI],
  ["pi", Math.PI],
]);
const multiplication = "×·∙⋅*";
const division = "÷∕⁄/";

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * (n - Math.min(k, n - k) + i)) / i;
  return k > n ? 0 : Math.round(value);
}

/** Cuts one line of plain characters into tokens. Never throws; what it does not know is a barrier. */
export function tokenise(plain: string): Token[] {
  const tokens: Token[] = [];
  let marked = false;
  const push = (kind: Token["kind"], start: number, end: number, more: Partial<Token> = {}): number => {
    const spaced = start === 0 || /\s/.test(plain[start - 1]!);
    const numeric = { value: 0, place: 0, figures: 0, integer: false, mantissa: more.value ?? 0 };
    tokens.push({ kind, text: plain.slice(start, end), start, end, spaced, marked, ...numeric, ...more });
    marked = false;
    return end;
  };
  const at = (pattern: RegExp, index: number): RegExpExecArray | null => {
    pattern.lastIndex = index;
    return pattern.exec(plain);
  };
  const last = (): Token | undefined => tokens.at(-1);
  /** Whether an operand has just ended. */
  const ready = (): boolean => /^(?:number|unit|close)$/.test(last()?.kind ?? "") || last()?.text === "!";
  const afterWord = (index: number): boolean => /[\p{L}\p{N}_]/u.test(plain[index - 1] ?? "");
  const begins = (index: number): boolean => /^\s{0,2}[(\d√.]|^\s{0,2}[-−+][\d(]/.test(plain.slice(index, index + 5));

  for (let i = 0; i < plain.length; ) {
    const char = plain[i]!;
    if (/\s/.test(char)) i++;
    else if (char === mark) {
      marked = true;
      i++;
    } else if (/[\d.]/.test(char) && at(number, i)) i = unitBehind(numberAt(i));
    else if (at(choose, i) && !afterWord(i)) {
      const [all, n, k] = at(choose, i)!;
      const value = binomial(Number(n), Number(k));
      i = push("number", i, i + all.length, { text: "C", value, integer: true, figures: String(value).length });
    } else if (at(functionName, i) && (!afterWord(i) || /\d/.test(plain[i - 1] ?? ""))) i = functionAt(i);
    else if (char === "√" || char === "∛") {
      i = push(char === "√" ? "function" : "barrier", i, i + 1, { text: char === "√" ? "sqrt" : char });
    } else if (char === "e" && /^e\s?\^/.test(plain.slice(i, i + 3)) && !/[\p{L}_]/u.test(plain[i - 1] ?? "")) {
      i = push("number", i, i + 1, { value: Math.E });
    } else if (/[xX]/.test(char) && ready() && /^[xX]\s*[\d(√]/.test(plain.slice(i, i + 5)) && crosses(i)) {
      i = push("operator", i, i + 1, { text: "*" });
    } else if (char === "→" && ready() && begins(i + 1)) i = push("sign", i, i + 1, { worded: true });
    else if (char === "→") i = push("barrier", i, i + 1);
    else if (at(relation, i)) i = push("barrier", i, i + at(relation, i)![0].length);
    else if (/[=≈≃≅]/.test(char)) i = hedge(push("sign", i, i + 1, { about: char !== "=" }));
    else if (char === "!" && ready() && last()!.end === i) i = push("operator", i, i + 1);
    else if (/[+\-−^]/.test(char)) i = push("operator", i, i + 1, { text: char === "−" ? "-" : char });
    else if (multiplication.includes(char)) i = push("operator", i, i + 1, { text: "*" });
    else if (division.includes(char)) i = push("operator", i, i + 1, { text: "/" });
    else if (/[([{]/.test(char)) i = push("open", i, i + 1);
    else if (/[)\]}]/.test(char)) i = unitBehind(push("close", i, i + 1));
    else i = wordAt(i);
  }
  return tokens;

  /** Whether an x is the sign: with room before it, or between two numbers, but not the one of `0x1F`. */
  function crosses(index: number): boolean {
    return /\s/.test(plain[index - 1]!) || (/\d/.test(plain[index - 1]!) && last()!.text !== "0");
  }

  function numberAt(start: number): number {
    const written = at(number, start)![0];
    let end = start + written.length;
    const digits = written.replaceAll(",", "");
    const integer = /^\d+$/.test(digits);
    const lost = at(lostPower, end);
    const own = last()?.end === start && last()!.kind !== "barrier";
    const named =
      (afterWord(start) && !own) ||
      /^\.\d|^[.,]\d/.test(plain.slice(end, end + 2)) ||
      /\d\.$/.test(plain.slice(0, start).slice(-2));
    const padded = integer && /^0\d/.test(digits);
    if (named || padded || lost) return push("barrier", start, end + (lost?.[0].length ?? 0));
    const [figuresOf = "", exponent = "0"] = digits.toLowerCase().split("e");
    const power = last()?.text === "^" ? null : at(tenPower, end);
    end += power?.[0].length ?? 0;
    const shift = Number(exponent) + Number((power?.[1] ?? power?.[2] ?? "0").replace("−", "-"));
    const decimals = figuresOf.includes(".") ? figuresOf.length - figuresOf.indexOf(".") - 1 : 0;
    const value = Number(`${figuresOf}e${shift}`);
    if (!Number.isFinite(value)) return push("barrier", start, end);
    return push("number", start, end, {
      text: digits,
      value,
      place: Number(`1e${shift - decimals}`),
      figures: figuresOf.replace(".", "").replace(/^0+(?=\d)/, "").length,
      integer: integer && !power,
      mantissa: power ? Number(digits) : value,
    });
  }

  /** Reads the unit behind what has just ended; letters glued to a number that are no unit make it a name. */
  function unitBehind(end: number): number {
    const before = last()!;
    if (before.kind === "barrier") return end;
    const unit = readUnit(plain, end);
    if (unit) {
      return push("unit", end, unit.end, { text: unit.text, unit });
    }
    const glued = at(word, end)?.[0];
    const goesOn = glued === undefined || constants.has(glued) || at(functionName, end) || /^x\d/.test(glued);
    if (goesOn || (/^e$/.test(glued) && plain[end + 1] === "^")) return end;
    tokens.pop();
    return push("barrier", before.start, end + glued.length);
  }

  function functionAt(start: number): number {
    const [all, name = "", base, power] = at(functionName, start)!;
    const text = name.startsWith("log") ? "log" : name;
    const more = {
      ...(base === undefined ? {} : { base: Number(base) }),
      ...(power === undefined ? {} : { power: Number(power.replace("−", "-")) }),
    };
    return push("function", start, start + all.length, { text, ...more });
  }

  /** `= about 7` */
  function hedge(end: number): number {
    const next = at(word, end + (at(/\s{0,2}/y, end)?.[0].length ?? 0));
    if (!next || !hedges.has(next[0].toLowerCase())) return end;
    last()!.about = true;
    return next.index + next[0].length;
  }

  function wordAt(start: number): number {
    const found = at(word, start)?.[0] ?? String.fromCodePoint(plain.codePointAt(start)!);
    const end = start + found.length;
    const constant = constants.get(found);
    if (constant !== undefined) return unitBehind(push("number", start, end, { value: constant }));
    const operator = ready() ? at(worded, start)?.[0] : undefined;
    if (operator && begins(start + operator.length)) {
      return push("operator", start, start + operator.length, { text: operatorsInWords[operator]!, worded: true });
    }
    // `25 % of 80` and `3/4 of 12`.
    if (found === "of" && begins(end) && (last()?.text === "%" || fraction())) {
      return push("operator", start, end, { text: "*", worded: true });
    }
    if (ready() && verbs.has(found)) {
      const behind = at(
        /equal to|equals|equal|is equal to|is(?: (?:about|approximately|roughly))?|\p{L}+/uy,
        start,
      )![0];
      if (begins(start + behind.length)) {
        const about = hedges.has(behind.slice(3));
        return push("sign", start, start + behind.length, { worded: true, about });
      }
    }
    return push("barrier", start, end, found === unreadable ? { text: unreadable } : {});
  }

  function fraction(): boolean {
    const [a, b, c] = tokens.slice(-3);
    return a?.kind === "number" && b?.text === "/" && c?.kind === "number" && a.integer && c.integer && !b.spaced;
  }
}
