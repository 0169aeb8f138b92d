import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { getJson } from "../http/json.ts";
import { joinParagraphs } from "../text.ts";

const host = "ntrs.nasa.gov";

const Citation = z.object({
  id: z.number(),
  title: z.string(),
  abstract: z.string().nullish(),
  publications: z.array(z.looseObject({ publicationDate: z.string().optional() })).default([]),
  distributionDate: z.string().nullish(),
  authorAffiliations: z
    .array(
      z.looseObject({ meta: z.looseObject({ author: z.looseObject({ name: z.string() }).optional() }).optional() }),
    )
    .default([]),
  copyright: z
    .looseObject({ determinationType: z.string().optional(), thirdPartyContentCondition: z.string().optional() })
    .nullish(),
  downloads: z
    .array(z.looseObject({ links: z.looseObject({ fulltext: z.string().optional() }).optional() }))
    .default([]),
});

async function load(id: string, context: SourceContext) {
  if (!/^\d{5,14}$/.test(id)) throw new AssayError("source/not-found", `"${id}" is no id of NTRS.`);
  const url = `${context.baseUrl(host)}/api/citations/${id}`;
  const { value, response } = await getJson(context, url, Citation, "NASA NTRS");
  return { citation: value, response };
}

/** Determinations of NTRS as licences; every other is a refusal. */
const determinations: Record<string, string> = {
  GOV_PUBLIC_USE_PERMITTED: "U.S. Government Work, 17 U.S.C. 105",
  GOV_PERMITTED: "U.S. Government Work, 17 U.S.C. 105",
};

/** NASA's technical reports. Ids are citation numbers. */
export const nasaNtrs = defineSource({
  name: "nasa-ntrs",
  title: "NASA NTRS",
  homepage: `https://${host}`,
  terms: "Works of the government where the record says so; third-party content is left out.",
  priority: 3,
  enabledByDefault: true,
  offline: false,
  hosts: [host],
  limits: { group: "nasa", minGapMs: 600, concurrency: 1 },
  domains: ["physics", "engineering", "astronomy"],
  probe: { id: "19670010532", query: "orbit" },

  async search({ query, limit }, context) {
    const search = new URLSearchParams({ q: query.slice(0, 300), "page.size": String(limit), "page.from": "0" });
    const shape = z.object({ results: z.array(Citation).default([]) });
    const { value } = await getJson(
      context,
      `${context.baseUrl(host)}/api/citations/search?${search}`,
      shape,
      "NASA NTRS",
    );
    return value.results.map(({ id, title, abstract }) => ({
      id: String(id),
      title,
      url: `https://${host}/citations/${id}`,
      snippet: (abstract ?? "").replace(/\s+/g, " ").slice(0, 300),
    }));
  },

  async fetch(id, context) {
    const { citation, response } = await load(id, context);
    const path = citation.downloads.flatMap(({ links }) => links?.fulltext ?? [])[0];
    const full = path?.startsWith("/")
      ? await context.get(`${context.baseUrl(host)}${path}`, { accept: "text/plain" })
      : undefined;
    const body = joinParagraphs((full?.text ?? "").split(/\n\s*\n/));
    const text = body === "" ? joinParagraphs([citation.abstract ?? ""]) : body;
    if (text === "") throw new AssayError("source/not-found", `The report ${id} has no text.`);
    return {
      id,
      url: `https://${host}/citations/${id}`,
      title: citation.title,
      authors: citation.authorAffiliations.flatMap(({ meta }) => meta?.author?.name ?? []),
      published: (citation.publications[0]?.publicationDate ?? citation.distributionDate)?.slice(0, 10) ?? null,
      revision: null,
      language: "en",
      text,
      layer: body === "" ? "abstract" : "plain",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  async licence(id, _document, context) {
    const { citation, response } = await load(id, context);
    const { determinationType: kind, thirdPartyContentCondition: others } = citation.copyright ?? {};
    const claims: LicenceClaim[] = [];
    if (kind) {
      const raw = determinations[kind] ?? `All rights reserved (${kind})`;
      claims.push({ where: "api-field", raw, url: response.url, weight: "strong" });
    }
    if (others && others !== "NOT_SET" && others !== "NONE") {
      claims.push({
        where: "api-field",
        raw: `All rights reserved (third-party content: ${others})`,
        url: response.url,
        weight: "strong",
      });
    }
    return claims;
  },

  attribution: (document, verdict) => attribute(document, verdict, "NASA Technical Reports Server"),
});
