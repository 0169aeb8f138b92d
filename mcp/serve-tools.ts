import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { z } from "zod";
import { failureKey, toFailure } from "./protocol.ts";

/** Work under way on behalf of a client. */
export interface ServedCall {
  /** Fires when the client cancels or is gone. */
  signal: AbortSignal;
  /** Tells the client how far the work is, if it asked to be told. */
  progress(done: number, total: number | undefined, message: string): void;
}

/** One tool of assay itself, for other agents: shapes of what comes and goes, and what it does. */
export interface ServedTool {
  name: string;
  title: string;
  description: string;
  /** Hints for the client: whether it changes or spends anything, and whether it reaches beyond this machine. */
  readOnly: boolean;
  openWorld: boolean;
  input: z.ZodObject;
  output: z.ZodObject;
  run(input: never, call: ServedCall): Promise<Record<string, unknown>>;
}

/** Checks the declaration's types; returns it as a tool among others. */
export function defineServedTool<Input extends z.ZodObject, Output extends z.ZodObject>(tool: {
  name: string;
  title: string;
  description: string;
  readOnly: boolean;
  openWorld: boolean;
  input: Input;
  output: Output;
  run(input: z.infer<Input>, call: ServedCall): Promise<z.input<Output>>;
}): ServedTool {
  return tool as unknown as ServedTool;
}

/** An MCP server with these tools. Whatever a tool throws is an error result in one line, never a broken session. */
export function toToolServer(tools: readonly ServedTool[], version: string): McpServer {
  const server = new McpServer({ name: "assay", title: "assay", version });
  for (const tool of tools) {
    const annotations = {
      title: tool.title,
      readOnlyHint: tool.readOnly,
      destructiveHint: false,
      idempotentHint: tool.readOnly,
      openWorldHint: tool.openWorld,
    };
    const { title, description, input: inputSchema, output: outputSchema } = tool;
    server.registerTool(
      tool.name,
      { title, description, inputSchema, outputSchema, annotations },
      async (input, extra) => {
        const token = extra._meta?.progressToken;
        const call: ServedCall = {
          signal: extra.signal,
          progress(progress, total, message) {
            if (token === undefined || extra.signal.aborted) return;
            const params = { progressToken: token, progress, ...(total === undefined ? {} : { total }), message };
            extra.sendNotification({ method: "notifications/progress", params }).catch(() => undefined);
          },
        };
        try {
          const result = await tool.run(input as never, call);
          return { structuredContent: result, content: [{ type: "text" as const, text: JSON.stringify(result) }] };
        } catch (error) {
          const failure = toFailure(error);
          const text = failure.hint ? `${failure.message} ${failure.hint}` : failure.message;
          return { isError: true, content: [{ type: "text" as const, text }], _meta: { [failureKey]: failure } };
        }
      },
    );
  }
  return server;
}
