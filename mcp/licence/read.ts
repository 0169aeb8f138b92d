import {
  byId,
  type Finding,
  families,
  type Licence,
  references,
  sameLicence,
  stricter,
} from "../../schema/licences/table.ts";
import { findCreativeCommons } from "./creative-commons.ts";
import { findNamed } from "./names.ts";

export interface LicenceReading {
  /** Undefined when nothing was recognised. */
  licence: Licence | undefined;
  /** True when the words around it take something back, or name several licences: then it proves nothing. */
  qualified: boolean;
}

/** Words that take a permission back. "Unrestricted" and "permits" do not match; "not", "only", "NC" do. */
const restriction =
  /\b(not?|non|never|cannot|can't|don't|isn't|without|except(?:ions?|ing)?|exclud(?:es|ed|ing)|unless|other than|only|but|however|subject to|additional terms|permission|restrict(?:ed|ions?|s)?|prohibit(?:ed|s)?|forbid(?:s|den)?|reserved|nc|nd|sa|non-?commercial(?:ly)?|no-?deriv\w*|share-?alike|personal use|academic use|research use|research purposes|educational use|commons[- ]clause|with [a-z]+-[a-z]+$|modified|variant|like|style|based|inspired|similar to|some|portions?|parts of|mixed|varies|various|see (?:file|terms|individual)|formerly|previously|until|expired|embargo)\b/i;

/** Sentences of publishers' and SPDX boilerplate that take nothing back although they hold such words. */
const boilerplate = [
  /the images or other third[- ]party material in this article are included in the article'?s creative commons licen[cs]e,? unless indicated otherwise in a credit line to the material\.?/gi,
  /if material is not included in the article'?s creative commons licen[cs]e and your intended use is not permitted by statutory regulation or exceeds the permitted use,? you will need to obtain permission directly from the copyright holder\.?/gi,
  /which permits (?:unrestricted )?(?:re-?)?use, (?:sharing, adaptation, )?distribution,? (?:and )?reproduction in any medium(?: or format)?/gi,
  /additional terms may apply/gi,
  /no permission is (?:required|needed)/gi,
];

/** Text with the look-alikes folded: compatibility forms, every dash, no-break spaces, curly quotes. */
function fold(raw: string): string {
  return raw
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "")
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/_/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** Longest statement that is read whole; the texts of the licences that we know by heart are shorter. */
const longestStatement = 20_000;

/** What a raw statement says about the licence: its SPDX id, and whether the statement takes something back. */
export function readLicence(raw: string): LicenceReading {
  if (raw.length > longestStatement) return { ...readLicence(raw.slice(0, longestStatement)), qualified: true };
  const whole = fold(raw);
  const tag = /SPDX-License-Identifier:\s*([\w.+-]+(?:\s+(?:OR|AND|WITH)\s+[\w.+-]+)*)/i.exec(whole);
  const text = tag?.[1] ?? whole;
  if (text === "") return { licence: undefined, qualified: false };
  return readExpression(text) ?? readOne(text);
}

function readOne(text: string): LicenceReading {
  const exact = byId.get(text.toLowerCase().replace(/[ _]/g, "-"));
  return exact ? { licence: exact, qualified: false } : readProse(text);
}

/** An SPDX expression of two or more parts: with OR the reader may choose, with AND all bind; an exception only permits more. */
function readExpression(text: string): LicenceReading | undefined {
  const expression = text.replace(/[()]/g, " ").trim();
  if (!/^[\w.+-]+(?:\s+(?:OR|AND|WITH)\s+[\w.+-]+)+$/.test(expression)) return undefined;
  const alternatives = expression.split(/\s+OR\s+/).map((alternative) => {
    const parts = alternative
      .split(/\s+AND\s+/)
      .map((part) => readOne(part.replace(/\s+WITH\s+[\w.-]+-exception(?:-[\d.]+)?$/i, "")));
    return parts.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  });
  // Brackets round an OR inside an AND were dropped above: such an expression is not read as a free choice.
  const nested = text.includes("(") && /\bOR\b/.test(text) && /\bAND\b/.test(text);
  const chosen = alternatives.reduce((a, b) => (nested ? (rank(b) > rank(a) ? b : a) : rank(b) < rank(a) ? b : a));
  return chosen;
}

function rank({ licence, qualified }: LicenceReading): number {
  return licence && !qualified ? families[licence.family].rank : families.unknown.rank;
}

function readProse(text: string): LicenceReading {
  const findings = [...findCreativeCommons(text), ...findNamed(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const kept: Finding[] = [];
  for (const finding of findings) {
    if (!kept.some(({ start, end }) => finding.start < end && start < finding.end)) kept.push(finding);
  }
  if (kept.length === 0) return { licence: undefined, qualified: false };
  const licence = kept.map((finding) => finding.licence).reduce(stricter);
  const others = kept.filter(({ licence: other }) => !sameLicence(other, licence) && !saidBy(licence, other));
  const rest = implied(
    licence,
    boilerplate.reduce((left, sentence) => left.replace(sentence, " "), restOf(text, kept)),
  );
  return { licence, qualified: others.length > 0 || restriction.test(rest) };
}

/** "Non-commercial" beside a CC BY-NC only repeats it. */
function saidBy(licence: Licence, other: Licence): boolean {
  return other.spdx === references.nonCommercial.spdx && !families[licence.family].commercialUse;
}

function restOf(text: string, kept: readonly Finding[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of kept) {
    rest += `${text.slice(at, start)} `;
    at = end;
  }
  return rest + text.slice(at);
}

/** The rest of a text without the words that only repeat what the licence says by its name. */
function implied(licence: Licence, rest: string): string {
  const terms = families[licence.family];
  let left = rest;
  if (!terms.commercialUse) left = left.replace(/\b(?:nc|non-?\s?commercial(?:ly)?)\b/gi, " ");
  if (!terms.derivatives) left = left.replace(/\b(?:nd|no-?\s?deriv\w*)\b/gi, " ");
  if (terms.shareAlike) left = left.replace(/\b(?:sa|share-?\s?alike)\b/gi, " ");
  return left;
}
