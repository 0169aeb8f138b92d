import { z } from "zod";

const path = (meaning: string, usual: string) => z.string().default(usual).describe(meaning);

const SearchMapping = z.strictObject({
  tool: z.string().min(1),
  /** Fixed arguments sent with every call. */
  arguments: z.record(z.string(), z.unknown()).default({}),
  query: path("argument that takes the query", "query"),
  limit: z.string().optional().describe("argument that takes the number of hits; none where the tool has none"),
  hits: path("where in the reply the list of hits is", "results"),
  id: path("where in a hit its id is", "id"),
  title: path("where in a hit its title is", "title"),
  url: path("where in a hit its address is", "url"),
  snippet: path("where in a hit its snippet is", "snippet"),
});

const FetchMapping = z.strictObject({
  tool: z.string().min(1),
  arguments: z.record(z.string(), z.unknown()).default({}),
  id: path("argument that takes the id", "id"),
  text: path("where in the reply the text is", "text"),
  title: path("where in the reply the title is", "title"),
  url: path("where in the reply the address is", "url"),
  authors: path("where in the reply the authors are", "authors"),
  published: path("where in the reply the date is", "published"),
  language: path("where in the reply the language is", "language"),
  licence: path("where in the reply the licence is; a claim, never a proof", "licence"),
});

/**
 * How a server that was not made for us is used for research: which tool searches, which fetches, and where in their
 * replies the fields stand. Places are names parted by dots; the empty one is the whole reply. The defaults are the
 * `search` and `fetch` tools that connectors for chat assistants have: `results` of `id`, `title`, `url`; then `text`.
 */
export const ResearchMapping = z
  .strictObject({
    search: SearchMapping.optional(),
    fetch: FetchMapping.optional(),
    /** The only tools that may be called. A tool that does not call itself read-only has to be listed here. */
    tools: z.array(z.string().min(1)).optional(),
    /** Read the page of a document again with our own client; its own licence then counts, if it holds the same text. */
    verify: z.boolean().default(false),
  })
  .superRefine(({ search, fetch, tools }, context) => {
    if ((search === undefined) !== (fetch === undefined)) {
      context.addIssue({ code: "custom", message: 'expected both "search" and "fetch", or neither' });
    }
    for (const tool of [search?.tool, fetch?.tool]) {
      if (tool !== undefined && tools && !tools.includes(tool)) {
        context.addIssue({ code: "custom", path: ["tools"], message: `expected "${tool}" in the list, as it is used` });
      }
    }
  });
export type ResearchMapping = z.infer<typeof ResearchMapping>;

/** The value at names parted by dots; own properties only. */
export function valueAt(value: unknown, place: string): unknown {
  if (place === "") return value;
  return place.split(".").reduce<unknown>((inner, key) => {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    return (inner as Record<string, unknown>)[key];
  }, value);
}

/** Text or number as text; everything else is no text. */
export function textAt(value: unknown, place: string): string | undefined {
  const found = valueAt(value, place);
  if (typeof found === "number") return String(found);
  return typeof found === "string" && found.trim() !== "" ? found : undefined;
}
