import { joinParagraphs } from "../text.ts";

/** The text of a piece of HTML or JATS markup as APIs give it in a field: abstracts, descriptions, answers. */
export async function readFragment(markup: string): Promise<string> {
  const { load } = await import("cheerio/slim");
  const page = load(`<body>${markup}</body>`);
  page("script, style, template, [hidden]").remove();
  for (const element of page(
    "p, li, h1, h2, h3, h4, pre, blockquote, br, tr, title, jats\\:p, jats\\:title",
  ).toArray()) {
    page(element).append("\n\n");
  }
  return joinParagraphs(
    page("body")
      .text()
      .split(/\n\s*\n/),
  );
}
