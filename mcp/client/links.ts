import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { Source } from "../../schema/source.ts";
import { type ContextFactory, toMcpServer } from "../server.ts";
import type { HttpServerConfig, McpServerConfig, StdioServerConfig } from "../servers.ts";
import type { OpenLink } from "./connection.ts";
import type { PinStore } from "./pins.ts";
import { reviewTools } from "./tools.ts";

const self = { name: "assay", version: "0.1.0" };

/** A source of the house behind a server in this process. */
export function memoryLink(source: Source, contextFor: ContextFactory): OpenLink {
  return async (onClosed) => {
    const [near, far] = InMemoryTransport.createLinkedPair();
    const server = toMcpServer(source, contextFor);
    const client = new Client(self);
    await server.connect(far);
    await client.connect(near);
    client.onclose = onClosed;
    return { client, close: () => client.close() };
  };
}

/** A configured foreign server, by child process or HTTP; refused unless it has the tools it is used for (`reviewTools`). */
export function foreignLink(
  name: string,
  config: McpServerConfig,
  options: { timeoutMs: number; pins: PinStore; onLog?: (server: string, line: string) => void },
): OpenLink {
  return async (onClosed) => {
    const client = new Client(self);
    let isOpen = true;
    client.onclose = () => {
      if (isOpen) onClosed();
      isOpen = false;
    };
    const transport =
      "command" in config
        ? await stdioTransport(name, config as StdioServerConfig, options.onLog)
        : await httpTransport(config as HttpServerConfig);
    await client.connect(transport, { timeout: options.timeoutMs });
    const tools = await reviewTools(name, client, config.assay, options).catch(async (error: unknown) => {
      await client.close();
      throw error;
    });
    return { client, tools, close: () => client.close() };
  };
}

async function stdioTransport(
  name: string,
  { command, args, env, cwd }: StdioServerConfig,
  onLog?: (server: string, line: string) => void,
): Promise<Transport> {
  const { StdioClientTransport } = await import("@modelcontextprotocol/sdk/client/stdio.js");
  // The child gets HOME, PATH and their like, and what `env` lists: none of our secrets (sources.md, 1.3).
  const transport = new StdioClientTransport({ command, args, env, cwd, stderr: "pipe" });
  transport.stderr?.on("data", (chunk: Buffer) => onLog?.(name, chunk.toString("utf8")));
  return transport;
}

async function httpTransport({ type, url, headers }: HttpServerConfig): Promise<Transport> {
  const options = headers ? { requestInit: { headers } } : undefined;
  if (type === "sse") {
    const { SSEClientTransport } = await import("@modelcontextprotocol/sdk/client/sse.js");
    return new SSEClientTransport(new URL(url), options);
  }
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
  return new StreamableHTTPClientTransport(new URL(url), options) as Transport;
}
