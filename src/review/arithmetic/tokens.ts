import { type FoundQuantity, findQuantities, parseUnit } from "../../../schema/quantity.ts";
import { plainLatex } from "./latex.ts";

/** A piece of a line: what arithmetic can use, or a barrier that ends an expression. */
export interface Token {
  kind: "number" | "operator" | "function" | "open" | "close" | "equals" | "barrier";
  /** Operator, function or barrier as it is read; empty for numbers, `C` for a binomial coefficient. */
  text: string;
  value: number;
  /** Size of one unit in the last written digit; 0 for constants such as π. */
  place: number;
  /** Written without a point, `12` and `12 × 10^3`. */
  integer: boolean;
  /** Of ten, `-5` of `1.8 × 10^-5`. */
  power: number;
  /** Known unit behind the number, or behind the bracket that closes an exponent; empty without one. */
  unit: string;
  start: number;
  end: number;
}

const number = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?!\d|\.\d))?|\.\d+(?:[eE][+-]?\d{1,3})?/y;
const functions = /(?:log10|log2|log|ln|lg|sqrt|exp|sin|cos|tan)(?![\p{L}\d_])/uy;
const choose = /C\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)/y;
const command = /\\[a-zA-Z]+/y;
/** Stands for the mark of a list's item, which is no sign. */
export const listMark = "•";

const relation = /<=>|<->|[<>!=:]=+|=+>|-+>|==+|[<>≤≥≠≡→⇌↔⟶∝~]/y;
const word = /\p{L}[\p{L}\p{N}_'’°-]*/uy;
const constants: Readonly<Record<string, number>> = {
  π: Math.PI,
  pi: Math.PI,
  "½": 1 / 2,
  "⅓": 1 / 3,
  "¼": 1 / 4,
  "¾": 3 / 4,
  "⅔": 2 / 3,
};
const signs: Readonly<Record<string, string>> = {
  "×": "*",
  "·": "*",
  "∙": "*",
  "⋅": "*",
  "÷": "/",
  "∕": "/",
  "⁄": "/",
};

const powerOfTen = /\s*[×xX*·∙⋅]\s*10\s*\^\s*(?:([+-]?\d{1,3})(?!\d|\.\d)|[({]\s*([+-]?\d{1,3})\s*[)}])/y;

/** `**` is a power between numbers and markup elsewhere; dollars and backslashes before signs are markup. Lengths stay. */
const plainMarks = (text: string): string =>
  text
    .replace(/(?<=[\d)])\*\*(?=[\d(+-])/g, "^ ")
    .replace(/\*\*|__/g, "  ")
    .replace(/[$`]|\\(?![a-zA-Z])/g, " ");

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * (n - Math.min(k, n - k) + i)) / i;
  return k > n ? 0 : Math.round(value);
}

/** `L/(mol K)` behind `kPa`: the rest of a unit with brackets, as far as it makes a unit. */
const bracketed = /(?:[ ·][\p{L}µΩ]{1,4})*\/\([\p{L}µΩ^\d ·*-]{1,24}\)/uy;

const decimalsOf = (digits: string): number => (digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0);

/** Quantities with a unit: those that are one number by where it begins, the units of powers by where the number ends. */
function unitsIn(plain: string, found: readonly FoundQuantity[]) {
  const wholes = new Map<number, Pick<FoundQuantity, "value" | "place" | "integer" | "unit" | "end">>();
  const behind = new Map<number, { unit: string; end: number }>();
  for (const { start, end, written, unit, value, place, integer } of found) {
    if (!/^[^/]/.test(unit)) continue;
    bracketed.lastIndex = end;
    const rest = bracketed.exec(plain)?.[0] ?? "";
    const longer = parseUnit(unit + rest) === null ? "" : rest;
    const whole = { unit: unit + longer, end: end + longer.length };
    const sign = /^[+-]\s?/.exec(written)?.[0].length ?? 0;
    if (/\^|\*\*|[×xX*·]/.test(written)) behind.set(start + written.length, whole);
    else wholes.set(start + sign, { ...whole, value, place, integer });
  }
  return { wholes, behind };
}

/** Cuts one line into tokens, with places in its plain form. Never throws; what it does not know is a barrier. */
export function tokenise(line: string): { plain: string; tokens: Token[] } {
  const { plain: source, found } = findQuantities(plainLatex(line.replace(/^(\s*)[-+*](?=\s)/, `$1${listMark}`)));
  const plain = plainMarks(source);
  const units = unitsIn(plain, found);
  const tokens: Token[] = [];
  const push = (kind: Token["kind"], start: number, end: number, more: Partial<Token> = {}): number => {
    tokens.push({
      kind,
      text: plain.slice(start, end),
      value: 0,
      place: 0,
      integer: false,
      power: 0,
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
      // `10^3 × 10^2`
      const raised = tokens.at(-1)?.text === "^" || tokens.at(-2)?.text === "^";
      const tens = raised ? null : at(powerOfTen, i + written.length);
      const stop = i + written.length + (tens?.[0].length ?? 0);
      const whole = units.wholes.get(i);
      const [mantissa = "", exponent = "0"] = written.replaceAll(",", "").toLowerCase().split("e");
      const power = Number(exponent) + Number(tens?.[1] ?? tens?.[2] ?? 0);
      const { unit, end } = whole ?? units.behind.get(stop) ?? { unit: "", end: stop };
      i = push("number", i, end, {
        text: "",
        value: whole ? Math.abs(whole.value) : Number(`${mantissa}e${power}`),
        place: whole ? whole.place : 10 ** (power - decimalsOf(mantissa)),
        integer: whole ? whole.integer : !mantissa.includes("."),
        power,
        unit,
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
    } else if (at(command, i)) i = push("barrier", i, i + at(command, i)![0].length);
    else if (at(relation, i)) i = push("barrier", i, i + at(relation, i)![0].length);
    else if (char === "=" || char === "≈" || char === "≃") i = push("equals", i, i + 1);
    else if (/[+\-*/^!]/.test(char) || char in signs) i = push("operator", i, i + 1, { text: signs[char] ?? char });
    else if (/[([{]/.test(char)) i = push("open", i, i + 1);
    else if (/[)\]}]/.test(char)) {
      const { unit, end } = units.behind.get(i + 1) ?? { unit: "", end: i + 1 };
      i = push("close", i, end, { text: char, unit });
    } else {
      const found = at(word, i)?.[0] ?? String.fromCodePoint(plain.codePointAt(i)!);
      const constant = constants[found];
      if (constant === undefined) i = push("barrier", i, i + found.length);
      else i = push("number", i, i + found.length, { text: "", value: constant });
    }
  }
  return { plain, tokens };
}
