import { parseSpecies, plainFormula } from "../../../tools/chemistry/formula.ts";
import { brief, findings } from "../finding.ts";
import type { ReviewCheck } from "../subject.ts";

const name = "equation-balance";
const { passed, failed } = findings(name);

const arrow = /\s*(?:<?[-=]+>|⇌|→|⟶|↔|⇄|\\(?:rightarrow|to|rightleftharpoons)\b)\s*/;
const term = /^(?:(\d{1,3}(?:\.\d+)?|\d\/\d)\s*)?(\S.*)$/;

/** Elements and charge of one side, or null when it is no side of a chemical equation. */
function count(terms: readonly string[]): Map<string, number> | null {
  const total = new Map<string, number>();
  for (const written of terms) {
    const [, coefficient = "1", formula = ""] = term.exec(written.trim()) ?? [];
    const species = parseSpecies(formula);
    if (typeof species === "string") return null;
    const [over = 1, under = 1] = coefficient.split("/").map(Number);
    for (const [element, n] of [...species.atoms, ["charge", species.charge] as const]) {
      total.set(element, (total.get(element) ?? 0) + (n * over) / under);
    }
  }
  return total.size > 1 ? total : null;
}

const energy = /^(?:heat|energy|light|h\s?[νv]|\d[\d.,]*\s*k?J)\b/i;

/** The species at the end of the text, of which the first may stand behind other words. */
function leftSide(text: string): string[] {
  const terms = text.split(/\s\+\s/);
  const first =
    /(?:^|[\s:;,("'“])((?:(?:\d{1,3}(?:\.\d+)?|\d\/\d)\s+)?[^\s:;,"'“]+)\s*$/.exec(terms[0] ?? "")?.[1] ?? "";
  return [first.replace(/^\((?![^)]*\))/, ""), ...terms.slice(1)];
}

/** The species with which the text begins, up to the first that is followed by other words. */
function rightSide(text: string): string[] {
  const terms: string[] = [];
  for (const piece of text.split(/\s\+\s/)) {
    if (energy.test(piece)) break;
    const [whole = "", species = ""] = /^((?:(?:\d{1,3}(?:\.\d+)?|\d\/\d)\s*)?[^\s,;:"'”?!]+)/.exec(piece) ?? [];
    terms.push(species.replace(/\.$/, "").replace(/(?<=^[^(]*)\)$/, ""));
    if (whole.length < piece.trimEnd().length) break;
  }
  return terms;
}

/** The first equation of the line that loses or gains something. */
function unbalanced(line: string): string | null {
  const sides = plainFormula(line).split(new RegExp(arrow.source, "g"));
  // Chains of arrows are paths and mechanisms.
  if (sides.length !== 2) return null;
  const [leftTerms, rightTerms] = [leftSide(sides[0] ?? ""), rightSide(sides[1] ?? "")];
  const [left, right] = [count(leftTerms), count(rightTerms)];
  if (left === null || right === null) return null;
  const elements = [...new Set([...left.keys(), ...right.keys()])];
  // Nothing in common but letters that happen to be symbols: no reaction.
  if (!elements.some((element) => element !== "charge" && left.has(element) && right.has(element))) return null;
  const wrong = elements.find((element) => Math.abs((left.get(element) ?? 0) - (right.get(element) ?? 0)) > 1e-9);
  if (wrong === undefined) return null;
  return `${leftTerms.join(" + ")} → ${rightTerms.join(" + ")} (${wrong === "charge" ? "the charge differs" : `${wrong} differs`})`;
}

/** Asked to balance it, a question shows an equation that is not. */
const exercise = /\bbalanc(?:e|ing)\b(?! of)|\bunbalanced\b|\bskelet|half-?(?:reaction|equation)/i;

export const equationBalance: ReviewCheck = {
  name,
  description: "Every chemical equation conserves its elements and its charge.",
  run({ text }) {
    let seen = 0;
    for (const part of [text.prompt, text.response]) {
      if (!arrow.test(part)) continue;
      if (exercise.test(text.prompt)) return null;
      for (const line of part.split(/\n|(?<=[a-z)\d]\.)\s+(?=[A-Z])/)) {
        if (!arrow.test(line)) continue;
        seen++;
        const wrong = unbalanced(line);
        if (wrong !== null) return failed(`This equation is not balanced: ${brief(wrong, 120)}.`);
      }
    }
    return seen === 0 ? null : passed("Every chemical equation is balanced.");
  },
};
