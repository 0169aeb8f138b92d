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
import { findFullTexts } from "./full-texts.ts";
import { findNamed } from "./names.ts";
import { gap, restricts } from "./restrictions.ts";
import { findTitles } from "./titles.ts";

export interface LicenceReading {
  /** Undefined when nothing was recognised. */
  licence: Licence | undefined;
  /** True when the words around it take something back, or name several licences: then it proves nothing. */
  qualified: boolean;
}

/**
 * Exceptions of the SPDX list that only permit more. Any other name after WITH may take back what the licence gives, as
 * "NC-exception" does.
 */
const exception =
  /\s+WITH\s+(?:(?:Classpath|GCC|LLVM|Swift|Bison|Autoconf|Libtool|Font|FLTK|OCaml-LGPL-linking|Qt-GPL|Bootloader)-exception(?:-[\d.]+)?|Linux-syscall-note)$/i;
const tagPattern =
  /SPDX-License-Identifier:\s*(\(*\s?[\w.+-]+\s?\)*(?:\s?\b(?:OR|AND|WITH)\b\s?\(*\s?[\w.+-]+\s?\)*)*)/;

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
  if (whole === "") return { licence: undefined, qualified: false };
  const tag = new RegExp(tagPattern, "i").exec(whole);
  if (tag?.[1] === undefined) return readExpression(whole) ?? readOne(whole);
  const expression = tag[1].trim().replace(/\.$/, "");
  const told = readExpression(expression) ?? readOne(expression.replace(/^[(\s]+|[)\s]+$/g, ""));
  const around = `${whole.slice(0, tag.index)}${gap}${whole.slice(tag.index + tag[0].length)}`;
  return told.licence ? beside(told.licence, told.qualified, around) : told;
}

/** A licence told by a tag, with what the text around the tag says of licences. */
function beside(licence: Licence, qualified: boolean, around: string): LicenceReading {
  const kept = findingsIn(around);
  const others = kept.map((finding) => finding.licence).filter((other) => !sameLicence(other, licence));
  return {
    licence: others.reduce(stricter, licence),
    qualified: qualified || others.length > 0 || restricts(licence, restOf(around, kept)),
  };
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
    const parts = alternative.split(/\s+AND\s+/).map((part) => readOne(part.replace(exception, "")));
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

/** What a text names, without what lies within another name. */
function findingsIn(text: string): Finding[] {
  const findings = [...findFullTexts(text), ...findCreativeCommons(text), ...findTitles(text), ...findNamed(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const kept: Finding[] = [];
  for (const finding of findings) {
    const last = kept.at(-1);
    if (last === undefined || finding.start >= last.end) kept.push(finding);
  }
  return kept;
}

function readProse(text: string): LicenceReading {
  const kept = findingsIn(text);
  if (kept.length === 0) return { licence: undefined, qualified: false };
  const licence = kept.map((finding) => finding.licence).reduce(stricter);
  const others = kept.filter(({ licence: other }) => !sameLicence(other, licence) && !saidBy(licence, other));
  return { licence, qualified: others.length > 0 || restricts(licence, restOf(text, kept)) };
}

/** "Non-commercial" beside a CC BY-NC only repeats it. */
function saidBy(licence: Licence, other: Licence): boolean {
  return other.spdx === references.nonCommercial.spdx && !families[licence.family].commercialUse;
}

function restOf(text: string, kept: readonly Finding[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of kept) {
    rest += `${text.slice(at, start)}${gap}`;
    at = end;
  }
  return rest + text.slice(at);
}
