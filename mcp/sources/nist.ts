import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { getJson } from "../http/json.ts";
import { joinParagraphs } from "../text.ts";

const host = "data.nist.gov";

const Entry = z.object({
  "@id": z.string().optional(),
  ediid: z.string(),
  title: z.string(),
  description: z.array(z.string()).default([]),
  modified: z.string().nullish(),
  issued: z.string().nullish(),
  license: z.string().nullish(),
  landingPage: z.string().nullish(),
  contactPoint: z.looseObject({ fn: z.string().optional() }).nullish(),
  authors: z.array(z.looseObject({ fn: z.string().optional() })).default([]),
  theme: z.array(z.string()).default([]),
});
const Found = z.object({ ResultData: z.array(Entry).default([]) });

async function ask(parameters: Record<string, string>, context: SourceContext) {
  const url = `${context.baseUrl(host)}/rmm/records?${new URLSearchParams(parameters)}`;
  const { value, response } = await getJson(context, url, Found, "NIST");
  return { entries: value.ResultData, response };
}

async function load(id: string, context: SourceContext) {
  const missing = new AssayError("source/not-found", `NIST has no record "${id}".`);
  if (!/^[\w:/.-]{4,120}$/.test(id)) throw missing;
  const { entries, response } = await ask({ ediid: id, size: "1" }, context);
  const entry = entries.find(({ ediid }) => ediid === id);
  if (!entry) throw missing;
  return { entry, response };
}

/** NIST's licence page says what it gave to the public; its Standard Reference Data are under copyright. */
const statement = /nist\.gov\/(?:open\/license|director\/(?:licensing|copyright-fair-use))/i;

/** Descriptions of the public data of the National Institute of Standards and Technology. Ids are EDI ids. */
export const nist = defineSource({
  name: "nist",
  title: "NIST",
  homepage: `https://${host}`,
  terms: "Public domain in the United States; Standard Reference Data are under copyright and left out.",
  priority: 3,
  enabledByDefault: false,
  offline: false,
  hosts: [host],
  limits: { group: "nist", minGapMs: 600, concurrency: 1 },
  domains: ["chemistry", "physics", "engineering"],
  probe: { id: "ark:/88434/mds2-2106", query: "spectra" },

  async search({ query, limit }, context) {
    const { entries } = await ask({ searchphrase: query.slice(0, 300), size: String(limit) }, context);
    return entries.map(({ ediid, title, description, landingPage }) => ({
      id: ediid,
      title,
      url: landingPage ?? `https://${host}/od/id/${ediid}`,
      snippet: (description[0] ?? "").replace(/\s+/g, " ").slice(0, 300),
    }));
  },

  async fetch(id, context) {
    const { entry, response } = await load(id, context);
    const text = joinParagraphs(entry.description);
    if (text === "") throw new AssayError("source/not-found", `The record ${id} has no description.`);
    const authors = entry.authors.flatMap(({ fn }) => fn ?? []);
    return {
      id,
      url: `https://${host}/od/id/${entry.ediid}`,
      title: entry.title,
      authors: authors.length > 0 ? authors : entry.contactPoint?.fn ? [entry.contactPoint.fn] : [],
      published: (entry.modified ?? entry.issued)?.slice(0, 10) ?? null,
      revision: entry.modified ?? null,
      language: "en",
      text,
      layer: "plain",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  async licence(id, _document, context) {
    const { entry, response } = await load(id, context);
    const reserved = /standard reference data|\bSRD\b/i.test(
      [entry.title, ...entry.theme, ...entry.description].join(" "),
    );
    const raw = entry.license ?? "";
    return [
      ...(raw === ""
        ? []
        : [
            {
              where: "api-field",
              raw: statement.test(raw) ? "NIST-PD" : raw,
              url: response.url,
              weight: "strong" as const,
            },
          ]),
      ...(reserved
        ? [
            {
              where: "text",
              raw: "All rights reserved (Standard Reference Data)",
              url: response.url,
              weight: "strong" as const,
            },
          ]
        : []),
    ];
  },

  attribution: (document, verdict) => attribute(document, verdict, "National Institute of Standards and Technology"),
});
