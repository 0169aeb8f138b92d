import type { Colours } from "./colour.ts";
import type { Definitions } from "./definitions.ts";
import { collector, type Input, type Token } from "./input.ts";
import type { Placement } from "./placement.ts";
import { dropped, isReference } from "./vocabulary.ts";

/** Commands of a formula that print nothing of it. */
const unprinted = new Set(["nonumber", "notag", "protect", "relax", "qedhere"]);

/**
 * Reads a formula up to its end, `$`, `$$`, `\)`, `\]` or the name of its environment, as TeX on one line: own macros
 * written out, no labels, nothing that is not printed, no dollars within. An empty line ends one that was never closed.
 */
export function readFormula(
  end: string,
  input: Input,
  definitions: Definitions,
  { colours, placement }: { colours: Colours; placement: Placement },
): string {
  const tex = collector();
  let depth = 0;
  /** The depth at which invisible text began. */
  let hidden: number | undefined;
  const add = (token: Token): void => {
    if (hidden === undefined) tex.add(token);
  };
  const short = end.startsWith("$") || end === "\\)";

  /** Whether the formula ends here. */
  function command(token: Token & { kind: "command" }): boolean {
    const { name } = token;
    if (token.raw === end) return true;
    if (name === "end") {
      const environment = input.argument().trim();
      if (environment === end) return true;
      if (definitions.hasEnvironment(environment)) definitions.end(environment);
      else add({ kind: "text", raw: `\\end{${environment}}` });
    } else if (name === "begin") add({ kind: "text", raw: `\\begin{${input.argument().trim()}}` });
    else if (name === "color") {
      if (colours.hides()) hidden ??= depth;
      else hidden = undefined;
    } else if (name === "textcolor") {
      if (colours.hides()) input.argument();
    } else if (name === "pdfliteral" || name === "special" || name === "pdfextension") placement.literal();
    else if (definitions.read(token, true)) return false;
    else if (isReference(name) || name === "tag" || (dropped.has(name) && !/^[hv]space$|^rule$/.test(name))) {
      if (input.peek() === "*") input.take("*");
      for (let count = dropped.get(name) ?? 1; count > 0; count -= 1) {
        input.option();
        input.argument();
      }
    } else if (!unprinted.has(name) && name !== ")" && name !== "]" && !definitions.expand(name)) add(token);
    return false;
  }

  for (let token = input.next(); token; token = input.next()) {
    if (token.kind === "command") {
      if (command(token)) break;
    } else if (token.kind === "math") {
      if (depth > 0) continue;
      if (token.raw === end) break;
      if (end === "$") {
        input.back(1);
        break;
      }
    } else if (token.kind === "paragraph") {
      if (short) {
        input.push("", token.raw);
        break;
      }
      add({ kind: "space", raw: " " });
    } else if (token.kind === "open" || token.kind === "close") {
      if (token.kind === "close") {
        if (depth === 0) continue;
        if (hidden !== undefined && depth <= hidden) hidden = undefined;
      }
      add(token);
      depth += token.kind === "open" ? 1 : -1;
    } else add(token);
  }
  const formula = tex.text().replace(/\s+/g, " ").trim();
  const aligned = !short && end !== "\\]" && /&|\\\\/.test(formula);
  if (formula === "") return "";
  return aligned ? `$\\begin{aligned}${formula}\\end{aligned}$` : `$${formula}$`;
}
