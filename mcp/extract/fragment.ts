import { joinParagraphs } from "../text.ts";
import { checkMarkup, dropUnseen, elementsBelow, reading } from "./dom.ts";

/** Elements of a field at most. */
const most = 60_000;

/** The text of a piece of HTML or JATS markup as APIs give it in a field: abstracts, descriptions, answers. */
export async function readFragment(markup: string): Promise<string> {
  const what = "A piece of markup";
  checkMarkup(markup, what, { most });
  return reading(what, async () => {
    const { load } = await import("cheerio/slim");
    const page = load(`<body>${markup}</body>`);
    const matching = (selector: string) => page(elementsBelow(page.root()[0]!, what)).filter(selector).toArray();
    await dropUnseen(elementsBelow(page.root()[0]!, what));
    for (const element of matching("p, li, h1, h2, h3, h4, pre, blockquote, br, tr, title, jats\\:p, jats\\:title"))
      page(element).append("\n\n");
    return joinParagraphs(
      page("body")
        .text()
        .split(/\n\s*\n/),
    );
  });
}
