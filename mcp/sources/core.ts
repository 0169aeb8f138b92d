import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { crossrefHost, findWork, workClaims } from "../crossref.ts";
import { getJson } from "../http/json.ts";
import { joinParagraphs } from "../text.ts";

const host = "api.core.ac.uk";

const Work = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  title: z.string().nullish(),
  abstract: z.string().nullish(),
  fullText: z.string().nullish(),
  doi: z.string().nullish(),
  authors: z.array(z.looseObject({ name: z.string() })).default([]),
  publishedDate: z.string().nullish(),
  updatedDate: z.string().nullish(),
  license: z.string().nullish(),
});

async function load(id: string, context: SourceContext) {
  if (!/^\d{1,15}$/.test(id)) throw new AssayError("source/not-found", `"${id}" is no work of CORE.`);
  const { value, response } = await getJson(context, `${context.baseUrl(host)}/v3/works/${id}`, Work, "CORE");
  return { work: value, response };
}

/** Full texts of repositories all over the world. Licences are mostly missing there, so the DOI has to prove them. */
export const core = defineSource({
  name: "core",
  title: "CORE",
  homepage: "https://core.ac.uk",
  terms: "Needs a free key; licences come from Crossref by DOI, and without one a work stays out.",
  priority: 3,
  enabledByDefault: false,
  offline: false,
  hosts: [host, crossrefHost],
  // Five requests in ten seconds for registered people (core.ac.uk/services/api).
  limits: { group: "core", minGapMs: 2_000, concurrency: 1 },
  auth: { variable: "CORE_API_KEY", required: true, headers: (key) => ({ authorization: `Bearer ${key}` }) },
  domains: [],
  probe: { id: "1", query: "education" },

  async search({ query, limit }, context) {
    const shape = z.object({ results: z.array(Work).default([]) });
    const search = new URLSearchParams({ q: query.slice(0, 300), limit: String(limit) });
    const { value } = await getJson(context, `${context.baseUrl(host)}/v3/search/works?${search}`, shape, "CORE");
    return value.results.map(({ id, title, abstract }) => ({
      id,
      title: title ?? id,
      url: `https://core.ac.uk/works/${id}`,
      snippet: (abstract ?? "").replace(/\s+/g, " ").slice(0, 300),
    }));
  },

  async fetch(id, context) {
    const { work, response } = await load(id, context);
    const full = joinParagraphs((work.fullText ?? "").split(/\n\s*\n/));
    const text = full === "" ? joinParagraphs([work.abstract ?? ""]) : full;
    if (text === "") throw new AssayError("source/not-found", `The work ${id} has no text.`);
    return {
      id,
      url: work.doi ? `https://doi.org/${work.doi}` : `https://core.ac.uk/works/${id}`,
      title: work.title ?? id,
      authors: work.authors.map(({ name }) => name),
      published: work.publishedDate?.slice(0, 10) ?? null,
      revision: work.updatedDate ?? null,
      language: "en",
      text,
      // CORE takes its full texts from PDF.
      layer: full === "" ? "abstract" : "pdf",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  async licence(id, _document, context) {
    const { work, response } = await load(id, context);
    const own = work.license
      ? [{ where: "api-field", raw: work.license, url: response.url, weight: "medium" as const }]
      : [];
    if (!work.doi) return own;
    const found = await findWork(work.doi.toLowerCase(), context);
    return [...own, ...workClaims(found.work, found.url, context.now())];
  },

  attribution: (document, verdict) => attribute(document, verdict, "CORE"),
});
