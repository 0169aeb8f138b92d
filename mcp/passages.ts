import { contentId, sha256 } from "../schema/canonical.ts";
import type { Evidence } from "../schema/evidence.ts";
import type { LicensedDocument } from "../schema/source.ts";
import { injectionScore, injectionThreshold } from "./injection.ts";
import { best, createRanking, weigh } from "./ranking.ts";
import { paragraphSpans, type Span, safeCut } from "./text.ts";

/** Longest passage, in UTF-16 code units; longer paragraphs are parted at sentence ends. */
export const longestPassage = 1_200;
/** Shorter paragraphs are headings, captions and crumbs. */
const shortestPassage = 40;

const backMatter =
  /^(?:=+\s*)?(references|bibliography|works cited|literature cited|further reading|external links|see also|acknowledge?ments?)\b\s*(?:=+)?\s*(:|$)/i;

function isHeading(text: string): boolean {
  return /^=+ .* =+$/.test(text) || (text.length < shortestPassage && !/[.!?。!?]["')\]]*$/.test(text));
}

/** Parts a long span at sentence ends, at white space where a sentence is too long, and never inside a surrogate pair. */
function split(text: string, span: Span): Span[] {
  const parts: Span[] = [];
  let start = span.start;
  while (span.end - start > longestPassage) {
    const window = text.slice(start, start + longestPassage);
    let length = 0;
    for (const match of window.matchAll(/[.!?](?:["')\]]*)(?=\s)|[。!?]/g)) length = match.index + match[0].length;
    if (length < shortestPassage) length = window.lastIndexOf(" ");
    const end = length < shortestPassage ? safeCut(text, start, start + longestPassage) : start + length;
    parts.push({ start, end });
    start = end;
    while (start < span.end && /\s/.test(text[start] ?? "")) start += 1;
  }
  if (start < span.end) parts.push({ start, end: span.end });
  return parts;
}

/** The spans of a text that may be cited: no headings, no reference lists, none too long. */
export function citableSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const span of paragraphSpans(text)) {
    const paragraph = text.slice(span.start, span.end);
    if (backMatter.test(paragraph)) break;
    if (!isHeading(paragraph)) spans.push(...split(text, span));
  }
  return spans;
}

/** A document made ready for any number of queries. */
interface Prepared {
  spans: Span[];
  rank: (query: string) => number[];
  quarantined: number;
}

const prepared = new WeakMap<LicensedDocument, Prepared>();

/** Passages that give orders to models are left out first, so that they can neither displace others nor change their rank. */
function prepare(licensed: LicensedDocument): Prepared {
  const known = prepared.get(licensed);
  if (known) return known;
  const { text } = licensed.document;
  const all = citableSpans(text);
  const spans = all.filter(({ start, end }) => injectionScore(text.slice(start, end)) < injectionThreshold);
  const rank = createRanking(spans.map(({ start, end }) => weigh([[text.slice(start, end), 1]])));
  const made = { spans, rank, quarantined: all.length - spans.length };
  prepared.set(licensed, made);
  return made;
}

/** How many passages of a document are never given, for they give orders to models. */
export function quarantinedPassages(licensed: LicensedDocument): number {
  return prepare(licensed).quarantined;
}

/**
 * The passages of a document most relevant to a query, best first, word for word with offsets and hash. Deterministic:
 * equal documents and queries give equal passages. Where no word of the query stands in the text, the first passage is
 * given, for it was the source's own search that found the document. What gives orders to models is never among them.
 */
export function passages(licensed: LicensedDocument, source: string, query: string, limit: number): Evidence[] {
  const { document, licence, attribution } = licensed;
  const { spans, rank } = prepare(licensed);
  const chosen = best(rank(query), limit);
  if (chosen.length === 0 && spans.length > 0 && limit > 0) chosen.push(0);
  return chosen.map((index) => {
    const { start, end } = spans[index]!;
    const text = document.text.slice(start, end);
    const hash = sha256(text);
    return {
      id: contentId({ source, documentId: document.id, start, end, sha256: hash }),
      source,
      documentId: document.id,
      url: document.url,
      title: document.title,
      authors: document.authors,
      published: document.published,
      accessed: document.accessed,
      text,
      sha256: hash,
      start,
      end,
      documentSha256: document.sha256,
      layer: document.layer,
      licence,
      attribution,
    };
  });
}
