import { joinParagraphs } from "../text.ts";
import { hides } from "./hidden.ts";

const notProse =
  "script, style, nav, header, footer, button, figure, .ltx_bibliography, .ltx_note, .ltx_authors, .ltx_dates, .ltx_ERROR, " +
  ".ltx_page_header, .ltx_page_footer, .ltx_page_navbar, .ltx_title_document, [hidden], [aria-hidden=true]";
const blocks = "h2, h3, h4, h5, h6, p, table.ltx_equation, table.ltx_equationgroup";

/** LaTeXML writes colours as variables of its own style sheet. */
const plainStyle = (style: string): string =>
  style.replaceAll("--ltx-fg-color", "color").replaceAll("--ltx-bg-color", "background-color");

/** The prose of a page made by LaTeXML, formulas as TeX between dollars; empty where the page is no paper. */
export async function readLatexml(html: string): Promise<string> {
  const { load } = await import("cheerio/slim");
  const page = load(html);
  const paper = page("article.ltx_document, div.ltx_document").first();
  paper.find(notProse).remove();
  for (const element of paper.find("[style]").toArray()) {
    if (hides(plainStyle(page(element).attr("style") ?? ""))) page(element).remove();
  }
  for (const formula of paper.find("math").toArray()) {
    page(formula).replaceWith(page("<span></span>").text(`$${page(formula).attr("alttext") ?? page(formula).text()}$`));
  }
  const paragraphs = paper
    .find(blocks)
    .toArray()
    .filter((block) => page(block).parents(blocks).length === 0)
    .map((block) => page(block).text());
  return joinParagraphs(paragraphs);
}
