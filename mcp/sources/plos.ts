import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { readJats } from "../extract/jats.ts";
import { getJson } from "../http/json.ts";
import { words } from "../ranking.ts";

const api = "api.plos.org";
const site = "journals.plos.org";

/** Journal by the code in its DOIs: 10.1371/journal.pone.0000000. */
const journals: Record<string, string> = {
  pone: "plosone",
  pbio: "plosbiology",
  pmed: "plosmedicine",
  pcbi: "ploscompbiol",
  pgen: "plosgenetics",
  ppat: "plospathogens",
  pntd: "plosntds",
  pclm: "climate",
  pdig: "digitalhealth",
  pgph: "globalpublichealth",
  pwat: "water",
  pstr: "sustainabilitytransformation",
  pcsy: "complexsystems",
  pmen: "mentalhealth",
};

const Found = z.object({
  response: z.object({
    docs: z
      .array(
        z.object({
          id: z.string(),
          title_display: z.string().default(""),
          abstract: z.array(z.string()).default([]),
        }),
      )
      .default([]),
  }),
});

async function load(doi: string, context: SourceContext) {
  const journal = journals[/^10\.1371\/journal\.([a-z]+)\.\d+$/.exec(doi)?.[1] ?? ""];
  if (!journal) throw new AssayError("source/not-found", `"${doi}" is no DOI of a PLOS journal.`);
  const url = `${context.baseUrl(site)}/${journal}/article/file?${new URLSearchParams({ id: doi, type: "manuscript" })}`;
  const response = await context.get(url, { accept: "application/xml, text/xml" });
  const page = `https://${site}/${journal}/article?id=${doi}`;
  return { response, page, article: await readJats(response.text, page) };
}

/** The journals of the Public Library of Science. Ids are DOIs. */
export const plos = defineSource({
  name: "plos",
  title: "PLOS",
  homepage: `https://${site}`,
  terms: "Articles under CC BY, some under CC0; at most ten requests a minute.",
  priority: 3,
  enabledByDefault: false,
  offline: false,
  hosts: [api, site],
  limits: { group: "plos", minGapMs: 6_000, concurrency: 1, perDay: 7_200 },
  domains: ["biology", "medicine", "health"],
  probe: { id: "10.1371/journal.pone.0000217", query: "enzyme" },

  async search({ query, limit }, context) {
    const asked = [...new Set(words(query))].slice(0, 10);
    if (asked.length === 0) return [];
    const search = new URLSearchParams({
      q: asked.map((word) => `everything:${word}`).join(" AND "),
      fl: "id,title_display,abstract",
      fq: 'doc_type:full AND article_type:"Research Article"',
      wt: "json",
      rows: String(limit),
    });
    const { value } = await getJson(context, `${context.baseUrl(api)}/search?${search}`, Found, "PLOS");
    return value.response.docs.map(({ id, title_display, abstract }) => ({
      id,
      title: title_display.replace(/<[^>]+>/g, "").trim(),
      url: `https://doi.org/${id}`,
      snippet: (abstract[0] ?? "")
        .replace(/<[^>]+>/g, "")
        .replace(/\s+/g, " ")
        .trim()
        .slice(0, 300),
    }));
  },

  async fetch(id, context) {
    const { response, page, article } = await load(id, context);
    const text = article.text || article.abstract;
    if (text === "") throw new AssayError("source/not-found", `The article ${id} has no text.`);
    return {
      id,
      url: page,
      title: article.title,
      authors: article.authors,
      published: article.published,
      revision: null,
      language: article.language,
      text,
      layer: article.text === "" ? "abstract" : "jats",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  licence: async (id, _document, context) => (await load(id, context)).article.claims,
  attribution: (document, verdict) => attribute(document, verdict, "PLOS"),
});
