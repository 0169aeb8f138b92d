import type { PageElement } from "../dom.ts";

/** Commands of TeX with an argument that is not set in type. */
const unset =
  /\\(?:begin|end|label|color|textcolor|colorbox|tag|ref|eqref|hspace|vspace|rule|class|cssId|style|href|fontsize)\*?\s*(?:\[[^\]]{0,100}\])?\{[^{}]{0,100}\}/g;

/**
 * The TeX that a page gives with a formula, or what is shown of the formula where the TeX has words that are not shown:
 * nobody sees the TeX itself.
 */
export function formulaText(tex: string | null | undefined, shown: string): string {
  if (tex === null || tex === undefined) return shown;
  const letters = lettersOf(shown);
  const words =
    tex
      .replace(unset, " ")
      .replace(/\\[a-z]+\*?/gi, " ")
      .match(/\p{L}{3,}/gu) ?? [];
  return words.filter((word) => !letters.includes(lettersOf(word))).length < 2 ? tex : shown;
}

/** Letters in lower case, those of mathematical alphabets as plain ones. */
const lettersOf = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");

/** The TeX of a formula in MathML, if it carries one. */
export const texOf = (formula: PageElement): string | null =>
  formula.querySelector('annotation[encoding="application/x-tex"]')?.textContent ?? formula.getAttribute("alttext");

/**
 * Whether what is hidden is the MathML of a formula that is drawn beside it, as KaTeX, MathJax and MediaWiki have it for
 * readers who hear. It counts as seen, unless it has words.
 */
export function isDrawnFormula(element: PageElement): boolean {
  const formula = element.localName === "math" ? element : element.querySelector("math");
  if (!formula || formula.textContent?.trim() !== element.textContent?.trim()) return false;
  const drawn = [element.previousElementSibling, element.nextElementSibling].some(
    (beside) =>
      beside && (/^(?:img|svg|mjx-)/i.test(beside.localName) || beside.getAttribute("aria-hidden") === "true"),
  );
  const tex = texOf(formula);
  return drawn && tex !== null && formulaText(tex, "") === tex;
}
