import { AssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { joinParagraphs } from "../text.ts";

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

/**
 * Reads an article in JATS, the XML of PubMed Central, Europe PMC, PLOS and the preprint servers. A document type is
 * dropped unread, so that no entity is ever expanded.
 */
export async function readJats(xml: string, url: string): Promise<ReadArticle> {
  const { load } = await import("cheerio/slim");
  const page = load(xml.replace(/<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?[^>]*>/i, ""), { xml: true });
  const article = page("article").first();
  if (article.length === 0) throw new AssayError("source/upstream", `${url} is no JATS article.`);
  const meta = article.find("front article-meta").first();
  const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
  const claims = claimsOf();
  article.find(dropped).remove();
  for (const formula of article.find("inline-formula, disp-formula").toArray()) {
    const tex = page(formula).find("tex-math").first().text();
    const inner = /\\begin\{document\}([\s\S]*?)\\end\{document\}/.exec(tex)?.[1] ?? tex;
    const shown = inner.trim() === "" ? page(formula).text() : `$${inner.replaceAll("$", "").trim()}$`;
    page(formula).replaceWith(page("<span/>").text(` ${oneLine(shown)} `));
  }
  const paragraphs = (root: ReturnType<typeof page>): string => {
    const blocks = "p, title, list-item, disp-quote";
    const found = root.find(blocks).toArray();
    const innermost = found.filter((block) => page(block).find(blocks).length === 0);
    return joinParagraphs(innermost.map((block) => page(block).text()));
  };
  const authors = meta
    .find('contrib[contrib-type="author"]')
    .toArray()
    .map((contrib) => {
      const name = page(contrib).find("name").first();
      const parts = [name.find("given-names").first().text(), name.find("surname").first().text()];
      return oneLine(name.length > 0 ? parts.join(" ") : page(contrib).find("collab, string-name").first().text());
    })
    .filter((name) => name !== "");
  return {
    title: oneLine(meta.find("article-title").first().text()),
    authors,
    published: dateOf(),
    language: (article.attr("xml:lang") ?? "en").toLowerCase(),
    abstract: paragraphs(meta.find("abstract").first()),
    text: paragraphs(article.children("body").first()),
    claims,
  };

  function dateOf(): string | null {
    const dates = meta.find("pub-date").toArray();
    const best = dates.find((date) => page(date).attr("pub-type") === "epub") ?? dates[0];
    if (!best) return null;
    const part = (name: string, width: number): string | undefined => {
      const text = page(best).find(name).first().text().trim();
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
    for (const node of meta.find("permissions license").toArray()) {
      const licence = page(node);
      const href = licence.attr("xlink:href");
      const references = licence.find("ali\\:license_ref").toArray();
      add(href, "strong");
      for (const reference of references) add(page(reference).text(), "strong");
      for (const link of licence.find("ext-link").toArray()) add(page(link).attr("xlink:href"), "medium");
      const prose = licence.clone();
      prose.find("ali\\:license_ref").remove();
      add(prose.text(), href || references.length > 0 ? "medium" : "strong");
      const type = licence.attr("license-type");
      if (type && /^(?:cc|open)/i.test(type) && !/^open(?:-access)?$/i.test(type)) add(type, "medium");
    }
    return found;
  }
}
