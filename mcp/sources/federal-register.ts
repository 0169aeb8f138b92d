import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { getJson } from "../http/json.ts";
import { joinParagraphs } from "../text.ts";

const host = "www.federalregister.gov";

const Summary = z.object({
  document_number: z.string(),
  title: z.string(),
  html_url: z.string(),
  abstract: z.string().nullish(),
});
const Document = Summary.extend({
  publication_date: z.string(),
  raw_text_url: z.string(),
  agencies: z.array(z.looseObject({ name: z.string().optional(), raw_name: z.string().optional() })).default([]),
});

async function load(id: string, context: SourceContext) {
  if (!/^[\w-]{4,20}$/.test(id)) throw new AssayError("source/not-found", `"${id}" is no document number.`);
  const url = `${context.baseUrl(host)}/api/v1/documents/${id}.json`;
  return (await getJson(context, url, Document, "The Federal Register")).value;
}

/** Rules and notices of the United States' government, in the public domain. Ids are document numbers. */
export const federalRegister = defineSource({
  name: "federal-register",
  title: "Federal Register",
  homepage: `https://${host}`,
  terms: "Works of the United States' government, in the public domain there; no key is needed.",
  priority: 3,
  enabledByDefault: true,
  offline: false,
  hosts: [host],
  limits: { group: "federal-register", minGapMs: 500, concurrency: 2 },
  domains: ["law", "government", "economics", "environment"],
  probe: { id: "2023-00001", query: "environment" },

  async search({ query, limit }, context) {
    const search = new URLSearchParams({
      "conditions[term]": query.slice(0, 300),
      per_page: String(limit),
      order: "relevance",
    });
    const shape = z.object({ results: z.array(Summary).default([]) });
    const url = `${context.baseUrl(host)}/api/v1/documents.json?${search}`;
    const { value } = await getJson(context, url, shape, "The Federal Register");
    return value.results.map(({ document_number, title, html_url, abstract }) => ({
      id: document_number,
      title,
      url: html_url,
      snippet: (abstract ?? "").slice(0, 300),
    }));
  },

  async fetch(id, context) {
    const found = await load(id, context);
    const path = new URL(found.raw_text_url).pathname;
    const response = await context.get(`${context.baseUrl(host)}${path}`, { accept: "text/plain, text/html" });
    // The raw text is laid out by lines, sometimes inside <pre>; page marks stand alone in double brackets.
    const plain = response.text.replace(/<\/?(?:html|head|title|body|pre|span|a)\b[^>]*>/gi, "");
    const text = joinParagraphs(plain.replace(/\[\[Page [\d-]+\]\]/g, "").split(/\n\s*\n|\n {4,}(?=\S)/));
    if (text === "") throw new AssayError("source/not-found", `The document ${id} has no text.`);
    return {
      id,
      url: found.html_url,
      title: found.title,
      authors: found.agencies.flatMap(({ name, raw_name }) => name ?? raw_name ?? []),
      published: found.publication_date,
      revision: null,
      language: "en",
      text,
      layer: "plain",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  /** 17 U.S.C. 105: no copyright in works of the government; what it only prints may belong to others. */
  licence: async (id) => [
    {
      where: "site-rights",
      raw: "U.S. Government Work, 17 U.S.C. 105",
      url: `https://${host}/d/${id}`,
      weight: "strong",
    },
  ],
  attribution: (document, verdict) => attribute(document, verdict, "Federal Register"),
});
