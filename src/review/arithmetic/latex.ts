/** Stands for anything that arithmetic cannot read; nothing is read up to it or from it. */
export const unreadable = "⌷";
/** Stands where mathematics or an amount of money begins inside prose: `$`, `\(`. */
export const mark = "\uE000";

/** Commands that are one sign or one name in plain characters. */
const plainOf = new Map<string, string>([
  ...table("·", "cdot bullet ast"),
  ...table("×", "times"),
  ...table("÷", "div"),
  ...table("±", "pm mp"),
  ...table("≈", "approx simeq approxeq cong"),
  ...table("≤", "le leq leqslant"),
  ...table("≥", "ge geq geqslant"),
  ...table("<", "lt"),
  ...table(">", "gt"),
  ...table("≠", "ne neq"),
  ...table("≡", "equiv"),
  ...table("→", "to rightarrow longrightarrow xrightarrow rightleftharpoons"),
  ...table("⇒", "Rightarrow implies Longrightarrow therefore iff Leftrightarrow"),
  ...table("π", "pi"),
  ...table("°", "circ degree"),
  ...table("µ", "mu"),
  ...table("Ω", "Omega"),
  ...table("Å", "AA"),
  ...table("…", "ldots dots cdots"),
  ...table("|", "vert mid lvert rvert"),
  ...table(" mod ", "bmod pmod mod"),
  ...table("(", "lparen"),
  ...table(")", "rparen"),
  ...table("", "left right big Big bigg Bigg displaystyle textstyle limits nolimits tiny small large"),
  ...table("", "bigl bigr Bigl Bigr biggl biggr Biggl Biggr"),
  ...table(" ", "quad qquad hspace"),
  ...["ln", "log", "lg", "exp", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"].map(
    (name): [string, string] => [name, ` ${name}`],
  ),
]);

function table(sign: string, names: string): [string, string][] {
  return names.split(" ").map((name) => [name, sign]);
}

/** Commands that only dress what stands in their braces. */
const dress =
  /^(?:text|mathrm|mathbf|mathit|mathsf|rm|textrm|textbf|textit|mbox|operatorname|boxed|fbox|bm|cancel|bcancel|underline|ce|pu|SI|si)$/;
/** Environments that lay out lines; what stands in any other one is no arithmetic. */
const layout = /^(?:align|aligned|equation|gather|gathered|split|multline|eqnarray|flalign|displaymath|math|center)$/;

/** The text without LaTeX environments, their rows being lines. Matrices, cases and tables are unreadable. */
export function withoutEnvironments(text: string): string {
  if (!text.includes("\\")) return text;
  let hidden = 0;
  const parts = text.split(/\\(begin|end)\s?\{([a-zA-Z]{1,20})\*?\}/);
  let plain = "";
  for (let i = 0; i < parts.length; i += 3) {
    if (hidden === 0) plain += parts[i];
    const [kind, name] = [parts[i + 1], parts[i + 2] ?? ""];
    if (kind === undefined || layout.test(name)) continue;
    if (kind === "begin") hidden++;
    else hidden = Math.max(0, hidden - 1);
    plain += unreadable;
  }
  return plain.replace(/\\\\(?:\[[^\]\n]{0,12}\])?/g, "\n");
}

const degree = /\^\{?\s?\\(?:circ|degree)\s?\}?/y;
const argument = /\s{0,3}(?:([0-9a-zA-Z])|\\(pi)\b)/y;

/** One line of LaTeX in plain characters: `\frac{a}{b}` is `((a)/(b))`. What is not known becomes unreadable. */
export function withoutCommands(source: string): string {
  const line = source.replace(/(?<=\d)(?:\{,\}|\\,)(?=\d{3}(?!\d))/g, ",");
  let plain = "";
  /** What each open brace becomes when it closes. */
  const closers: string[] = [];
  let i = 0;
  const at = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = i;
    return pattern.exec(line);
  };
  /** Opens a brace, or takes the one character that stands for it. */
  const take = (opened: string, closed: string): void => {
    const brace = at(/\s{0,3}\{/y);
    const single = brace ? null : at(argument);
    plain += opened;
    if (brace) {
      closers.push(closed);
      i += brace[0].length;
      return;
    }
    plain += single ? (single[1] ?? "π") : unreadable;
    i += single?.[0].length ?? 0;
    close(closed);
  };
  const close = (closed: string): void => {
    if (closed === fractionBar) take(")/(", "))");
    else plain += closed;
  };

  while (i < line.length) {
    const char = line[i]!;
    if (char === "{") {
      closers.push(")");
      plain += "(";
      i++;
    } else if (char === "}") {
      i++;
      close(closers.pop() ?? ")");
    } else if (char === "^" && at(degree)) {
      plain += "°";
      i += at(degree)![0].length;
    } else if ((char === "^" || char === "_") && line[i + 1] === "{") {
      i++;
      if (char === "^") take("^(", ")");
      else i = subscript(i);
    } else if (char === "&" || char === "~") {
      plain += " ";
      i++;
    } else if (char === "\\") command();
    else {
      plain += char;
      i++;
    }
  }
  return plain;

  function subscript(from: number): number {
    const end = line.slice(from, from + 60).indexOf("}");
    const content = line.slice(from + 1, end < 0 ? from + 1 : from + end);
    plain += `_${content.replace(/\\[a-zA-Z]+|[^\p{L}\d]/gu, "")}`;
    return end < 0 ? from + 1 : from + end + 1;
  }

  function command(): void {
    const name = at(/\\([a-zA-Z]+|[\s\S])?/y)!;
    i += name[0].length;
    const word = name[1] ?? "";
    if (/^[dtc]?frac$/.test(word)) take("((", fractionBar);
    else if (word === "sqrt") {
      const root = at(/\s?\[(\d)\]/y);
      i += root?.[0].length ?? 0;
      if (root) take("((", `)^(1/${root[1]}))`);
      else take(" sqrt(", ")");
    } else if (/^[dt]?binom$/.test(word)) {
      const numbers = at(/\s?\{(\d{1,3})\}\s?\{(\d{1,3})\}/y);
      i += numbers?.[0].length ?? 0;
      plain += numbers ? `C(${numbers[1]}, ${numbers[2]})` : unreadable;
    } else if (dress.test(word)) {
      if (at(/\s{0,3}\{/y)) take(" ", "");
    } else if (plainOf.has(word)) plain += plainOf.get(word);
    else if (/^[,;: !]$/.test(word)) plain += word === "!" ? "" : " ";
    else if (/^[%#&_]$/.test(word)) plain += word;
    else if (/^[$()[\]]$/.test(word)) plain += mark;
    else if (word === "{" || word === "}" || word === "|") plain += word === "|" ? "|" : unreadable;
    else plain += /^[A-Za-z]/.test(word) ? `${unreadable} ` : " ";
  }
}

const fractionBar = "\0";
