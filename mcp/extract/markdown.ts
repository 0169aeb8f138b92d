import { joinParagraphs } from "../text.ts";

/**
 * The prose of Markdown as paragraphs: front matter, badges, images and raw HTML gone, links as their text, code blocks
 * kept with their lines joined. Enough for READMEs and dataset cards; the snapshot keeps the original. Every repetition
 * is bounded or cannot meet its own beginning again, so that no text takes longer than its length asks for.
 */
export function readMarkdown(markdown: string): string {
  const body = withoutComments(markdown.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, ""));
  const paragraphs = body.split(/\r?\n\s*\r?\n/).map((paragraph) =>
    paragraph
      .replace(/^\s{0,3}```.*$/gm, "")
      .replace(
        /\[!\[[^\][]{0,1000}\]\([^()]{0,1000}\)\]\([^()]{0,1000}\)|!\[[^\][]{0,1000}\]\((?:[^()]|\([^()]{0,100}\)){0,1000}\)/g,
        "",
      )
      .replace(/\[([^\][]{1,1000})\]\((?:[^()\s]|\([^()\s]{0,100}\)){1,1000}(?:\s{1,10}"[^"]{0,1000}")?\)/g, "$1")
      .replace(/<\/?[a-z][^<>\n]{0,5000}>/gi, "")
      .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+)/gm, "")
      .replace(/(\*\*|__)(.+?)\1/g, "$2")
      .split("\n")
      .map((line) => (/^[-=*_|: \t\r]{3,}$/.test(line) ? "" : line))
      .join("\n"),
  );
  return joinParagraphs(paragraphs);
}

/** Without comments; one that never ends is left, as it is no comment. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", from)) {
    const end = text.indexOf("-->", start + 4);
    if (end < 0) break;
    kept.push(text.slice(from, start));
    from = end + 3;
  }
  return kept.join("") + text.slice(from);
}
