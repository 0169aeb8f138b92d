import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext, type SourceResponse } from "../../schema/source.ts";
import { type ReadPage, readPage } from "../extract/html.ts";
import { readPdf } from "../extract/pdf.ts";
import { assertPublicUrl } from "../http/address.ts";
import { joinParagraphs } from "../text.ts";

const pages = "text/html, application/xhtml+xml, text/plain, text/markdown";

/** An address as this source knows it: no fragment. */
function addressOf(id: string): string {
  const url = assertPublicUrl(id.trim());
  url.hash = "";
  return url.href;
}

async function load(id: string, context: SourceContext): Promise<{ response: SourceResponse; page: ReadPage }> {
  const address = addressOf(id);
  const url = new URL(address);
  const asked = `${context.baseUrl(url.hostname)}${url.pathname}${url.search}`;
  if (/\.pdf$/i.test(url.pathname)) {
    const response = await context.get(asked, { accept: "application/pdf", binary: true, robots: true });
    const text = await readPdf(response.bytes!, address);
    const title = decodeURIComponent(url.pathname.split("/").at(-1) ?? "").replace(/\.pdf$/i, "");
    return { response, page: { title, authors: [], published: null, language: "en", text, claims: [] } };
  }
  const response = await context.get(asked, { accept: pages, robots: true });
  const type = response.headers["content-type"] ?? "";
  if (/^text\/(?:plain|markdown)/.test(type)) {
    const text = joinParagraphs(response.text.split(/\n\s*\n/));
    return { response, page: { title: address, authors: [], published: null, language: "en", text, claims: [] } };
  }
  return { response, page: await readPage(response.text, { url: response.url, headers: response.headers }) };
}

/**
 * Any public page by its address. It finds nothing by words: a page has to be named. What a page says of its own licence
 * is the only evidence there is, and pages that say nothing stay out of every dataset.
 */
export const webpage = defineSource({
  name: "webpage",
  title: "Web page",
  homepage: "https://www.rfc-editor.org/rfc/rfc9309",
  terms: "Each site has terms of its own; robots.txt and reservations against machine reading are kept to.",
  priority: 3,
  enabledByDefault: false,
  offline: false,
  hosts: ["*"],
  limits: { group: "web", minGapMs: 1_000, concurrency: 2 },
  domains: [],
  probe: { id: "https://www.iana.org/help/example-domains", query: "https://www.iana.org/help/example-domains" },

  async search({ query }) {
    const addresses = query.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
    return [...new Set(addresses)].map((address) => ({
      id: address,
      title: address,
      url: address,
      snippet: "A page named by its address.",
    }));
  },

  async fetch(id, context) {
    const { response, page } = await load(id, context);
    if (page.text === "") throw new AssayError("source/not-found", `The page ${addressOf(id)} has no text.`);
    return {
      id: addressOf(id),
      url: response.url,
      title: page.title,
      authors: page.authors,
      published: page.published,
      revision: response.headers.etag ?? response.headers["last-modified"] ?? null,
      language: page.language,
      text: page.text,
      layer: response.bytes ? "pdf" : /html/.test(response.headers["content-type"] ?? "") ? "html" : "plain",
      sha256: sha256(page.text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  licence: async (id, _document, context) => (await load(id, context)).page.claims,

  attribution(document, verdict) {
    const authors = document.authors.length > 0 ? `${document.authors.join(", ")}: ` : "";
    return `${authors}"${document.title}", ${document.url}, ${verdict.url ? `${verdict.spdx} (${verdict.url})` : verdict.spdx}`;
  },
});
