import { joinParagraphs } from "../text.ts";

/**
 * The prose of Markdown as paragraphs: front matter, badges, images and raw HTML gone, links as their text, code blocks
 * kept with their lines joined. Enough for READMEs and dataset cards; the snapshot keeps the original.
 */
export function readMarkdown(markdown: string): string {
  const body = markdown.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, "").replace(/<!--[\s\S]*?-->/g, "");
  const paragraphs = body.split(/\r?\n\s*\r?\n/).map((paragraph) =>
    paragraph
      .replace(/^\s{0,3}```.*$/gm, "")
      .replace(/\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)/g, "")
      .replace(/\[([^\]]+)\]\([^)\s]+(?:\s+"[^"]*")?\)/g, "$1")
      .replace(/<\/?[a-z][^>\n]*>/gi, "")
      .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)/gm, "")
      .replace(/(\*\*|__)(.+?)\1/g, "$2")
      .replace(/^\s*[-=*_|: ]{3,}\s*$/gm, ""),
  );
  return joinParagraphs(paragraphs);
}
