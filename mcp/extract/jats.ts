import { AssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { joinParagraphs } from "../text.ts";
import { apart, checkMarkup, dropNodes, elementsBelow, reading } from "./dom.ts";

export interface ReadArticle {
  title: string;
  authors: string[];
  published: string | null;
  language: string;
  abstract: string;
  /** The body's prose with its headings; no references, figures, tables or footnotes. */
  text: string;
  claims: LicenceClaim[];
}

/** Parts of an article that are no prose (JATS Publishing 1.3, jats.nlm.nih.gov). */
const dropped =
  "ref-list, fig, fig-group, table-wrap, table-wrap-group, fn-group, fn, supplementary-material, ack, back, xref[ref-type=bibr], " +
  "xref[ref-type=fn], floats-group, media, graphic, inline-graphic, object-id, tex-math-source";

/** Elements at most; long articles with formulas in MathML have some hundred thousand. */
const most = 300_000;
/** Licences of one article that are read at most. */
const mostLicences = 40;

/**
 * Reads an article in JATS, the XML of PubMed Central, Europe PMC, PLOS and the preprint servers. A document type is
 * dropped unread, so that no entity is ever expanded.
 */
export async function readJats(xml: string, url: string): Promise<ReadArticle> {
  const bare = withoutDoctype(xml);
  checkMarkup(bare, url, { most, xml: true });
  return reading(url, () => read(bare, url));
}

function withoutDoctype(xml: string): string {
  const start = xml.search(/<!DOCTYPE/i);
  if (start < 0) return xml;
  const close = xml.indexOf(">", start);
  const subset = xml.slice(start, close < 0 ? undefined : close).includes("[");
  const end = subset ? xml.indexOf(">", Math.max(start, xml.indexOf("]", start))) : close;
  return end < 0 ? xml : xml.slice(0, start) + xml.slice(end + 1);
}

/** The formula between the marks of a TeX document, or all of it where it has none. */
function formulaOf(tex: string): string {
  const [begin, end] = ["\\begin{document}", "\\end{document}"];
  const from = tex.indexOf(begin);
  const to = from < 0 ? -1 : tex.indexOf(end, from);
  return to < 0 ? tex : tex.slice(from + begin.length, to);
}

async function read(xml: string, url: string): Promise<ReadArticle> {
  const { load } = await import("cheerio/slim");
  const page = load(xml, { xml: true });
  type Found = ReturnType<typeof page>;
  const below = (root: Found, selector: string): Found => {
    const first = root[0];
    return page(first === undefined ? [] : elementsBelow(first, url)).filter(selector) as Found;
  };
  const article = below(page.root() as unknown as Found, "article").first();
  if (article.length === 0) throw new AssayError("source/upstream", `${url} is no JATS article.`);
  const meta = below(article, "front article-meta").first();
  const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
  const claims = claimsOf();
  dropNodes(below(article, dropped).toArray());
  for (const formula of apart(below(article, "inline-formula, disp-formula").toArray(), true)) {
    const inner = formulaOf(
      below(page(formula) as Found, "tex-math")
        .first()
        .text(),
    );
    const shown = inner.trim() === "" ? page(formula).text() : `$${inner.replaceAll("$", "").trim()}$`;
    page(formula).text(` ${oneLine(shown)} `);
  }
  const paragraphs = (root: Found): string =>
    joinParagraphs(
      apart(below(root, "p, title, list-item, disp-quote").toArray(), false).map((block) => page(block).text()),
    );
  const authors = below(meta, 'contrib[contrib-type="author"]')
    .toArray()
    .map((contrib) => {
      const name = below(page(contrib) as Found, "name").first();
      const parts = [below(name, "given-names").first().text(), below(name, "surname").first().text()];
      return oneLine(
        name.length > 0
          ? parts.join(" ")
          : below(page(contrib) as Found, "collab, string-name")
              .first()
              .text(),
      );
    })
    .filter((name) => name !== "");
  return {
    title: oneLine(below(meta, "article-title").first().text()),
    authors,
    published: dateOf(),
    language: (article.attr("xml:lang") ?? "en").toLowerCase(),
    abstract: paragraphs(below(meta, "abstract").first()),
    text: paragraphs(article.children("body").first()),
    claims,
  };

  function dateOf(): string | null {
    const dates = below(meta, "pub-date").toArray();
    const best = dates.find((date) => page(date).attr("pub-type") === "epub") ?? dates[0];
    if (!best) return null;
    const part = (name: string, width: number): string | undefined => {
      const text = below(page(best) as Found, name)
        .first()
        .text()
        .trim();
      return /^\d+$/.test(text) ? text.padStart(width, "0") : undefined;
    };
    const year = part("year", 4);
    const month = part("month", 2);
    const day = part("day", 2);
    return year === undefined ? null : [year, ...(month ? [month, ...(day ? [day] : [])] : [])].join("-");
  }

  /** The licence's address (ALI or XLink) proves; its prose must agree. A licence with a future start does not hold yet. */
  function claimsOf(): LicenceClaim[] {
    const found: LicenceClaim[] = [];
    const add = (raw: string | undefined, weight: LicenceClaim["weight"]): void => {
      const text = oneLine(raw ?? "").slice(0, 4_000);
      if (text !== "" && !found.some((claim) => claim.raw === text))
        found.push({ where: "jats", raw: text, url, weight });
    };
    for (const node of below(meta, "permissions license").toArray().slice(0, mostLicences)) {
      const licence = page(node) as Found;
      const href = licence.attr("xlink:href");
      const references = below(licence, "ali\\:license_ref").toArray();
      add(href, "strong");
      for (const reference of references) add(page(reference).text(), "strong");
      for (const link of below(licence, "ext-link").toArray()) add(page(link).attr("xlink:href"), "medium");
      const prose = licence.clone();
      dropNodes(below(prose as Found, "ali\\:license_ref").toArray());
      add(prose.text(), href || references.length > 0 ? "medium" : "strong");
      const type = licence.attr("license-type");
      if (type && /^(?:cc|open)/i.test(type) && !/^open(?:-access)?$/i.test(type)) add(type, "medium");
    }
    return found;
  }
}
