import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { AssayError } from "../../schema/error.ts";
import type { Source } from "../../schema/source.ts";
import { type ToolName, toolNames } from "../protocol.ts";
import { type ContextFactory, toMcpServer } from "../server.ts";
import type { HttpServerConfig, McpServerConfig, StdioServerConfig } from "../servers.ts";
import type { OpenLink } from "./connection.ts";

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

/** A configured foreign server, by child process or streamable HTTP; refused unless its tools are ours in name and input. */
export function foreignLink(
  name: string,
  config: McpServerConfig,
  options: { timeoutMs: number; onLog?: (server: string, line: string) => void },
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
    await assertResearchServer(name, client, options.timeoutMs).catch(async (error: unknown) => {
      await client.close();
      throw error;
    });
    return { client, close: () => client.close() };
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

async function httpTransport({ url, headers }: HttpServerConfig): Promise<Transport> {
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
  return new StreamableHTTPClientTransport(
    new URL(url),
    headers ? { requestInit: { headers } } : undefined,
  ) as Transport;
}

const neededInputs: Record<ToolName, string> = { search: "query", fetch: "id", licence: "id" };

async function assertResearchServer(name: string, client: Client, timeout: number): Promise<void> {
  const { tools } = await client.listTools(undefined, { timeout });
  for (const tool of toolNames) {
    const found = tools.find((candidate) => candidate.name === tool);
    const problem = !found
      ? `has no tool "${tool}"`
      : !(neededInputs[tool] in (found.inputSchema.properties ?? {}))
        ? `has a tool "${tool}" without the input "${neededInputs[tool]}"`
        : found.annotations?.readOnlyHint !== true
          ? `has a tool "${tool}" that is not marked read-only`
          : undefined;
    if (!problem) continue;
    throw new AssayError("source/unsuitable", `The MCP server "${name}" ${problem}.`, {
      hint: "A research server has the read-only tools search, fetch and licence in the shape that assay serves.",
    });
  }
}
