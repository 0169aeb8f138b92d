import { z } from "zod";
import { sha256 } from "../schema/canonical.ts";
import { AssayError, isAssayError } from "../schema/error.ts";
import type { LicenceClaim } from "../schema/licence.ts";
import type { Hit, SourceContext, SourceDocument } from "../schema/source.ts";
import { readFragment } from "./extract/fragment.ts";
import { type ReadArticle, readJats } from "./extract/jats.ts";
import { getJson } from "./http/json.ts";
import { words } from "./ranking.ts";

export const europepmcHost = "www.ebi.ac.uk";
const title = "Europe PMC";
const service = "/europepmc/webservices/rest";

/** Fields of `resultType=core` (europepmc.org/RestfulWebService). */
const Result = z.object({
  id: z.string(),
  source: z.string(),
  pmcid: z.string().optional(),
  doi: z.string().optional(),
  title: z.string().default(""),
  authorString: z.string().default(""),
  firstPublicationDate: z.string().optional(),
  license: z.string().optional(),
  isOpenAccess: z.string().optional(),
  abstractText: z.string().optional(),
  pubTypeList: z.object({ pubType: z.array(z.string()).default([]) }).optional(),
});
export type EuropePmcResult = z.infer<typeof Result>;
const Reply = z.object({ resultList: z.object({ result: z.array(Result).default([]) }).optional() });

async function ask(
  query: string,
  size: number,
  context: SourceContext,
): Promise<{ results: EuropePmcResult[]; url: string; accessed: string }> {
  const search = new URLSearchParams({ query, resultType: "core", format: "json", pageSize: String(size) });
  const url = `${context.baseUrl(europepmcHost)}${service}/search?${search}`;
  const { value, response } = await getJson(context, url, Reply, title);
  const accessed = response.headers["assay-fetched-at"] ?? context.now().toISOString();
  return { results: value.resultList?.result ?? [], url: response.url, accessed };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** `PMC123`, or `PPR:PPR123` for what has no PMC number. */
export const idOf = ({ id, source, pmcid }: EuropePmcResult): string => pmcid ?? `${source}:${id}`;

/** Open-access articles that hold every word; `restriction` narrows them, in Europe PMC's query language. */
export async function searchArticles(
  sought: string,
  limit: number,
  restriction: string,
  context: SourceContext,
): Promise<Hit[]> {
  const asked = [...new Set(words(sought))].slice(0, 10);
  if (asked.length === 0) return [];
  const query = (joined: string): string => `(${joined}) AND ${restriction}`;
  let { results } = await ask(query(asked.join(" AND ")), limit, context);
  if (results.length === 0 && asked.length > 2) ({ results } = await ask(query(asked.join(" OR ")), limit, context));
  return Promise.all(
    results.map(async (result) => ({
      id: idOf(result),
      title: oneLine(await readFragment(result.title)).replace(/\.$/, ""),
      url: urlOf(result),
      snippet: oneLine(await readFragment(result.abstractText ?? "")).slice(0, 300),
    })),
  );
}

const urlOf = ({ id, source, pmcid, doi }: EuropePmcResult): string =>
  doi ? `https://doi.org/${doi}` : `https://europepmc.org/article/${pmcid ? `PMC/${pmcid}` : `${source}/${id}`}`;

/** The record of one of our ids, or of a DOI. */
export async function findArticle(
  id: string,
  context: SourceContext,
): Promise<{ result: EuropePmcResult; url: string; accessed: string }> {
  const [source, number] = id.split(":");
  const missing = new AssayError("source/not-found", `Europe PMC has no article "${id}".`);
  if (!/^[\w.:/()-]+$/.test(id)) throw missing;
  const query = /^PMC\d+$/.test(id)
    ? `PMCID:${id}`
    : id.startsWith("10.")
      ? `DOI:"${id}"`
      : `EXT_ID:${number} AND SRC:${source}`;
  if (!id.startsWith("10.") && !/^PMC\d+$/.test(id) && !/^[A-Z]{3}:\w+$/.test(id)) throw missing;
  const { results, url, accessed } = await ask(query, 1, context);
  const result = results[0];
  if (!result) throw missing;
  if (result.pubTypeList?.pubType.some((type) => /retract|withdrawn/i.test(type))) {
    throw new AssayError("source/not-found", `${id} was retracted.`);
  }
  return { result, url, accessed };
}

/** The article in JATS, where its licence lets Europe PMC give it out. */
export async function fullText(
  { id, pmcid }: EuropePmcResult,
  context: SourceContext,
): Promise<{ article: ReadArticle; url: string } | undefined> {
  try {
    const url = `${context.baseUrl(europepmcHost)}${service}/${pmcid ?? id}/fullTextXML`;
    const response = await context.get(url, { accept: "application/xml, text/xml" });
    return { article: await readJats(response.text, response.url), url: response.url };
  } catch (error) {
    if (isAssayError(error) && error.code === "source/not-found") return undefined;
    throw error;
  }
}

/** The document of one of our ids: the article's body, or its abstract where there is no more. */
export async function readArticle(id: string, context: SourceContext): Promise<SourceDocument> {
  const { result, accessed } = await findArticle(id, context);
  const full = await fullText(result, context);
  const body = full?.article.text ?? "";
  const text = body === "" ? await readFragment(result.abstractText ?? "") : body;
  if (text === "") throw new AssayError("source/not-found", `"${id}" has neither full text nor abstract.`);
  const listed = result.authorString.replace(/\.$/, "").split(", ").filter(Boolean);
  return {
    id: id.startsWith("10.") ? id : idOf(result),
    url: urlOf(result),
    title: oneLine(await readFragment(result.title)).replace(/\.$/, ""),
    authors: full && full.article.authors.length > 0 ? full.article.authors : listed,
    published: result.firstPublicationDate ?? full?.article.published ?? null,
    revision: null,
    language: full?.article.language ?? "en",
    text,
    layer: body === "" ? "abstract" : "jats",
    sha256: sha256(text),
    accessed,
  };
}

/** What the record and the article itself say; both must agree. */
export async function articleClaims(id: string, context: SourceContext): Promise<LicenceClaim[]> {
  const { result, url } = await findArticle(id, context);
  const full = await fullText(result, context);
  const record: LicenceClaim[] = result.license
    ? [{ where: "api-field", raw: result.license, url, weight: "strong" }]
    : [];
  return [...record, ...(full?.article.claims ?? [])];
}
