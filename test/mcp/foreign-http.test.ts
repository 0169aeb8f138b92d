import { createServer, type Server } from "node:http";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { afterEach, expect, test } from "vitest";
import { contextFactory } from "../../mcp/context.ts";
import { openResearch } from "../../mcp/pool.ts";
import { toMcpServer } from "../../mcp/server.ts";
import { parseMcpServers } from "../../mcp/servers.ts";
import { sources } from "../../mcp/sources/index.ts";
import type { ResearchClient } from "../../schema/source.ts";

const signal = new AbortController().signal;
let server: Server | undefined;
let research: ResearchClient | undefined;
afterEach(async () => {
  await research?.close();
  server?.closeAllConnections();
  await new Promise((done) => server?.close(done) ?? done(undefined));
});

/** A server that only speaks the older transport: events one way, posts the other. Gives its address and its logins. */
async function serveEvents(token: string) {
  const sessions = new Map<string, SSEServerTransport>();
  server = createServer(async (request, response) => {
    const url = new URL(request.url!, "http://127.0.0.1");
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end(`wrong: ${request.headers.authorization}`);
      return;
    }
    if (request.method === "POST") {
      await sessions.get(url.searchParams.get("sessionId")!)!.handlePostMessage(request, response);
      return;
    }
    const transport = new SSEServerTransport("/messages", response);
    sessions.set(transport.sessionId, transport);
    await toMcpServer(
      sources.handbook,
      contextFactory(undefined, () => new Date()),
    ).connect(transport);
  });
  await new Promise<void>((done) => server!.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/sse`;
}

function open(url: string): ResearchClient {
  const headers = { authorization: "Bearer $" + "{TOKEN}" };
  const servers = parseMcpServers({ servers: { old: { type: "sse", url, headers } } }, { TOKEN: "hunter22" });
  research = openResearch({ sources: ["old"], servers, now: () => new Date() });
  return research;
}

test("a server that only speaks server-sent events is used, with the headers of its entry", async () => {
  const { document, licence } = await open(await serveEvents("hunter22")).fetch(
    "old",
    "chemistry/stoichiometry",
    signal,
  );
  expect(document.text.length).toBeGreaterThan(100);
  expect(licence).toMatchObject({ spdx: "CC0-1.0", standing: "unverified" });
});

test("a refused login says so without the token", async () => {
  const failure = await open(await serveEvents("another"))
    .fetch("old", "chemistry/stoichiometry", signal)
    .catch((error) => error);
  expect(failure).toMatchObject({ code: "source/auth" });
  expect(JSON.stringify([failure.line, failure])).not.toContain("hunter22");
});
