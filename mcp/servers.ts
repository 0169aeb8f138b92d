import { z } from "zod";
import { AssayError } from "../schema/error.ts";

const common = {
  disabled: z.boolean().optional(),
  /** Milliseconds for one call. */
  timeout: z.number().positive().optional(),
};
const Builtin = z.looseObject({ ...common, type: z.literal("builtin"), source: z.string() });
const Http = z.looseObject({
  ...common,
  type: z.enum(["http", "streamable-http", "streamableHttp"]).optional(),
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).optional(),
});
const Stdio = z.looseObject({
  ...common,
  type: z.literal("stdio").optional(),
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).optional(),
  cwd: z.string().optional(),
});

/** One server of the `mcpServers` JSON as desktop hosts write it, and our own `builtin` form (sources.md, 1.4). */
export const McpServerConfig = z.union([Builtin, Http, Stdio]);
export type McpServerConfig = z.infer<typeof McpServerConfig>;
export type StdioServerConfig = z.infer<typeof Stdio>;
export type HttpServerConfig = z.infer<typeof Http>;

/** Both spellings of the file: `mcpServers` of most hosts, `servers` of VS Code. */
const ServersFile = z.looseObject({
  mcpServers: z.record(z.string(), z.unknown()).optional(),
  servers: z.record(z.string(), z.unknown()).optional(),
});

const variable = /\$\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** Expands `${NAME}`, `${NAME:-default}` and `${env:NAME}` in every string. A missing variable is an error that names it. */
function expand(value: unknown, environment: Record<string, string | undefined>, where: string): unknown {
  if (typeof value === "string") {
    return value.replace(variable, (_all, name: string, fallback: string | undefined) => {
      const found = environment[name] ?? fallback;
      if (found !== undefined) return found;
      throw new AssayError("config/servers", `The MCP server "${where}" needs the variable ${name}, which is not set.`);
    });
  }
  if (Array.isArray(value)) return value.map((item) => expand(item, environment, where));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, environment, where)]));
}

/** Reads the JSON of an `mcpServers` file. The environment is given, never read here; its values stand in no error. */
export function parseMcpServers(
  file: unknown,
  environment: Record<string, string | undefined>,
): Record<string, McpServerConfig> {
  const parsed = ServersFile.safeParse(file);
  const listed = parsed.data?.mcpServers ?? parsed.data?.servers;
  if (!listed) {
    throw new AssayError("config/servers", 'Expected an object with "mcpServers" (or "servers").', {
      hint: 'For example {"mcpServers": {"mine": {"command": "node", "args": ["server.js"]}}}.',
    });
  }
  return Object.fromEntries(
    Object.entries(listed).map(([name, raw]) => {
      const config = McpServerConfig.safeParse(expand(raw, environment, name));
      if (config.success) return [name, config.data];
      throw new AssayError(
        "config/servers",
        `The MCP server "${name}" has neither a "command" nor a "url" that is right.`,
      );
    }),
  );
}
