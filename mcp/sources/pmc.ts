import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { readJats } from "../extract/jats.ts";
import { getJson } from "../http/json.ts";

const host = "eutils.ncbi.nlm.nih.gov";
const Found = z.object({ esearchresult: z.object({ idlist: z.array(z.string()).default([]) }) });
const Summaries = z.object({ result: z.record(z.string(), z.unknown()).default({}) });
const Summary = z.object({ title: z.string().default(""), fulljournalname: z.string().default("") });

const ask = (tool: string, parameters: Record<string, string>, context: SourceContext): string =>
  `${context.baseUrl(host)}/entrez/eutils/${tool}.fcgi?${new URLSearchParams({ db: "pmc", tool: "assay", ...parameters })}`;

async function load(id: string, context: SourceContext) {
  const number = /^PMC(\d+)$/.exec(id)?.[1];
  const missing = new AssayError("source/not-found", `PubMed Central has no article "${id}".`);
  if (number === undefined) throw missing;
  const response = await context.get(ask("efetch", { id: number }, context), { accept: "text/xml, application/xml" });
  if (!/<article[\s>]/.test(response.text)) throw missing;
  if (/<article[^>]*article-type="retract/i.test(response.text)) {
    throw new AssayError("source/not-found", `${id} was retracted.`);
  }
  return { response, article: await readJats(response.text, `https://pmc.ncbi.nlm.nih.gov/articles/${id}/`) };
}

/** The open-access subset of PubMed Central, by NCBI's E-utilities. Ids are PMC numbers. */
export const pmc = defineSource({
  name: "pmc",
  title: "PubMed Central",
  homepage: "https://pmc.ncbi.nlm.nih.gov",
  terms: "Open-access articles, each with a licence of its own; the National Library of Medicine is acknowledged.",
  priority: 2,
  enabledByDefault: false,
  offline: false,
  hosts: [host],
  // Three a second without a key (ncbi.nlm.nih.gov/books/NBK25497).
  limits: { group: "ncbi", minGapMs: 350, concurrency: 1 },
  auth: { variable: "NCBI_API_KEY", required: false, query: (key) => ({ api_key: key }) },
  domains: ["biology", "medicine", "chemistry", "health"],
  probe: { id: "PMC3258128", query: "enzyme kinetics" },

  async search({ query, limit }, context) {
    const term = `${query.slice(0, 300)} AND open access[filter]`;
    const parameters = { term, retmode: "json", retmax: String(limit), sort: "relevance" };
    const { idlist } = (await getJson(context, ask("esearch", parameters, context), Found, "PubMed Central")).value
      .esearchresult;
    if (idlist.length === 0) return [];
    const asked = ask("esummary", { id: idlist.join(","), retmode: "json" }, context);
    const { result } = (await getJson(context, asked, Summaries, "PubMed Central")).value;
    return idlist.flatMap((number) => {
      const summary = Summary.safeParse(result[number]);
      if (!summary.success) return [];
      const { title, fulljournalname } = summary.data;
      const url = `https://pmc.ncbi.nlm.nih.gov/articles/PMC${number}/`;
      return [{ id: `PMC${number}`, title: title.replace(/<[^>]+>/g, ""), url, snippet: fulljournalname }];
    });
  },

  async fetch(id, context) {
    const { response, article } = await load(id, context);
    const text = article.text || article.abstract;
    if (text === "") throw new AssayError("source/not-found", `${id} has neither full text nor abstract.`);
    return {
      id,
      url: `https://pmc.ncbi.nlm.nih.gov/articles/${id}/`,
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
  attribution: (document, verdict) => attribute(document, verdict, "PubMed Central"),
});
