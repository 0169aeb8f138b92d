import { z } from "zod";
import { defineServedTool, type ServedTool } from "../../mcp/serve-tools.ts";
import { LicenceVerdict } from "../../schema/licence.ts";
import { Hit, type ResearchClient, SourceDocument } from "../../schema/source.ts";

const source = z.string().describe("Name of a source, as list_sources gives it.");
/** Longest text that one call gives, in characters. */
const longest = 50_000;

/** Every opened research source as three tools, with the licence of what is read. */
export function researchTools(research: () => Promise<ResearchClient>): ServedTool[] {
  return [
    defineServedTool({
      name: "list_sources",
      title: "Research sources",
      description: "The sources that can be searched here, their domains and terms.",
      readOnly: true,
      openWorld: false,
      input: z.object({}),
      output: z.object({
        sources: z.array(
          z.object({ name: z.string(), title: z.string(), domains: z.array(z.string()), terms: z.string() }),
        ),
      }),
      run: async () => ({
        sources: (await research())
          .sources()
          .map(({ name, title, domains, terms }) => ({ name, title, domains: [...domains], terms })),
      }),
    }),
    defineServedTool({
      name: "search_source",
      title: "Search a source",
      description: "Finds documents in one source.",
      readOnly: true,
      openWorld: true,
      input: z.object({
        source,
        query: z.string().min(1).max(1_000),
        limit: z.number().int().min(1).max(50).default(10),
      }),
      output: z.object({ hits: z.array(Hit) }),
      run: async (input, { signal }) => ({
        hits: await (await research()).search(input.source, { query: input.query, limit: input.limit }, signal),
      }),
    }),
    defineServedTool({
      name: "fetch_document",
      title: "Read a document",
      description:
        "The text of one document word for word, the verdict on its licence with the evidence, and its attribution.",
      readOnly: true,
      openWorld: true,
      input: z.object({
        source,
        id: z.string().min(1).max(2_000),
        offset: z.number().int().min(0).default(0),
        maxChars: z.number().int().min(1).max(longest).default(20_000),
      }),
      output: z.object({
        document: SourceDocument.omit({ text: true }),
        text: z.string(),
        nextOffset: z.number().int().nullable(),
        licence: LicenceVerdict,
        attribution: z.string(),
      }),
      async run(input, { signal }) {
        const { document, licence, attribution } = await (await research()).fetch(input.source, input.id, signal);
        const { text, ...rest } = document;
        const end = Math.min(text.length, input.offset + input.maxChars);
        return {
          document: rest,
          text: text.slice(input.offset, end),
          nextOffset: end < text.length ? end : null,
          licence,
          attribution,
        };
      },
    }),
  ];
}
