import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { readFragment } from "../extract/fragment.ts";
import { getJson } from "../http/json.ts";

const host = "www.gov.uk";
const site = `https://${host}`;
const ogl = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

const Part = z.object({ title: z.string().default(""), body: z.union([z.string(), z.array(z.unknown())]).default("") });
const Content = z.object({
  title: z.string(),
  base_path: z.string(),
  description: z.string().nullish(),
  public_updated_at: z.string().nullish(),
  locale: z.string().default("en"),
  withdrawn_notice: z.looseObject({}).nullish(),
  details: z
    .looseObject({ body: z.union([z.string(), z.array(z.unknown())]).nullish(), parts: z.array(Part).nullish() })
    .default({}),
  links: z.looseObject({ organisations: z.array(z.looseObject({ title: z.string() })).optional() }).default({}),
});

async function load(id: string, context: SourceContext) {
  if (!/^\/[\w./-]{1,300}$/.test(id) || id.includes("..")) {
    throw new AssayError("source/not-found", `"${id}" is no path on GOV.UK.`);
  }
  const { value, response } = await getJson(context, `${context.baseUrl(host)}/api/content${id}`, Content, "GOV.UK");
  if (value.withdrawn_notice && Object.keys(value.withdrawn_notice).length > 0) {
    throw new AssayError("source/not-found", `The page ${id} was withdrawn.`);
  }
  const { body, parts } = value.details;
  const markup = [body, ...(parts ?? []).flatMap((part) => [`<h2>${part.title}</h2>`, part.body])]
    .map(htmlOf)
    .join("\n");
  return { content: value, text: await readFragment(markup), response };
}

/** A body is HTML, or the same in several forms. */
function htmlOf(body: unknown): string {
  if (typeof body === "string") return body;
  if (!Array.isArray(body)) return "";
  const forms = body as { content_type?: string; content?: string }[];
  return forms.find(({ content_type }) => content_type === "text/html")?.content ?? "";
}

/** Guidance and publications of the British government, by the content API. Ids are paths. */
export const govUk = defineSource({
  name: "gov-uk",
  title: "GOV.UK",
  homepage: site,
  terms: "Crown copyright under the Open Government Licence 3.0, except where a page says otherwise.",
  priority: 3,
  enabledByDefault: true,
  offline: false,
  hosts: [host],
  // Ten requests a second (docs.publishing.service.gov.uk); a fifth of it is polite.
  limits: { group: "gov-uk", minGapMs: 500, concurrency: 2 },
  domains: ["law", "economics", "health", "education", "government"],
  probe: { id: "/vat-rates", query: "vat rates" },

  async search({ query, limit }, context) {
    const shape = z.object({
      results: z
        .array(z.object({ title: z.string(), link: z.string(), description: z.string().nullish() }))
        .default([]),
    });
    const search = new URLSearchParams({
      q: query.slice(0, 300),
      count: String(limit),
      fields: "title,link,description",
    });
    const { value } = await getJson(context, `${context.baseUrl(host)}/api/search.json?${search}`, shape, "GOV.UK");
    return value.results
      .filter(({ link }) => link.startsWith("/"))
      .map(({ title, link, description }) => ({ id: link, title, url: `${site}${link}`, snippet: description ?? "" }));
  },

  async fetch(id, context) {
    const { content, text, response } = await load(id, context);
    if (text === "") throw new AssayError("source/not-found", `The page ${id} has no text.`);
    return {
      id,
      url: `${site}${content.base_path}`,
      title: content.title,
      authors: content.links.organisations?.map(({ title }) => title) ?? ["GOV.UK"],
      published: content.public_updated_at?.slice(0, 10) ?? null,
      revision: content.public_updated_at ?? null,
      language: content.locale,
      text,
      layer: "html",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  /** The site's general licence, and whatever the page says against it. */
  async licence(id, _document, context) {
    const { text, response } = await load(id, context);
    const own = /[^.\n]{0,120}(?:©|\bcopyright\b|all rights reserved|third[- ]party)[^.\n]{0,160}/i.exec(text)?.[0];
    const crown = own === undefined || /crown copyright|open government licence/i.test(own);
    return [
      { where: "site-rights", raw: ogl, url: `${site}/help/terms-conditions`, weight: "strong" as const },
      ...(crown ? [] : [{ where: "text", raw: own, url: response.url, weight: "strong" as const }]),
    ];
  },

  attribution: ({ title, url }, { spdx }) =>
    `"${title}", ${url}. Contains public sector information licensed under the Open Government Licence v3.0 (${spdx}, ${ogl})`,
});
