import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

/** Serves on standard input and output, which belong to the protocol from then on. */
export async function serveStdio(server: McpServer): Promise<{ ended: Promise<void>; close(): Promise<void> }> {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  await server.connect(new StdioServerTransport());
  const close = async (): Promise<void> => {
    await server.close();
    end();
  };
  // The host is gone when stdin ends; nothing may outlive it.
  process.stdin.once("end", () => void close());
  return { ended, close };
}
