import { z } from "zod";
import type { LicenceClaim } from "../schema/licence.ts";
import type { SourceContext } from "../schema/source.ts";
import { getJson } from "./http/json.ts";

export const crossrefHost = "api.crossref.org";
const title = "Crossref";

const Work = z.object({
  DOI: z.string(),
  title: z.array(z.string()).default([]),
  author: z
    .array(z.object({ given: z.string().optional(), family: z.string().optional(), name: z.string().optional() }))
    .default([]),
  abstract: z.string().optional(),
  posted: z.object({ "date-parts": z.array(z.array(z.number().nullable())) }).optional(),
  issued: z.object({ "date-parts": z.array(z.array(z.number().nullable())) }).optional(),
  license: z
    .array(
      z.object({
        URL: z.string(),
        "content-version": z.string().default("unspecified"),
        start: z.object({ "date-time": z.string() }).optional(),
      }),
    )
    .default([]),
  "update-to": z.array(z.object({ type: z.string() })).optional(),
  "updated-by": z.array(z.object({ type: z.string() })).optional(),
});
export type Work = z.infer<typeof Work>;

/** The record of a DOI. Throws `source/not-found` where Crossref has none. */
export async function findWork(
  doi: string,
  context: SourceContext,
): Promise<{ work: Work; url: string; accessed: string }> {
  const url = `${context.baseUrl(crossrefHost)}/works/${encodeURIComponent(doi)}`;
  const { value, response } = await getJson(context, url, z.object({ message: Work }), title);
  const accessed = response.headers["assay-fetched-at"] ?? context.now().toISOString();
  return { work: value.message, url: response.url, accessed };
}

/** Works that a filter lets through (api.crossref.org/swagger-ui), best first. */
export async function findWorks(query: string, filter: string, limit: number, context: SourceContext): Promise<Work[]> {
  const search = new URLSearchParams({ query, filter, rows: String(limit) });
  const shape = z.object({ message: z.object({ items: z.array(Work).default([]) }) });
  const url = `${context.baseUrl(crossrefHost)}/works?${search}`;
  return (await getJson(context, url, shape, title)).value.message.items;
}

const versions = new Set(["vor", "am", "unspecified"]);

/** Licences of a work that hold today: one that starts later does not, and one for text mining is none for reuse. */
export function workClaims({ license }: Work, url: string, now: Date): LicenceClaim[] {
  return license
    .filter(
      (one) => versions.has(one["content-version"]) && !(Date.parse(one.start?.["date-time"] ?? "") > now.getTime()),
    )
    .map((one) => ({ where: "api-field", raw: one.URL, url, weight: "strong" }));
}

/** `2024-05-06`, as far as Crossref knows it. */
export function workDate({ posted, issued }: Work): string | null {
  const parts = (posted ?? issued)?.["date-parts"][0]?.filter((part) => part !== null) ?? [];
  return parts.length === 0
    ? null
    : parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("-");
}

export const workAuthors = ({ author }: Work): string[] =>
  author
    .map(({ given, family, name }) => name ?? [given, family].filter(Boolean).join(" "))
    .filter((one) => one !== "");
