import { z } from "zod";
import { asData } from "../schema/agent.ts";
import { sha256 } from "../schema/canonical.ts";
import { defineTool, type ToolContext, type ToolResult } from "../schema/tool.ts";
import { sourceFailure } from "./source-failure.ts";

type Query = { query: string; limit: number };

/** Hits of one source as delimited data, or why there are none. */
async function searchOne(source: string, query: Query, { research, signal }: ToolContext): Promise<ToolResult> {
  try {
    const hits = await research.search(source, query, signal);
    if (hits.length === 0) return { content: `${source}: nothing found.` };
    const text = JSON.stringify(hits.slice(0, query.limit), null, 1);
    return { content: asData(`hits of ${source}`, text, sha256(text).slice(0, 12)) };
  } catch (error) {
    const failure = sourceFailure(error);
    return { ...failure, content: `${source}: ${failure.content}` };
  }
}

export const searchSources = defineTool({
  name: "search-sources",
  description: "Searches research sources and returns titles, addresses, ids and snippets as data.",
  input: z.object({
    query: z.string().min(1).max(400).meta({ description: "a few words on the principle, law or method" }),
    sources: z
      .array(z.string().min(1))
      .min(1)
      .max(4)
      .meta({ description: "names of the sources to ask: handbook, wikipedia, arxiv, …" }),
    limit: z.number().int().min(1).max(10).default(5).meta({ description: "hits wanted from each source" }),
  }),
  async execute({ query, sources, limit }, context) {
    const known = context.research.sources().map((source) => source.name);
    const unknown = sources.find((source) => !known.includes(source));
    if (unknown !== undefined) {
      return { content: `There is no source "${unknown}". Sources: ${known.join(", ")}.`, isError: true };
    }
    const results = await Promise.all(
      [...new Set(sources)].map((source) => searchOne(source, { query, limit }, context)),
    );
    const content = results.map((result) => result.content).join("\n\n");
    return results.every((result) => result.isError) ? { content, isError: true } : { content };
  },
});
