import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import type { Hit } from "../../schema/source.ts";
import { createCache } from "../cache.ts";
import { judgeLicence } from "../licence/judge.ts";
import { Failure, failureKey, fromFailure, type ToolName } from "../protocol.ts";
import { normaliseText } from "../text.ts";
import { type ResearchMapping, textAt, valueAt } from "./mapping.ts";

export type RequestTool = (tool: string, input: Record<string, unknown>) => Promise<CallToolResult>;

/** How a server speaks of research. */
export interface Dialect {
  call<Output>(
    request: RequestTool,
    tool: ToolName,
    input: Record<string, unknown>,
    output: z.ZodType<Output>,
  ): Promise<Output>;
}

/** A server with the three tools that assay serves, in their shape. */
export function ownDialect(name: string): Dialect {
  return {
    async call(request, tool, input, output) {
      const result = await request(tool, input);
      assertSuccess(name, tool, result);
      return parsed(name, tool, result.structuredContent, output);
    },
  };
}

/** Longest document taken from a server, in UTF-16 code units. */
const longestDocument = 8_000_000;

/** A server with tools of its own, read by its mapping. Whole documents only; what it says of licences is a weak claim. */
export function mappedDialect(
  name: string,
  { search, fetch }: { search: NonNullable<ResearchMapping["search"]>; fetch: NonNullable<ResearchMapping["fetch"]> },
  now: () => Date,
): Dialect {
  const seen = createCache<Hit>({ maxEntries: 2_000, maxSize: 2_000, sizeOf: () => 1 });
  const claims = createCache<LicenceClaim[]>({ maxEntries: 2_000, maxSize: 2_000, sizeOf: () => 1 });

  /** Only addresses of pages are shown as such; everything else names the server. */
  const address = (url: string | undefined, id: string): string => {
    const found = [url, id].find((candidate) => candidate !== undefined && /^https?:\/\//i.test(candidate));
    return found !== undefined && URL.canParse(found)
      ? found
      : `mcp:${encodeURIComponent(name)}/${encodeURIComponent(id)}`;
  };

  async function hits(request: RequestTool, input: Record<string, unknown>): Promise<{ hits: Hit[] }> {
    const limit = search.limit === undefined ? {} : { [search.limit]: input.limit };
    const result = await request(search.tool, { ...search.arguments, ...limit, [search.query]: input.query });
    assertSuccess(name, search.tool, result);
    const list = valueAt(contentOf(result), search.hits);
    if (!Array.isArray(list)) {
      const message = `The tool "${search.tool}" of "${name}" gave no list at "${search.hits}".`;
      throw new AssayError("source/upstream", message, { hint: `Set assay.search.hits of the server "${name}".` });
    }
    const found = list.flatMap((item): Hit[] => {
      const id = textAt(item, search.id);
      if (id === undefined) return [];
      const title = textAt(item, search.title) ?? id;
      return [{ id, title, url: address(textAt(item, search.url), id), snippet: textAt(item, search.snippet) ?? "" }];
    });
    if (list.length > 0 && found.length === 0) {
      const message = `The hits of "${search.tool}" of "${name}" have no text at "${search.id}".`;
      throw new AssayError("source/upstream", message, { hint: `Set assay.search.id of the server "${name}".` });
    }
    for (const hit of found) seen.set(hit.id, hit);
    return { hits: found };
  }

  async function document(request: RequestTool, id: string): Promise<unknown> {
    const result = await request(fetch.tool, { ...fetch.arguments, [fetch.id]: id });
    assertSuccess(name, fetch.tool, result);
    const reply = contentOf(result);
    const text = normaliseText((typeof reply === "string" ? reply : textAt(reply, fetch.text)) ?? "").trim();
    if (text === "" || text.length > longestDocument) {
      const what = text === "" ? `no text at "${fetch.text}"` : `more than ${longestDocument} characters`;
      throw new AssayError("source/upstream", `The tool "${fetch.tool}" of "${name}" gave ${what}.`, {
        hint: text === "" ? `Set assay.fetch.text of the server "${name}".` : undefined,
      });
    }
    const hit = seen.get(id);
    const url = address(textAt(reply, fetch.url) ?? hit?.url, id);
    const licence = textAt(reply, fetch.licence);
    claims.set(
      id,
      licence === undefined ? [] : [{ where: "foreign", raw: licence.slice(0, 300), url, weight: "weak" }],
    );
    const authors = valueAt(reply, fetch.authors);
    return {
      document: {
        id,
        url,
        title: textAt(reply, fetch.title) ?? hit?.title ?? id,
        authors: (Array.isArray(authors) ? authors : [authors]).filter((author) => typeof author === "string"),
        published: textAt(reply, fetch.published) ?? null,
        revision: null,
        language: textAt(reply, fetch.language) ?? "und",
        layer: "plain",
        sha256: sha256(text),
        accessed: now().toISOString(),
      },
      text,
      offset: 0,
      nextOffset: null,
      totalChars: text.length,
    };
  }

  return {
    async call(request, tool, input, output) {
      const id = String(input.id);
      if (tool === "search") return parsed(name, search.tool, await hits(request, input), output);
      if (tool === "fetch") return parsed(name, fetch.tool, await document(request, id), output);
      const found = claims.get(id) ?? [];
      const told = { claims: found, verdict: judgeLicence(found), attribution: "" };
      return parsed(name, fetch.tool, told, output);
    },
  };
}

/** What a result says: its structure, else JSON in its text, else its text. */
function contentOf(result: CallToolResult): unknown {
  if (result.structuredContent !== undefined) return result.structuredContent;
  const text = (result.content ?? [])
    .flatMap((block) => {
      if (block.type === "text") return [block.text];
      return block.type === "resource" && "text" in block.resource ? [block.resource.text] : [];
    })
    .join("\n\n");
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : text;
  } catch {
    return text;
  }
}

function assertSuccess(name: string, tool: string, result: CallToolResult): void {
  if (!result.isError) return;
  const failure = Failure.safeParse(result._meta?.[failureKey]);
  if (failure.success) throw fromFailure(failure.data);
  const first = result.content?.[0];
  const text = first?.type === "text" ? first.text.slice(0, 300) : "no text";
  throw new AssayError("source/upstream", `The tool "${tool}" of "${name}" failed: ${text}`);
}

/** A value in our shape; nothing a foreign server says is believed before it has been parsed. */
function parsed<Output>(name: string, tool: string, value: unknown, output: z.ZodType<Output>): Output {
  const read = output.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const detail = `${issue?.path.join(".") || "the result"}: ${issue?.message ?? "unreadable"}`;
  throw new AssayError("source/upstream", `The tool "${tool}" of "${name}" gave another shape than ours (${detail}).`);
}
