import { z } from "zod";
import { sha256 } from "../schema/canonical.ts";
import { AssayError } from "../schema/error.ts";
import { defineSource, type Source, type SourceContext } from "../schema/source.ts";
import { attribute } from "./attribution.ts";
import { articleClaims, europepmcHost, findArticle, fullText, searchArticles } from "./europepmc.ts";
import { readFragment } from "./extract/fragment.ts";
import { getJson } from "./http/json.ts";

const details = "api.biorxiv.org";

const Version = z.object({
  doi: z.string(),
  title: z.string(),
  authors: z.string().default(""),
  date: z.string(),
  version: z.string(),
  type: z.string().default(""),
  license: z.string().default(""),
  abstract: z.string().default(""),
});

/** A preprint server of openRxiv (api.biorxiv.org). It has no search by words, so Europe PMC's is used. Ids are ours of Europe PMC. */
export function biologyPreprints(server: { name: "biorxiv" | "medrxiv"; title: string; domains: string[] }): Source {
  /** The newest version of a DOI; the API gives all. */
  async function newest(doi: string, context: SourceContext) {
    const url = `${context.baseUrl(details)}/details/${server.name}/${doi}/na/json`;
    const shape = z.object({ collection: z.array(Version).default([]) });
    const { value, response } = await getJson(context, url, shape, server.title);
    const version = value.collection.at(-1);
    if (!version) throw new AssayError("source/not-found", `${server.title} has no preprint ${doi}.`);
    if (/withdraw/i.test(`${version.type} ${version.title}`)) {
      throw new AssayError("source/not-found", `The preprint ${doi} was withdrawn.`);
    }
    return { version, url: response.url, accessed: response.headers["assay-fetched-at"] };
  }

  async function find(id: string, context: SourceContext) {
    const { result } = await findArticle(id, context);
    if (!result.doi) throw new AssayError("source/not-found", `"${id}" is no preprint of ${server.title}.`);
    return { result, ...(await newest(result.doi, context)) };
  }

  return defineSource({
    name: server.name,
    title: server.title,
    homepage: `https://www.${server.name}.org`,
    terms: "Each preprint has a licence of its own, chosen by its authors; many permit no reuse.",
    priority: 2,
    enabledByDefault: false,
    offline: false,
    hosts: [details, europepmcHost],
    limits: { group: "openrxiv", minGapMs: 500, concurrency: 1 },
    domains: server.domains,
    probe: { id: "PPR:PPR100000", query: "protein folding" },

    search: ({ query, limit }, context) =>
      searchArticles(query, limit, `SRC:PPR AND PUBLISHER:"${server.title}"`, context),

    async fetch(id, context) {
      const { result, version, accessed } = await find(id, context);
      const full = await fullText(result, context);
      const text = full?.article.text || (await readFragment(version.abstract));
      if (text === "") throw new AssayError("source/not-found", `"${id}" has neither full text nor abstract.`);
      return {
        id,
        url: `https://www.${server.name}.org/content/${version.doi}v${version.version}`,
        title: (await readFragment(version.title)).replace(/\s+/g, " "),
        authors: version.authors.split(/;\s*/).filter((author) => author !== ""),
        published: version.date,
        revision: `v${version.version}`,
        language: "en",
        text,
        layer: full?.article.text ? "jats" : "abstract",
        sha256: sha256(text),
        accessed: accessed ?? context.now().toISOString(),
      };
    },

    async licence(id, _document, context) {
      const { version, url } = await find(id, context);
      const own =
        version.license === "" ? [] : [{ where: "api-field", raw: version.license, url, weight: "strong" as const }];
      return [...own, ...(await articleClaims(id, context))];
    },

    attribution: (document, verdict) => attribute(document, verdict, server.title),
  });
}
