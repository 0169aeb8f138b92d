import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { defineSource, type SourceContext, type SourceDocument } from "../../schema/source.ts";
import { readEprint } from "../extract/eprint.ts";
import { readLatexml } from "../extract/latexml.ts";
import { readPdf } from "../extract/pdf.ts";
import { words } from "../ranking.ts";
import { joinParagraphs } from "../text.ts";

const api = "export.arxiv.org";
const oai = "oaipmh.arxiv.org";
const site = "arxiv.org";

/** New ids (2401.01234) and old ones (hep-th/9901001, math.GT/0309136), with or without a version. */
const idPattern = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v(\d+))?$/;

const text = z.union([z.string(), z.object({ "#text": z.string() }).transform((node) => node["#text"])]);
const Entry = z.object({
  id: text,
  title: text.default(""),
  summary: text.default(""),
  published: text.optional(),
  updated: text.optional(),
  author: z.array(z.object({ name: text })).default([]),
  "arxiv:comment": text.optional(),
});
type Entry = z.infer<typeof Entry>;
const Feed = z.object({ feed: z.object({ entry: z.array(Entry).default([]) }) });
const OaiReply = z.object({
  "OAI-PMH": z.object({
    error: z.object({ "@code": z.string() }).optional(),
    GetRecord: z
      .object({
        record: z.object({ metadata: z.object({ arXiv: z.object({ license: text.optional() }) }).optional() }),
      })
      .optional(),
  }),
});

/** Parses XML without entities of its own: a document type is refused before the parser sees it. */
async function parseXml(xml: string): Promise<unknown> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new AssayError("source/upstream", "arXiv's reply declares entities.");
  const { XMLParser } = await import("fast-xml-parser");
  const lists = new Set(["feed.entry", "feed.entry.author"]);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    // Numbers would turn 2401.01230 into 2401.0123.
    parseTagValue: false,
    parseAttributeValue: false,
    isArray: (_name, path) => lists.has(String(path)),
  });
  try {
    return parser.parse(xml, true);
  } catch (cause) {
    throw new AssayError("source/upstream", "arXiv's reply is no XML.", { cause, retryable: true });
  }
}

async function query(
  parameters: Record<string, string>,
  context: SourceContext,
): Promise<{ entries: Entry[]; fetched: string }> {
  const url = `${context.baseUrl(api)}/api/query?${new URLSearchParams(parameters)}`;
  const response = await context.get(url, { accept: "application/atom+xml, application/xml, text/xml" });
  const feed = Feed.safeParse(await parseXml(response.text));
  if (!feed.success) throw new AssayError("source/upstream", "arXiv's reply is no Atom feed.", { retryable: true });
  const entries = feed.data.feed.entry;
  const failure = entries.find((entry) => entry.id.includes("/api/errors"));
  if (failure) throw new AssayError("source/upstream", `arXiv refused the request: ${failure.summary.trim()}`);
  return { entries, fetched: response.headers["assay-fetched-at"] ?? context.now().toISOString() };
}

/** `2401.01234` and `2` of `http://arxiv.org/abs/2401.01234v2`. */
function readId(id: string): { id: string; version: string | undefined } {
  const match = idPattern.exec(id.replace(/^https?:\/\/arxiv\.org\/abs\//, ""));
  if (!match) throw new AssayError("source/not-found", `"${id}" is no arXiv id.`);
  return { id: match[1]!, version: match[2] };
}

const oneLine = (value: string): string => value.replace(/\s+/g, " ").trim();

/** The HTML of a version (newer papers only), or nothing where arXiv has none. */
async function getHtml(id: string, version: string, context: SourceContext): Promise<string | undefined> {
  try {
    const url = `${context.baseUrl(site)}/html/${id}v${version}`;
    return (await context.get(url, { accept: "text/html, application/xhtml+xml" })).text;
  } catch (error) {
    if (isAssayError(error) && error.code === "source/not-found") return undefined;
    throw error;
  }
}

/** As arXiv names a paper's source, packed or not (info.arxiv.org/help/mimetypes). */
const sourceTypes =
  "application/gzip, application/x-gzip, application/tar, application/x-tar, application/x-eprint-tar, application/x-eprint, " +
  "application/pdf";

/** The bytes of a paper in another form, from the host for programs. */
async function getBytes(path: string, accept: string, maxBytes: number, context: SourceContext): Promise<Uint8Array> {
  const url = `${context.baseUrl(api)}/${path}`;
  return (await context.get(url, { accept, binary: true, maxBytes })).bytes!;
}

const passable = new Set(["source/not-found", "source/upstream", "source/blocked", "source/auth"]);

/**
 * The best text layer of a version: HTML, else the LaTeX source, else PDF, else the abstract. A form that is missing,
 * refused or cannot be read is passed over; one that arXiv may give later fails the call, so that a paper does not read
 * differently by chance. A text that is shorter than the abstract is not the paper's.
 */
async function readText(
  id: string,
  version: string,
  abstract: string,
  context: SourceContext,
): Promise<Pick<SourceDocument, "text" | "layer">> {
  const paper = `${id}v${version}`;
  const forms = [
    async () => {
      const html = await getHtml(id, version, context);
      return { text: html === undefined ? "" : await readLatexml(html), layer: "html" as const };
    },
    async () => {
      const path = `e-print/${paper}`;
      return readEprint(await getBytes(path, sourceTypes, 10_000_000, context), `https://${api}/${path}`);
    },
    async () => {
      const path = `pdf/${paper}`;
      const bytes = await getBytes(path, "application/pdf", 20_000_000, context);
      return { text: await readPdf(bytes, `https://${api}/${path}`), layer: "pdf" as const };
    },
  ];
  for (const read of forms) {
    try {
      const found = await read();
      if (found.text !== "" && found.text.length >= abstract.length) return found;
    } catch (error) {
      if (!isAssayError(error) || error.retryable || !passable.has(error.code)) throw error;
    }
  }
  return { text: abstract, layer: "abstract" };
}

/** arXiv by its Atom search, OAI-PMH licence field, LaTeXML pages, LaTeX sources and PDF. Ids carry no version: OAI tells the newest's licence. */
export const arxiv = defineSource({
  name: "arxiv",
  title: "arXiv",
  homepage: `https://${site}`,
  terms: "One request every three seconds from all machines together; each paper has a licence of its own.",
  priority: 1,
  enabledByDefault: true,
  offline: false,
  hosts: [api, oai, site],
  archives: [`${api}/e-print/`, `${api}/src/`],
  limits: { group: "arxiv", minGapMs: 3_000, concurrency: 1 },
  domains: ["physics", "mathematics", "computer science", "statistics", "biology", "economics"],
  probe: { id: "1706.03762", query: "attention" },

  async search({ query: sought, limit }, context) {
    const asked = [...new Set(words(sought))].slice(0, 8).map((word) => `all:${word}`);
    if (asked.length === 0) return [];
    const page = { start: "0", max_results: String(limit), sortBy: "relevance" };
    let { entries } = await query({ search_query: asked.join(" AND "), ...page }, context);
    if (entries.length === 0 && asked.length > 1) {
      ({ entries } = await query({ search_query: asked.join(" OR "), ...page }, context));
    }
    return entries.map((entry) => {
      const { id } = readId(entry.id);
      const snippet = oneLine(entry.summary).slice(0, 300);
      return { id, title: oneLine(entry.title), url: `https://${site}/abs/${id}`, snippet };
    });
  },

  async fetch(asked, context) {
    const { id, version } = readId(asked);
    const { entries, fetched } = await query({ id_list: id, max_results: "1" }, context);
    const entry = entries[0];
    if (!entry) throw new AssayError("source/not-found", `arXiv has no paper ${id}.`);
    const newest = readId(entry.id).version ?? "1";
    if (version !== undefined && version !== newest) {
      throw new AssayError(
        "source/not-found",
        `arXiv:${id} is at v${newest}; the licence of v${version} cannot be proved.`,
      );
    }
    if (/\bwithdrawn\b/i.test(`${entry["arxiv:comment"] ?? ""} ${entry.summary}`)) {
      throw new AssayError("source/not-found", `arXiv:${id} was withdrawn by its authors.`);
    }
    const { text: content, layer } = await readText(id, newest, joinParagraphs([entry.summary]), context);
    return {
      id,
      url: `https://${site}/abs/${id}v${newest}`,
      title: oneLine(entry.title),
      authors: entry.author.map(({ name }) => oneLine(name)),
      published: (entry.updated ?? entry.published)?.slice(0, 10) ?? null,
      revision: `v${newest}`,
      language: "en",
      text: content,
      layer,
      sha256: sha256(content),
      accessed: fetched,
    };
  },

  async licence(_id, document, context) {
    const { id } = readId(document.id);
    const parameters = new URLSearchParams({
      verb: "GetRecord",
      identifier: `oai:arXiv.org:${id}`,
      metadataPrefix: "arXiv",
    });
    const response = await context.get(`${context.baseUrl(oai)}/oai?${parameters}`, {
      accept: "text/xml, application/xml",
    });
    const record = OaiReply.safeParse(await parseXml(response.text));
    if (!record.success)
      throw new AssayError("source/upstream", "arXiv's reply is no OAI record.", { retryable: true });
    const licence = record.data["OAI-PMH"].GetRecord?.record.metadata?.arXiv.license;
    const claims: LicenceClaim[] = [];
    if (licence) claims.push({ where: "api-field", raw: licence, url: response.url, weight: "strong" });
    return document.layer === "html"
      ? [...claims, ...(await claimsOfPage(id, document.revision!.slice(1), context))]
      : claims;
  },

  attribution(document, verdict) {
    const licence = verdict.url ? `${verdict.spdx} (${verdict.url})` : verdict.spdx;
    return `${document.authors.join(", ")}: "${document.title}", arXiv:${document.id}${document.revision ?? ""}, ${document.url}, ${licence}`;
  },
});

/** What the HTML page says of its own licence; it must agree with the OAI field. */
async function claimsOfPage(id: string, version: string, context: SourceContext): Promise<LicenceClaim[]> {
  const html = await getHtml(id, version, context);
  if (html === undefined) return [];
  const { load } = await import("cheerio/slim");
  const page = load(html);
  const url = `https://${site}/html/${id}v${version}`;
  const links = page("link[rel~=license], a[rel~=license]").toArray();
  const claims = links.map(
    (link): LicenceClaim => ({ where: "rel-license", raw: page(link).attr("href") ?? "", url, weight: "strong" }),
  );
  const banner = oneLine(page("#license-tr").text());
  if (banner !== "") claims.push({ where: "meta", raw: banner, url, weight: "medium" });
  return claims;
}
