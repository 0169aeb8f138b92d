import { endless, type Input, mostCharacters, type Token } from "./input.ts";

interface Macro {
  parameters: number;
  /** What the first parameter is where it is left out; undefined where it is no option. */
  optional: string | undefined;
  body: string;
}

const primitives = new Set(
  (
    "if ifcat ifx ifnum ifdim ifodd ifmmode ifhmode ifvmode ifinner ifvoid ifhbox ifvbox ifeof ifcase iftrue iffalse " +
    "ifdefined ifcsname iffontchar ifpdf ifxetex ifluatex ifPDFTeX ifXeTeX ifLuaTeX"
  ).split(" "),
);

const nameOf = (tex: string): string | undefined => /^\s*\\([a-zA-Z@]+|[^a-zA-Z])\s*$/.exec(tex)?.[1];

export type Definitions = ReturnType<typeof createDefinitions>;

/** What a document defines for itself: macros, environments, conditions. Reads the definitions and applies them. */
export function createDefinitions(input: Input) {
  const macros = new Map<string, Macro>();
  const environments = new Map<string, { begin: Macro; end: string }>();
  const conditions = new Map<string, boolean>([
    ["true", true],
    ["false", false],
    ["pdf", true],
    ["PDFTeX", true],
  ]);

  function apply(from: string, macro: Macro): boolean {
    const values: string[] = [];
    for (let at = 0; at < macro.parameters; at += 1) {
      values.push(at === 0 && macro.optional !== undefined ? (input.option() ?? macro.optional) : input.argument());
    }
    let length = macro.body.length;
    const body = macro.body.replace(/(\\[a-zA-Z@]+)?#([1-9])/g, (_all, word: string | undefined, number: string) => {
      const text = values[Number(number) - 1] ?? "";
      length += text.length;
      if (length > mostCharacters) throw endless();
      return word === undefined ? text : `${word} ${text}`;
    });
    return input.push(from, body);
  }

  /** The parameters of \newcommand and \newenvironment: `[2][default]`. */
  function parametersOf(): Pick<Macro, "parameters" | "optional"> {
    const count = Number(input.option() ?? 0);
    const parameters = Number.isInteger(count) && count >= 0 && count <= 9 ? count : 0;
    return { parameters, optional: parameters > 0 ? input.option() : undefined };
  }

  const newCommand = (): void => {
    if (input.peek() === "*") input.take("*");
    const name = nameOf(input.argument());
    const shape = parametersOf();
    const body = input.argument();
    if (name !== undefined) macros.set(name, { ...shape, body });
  };

  const newEnvironment = (): void => {
    if (input.peek() === "*") input.take("*");
    const name = input.argument().trim();
    const shape = parametersOf();
    const begin = { ...shape, body: input.argument() };
    environments.set(name, { begin, end: input.argument() });
  };

  /** TeX's \def. Parameters parted by other text are not understood: such a macro is nothing. */
  const def = (): void => {
    const token = input.next();
    let shape = "";
    for (let next = input.peek(false); next !== undefined && next !== "{"; next = input.peek(false)) {
      const part = input.next();
      if (part === undefined || part.kind === "paragraph" || shape.length > 200) return;
      shape += part.raw;
    }
    const body = input.argument();
    if (token?.kind !== "command") return;
    const understood = /^(?:#[1-9])*\s*$/.test(shape);
    const parameters = understood ? shape.trim().length / 2 : 0;
    macros.set(token.name, { parameters, optional: undefined, body: understood ? body : "" });
  };

  const alias = (): void => {
    const name = input.next();
    if (input.peek() === "=") input.take("=");
    input.peek();
    const same = input.next();
    if (name?.kind !== "command" || same?.kind !== "command" || name.name === same.name) return;
    const condition = /^if/.test(name.name) ? conditions.get(same.name.slice(2)) : undefined;
    if (condition !== undefined) conditions.set(name.name.slice(2), condition);
    macros.set(name.name, macros.get(same.name) ?? { parameters: 0, optional: undefined, body: same.raw });
  };

  const readers = new Map<string, () => void>([
    ...["newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"].map((name): [string, () => void] => [
      name,
      newCommand,
    ]),
    ...["def", "gdef", "edef", "xdef"].map((name): [string, () => void] => [name, def]),
    ["let", alias],
    ["newenvironment", newEnvironment],
    ["renewenvironment", newEnvironment],
    [
      "DeclareMathOperator",
      () => {
        if (input.peek() === "*") input.take("*");
        const name = nameOf(input.argument());
        const body = `\\operatorname{${input.argument()}}`;
        if (name !== undefined) macros.set(name, { parameters: 0, optional: undefined, body });
      },
    ],
    [
      "newif",
      () => {
        const token = input.next();
        if (token?.kind === "command") conditions.set(token.name.replace(/^if/, ""), false);
      },
    ],
  ]);

  const isCondition = (name: string): boolean =>
    primitives.has(name) || (name.startsWith("if") && name.length > 2 && conditions.has(name.slice(2)));

  /** Passes over a branch that is not taken; what a condition that nobody can know would choose is left out, too. */
  function skipBranch(stopAtElse: boolean): void {
    let depth = 0;
    for (let token = input.next(); token; token = input.next()) {
      if (token.kind !== "command") continue;
      if (token.name === "newif") input.next();
      else if (isCondition(token.name)) depth += 1;
      else if (token.name === "fi" && depth === 0) return;
      else if (token.name === "fi") depth -= 1;
      else if (token.name === "else" && depth === 0 && stopAtElse) return;
    }
  }

  return {
    /** Reads a definition or a condition; false where the command is neither. */
    read({ name }: Token & { kind: "command" }, inFormula: boolean): boolean {
      const reader = readers.get(name);
      if (reader) reader();
      else if (isCondition(name)) {
        const value = name === "ifmmode" ? inFormula : conditions.get(name.slice(2));
        if (value !== true) skipBranch(value === false);
      } else if (name === "else") skipBranch(false);
      else if (/(?:true|false)$/.test(name) && conditions.has(name.replace(/(?:true|false)$/, ""))) {
        conditions.set(name.replace(/(?:true|false)$/, ""), name.endsWith("true"));
      } else return name === "fi";
      return true;
    },

    /** Puts a macro's body in its place; false where there is none, or it would be read within itself. */
    expand(name: string): boolean {
      const macro = macros.get(name);
      return macro !== undefined && apply(`\\${name}`, macro);
    },

    hasEnvironment: (name: string): boolean => environments.has(name),
    begin: (name: string): boolean => apply(`begin:${name}`, environments.get(name)!.begin),
    end: (name: string): boolean => input.push(`end:${name}`, environments.get(name)!.end),
  };
}
