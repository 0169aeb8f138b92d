import { existsSync, realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { AssayError, isAssayError } from "../schema/error.ts";
import type { Source } from "../schema/source.ts";
import { contextFactory } from "./context.ts";
import { sources } from "./sources/index.ts";

export interface ServeOptions {
  source: string;
  /** Port on this machine; undefined serves on stdio. */
  port?: number;
  contact?: string;
  version?: string;
  baseUrls?: Record<string, string>;
  /** Keys of providers by the name of their variable. */
  environment?: Readonly<Record<string, string | undefined>>;
  now(): Date;
}

/** Serves one source of the house as an MCP server, on stdio or on streamable HTTP of this machine. */
export async function serveSource(options: ServeOptions): Promise<{ url: string | undefined; close(): Promise<void> }> {
  const source = (sources as Record<string, Source>)[options.source];
  if (!source) {
    throw new AssayError("config/sources", `There is no source "${options.source}".`, {
      hint: `Known: ${Object.keys(sources).join(", ")}.`,
    });
  }
  const { createNetwork } = await import("./http/network.ts");
  const network = source.offline ? undefined : createNetwork({ ...options, contact: options.contact });
  const contextFor = contextFactory(network, options.now);
  if (options.port !== undefined) {
    const [{ serveHttp }, { toMcpServer }] = await Promise.all([import("./serve-http.ts"), import("./server.ts")]);
    const serving = await serveHttp(() => toMcpServer(source, contextFor), { port: options.port });
    return {
      url: serving.url,
      async close() {
        await serving.close();
        await network?.close();
      },
    };
  }
  const [{ serveStdio }, { toMcpServer }] = await Promise.all([import("./serve-stdio.ts"), import("./server.ts")]);
  const serving = await serveStdio(toMcpServer(source, contextFor));
  void serving.ended.then(() => network?.close());
  return { url: undefined, close: serving.close };
}

/** The program: `node dist/mcp/serve.js --source NAME [--http PORT] [--contact ADDRESS] [--base-url HOST=URL]…`. */
export async function main(
  args: string[],
  now: () => Date,
  environment: ServeOptions["environment"] = {},
): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      source: { type: "string", default: "handbook" },
      http: { type: "string" },
      contact: { type: "string" },
      "base-url": { type: "string", multiple: true, default: [] },
    },
  });
  const baseUrls = Object.fromEntries(
    values["base-url"].map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  const port = values.http === undefined ? undefined : Number(values.http);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
    throw new AssayError("config/port", `Expected a port after --http, got "${values.http}".`);
  }
  const { url } = await serveSource({
    source: values.source,
    port,
    contact: values.contact,
    baseUrls,
    environment,
    now,
  });
  // stdout belongs to the protocol.
  if (url) process.stderr.write(`Serving ${values.source} at ${url}\n`);
}

const started = process.argv[1];
if (started !== undefined && existsSync(started) && import.meta.url === pathToFileURL(realpathSync(started)).href) {
  main(process.argv.slice(2), () => new Date(), process.env).catch((error: unknown) => {
    process.stderr.write(`${isAssayError(error) ? error.line : String(error)}\n`);
    process.exitCode = isAssayError(error) ? 2 : 1;
  });
}
