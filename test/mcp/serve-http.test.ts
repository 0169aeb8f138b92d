import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openResearch } from "../../mcp/pool.ts";
import { serveSource } from "../../mcp/serve.ts";

let serving: Awaited<ReturnType<typeof serveSource>>;
beforeAll(async () => {
  serving = await serveSource({ source: "handbook", port: 0, now: () => new Date() });
});
afterAll(() => serving.close());

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};

/** A raw request, for the Host header cannot be set with fetch. */
function send(options: {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}): Promise<{ status: number; session: string | undefined }> {
  const url = new URL(serving.url!);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: url.port,
        path: options.path ?? "/mcp",
        method: options.method ?? "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...options.headers,
        },
      },
      (response) => {
        response.resume();
        const session = response.headers["mcp-session-id"];
        response.on("close", () =>
          resolve({ status: response.statusCode ?? 0, session: Array.isArray(session) ? session[0] : session }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(options.body ?? JSON.stringify(initialize));
  });
}

describe("MCP over HTTP", () => {
  test("a local host and origin open a session", async () => {
    expect(await send({})).toMatchObject({ status: 200, session: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const port = new URL(serving.url!).port;
    expect((await send({ headers: { host: `localhost:${port}`, origin: `http://localhost:${port}` } })).status).toBe(
      200,
    );
  });

  test.each([
    ["a foreign host", { host: "attacker.example.org" }],
    ["a host that looks like ours", { host: "127.0.0.1.example.org" }],
    ["a foreign origin", { origin: "https://attacker.example.org" }],
    ["an opaque origin", { origin: "null" }],
  ])("%s is refused", async (_what, headers) => {
    expect(await send({ headers: headers as unknown as Record<string, string> })).toEqual({
      status: 403,
      session: undefined,
    });
  });

  test("unknown sessions, other paths, bad and large bodies, and reading without a session are refused", async () => {
    expect((await send({ headers: { "mcp-session-id": "unknown" } })).status).toBe(404);
    expect((await send({ path: "/other" })).status).toBe(404);
    expect((await send({ body: "{" })).status).toBe(400);
    expect((await send({ body: JSON.stringify({ ...initialize, extra: "x".repeat(1_100_000) }) })).status).toBe(400);
    expect((await send({ method: "GET", body: "" })).status).toBe(400);
    expect((await send({ body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }) })).status).toBe(400);
  });

  test("it is never bound to other addresses", async () => {
    const { serveHttp } = await import("../../mcp/serve-http.ts");
    const { toMcpServer } = await import("../../mcp/server.ts");
    const { contextFactory } = await import("../../mcp/context.ts");
    const { sources } = await import("../../mcp/sources/index.ts");
    const contextFor = contextFactory(undefined, () => new Date());
    await expect(serveHttp(() => toMcpServer(sources.handbook, contextFor), { host: "0.0.0.0" })).rejects.toMatchObject(
      {
        code: "config/host",
      },
    );
  });

  test("a client whose session was lost opens another", async () => {
    const first = await serveSource({ source: "handbook", port: 0, now: () => new Date() });
    const signal = new AbortController().signal;
    const research = openResearch({ sources: ["book"], servers: { book: { url: first.url! } }, now: () => new Date() });
    await research.search("book", { query: "mole ratio", limit: 1 }, signal);
    await first.close();
    const port = Number(new URL(first.url!).port);
    const second = await serveSource({ source: "handbook", port, now: () => new Date() });
    expect(await research.search("book", { query: "molar mass", limit: 1 }, signal)).toHaveLength(1);
    await research.close();
    await second.close();
  });
});
