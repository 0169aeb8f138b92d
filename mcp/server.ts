import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { AssayError } from "../schema/error.ts";
import type { Source, SourceContext, SourceDocument } from "../schema/source.ts";
import { createCache } from "./cache.ts";
import { judgeLicence } from "./licence/judge.ts";
import * as protocol from "./protocol.ts";
import { safeCut } from "./text.ts";

/** Gives a call its context: guarded network, clock, and the signal that ends it. */
export type ContextFactory = (source: Source, signal: AbortSignal) => SourceContext;

const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true };

function reply(structuredContent: Record<string, unknown>, text?: string): CallToolResult {
  return { structuredContent, content: [{ type: "text", text: text ?? JSON.stringify(structuredContent) }] };
}

/** Errors go in `_meta`, for clients check structured content against the output schema even where it is an error. */
async function answer(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    const failure = protocol.toFailure(error);
    return {
      isError: true,
      content: [{ type: "text", text: JSON.stringify({ error: failure }) }],
      _meta: { [protocol.failureKey]: failure },
    };
  }
}

/**
 * An MCP server over one source with the tools `search`, `fetch` and `licence`. The same server is served in memory, on
 * stdio and over HTTP. Documents are kept for a while, so that the pages of one fetch and its licence are of one text.
 */
export function toMcpServer(source: Source, contextFor: ContextFactory): McpServer {
  const server = new McpServer({ name: `assay-${source.name}`, title: source.title, version: "0.1.0" });
  const documents = createCache<SourceDocument>({
    maxEntries: 32,
    maxSize: 16_000_000,
    sizeOf: ({ text }) => text.length,
  });
  const hints = { ...annotations, openWorldHint: !source.offline };

  async function documentOf(id: string, context: SourceContext): Promise<SourceDocument> {
    const known = documents.get(id);
    if (known) return known;
    const document = await source.fetch(id, context);
    documents.set(id, document);
    documents.set(document.id, document);
    return document;
  }

  server.registerTool(
    "search",
    {
      title: `Search ${source.title}`,
      description: `Finds documents in ${source.title}. ${source.terms}`,
      inputSchema: protocol.SearchInput,
      outputSchema: protocol.SearchOutput,
      annotations: { ...hints, title: `Search ${source.title}` },
    },
    (input, { signal }) =>
      answer(async () =>
        reply({ hits: (await source.search(input, contextFor(source, signal))).slice(0, input.limit) }),
      ),
  );

  server.registerTool(
    "fetch",
    {
      title: `Read from ${source.title}`,
      description: `Gives the text of one document of ${source.title}, word for word, a page at a time.`,
      inputSchema: protocol.FetchInput,
      outputSchema: protocol.FetchOutput,
      annotations: { ...hints, title: `Read from ${source.title}` },
    },
    ({ id, offset, maxChars }, { signal }) =>
      answer(async () => {
        const { text, ...document } = await documentOf(id, contextFor(source, signal));
        const end = safeCut(text, offset, offset + maxChars);
        const page = text.slice(offset, end);
        const nextOffset = end < text.length ? end : null;
        return reply({ document, text: page, offset, nextOffset, totalChars: text.length }, page);
      }),
  );

  server.registerTool(
    "licence",
    {
      title: `Licence in ${source.title}`,
      description: `Gives what ${source.title} says about the licence of one document, and what that permits.`,
      inputSchema: protocol.LicenceInput,
      outputSchema: protocol.LicenceOutput,
      annotations: { ...hints, title: `Licence in ${source.title}` },
    },
    ({ id }, { signal }) =>
      answer(async () => {
        const context = contextFor(source, signal);
        const document = await documentOf(id, context);
        const claims = await source.licence(id, document, context);
        if (claims.length === 0) {
          throw new AssayError("source/licence-unknown", `${source.title} says nothing about the licence of "${id}".`);
        }
        const verdict = judgeLicence(claims);
        return reply({ claims, verdict, attribution: source.attribution(document, verdict) });
      }),
  );
  return server;
}
