import { z } from "zod";
import { sha256 } from "../schema/canonical.ts";
import { AssayError } from "../schema/error.ts";
import type { LicenceClaim } from "../schema/licence.ts";
import { defineSource, type Source, type SourceContext } from "../schema/source.ts";
import { attribute } from "./attribution.ts";
import { readMarkdown } from "./extract/markdown.ts";
import { getJson } from "./http/json.ts";

const Package = z.object({
  name: z.string(),
  title: z.string().nullish(),
  notes: z.string().nullish(),
  license_id: z.string().nullish(),
  license_title: z.string().nullish(),
  license_url: z.string().nullish(),
  metadata_modified: z.string().nullish(),
  organization: z.looseObject({ title: z.string().nullish() }).nullish(),
  state: z.string().default("active"),
  private: z.boolean().default(false),
});

/** One portal that runs CKAN (docs.ckan.org/en/latest/api). */
export interface Portal {
  name: string;
  title: string;
  host: string;
  /** Where people see a dataset, before its name. */
  page: string;
  terms: string;
  domains: readonly string[];
  /** Name of a dataset that will stay, and a query that finds something. */
  probe: { id: string; query: string };
}

/** Descriptions of open datasets: what they hold, how it was measured, by whom. Ids are the datasets' names. */
export function ckan(portal: Portal): Source {
  const action = (name: string, context: SourceContext): string =>
    `${context.baseUrl(portal.host)}/api/3/action/${name}`;

  async function load(id: string, context: SourceContext) {
    const missing = new AssayError("source/not-found", `${portal.title} has no dataset "${id}".`);
    if (!/^[\w-]{2,200}$/.test(id)) throw missing;
    const shape = z.object({ result: Package });
    const { value, response } = await getJson(
      context,
      `${action("package_show", context)}?id=${id}`,
      shape,
      portal.title,
    );
    if (value.result.private || value.result.state !== "active") throw missing;
    return { dataset: value.result, response };
  }

  return defineSource({
    name: portal.name,
    title: portal.title,
    homepage: `https://${portal.host}`,
    terms: portal.terms,
    priority: 3,
    enabledByDefault: false,
    offline: false,
    hosts: [portal.host],
    limits: { group: portal.name, minGapMs: 500, concurrency: 1 },
    domains: portal.domains,
    probe: portal.probe,

    async search({ query, limit }, context) {
      const shape = z.object({ result: z.object({ results: z.array(Package).default([]) }) });
      const search = new URLSearchParams({ q: query.slice(0, 300), rows: String(limit) });
      const { value } = await getJson(context, `${action("package_search", context)}?${search}`, shape, portal.title);
      return value.result.results.map(({ name, title, notes }) => ({
        id: name,
        title: title || name,
        url: `${portal.page}${name}`,
        snippet: readMarkdown(notes ?? "")
          .replace(/\s+/g, " ")
          .slice(0, 300),
      }));
    },

    async fetch(id, context) {
      const { dataset, response } = await load(id, context);
      const text = readMarkdown(dataset.notes ?? "");
      if (text === "") throw new AssayError("source/not-found", `The dataset "${id}" has no description.`);
      return {
        id: dataset.name,
        url: `${portal.page}${dataset.name}`,
        title: dataset.title || dataset.name,
        authors: dataset.organization?.title ? [dataset.organization.title] : [],
        published: dataset.metadata_modified?.slice(0, 10) ?? null,
        revision: dataset.metadata_modified ?? null,
        language: "en",
        text,
        layer: "plain",
        sha256: sha256(text),
        accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
      };
    },

    /** CKAN's own ids (`uk-ogl`, `cc-by`) are unclear about versions; address and title say more, and all must agree. */
    async licence(id, _document, context) {
      const { dataset, response } = await load(id, context);
      const claims: LicenceClaim[] = [];
      const { license_id, license_title, license_url } = dataset;
      if (license_url) claims.push({ where: "api-field", raw: license_url, url: response.url, weight: "strong" });
      if (license_title) claims.push({ where: "api-field", raw: license_title, url: response.url, weight: "strong" });
      if (claims.length === 0 && license_id)
        claims.push({ where: "api-field", raw: license_id, url: response.url, weight: "strong" });
      return claims;
    },

    attribution: (document, verdict) => attribute(document, verdict, portal.title),
  });
}
