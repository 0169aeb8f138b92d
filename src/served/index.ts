import type { Assay, ServeOptions, Serving } from "../api.ts";
import type { Session } from "../session.ts";
import { version } from "../version.ts";
import { servedTools } from "./tools.ts";

/** Serves assay to other agents over MCP: on standard input and output, or on streamable HTTP of this machine. */
export async function serveAssay(assay: Assay, session: Session, { port, token }: ServeOptions): Promise<Serving> {
  // A wrong source or file of servers ends the command here, and not somebody's first call.
  await session.research();
  const { toToolServer } = await import("../../mcp/serve-tools.ts");
  const tools = servedTools(assay, () => session.research());
  const open = () => toToolServer(tools, version);
  if (port === undefined) {
    const { serveStdio } = await import("../../mcp/serve-stdio.ts");
    return { url: null, ...(await serveStdio(open())) };
  }
  const { serveHttp } = await import("../../mcp/serve-http.ts");
  const { url, close } = await serveHttp(open, { port, token });
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    url,
    ended,
    async close() {
      await close();
      end();
    },
  };
}
