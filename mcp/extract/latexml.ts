import { joinParagraphs } from "../text.ts";
import { apart, checkMarkup, dropNodes, dropUnseen, elementsBelow, reading } from "./dom.ts";
import { formulaText } from "./hidden/formula.ts";

const notProse =
  "nav, header, footer, button, figure, .ltx_bibliography, .ltx_note, .ltx_authors, .ltx_dates, .ltx_ERROR, " +
  ".ltx_page_header, .ltx_page_footer, .ltx_page_navbar, .ltx_title_document, .ltx_phantom";
const blocks = "h2, h3, h4, h5, h6, p, table.ltx_equation, table.ltx_equationgroup";

/** LaTeXML writes colours as variables of its own style sheet. */
const plainStyle = (style: string | undefined): string | undefined =>
  style?.replaceAll("--ltx-fg-color", "color").replaceAll("--ltx-bg-color", "background-color");

/** Elements at most; a long paper with its formulas in MathML has some hundred thousand. */
const most = 300_000;

/** The prose of a page made by LaTeXML, formulas as TeX between dollars; empty where the page is no paper. */
export async function readLatexml(html: string): Promise<string> {
  const what = "A page of LaTeXML";
  checkMarkup(html, what, { most });
  return reading(what, async () => {
    const { load } = await import("cheerio/slim");
    const page = load(html);
    const paper = page(elementsBelow(page.root()[0]!, what)).filter("article.ltx_document, div.ltx_document")[0];
    if (paper === undefined) return "";
    const matching = (selector: string) => page(elementsBelow(paper, what)).filter(selector).toArray();
    dropNodes(matching(notProse));
    await dropUnseen(elementsBelow(paper, what), plainStyle);
    dropNodes(matching("annotation, annotation-xml"));
    for (const formula of apart(matching("math"), true))
      page(formula).text(`$${formulaText(page(formula).attr("alttext"), page(formula).text())}$`);
    return joinParagraphs(apart(matching(blocks), true).map((block) => page(block).text()));
  });
}
