import { findQuantities, parseUnit } from "../../../schema/quantity.ts";

/** A piece of a line: what arithmetic can use, or a barrier that ends an expression. */
export interface Token {
  kind: "number" | "operator" | "function" | "open" | "close" | "equals" | "barrier";
  /** Operator, function or barrier as it is read; empty for numbers, `C` for a binomial coefficient. */
  text: string;
  value: number;
  /** Size of one unit in the last written digit; 0 for constants such as π. */
  place: number;
  /** Written without point and exponent. */
  integer: boolean;
  /** Known unit behind the number; empty without one. */
  unit: string;
  start: number;
  end: number;
}

const number = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?!\d|\.\d))?|\.\d+(?:[eE][+-]?\d{1,3})?/y;
const functions = /(?:log10|log2|log|ln|lg|sqrt|exp|sin|cos|tan)(?![\p{L}\d_])/uy;
const choose = /C\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)/y;
const relation = /<=>|<->|[<>!=:]=+|=+>|-+>|==+|[<>≤≥≠≡→⇌↔⟶∝~]/y;
const word = /\p{L}[\p{L}\p{N}_'’°-]*/uy;
const constants: Readonly<Record<string, number>> = { π: Math.PI, pi: Math.PI };
const signs: Readonly<Record<string, string>> = {
  "×": "*",
  "·": "*",
  "∙": "*",
  "⋅": "*",
  "÷": "/",
  "∕": "/",
  "⁄": "/",
};

/** `**` is a power between numbers and markup elsewhere; dollars and backslashes are markup. Lengths stay. */
const plainMarks = (text: string): string =>
  text
    .replace(/(?<=[\d)])\*\*(?=[\d(+-])/g, "^ ")
    .replace(/\*\*|__/g, "  ")
    .replace(/[$`\\]/g, " ");

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * (n - Math.min(k, n - k) + i)) / i;
  return k > n ? 0 : Math.round(value);
}

/** `L/(mol K)` behind `kPa`: the rest of a unit with brackets, as far as it makes a unit. */
const bracketed = /(?:[ ·][\p{L}µΩ]{1,4})*\/\([\p{L}µΩ^\d ·*-]{1,24}\)/uy;

/** Cuts one line into tokens, with places in its plain form. Never throws; what it does not know is a barrier. */
export function tokenise(line: string): { plain: string; tokens: Token[] } {
  const { plain: source, found } = findQuantities(line);
  const units = new Map(found.filter(({ unit }) => /^[^/]/.test(unit)).map((quantity) => [quantity.start, quantity]));
  const plain = plainMarks(source);
  const tokens: Token[] = [];
  const push = (kind: Token["kind"], start: number, end: number, more: Partial<Token> = {}): number => {
    tokens.push({
      kind,
      text: plain.slice(start, end),
      value: 0,
      place: 0,
      integer: false,
      unit: "",
      start,
      end,
      ...more,
    });
    return end;
  };
  const at = (pattern: RegExp, index: number): RegExpExecArray | null => {
    pattern.lastIndex = index;
    return pattern.exec(plain);
  };
  const ready = (): boolean => tokens.at(-1)?.kind === "number" || tokens.at(-1)?.kind === "close";

  for (let i = 0; i < plain.length; ) {
    const char = plain[i]!;
    if (/\s/.test(char)) i++;
    else if (/\d|\./.test(char) && !/[\p{L}\p{N}_]/u.test(plain[i - 1] ?? "") && at(number, i)) {
      const written = at(number, i)![0];
      const unit = units.get(i) ?? (/[+-]/.test(plain[i - 1] ?? "") ? units.get(i - 1) : undefined);
      const stop = i + written.length;
      const plainDigits = written.replaceAll(",", "");
      const [mantissa = "", exponent = "0"] = plainDigits.toLowerCase().split("e");
      const decimals = mantissa.includes(".") ? mantissa.length - mantissa.indexOf(".") - 1 : 0;
      const rest = unit && at(bracketed, unit.end)?.[0];
      const longer = rest && parseUnit(unit.unit + rest) !== null ? rest : "";
      i = push("number", i, Math.max(stop, (unit?.end ?? 0) + longer.length), {
        text: "",
        value: Number(plainDigits),
        place: 10 ** (Number(exponent) - decimals),
        integer: /^\d+$/.test(plainDigits),
        unit: unit ? unit.unit + longer : "",
      });
    } else if (at(choose, i) && !/[\p{L}\p{N}]/u.test(plain[i - 1] ?? "")) {
      const [all, n, k] = at(choose, i)!;
      i = push("number", i, i + all.length, { text: "C", value: binomial(Number(n), Number(k)), integer: true });
    } else if (at(functions, i) && !/[\p{L}\p{N}_]/u.test(plain[i - 1] ?? "")) {
      i = push("function", i, i + at(functions, i)![0].length);
    } else if (char === "√") i = push("function", i, i + 1, { text: "sqrt" });
    else if (/[e]/.test(char) && /^e\s?\^/.test(plain.slice(i, i + 3)) && !/[\p{L}\p{N}_]/u.test(plain[i - 1] ?? "")) {
      i = push("number", i, i + 1, { text: "", value: Math.E });
    } else if (
      /[xX]/.test(char) &&
      ready() &&
      /^[xX]\s*[\d(]/.test(plain.slice(i, i + 4)) &&
      /^\s/.test(plain[i - 1]!)
    ) {
      i = push("operator", i, i + 1, { text: "*" });
    } else if (at(relation, i)) i = push("barrier", i, i + at(relation, i)![0].length);
    else if (char === "=" || char === "≈" || char === "≃") i = push("equals", i, i + 1);
    else if (/[+\-*/^!]/.test(char) || char in signs) i = push("operator", i, i + 1, { text: signs[char] ?? char });
    else if (/[([{]/.test(char)) i = push("open", i, i + 1);
    else if (/[)\]}]/.test(char)) i = push("close", i, i + 1);
    else {
      const found = at(word, i)?.[0] ?? String.fromCodePoint(plain.codePointAt(i)!);
      const constant = constants[found];
      if (constant === undefined) i = push("barrier", i, i + found.length);
      else i = push("number", i, i + found.length, { text: "", value: constant });
    }
  }
  return { plain, tokens };
}
