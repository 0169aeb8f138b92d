/** The one normalisation of stored text: NFC and line feeds only, so that quotes stay exact (reference/sources.md, 5.4). */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, "\n").normalize("NFC");
}

/** Joins paragraphs as documents store them: inner whitespace folded to one space, an empty line between, no empty ones. */
export function joinParagraphs(paragraphs: readonly string[]): string {
  return normaliseText(
    paragraphs
      .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
      .filter((paragraph) => paragraph !== "")
      .join("\n\n"),
  );
}

export interface Span {
  start: number;
  end: number;
}

/** The paragraphs of a document as spans of its text, without the white space around them. */
export function paragraphSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(/\S(?:[^\n]|\n(?!\s*\n|\s*$))*/g)) {
    const paragraph = match[0].trimEnd();
    spans.push({ start: match.index, end: match.index + paragraph.length });
  }
  return spans;
}

/** The nearest cut at or before `end` that does not part a surrogate pair; always after `start`. */
export function safeCut(text: string, start: number, end: number): number {
  if (end >= text.length) return text.length;
  const code = text.charCodeAt(end);
  const insidePair = code >= 0xdc00 && code <= 0xdfff;
  if (!insidePair) return end;
  return end - 1 > start ? end - 1 : end + 1;
}
