import { z } from "zod";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { articleClaims, europepmcHost, readArticle } from "../europepmc.ts";
import { getJson } from "../http/json.ts";

const host = "api.semanticscholar.org";
const fields = "paperId,title,abstract,externalIds,isOpenAccess,year";

const Paper = z.object({
  paperId: z.string(),
  title: z.string().nullish(),
  abstract: z.string().nullish(),
  isOpenAccess: z.boolean().default(false),
  externalIds: z.looseObject({ PubMedCentral: z.string().optional(), ArXiv: z.string().optional() }).nullish(),
});

/** The PMC number of a paper. What is only at arXiv is read from arXiv's own source, which keeps arXiv's pace. */
async function numberOf(id: string, context: SourceContext): Promise<string> {
  if (!/^[0-9a-f]{40}$/.test(id)) throw new AssayError("source/not-found", `"${id}" is no paper of Semantic Scholar.`);
  const url = `${context.baseUrl(host)}/graph/v1/paper/${id}?fields=${fields}`;
  const { value } = await getJson(context, url, Paper, "Semantic Scholar");
  const { PubMedCentral: number, ArXiv: arxiv } = value.externalIds ?? {};
  if (number) return `PMC${number.replace(/^PMC/, "")}`;
  throw new AssayError("source/not-found", `The paper ${id} has no open text that Semantic Scholar leads to.`, {
    hint: arxiv ? `It is at arXiv: fetch ${arxiv} from the source arxiv.` : undefined,
  });
}

/** Finds papers by meaning; their text and licence come from Europe PMC. Ids are Semantic Scholar's. */
export const semanticScholar = defineSource({
  name: "semantic-scholar",
  title: "Semantic Scholar",
  homepage: "https://www.semanticscholar.org",
  terms: "Discovery only, under the API's licence agreement; text and licence come from Europe PMC.",
  priority: 1,
  enabledByDefault: false,
  offline: false,
  hosts: [host, europepmcHost],
  // One request a second with a key; without one, all such clients together have 100 in five minutes.
  limits: { group: "semantic-scholar", minGapMs: 3_000, concurrency: 1 },
  auth: { variable: "SEMANTIC_SCHOLAR_API_KEY", required: false, headers: (key) => ({ "x-api-key": key }) },
  domains: ["computer science", "biology", "medicine", "physics"],
  probe: { id: "0".repeat(40), query: "enzyme kinetics" },

  async search({ query, limit }, context) {
    const shape = z.object({ data: z.array(Paper).default([]) });
    const search = new URLSearchParams({ query: query.slice(0, 300), limit: String(Math.min(100, limit * 3)), fields });
    const { value } = await getJson(
      context,
      `${context.baseUrl(host)}/graph/v1/paper/search?${search}`,
      shape,
      "Semantic Scholar",
    );
    return value.data
      .filter(({ externalIds, isOpenAccess }) => isOpenAccess && externalIds?.PubMedCentral)
      .map(({ paperId, title, abstract }) => ({
        id: paperId,
        title: title ?? paperId,
        url: `https://www.semanticscholar.org/paper/${paperId}`,
        snippet: (abstract ?? "").replace(/\s+/g, " ").slice(0, 300),
      }));
  },

  fetch: async (id, context) => ({ ...(await readArticle(await numberOf(id, context), context)), id }),
  licence: async (id, _document, context) => articleClaims(await numberOf(id, context), context),
  attribution: (document, verdict) => attribute(document, verdict, "found through Semantic Scholar"),
});
