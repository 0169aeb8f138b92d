import { mark, unreadable, withoutCommands, withoutEnvironments } from "./latex.ts";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const subscripts = "₀₁₂₃₄₅₆₇₈₉";
const vulgar: Readonly<Record<string, string>> = {
  "½": "1/2",
  "⅓": "1/3",
  "⅔": "2/3",
  "¼": "1/4",
  "¾": "3/4",
  "⅕": "1/5",
  "⅖": "2/5",
  "⅗": "3/5",
  "⅘": "4/5",
  "⅙": "1/6",
  "⅛": "1/8",
  "⅜": "3/8",
  "⅝": "5/8",
  "⅞": "7/8",
};

const entities: Readonly<Record<string, string>> = {
  times: "×",
  minus: "−",
  nbsp: " ",
  deg: "°",
  middot: "·",
  divide: "÷",
  radic: "√",
  asymp: "≈",
  pi: "π",
  amp: "&",
  lt: "<",
  gt: ">",
};

/** Numbers of a list, bullets and names of steps, which belong to no expression. */
const enumerator =
  /^\s*(?:(?:[-*•>#+]+|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|(?:step|part|case|example|line)\s\d{1,3}\s?[.:)-])\s+)+/i;

/** Stands for a bullet that may also be a minus sign. */
export const bullet = "\uE001";

/** The lines of a text that may hold an equality, in plain characters. Code is left out. */
export function plainLines(text: string): string[] {
  const prose = text
    .replace(/```[\s\S]*?(?:```|$)/g, "\n")
    .replace(/`[^`\n]*`/g, ` ${unreadable} `)
    .replace(/\r\n?/g, "\n");
  const lines: string[] = [];
  for (const line of withoutEnvironments(prose).split("\n")) {
    // An equality that goes on below: `x = 2 × 3` and then `= 6`.
    const goesOn = /^[\s&$]*(?:=|≈|\\approx)(?!=)/.test(line) && lines.length > 0;
    if (goesOn && lines.at(-1)!.length < 2_000) lines[lines.length - 1] += ` ${line.replace(/&/g, " ")}`;
    else lines.push(line);
  }
  return lines.filter(mayEqual).map(plainLine);
}

const mayEqual = (line: string): boolean =>
  /\d/.test(line) && /[=≈≃≅→]|\\approx|\\simeq|asymp|\b(?:equals?|gives?|is|makes|yields)\b/.test(line);

/** One line in plain characters: powers behind `^`, one sign for every operation, no markup. */
function plainLine(source: string): string {
  let line = source;
  if (/[<&]/.test(line)) {
    line = line
      .replace(/<sup>([^<>]{1,20})<\/sup>/g, "^($1)")
      .replace(/<sub>([^<>]{1,20})<\/sub>/g, "_$1")
      .replace(/<\/?(?:span|b|i|em|strong|a|u|font|small|big|mark)(?:\s[^<>]{0,300})?>/g, "")
      .replace(/<\/?m[a-z]{1,12}(?:\s[^<>]{0,300})?>/g, unreadable)
      .replace(/<\/?[a-zA-Z][^<>]{0,300}>/g, "; ")
      .replace(/&([a-z]{2,6});/g, (all, name: string) => entities[name] ?? all);
  }
  line = line
    .replace(/(?<=[$€£]\s?)\d{1,3}(?: \d{3})+(?![\d.]\d)/g, (amount) => amount.replace(/ /g, ","))
    .replace(/[$€£¥]+/g, mark);
  if (line.includes("\\") || /[\^_]\{/.test(line)) line = withoutCommands(line);
  return line
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, ",")
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000\t]/g, " ")
    .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, raised)
    .replace(/(?<=[A-Za-z])[₀₁₂₃₄₅₆₇₈₉]+/g, (run) => [...run].map((digit) => subscripts.indexOf(digit)).join(""))
    .replace(/[₀₁₂₃₄₅₆₇₈₉]+/g, "_")
    .replace(/(\d?)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])/g, (_all, whole: string, sign: string) =>
      whole === "" ? `(${vulgar[sign]})` : `${whole} ${vulgar[sign]}`,
    )
    .replace(/(?<=\d)[–‒](?=\d)/g, unreadable)
    .replace(/[–‒﹣－]/g, "−")
    .replace(/[‐‑]/g, "-")
    .replace(/(?<=[\d)])\s?\*\*\s?(?=[\d(+-])/g, "^")
    .replace(/\*\*|__|\\/g, " ")
    .replace(/μ/g, "µ")
    .replace(/(?<=\/(?:[mk]?g|mol))°(?=[CK])/g, "·°")
    .replace(enumerator, (lead) => (/-\s+$/.test(lead) ? `${bullet} ` : " "))
    .replace(/^\s*\|.*/, (row) => row.replace(/\|/g, ";"));
}

/** `10⁻⁷` is `10^(-7)`; raised digits in front of something (isotopes, roots, coefficients) are unreadable. */
function raised(run: string, at: number, line: string): string {
  if (!/[\p{L}\d)\]°Ω%]/u.test(line[at - 1] ?? "")) return unreadable;
  const digits = [...run].map((char) => (char === "⁻" ? "-" : char === "⁺" ? "" : superscripts.indexOf(char)));
  return `^(${digits.join("")})`;
}
