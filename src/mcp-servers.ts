import { readFileSync } from "node:fs";
import { type McpServerConfig, parseMcpServers } from "../mcp/servers.ts";
import { canonicalJson } from "../schema/canonical.ts";
import type { Config } from "../schema/config.ts";
import { AssayError } from "../schema/error.ts";
import type { Snapshot } from "../schema/source.ts";
import type { Store } from "../schema/store.ts";

type PinStore = NonNullable<Parameters<typeof import("../mcp/pool.ts").openResearch>[0]["pins"]>;

/** The servers of the file that `mcpConfig` names and those of the configuration, which win over equal names. */
export function configuredServers(
  { mcpConfig, mcpServers = {} }: Pick<Config, "mcpConfig" | "mcpServers">,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, McpServerConfig> {
  const own = parseMcpServers({ mcpServers }, environment);
  return mcpConfig === undefined ? own : { ...parseMcpServers(readJson(mcpConfig), environment), ...own };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    // What JSON.parse says quotes the file, and the file may hold secrets.
    const reason = code === "ENOENT" ? "does not exist" : code ? "cannot be read" : "is not valid JSON";
    throw new AssayError("config/servers", `The file of MCP servers ${path} ${reason}.`, {
      hint: "Check the path given with --mcp-config; comments are not JSON.",
    });
  }
}

/**
 * The trusted tools of each server, kept in the database as the last approved answer to its tools/list: another database
 * trusts anew.
 */
export function storedPins(store: () => Promise<Store>, now: () => Date): PinStore {
  const key = (server: string): string => `tools/list of ${server}`;
  return {
    async get(server) {
      const kept = await (await store()).snapshots.get(key(server));
      return kept && JSON.parse(kept.body);
    },
    async set(server, pins) {
      const at = now().toISOString();
      const url = `mcp:${encodeURIComponent(server)}`;
      const snapshot: Snapshot = {
        ...{ key: key(server), url, status: 200, headers: {} },
        ...{ body: canonicalJson(pins), fetchedAt: at, checkedAt: at },
      };
      await (await store()).snapshots.set(snapshot);
    },
  };
}
