import { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { defineSource, type SourceContext } from "../../schema/source.ts";
import { attribute } from "../attribution.ts";
import { readPage } from "../extract/html.ts";
import { getJson } from "../http/json.ts";
import { words } from "../ranking.ts";

const host = "openstax.org";

const Book = z.object({
  title: z.string(),
  license_name: z.string().nullish(),
  license_url: z.string().nullish(),
  publish_date: z.string().nullish(),
  webview_rex_link: z.string().nullish(),
  authors: z.array(z.looseObject({ value: z.looseObject({ name: z.string().optional() }).optional() })).default([]),
});
type Book = z.infer<typeof Book>;

async function books(context: SourceContext) {
  const search = new URLSearchParams({
    type: "books.Book",
    fields: "title,authors,license_name,license_url,publish_date,webview_rex_link",
    limit: "250",
  });
  const shape = z.object({ items: z.array(Book).default([]) });
  const url = `${context.baseUrl(host)}/apps/cms/api/v2/pages?${search}`;
  const { value, response } = await getJson(context, url, shape, "OpenStax");
  return { items: value.items.filter((book) => pathOf(book) !== undefined), response };
}

/** `/books/chemistry-2e/pages/1-introduction`. */
function pathOf({ webview_rex_link: link }: Book): string | undefined {
  return /^https:\/\/openstax\.org(\/books\/[\w-]+\/pages\/[\w-]+)\/?$/.exec(link ?? "")?.[1];
}

async function load(id: string, context: SourceContext) {
  const slug = /^\/books\/([\w-]+)\/pages\/[\w-]+$/.exec(id)?.[1];
  const { items, response } = await books(context);
  const book = items.find((one) => pathOf(one)?.split("/")[2] === slug);
  if (!book || slug === undefined) throw new AssayError("source/not-found", `OpenStax has no page "${id}".`);
  const page = await context.get(`${context.baseUrl(host)}${id}`, { accept: "text/html", robots: true });
  return {
    book,
    listed: response.url,
    page,
    read: await readPage(page.text, { url: page.url, headers: page.headers }),
  };
}

/**
 * Textbooks of OpenStax, a page at a time; off by default, for most are non-commercial now and some pages ask not to be
 * used to train models. Ids are paths of pages.
 */
export const openstax = defineSource({
  name: "openstax",
  title: "OpenStax",
  homepage: `https://${host}`,
  terms: "Most books are CC BY-NC-SA now; pages that reserve machine use are left out.",
  priority: 3,
  enabledByDefault: false,
  offline: false,
  hosts: [host],
  limits: { group: "openstax", minGapMs: 1_000, concurrency: 1 },
  domains: ["chemistry", "physics", "biology", "mathematics", "statistics", "economics"],
  probe: { id: "/books/chemistry-2e/pages/1-introduction", query: "chemistry" },

  async search({ query, limit }, context) {
    const asked = words(query);
    const { items } = await books(context);
    return items
      .filter(({ title }) => asked.some((word) => title.toLowerCase().includes(word)))
      .slice(0, limit)
      .map((book) => ({
        id: pathOf(book)!,
        title: book.title,
        url: `https://${host}${pathOf(book)}`,
        snippet: `A textbook under ${book.license_name ?? "an unstated licence"}.`,
      }));
  },

  async fetch(id, context) {
    const { book, page, read } = await load(id, context);
    if (read.text === "") throw new AssayError("source/not-found", `The page ${id} has no text.`);
    return {
      id,
      url: page.url,
      title: `${book.title}: ${read.title}`,
      authors: book.authors.flatMap(({ value }) => value?.name ?? []),
      published: book.publish_date ?? null,
      revision: null,
      language: read.language,
      text: read.text,
      layer: "html",
      sha256: sha256(read.text),
      accessed: page.headers["assay-fetched-at"] ?? context.now().toISOString(),
    };
  },

  async licence(id, _document, context) {
    const { book, listed, read } = await load(id, context);
    const claims: LicenceClaim[] = [book.license_url, book.license_name].flatMap((raw) =>
      raw ? [{ where: "api-field", raw, url: listed, weight: "strong" as const }] : [],
    );
    return [...claims, ...read.claims];
  },

  attribution: (document, verdict) => attribute(document, verdict, "OpenStax"),
});
