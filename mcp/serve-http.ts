import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { AssayError } from "../schema/error.ts";

export interface HttpServing {
  url: string;
  close(): Promise<void>;
}

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);
const mostSessions = 64;
const largestBody = 1_000_000;

/** Whether a header names this machine; keeps web pages of other sites and rebound names out. */
function isLocal(authority: string | undefined): boolean {
  return (
    authority !== undefined &&
    URL.canParse(`http://${authority}`) &&
    loopback.has(new URL(`http://${authority}`).hostname)
  );
}

function isLocalOrigin(origin: string | undefined): boolean {
  return origin === undefined || (URL.canParse(origin) && loopback.has(new URL(origin).hostname));
}

/** The scheme in any letter case (RFC 9110, 11.1); the token compared by digests, so that time tells nothing of it. */
function bears(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(/^bearer +(.*)$/i.exec(authorization ?? "")?.[1] ?? ""), digest(token));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const body = JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message }, id: null });
  response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(body);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Serves on streamable HTTP, on this machine only, at `/mcp`, a server for every session. It keeps sessions: without them
 * neither timeout nor cancellation reaches the work (sources.md, 1.3). With a token, only those who bear it are served.
 */
export async function serveHttp(
  open: () => McpServer,
  { host = "127.0.0.1", port = 0, token }: { host?: string; port?: number; token?: string } = {},
): Promise<HttpServing> {
  if (!isLocal(host.includes(":") ? `[${host}]` : host)) {
    throw new AssayError("config/host", `MCP is served on this machine only, not on "${host}".`, {
      hint: "Use 127.0.0.1.",
    });
  }
  const sessions = new Map<string, StreamableHTTPServerTransport>();

  async function openSession(): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        sessions.set(id, transport);
        const oldest = sessions.keys().next().value;
        if (sessions.size > mostSessions && oldest !== undefined) void sessions.get(oldest)?.close();
      },
    });
    const server = open();
    await server.connect(transport);
    const onclose = transport.onclose;
    transport.onclose = () => {
      if (transport.sessionId !== undefined) sessions.delete(transport.sessionId);
      onclose?.();
    };
    return transport;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method, url } = request;
    if (!isLocal(headers.host)) return refuse(response, 403, "This host is not served.");
    if (!isLocalOrigin(headers.origin)) return refuse(response, 403, "This origin is not served.");
    if (token !== undefined && !bears(headers.authorization, token)) {
      response.setHeader("www-authenticate", "Bearer");
      return refuse(response, 401, "The bearer token is missing or wrong.");
    }
    if (url?.split("?")[0] !== "/mcp") return refuse(response, 404, "MCP is at /mcp.");
    const id = headers["mcp-session-id"];
    const known = typeof id === "string" ? sessions.get(id) : undefined;
    if (id !== undefined && !known) return refuse(response, 404, "This session is not known.");
    if (method !== "POST") {
      if (!known) return refuse(response, 400, "A session is needed.");
      return known.handleRequest(request, response);
    }
    const body = await readJson(request);
    if (body === undefined) return refuse(response, 400, "The body is no JSON, or too large.");
    const transport = known ?? (await openSession());
    await transport.handleRequest(request, response, body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, "The server failed.");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}/mcp`,
    async close() {
      await Promise.all([...sessions.values()].map((transport) => transport.close()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
