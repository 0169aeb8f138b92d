import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { crossrefHost, findWork, workClaims } from "../crossref.ts";
import { readFragment } from "../extract/fragment.ts";
import { getJson } from "../http/json.ts";

const host = "doaj.org";

const Article = z.object({
  id: z.string(),
  last_updated: z.string().optional(),
  bibjson: z.looseObject({
    title: z.string().default(""),
    abstract: z.string().default(""),
    year: z.string().optional(),
    month: z.string().optional(),
    author: z.array(z.looseObject({ name: z.string().optional() })).default([]),
    identifier: z.array(z.looseObject({ type: z.string(), id: z.string().optional() })).default([]),
    journal: z
      .looseObject({
        title: z.string().optional(),
        license: z.array(z.looseObject({ type: z.string().optional() })).optional(),
      })
      .optional(),
  }),
});
type Article = z.infer<typeof Article>;

const doiOf = ({ bibjson }: Article): string | undefined =>
  bibjson.identifier.find(({ type }) => type.toLowerCase() === "doi")?.id?.toLowerCase();

async function load(id: string, context: SourceContext) {
  if (!/^[0-9a-f]{32}$/.test(id)) throw new AssayError("source/not-found", `"${id}" is no article of DOAJ.`);
  const { value, response } = await getJson(context, `${context.baseUrl(host)}/api/articles/${id}`, Article, "DOAJ");
  return { article: value, response };
}

/**
 * Abstracts of open-access journals. DOAJ knows the licence of a journal, not of an article, so Crossref has to confirm
 * it by the DOI. Ids are DOAJ's.
 */
export const doaj = defineSource({
  name: "doaj",
  title: "DOAJ",
  homepage: `https://${host}`,
  terms: "Metadata under CC0; each article has its own licence, which Crossref must confirm.",
  priority: 3,
  enabledByDefault: false,
  offline: false,
  hosts: [host, crossrefHost],
  limits: { group: "doaj", minGapMs: 600, concurrency: 1 },
  domains: [],
  probe: { id: "0".repeat(32), query: "education" },

  async search({ query, limit }, context) {
    const shape = z.object({ results: z.array(Article).default([]) });
    const asked = encodeURIComponent(query.slice(0, 300).replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, " "));
    const url = `${context.baseUrl(host)}/api/search/articles/${asked}?pageSize=${limit}`;
    const { value } = await getJson(context, url, shape, "DOAJ");
    return value.results.map(({ id, bibjson }) => ({
      id,
      title: bibjson.title,
      url: `https://${host}/article/${id}`,
      snippet: bibjson.abstract.replace(/\s+/g, " ").slice(0, 300),
    }));
  },

  async fetch(id, context) {
    const { article, response } = await load(id, context);
    const { bibjson } = article;
    const text = await readFragment(bibjson.abstract);
    if (text === "") throw new AssayError("source/not-found", `The article ${id} has no abstract.`);
    const doi = doiOf(article);
    return {
      id,
      url: doi ? `https://doi.org/${doi}` : `https://${host}/article/${id}`,
      title: bibjson.title,
      authors: bibjson.author.flatMap(({ name }) => name ?? []),
      published: bibjson.year
        ? [bibjson.year, ...(bibjson.month ? [bibjson.month.padStart(2, "0")] : [])].join("-")
        : null,
      revision: null,
      language: "en",
      text,
      layer: "abstract",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  async licence(id, _document, context) {
    const { article, response } = await load(id, context);
    const journal = (article.bibjson.journal?.license ?? []).flatMap(({ type }) =>
      type ? [{ where: "api-field", raw: type, url: response.url, weight: "medium" as const }] : [],
    );
    const doi = doiOf(article);
    if (!doi) return journal;
    const { work, url } = await findWork(doi, context);
    return [...journal, ...workClaims(work, url, context.now())];
  },

  attribution: (document, verdict) => attribute(document, verdict, "DOAJ"),
});
