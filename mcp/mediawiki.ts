import { z } from "zod";
import { sha256 } from "../schema/canonical.ts";
import { AssayError } from "../schema/error.ts";
import { defineSource, type Source, type SourceContext, type SourceResponse } from "../schema/source.ts";
import { joinParagraphs } from "./text.ts";

/** One wiki of the Wikimedia family. */
export interface Wiki {
  name: string;
  title: string;
  /** For instance `en.wikipedia.org`. */
  host: string;
  /** Who wrote it, as the attribution says. */
  authors: string;
  enabledByDefault: boolean;
  domains: readonly string[];
  /** Title of a page that will stay. */
  probe: string;
}

const Page = z.object({
  title: z.string(),
  index: z.number().optional(),
  missing: z.boolean().optional(),
  invalid: z.boolean().optional(),
  extract: z.string().optional(),
  pageprops: z.object({ disambiguation: z.string().optional() }).optional(),
  revisions: z.array(z.object({ revid: z.number(), timestamp: z.string() })).optional(),
});
const Reply = z.object({
  error: z.object({ code: z.string(), info: z.string() }).optional(),
  query: z
    .object({
      pages: z.array(Page).optional(),
      rightsinfo: z.object({ url: z.string(), text: z.string() }).optional(),
    })
    .optional(),
});

/** Asks the Action API (mediawiki.org/wiki/API:Query). Its errors come with status 200. */
async function ask(
  wiki: Wiki,
  parameters: Record<string, string>,
  context: SourceContext,
): Promise<{ query: NonNullable<z.infer<typeof Reply>["query"]>; response: SourceResponse }> {
  const search = new URLSearchParams({
    action: "query",
    format: "json",
    formatversion: "2",
    maxlag: "5",
    ...parameters,
  });
  const response = await context.get(`${context.baseUrl(wiki.host)}/w/api.php?${search}`, {
    accept: "application/json",
  });
  const { error, query } = readReply(wiki, response.text);
  if (!error) return { query: query ?? {}, response };
  if (error.code === "maxlag" || error.code === "ratelimited") {
    const seconds = Number(response.headers["retry-after"] ?? "5");
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : 5_000;
    throw new AssayError("source/rate-limited", `${wiki.title} is busy: ${error.info}`, {
      retryable: true,
      retryAfterMs,
    });
  }
  throw new AssayError("source/upstream", `${wiki.title} refused the request: ${error.info}`);
}

function readReply(wiki: Wiki, text: string): z.infer<typeof Reply> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AssayError("source/upstream", `${wiki.title} sent a reply that is no JSON.`, { cause, retryable: true });
  }
  const reply = Reply.safeParse(json);
  if (reply.success) return reply.data;
  throw new AssayError(
    "source/upstream",
    `${wiki.title} sent a reply of another shape: ${reply.error.issues[0]?.message}.`,
  );
}

/** Sections at the end of an article that are lists, not prose. */
const backMatter =
  /^==\s*(?:see also|references|notes|citations|sources|bibliography|further reading|external links|footnotes)\s*==\s*$/im;

/**
 * The paragraphs of a plain-text extract. A formula comes as its MathML spread over indented lines and then its TeX in
 * `{\displaystyle …}`: only the TeX is kept, between dollars.
 */
export function readExtract(extract: string): string {
  const end = backMatter.exec(extract)?.index ?? extract.length;
  let prose = "";
  let rest = extract.slice(0, end);
  for (let start = rest.indexOf("{\\displaystyle"); start >= 0; start = rest.indexOf("{\\displaystyle")) {
    const close = closingBrace(rest, start);
    const tex = rest.slice(start + "{\\displaystyle".length, close).trim();
    const before = rest.slice(0, start).replace(/(?:\n(?:[ \t]{2,}[^\n]*|[ \t]*))+$/, "");
    prose += `${before} $${tex}$ `;
    rest = rest.slice(close + 1).replace(/^(?:[ \t]*\n)*[ \t]*/, "");
  }
  return joinParagraphs((prose + rest).replace(/ +([,.;:)])/g, "$1").split("\n"));
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "{") depth += 1;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

/** A wiki by its Action API. Ids are titles; a document's URL is the permanent one of its revision. */
export function mediawiki(wiki: Wiki): Source {
  const site = `https://${wiki.host}`;
  const urlOf = (title: string): string => `${site}/wiki/${encodeURIComponent(title.replaceAll(" ", "_"))}`;

  return defineSource({
    name: wiki.name,
    title: wiki.title,
    homepage: site,
    terms: "Text under CC BY-SA, credited with a link to the revision; clients name a contact and go slowly.",
    priority: 1,
    enabledByDefault: wiki.enabledByDefault,
    offline: false,
    hosts: [wiki.host],
    // "≤3 concurrent, serial preferred" (sources.md, 3.1).
    limits: { group: "wikimedia", minGapMs: 100, concurrency: 2 },
    domains: wiki.domains,
    licences: "share-alike",
    probe: { id: wiki.probe, query: wiki.probe.toLowerCase() },

    async search({ query, limit }, context) {
      const { query: found } = await ask(
        wiki,
        {
          generator: "search",
          gsrsearch: query.slice(0, 300),
          gsrlimit: String(Math.min(limit, 20)),
          gsrnamespace: "0",
          prop: "extracts|pageprops",
          exintro: "1",
          explaintext: "1",
          exsentences: "2",
          exlimit: "max",
          ppprop: "disambiguation",
        },
        context,
      );
      return (found.pages ?? [])
        .filter(({ missing, pageprops }) => !missing && pageprops?.disambiguation === undefined)
        .sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
        .map(({ title, extract }) => ({
          id: title,
          title,
          url: urlOf(title),
          snippet: readExtract(extract ?? "").replace(/\s+/g, " "),
        }));
    },

    async fetch(id, context) {
      const missing = new AssayError("source/not-found", `${wiki.title} has no article "${id}".`);
      if (/[|#<>[\]{}\n]/.test(id)) throw missing;
      const { query, response } = await ask(
        wiki,
        {
          titles: id,
          redirects: "1",
          prop: "extracts|revisions",
          explaintext: "1",
          exsectionformat: "wiki",
          rvprop: "ids|timestamp",
        },
        context,
      );
      const page = query.pages?.[0];
      const revision = page?.revisions?.[0];
      if (!page || page.missing || page.invalid || !revision) throw missing;
      const text = readExtract(page.extract ?? "");
      if (text === "") throw new AssayError("source/not-found", `The article "${id}" has no text.`);
      const parameters = new URLSearchParams({ title: page.title.replaceAll(" ", "_"), oldid: String(revision.revid) });
      return {
        id: page.title,
        url: `${site}/w/index.php?${parameters}`,
        title: page.title,
        authors: [wiki.authors],
        published: revision.timestamp.slice(0, 10),
        revision: String(revision.revid),
        language: "en",
        text,
        layer: "plain",
        sha256: sha256(text),
        accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
      };
    },

    /** The wiki declares one licence for all its text; its API gives the URL (strong) and its name (which must agree). */
    async licence(_id, _document, context) {
      const { query } = await ask(wiki, { meta: "siteinfo", siprop: "rightsinfo" }, context);
      const { url = "", text = "" } = query.rightsinfo ?? {};
      const where = { where: "site-rights", url: `${site}/w/api.php?action=query&meta=siteinfo&siprop=rightsinfo` };
      return [
        ...(url === "" ? [] : [{ ...where, raw: url, weight: "strong" as const }]),
        ...(text === "" ? [] : [{ ...where, raw: text, weight: "medium" as const }]),
      ];
    },

    attribution(document, verdict) {
      return `"${document.title}", ${wiki.authors}, ${document.url}, ${verdict.spdx}; passages quoted unchanged`;
    },
  });
}
