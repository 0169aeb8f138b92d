import { AssayError } from "../../../schema/error.ts";
import { createColours } from "./colour.ts";
import { createDefinitions } from "./definitions.ts";
import { readFormula } from "./formula.ts";
import { createInput, type Token } from "./input.ts";
import { createPlacement } from "./placement.ts";
import { createProse } from "./prose.ts";
import { type Group, visibilityActions } from "./visibility.ts";
import * as known from "./vocabulary.ts";

export interface TexFile {
  path: string;
  text: string;
}

/** The file that \input names, or nothing where the archive has none. */
export type Resolve = (name: string, folder: string) => TexFile | undefined;

const deepest = 2_000;
/** Names of commands that set something up: nothing of their arguments is prose. */
const settings = /^(?:new|renew|provide|declare|define|set|addto|reset|use|require)/i;

/**
 * The prose between \begin{document} and \end{document}, formulas as TeX between dollars. What is not printed, or
 * cannot be seen in print, is left out: comments, branches not taken, white and phantom text, boxes put away. What only
 * TeX itself could know stays out, too. Always ends; too much to read is an AssayError `source/upstream`.
 */
export function readDocument(main: TexFile, resolve: Resolve): string {
  const input = createInput();
  const definitions = createDefinitions(input);
  const colours = createColours(input);
  const placement = createPlacement(input);
  const prose = createProse();
  const excluded = new Set<string>();
  let inDocument = false;
  let groups: Group[] = [{ name: "preamble", hidden: true }];

  const group = (): Group => groups.at(-1)!;
  const inherited = (): boolean => groups.at(-2)?.hidden ?? !inDocument;
  const shown = (): boolean => !group().hidden && !placement.hidden();
  const add = (text: string): void => {
    if (shown()) prose.add(text);
  };
  const addLiteral = (text: string): void => {
    if (shown()) prose.addLiteral(text);
  };
  const endParagraph = (): void => {
    placement.newParagraph();
    prose.endParagraph();
  };
  function open(name: string, hidden = group().hidden): void {
    if (groups.length >= deepest) throw new AssayError("source/upstream", "The LaTeX source is nested too deeply.");
    groups.push({ name, hidden });
  }
  function close(): void {
    if (groups.length > 1 && group().name === "{") groups.pop();
  }
  function formula(end: string): void {
    const tex = readFormula(end, input, definitions, { colours, placement });
    const around = end === "$" || end === "\\)" ? "" : " ";
    if (tex !== "" && !placement.moves(tex)) addLiteral(`${around}${tex}${around}`);
  }
  function drop(count: number): void {
    for (let left = count; left > 0; left -= 1) {
      while (input.option() !== undefined);
      input.argument();
    }
  }
  function star(): void {
    if (input.peek(false) === "*") input.take("*");
  }

  const push = ({ path, text }: TexFile): boolean =>
    input.push(`file:${path}`, text.endsWith("\n") ? text : `${text}\n`);
  function include(name: string, folder = ""): void {
    const file = resolve(name.trim(), folder.trim());
    if (file) push(file);
  }
  /** A document within the document: what stands around its text is not ours. */
  function includeDocument(name: string): void {
    const file = resolve(name.trim(), "");
    if (!file) return;
    const inner = file.text.split(/\\begin\s*\{document\}/).at(-1)!;
    push({ path: file.path, text: inner.split(/\\end\s*\{document\}/)[0]! });
  }

  function begin(name: string): void {
    const plain = name.replace(/\*$/, "");
    if (name === "document") {
      inDocument = true;
      groups = [{ name, hidden: false }];
    } else if (known.formulas.has(plain)) {
      if (plain === "alignat") input.argument();
      formula(name);
    } else if (known.verbatim.has(name) || excluded.has(name)) input.until(`\\end{${name}}`);
    else if (known.notProse.has(name)) open(name, true);
    else {
      open(name);
      if (definitions.hasEnvironment(name)) definitions.begin(name);
      else {
        if (!known.inline.has(name)) endParagraph();
        input.option(false);
        drop(known.environmentArguments.get(name) ?? 0);
      }
    }
  }

  function end(name: string): void {
    if (name === "document") {
      input.end();
      return;
    }
    const at = groups.findLastIndex((one) => one.name === name);
    if (at > 0) groups.length = at;
    if (definitions.hasEnvironment(name)) definitions.end(name);
    else if (!known.inline.has(name) && !known.notProse.has(name)) endParagraph();
  }

  const includeFrom = (): void => {
    const folder = input.argument();
    include(input.argument(), folder);
  };
  /** Code within a line: between two equal characters, or in braces. */
  const code = (): void => {
    input.option(false);
    const mark = input.peek(false);
    if (mark === undefined || /\s/.test(mark)) return;
    input.take(mark);
    const text = input.until(mark === "{" ? "}" : mark);
    if (text !== "") addLiteral(text);
  };
  const address = (shown: boolean): void => {
    if (input.peek() !== "{") return;
    input.take("{");
    const text = input.until("}");
    if (shown && text !== "") addLiteral(text);
  };

  const actions = new Map<string, () => void>([
    ...placement.actions,
    ...visibilityActions(input, colours, { group, inherited }),
    ["begin", () => begin(input.argument().trim())],
    ["end", () => end(input.argument().trim())],
    ["input", () => include(input.peek() === "{" ? input.argument() : input.bareName())],
    [
      "include",
      () => {
        endParagraph();
        include(input.argument());
      },
    ],
    ["subfile", () => includeDocument(input.argument())],
    ["import", includeFrom],
    ["subimport", includeFrom],
    ["endinput", () => input.endFile()],
    ["makeatletter", () => input.letters(true)],
    ["makeatother", () => input.letters(false)],
    ["excludecomment", () => void excluded.add(input.argument().trim())],
    ["includecomment", () => void excluded.delete(input.argument().trim())],
    ["definecolor", () => colours.define()],
    ["colorlet", () => colours.copy()],
    ["bgroup", () => open("{")],
    ["begingroup", () => open("{")],
    ["egroup", close],
    ["endgroup", close],
    ["par", () => endParagraph()],
    ["(", () => formula("\\)")],
    ["[", () => formula("\\]")],
    ["verb", code],
    ["lstinline", code],
    ["url", () => address(true)],
    ["nolinkurl", () => address(true)],
    ["path", () => address(true)],
    ["href", () => address(false)],
    [
      "item",
      () => {
        endParagraph();
        const label = input.option();
        if (label) input.push("", `${label} `);
      },
    ],
    [
      "\\",
      () => {
        star();
        input.option(false);
        add(" ");
      },
    ],
    [
      "texorpdfstring",
      () => {
        const printed = input.argument();
        input.argument();
        input.push("", printed);
      },
    ],
  ]);

  function heading(): void {
    star();
    input.option();
    endParagraph();
    input.push("", `${input.argument()}\\par `);
  }

  function accent(mark: string): void {
    const [, base = "", rest = ""] = /^\s*(\\[ij](?![a-zA-Z])\s*|[^\s\\{}$]|)([\s\S]*)$/u.exec(input.argument())!;
    const letter = /^\\/.test(base) ? base[1]! : base;
    if (letter !== "") add((letter + mark).normalize("NFC"));
    if (rest !== "") input.push("", rest);
  }

  /** A command that says nothing to us prints its arguments, as font commands do; options are none of it. */
  function unknown(token: Token & { kind: "command" }): void {
    if (/[^a-zA-Z]$/.test(token.raw)) return;
    star();
    if (settings.test(token.name)) {
      for (let next = input.peek(false); next === "{" || next === "["; next = input.peek(false)) {
        if (next === "{") input.argument();
        else input.option(false);
      }
      return;
    }
    const option = input.option(false);
    if (option !== undefined && input.peek(false) !== "{") input.push("", `[${option}]`);
  }

  function command(token: Token & { kind: "command" }): void {
    const { name } = token;
    if (definitions.read(token, false)) return;
    const action = actions.get(name);
    const mark = known.accents.get(name);
    const symbol = known.symbols.get(name);
    if (action) action();
    else if (mark !== undefined) accent(mark);
    else if (symbol !== undefined) add(symbol);
    else if (known.headings.has(name)) heading();
    else if (known.registers.has(name)) input.skip(known.value);
    else if (known.isReference(name) || known.dropped.has(name)) {
      star();
      drop(known.dropped.get(name) ?? 1);
      if (known.isReference(name) && shown()) prose.addReference();
    } else if (!definitions.expand(name)) {
      const count = known.formulaCommands.get(name);
      if (count === undefined) unknown(token);
      else asFormula(name, count);
    }
  }

  /** Puts a quantity or a chemical formula between the marks of a formula. */
  function asFormula(name: string, count: number): void {
    input.option(false);
    const parts = Array.from({ length: count }, () => input.argument());
    const tex = name === "ensuremath" ? parts[0]! : `\\${name}${parts.map((part) => `{${part}}`).join("")}`;
    if (tex.trim() !== "") input.push("", `\\(${tex}\\)`);
  }

  push(main);
  for (let token = input.next(); token; token = input.next()) {
    if (token.kind === "command") command(token);
    else if (token.kind === "open") open("{");
    else if (token.kind === "close") close();
    else if (token.kind === "math") {
      if (inDocument) formula(token.raw);
    } else if (token.kind === "paragraph") endParagraph();
    else if (token.kind === "space") add(" ");
    else if (inDocument) add(token.raw.replaceAll("&", " "));
  }
  return prose.text();
}
