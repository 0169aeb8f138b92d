import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { readMarkdown } from "../extract/markdown.ts";
import { getJson } from "../http/json.ts";

const host = "huggingface.co";

const Dataset = z.object({
  id: z.string(),
  sha: z.string().optional(),
  author: z.string().optional(),
  lastModified: z.string().optional(),
  gated: z.union([z.boolean(), z.string()]).default(false),
  disabled: z.boolean().default(false),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  cardData: z
    .looseObject({
      license: z.union([z.string(), z.array(z.string())]).optional(),
      license_name: z.string().optional(),
      license_link: z.string().optional(),
    })
    .nullish(),
});

async function load(id: string, context: SourceContext) {
  if (!/^[\w.-]{1,96}(?:\/[\w.-]{1,96})?$/.test(id)) {
    throw new AssayError("source/not-found", `"${id}" is no dataset of Hugging Face (owner/name).`);
  }
  const { value, response } = await getJson(
    context,
    `${context.baseUrl(host)}/api/datasets/${id}`,
    Dataset,
    "Hugging Face",
  );
  if (value.gated !== false) throw new AssayError("source/auth", `The dataset ${id} is given out on request only.`);
  if (value.disabled || !value.sha) throw new AssayError("source/not-found", `The dataset ${id} is not there.`);
  return { dataset: value, sha: value.sha, url: response.url };
}

/** Cards of public datasets at one commit. The licence is the uploader's word, so `other` proves nothing. Ids are `owner/name`. */
export const huggingface = defineSource({
  name: "huggingface",
  title: "Hugging Face",
  homepage: `https://${host}`,
  terms: "Cards are written by uploaders, and so are their licences; gated datasets are left alone.",
  priority: 1,
  enabledByDefault: false,
  offline: false,
  hosts: [host],
  // 500 API calls in five minutes without a token (huggingface.co/docs/hub/rate-limits).
  limits: { group: "huggingface", minGapMs: 700, concurrency: 2 },
  auth: { variable: "HF_TOKEN", required: false, headers: (key) => ({ authorization: `Bearer ${key}` }) },
  domains: ["computer science", "machine learning", "linguistics"],
  probe: { id: "rajpurkar/squad", query: "question answering" },

  async search({ query, limit }, context) {
    const search = new URLSearchParams({ search: query.slice(0, 200), limit: String(limit), full: "true" });
    const url = `${context.baseUrl(host)}/api/datasets?${search}`;
    const { value } = await getJson(context, url, z.array(Dataset), "Hugging Face");
    return value
      .filter(({ gated, disabled }) => gated === false && !disabled)
      .map(({ id, description }) => ({
        id,
        title: id,
        url: `https://${host}/datasets/${id}`,
        snippet: (description ?? "").replace(/\s+/g, " ").trim().slice(0, 300),
      }));
  },

  async fetch(id, context) {
    const { dataset, sha } = await load(id, context);
    const card = `${context.baseUrl(host)}/datasets/${dataset.id}/resolve/${sha}/README.md`;
    const response = await context.get(card, { accept: "text/plain, text/markdown, text/x-markdown" });
    const text = readMarkdown(response.text);
    if (text === "") throw new AssayError("source/not-found", `The card of ${id} has no text.`);
    return {
      id,
      url: `https://${host}/datasets/${dataset.id}/blob/${sha}/README.md`,
      title: dataset.id,
      authors: [dataset.author ?? dataset.id.split("/")[0]!],
      published: dataset.lastModified?.slice(0, 10) ?? null,
      revision: sha,
      language: "en",
      text,
      layer: "plain",
      sha256: sha256(text),
      accessed: response.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  async licence(id, _document, context) {
    const { dataset, url } = await load(id, context);
    const card = [dataset.cardData?.license ?? []].flat();
    const tagged = dataset.tags.flatMap((tag) => (tag.startsWith("license:") ? [tag.slice("license:".length)] : []));
    const named = (raw: string): string =>
      raw === "other"
        ? [raw, dataset.cardData?.license_name, dataset.cardData?.license_link].filter(Boolean).join(" ")
        : raw;
    const claim = (raw: string): LicenceClaim => ({ where: "api-field", raw: named(raw), url, weight: "strong" });
    return (card.length > 0 ? card : tagged).map(claim);
  },

  attribution: (document, verdict) => attribute(document, verdict, "Hugging Face"),
});
