import { z } from "zod";
import { AssayError } from "../schema/error.ts";
import { ResearchMapping } from "./client/mapping.ts";

const common = {
  disabled: z.boolean().optional(),
  /** Milliseconds for one call. */
  timeout: z.number().positive().optional(),
  /** What only we read; other hosts leave it alone. */
  assay: ResearchMapping.optional(),
};
const Builtin = z.looseObject({ ...common, type: z.literal("builtin"), source: z.string() });
const Http = z.looseObject({
  ...common,
  type: z.enum(["http", "streamable-http", "streamableHttp", "sse"]).optional(),
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

/** What variables filled into an entry, by the entry. */
const filledIn = new WeakMap<object, readonly string[]>();

/** Values of an entry that no message may show: its environment, its headers, and what variables filled in. */
export function secretsOf(config: McpServerConfig): string[] {
  const { env, headers } = config as Partial<StdioServerConfig & HttpServerConfig>;
  const given = [...Object.values(env ?? {}), ...Object.values(headers ?? {}), ...(filledIn.get(config) ?? [])];
  const parts = given.flatMap((value) => [value, ...value.split(/\s+/)]);
  // Longest first, so that no part of one is left; a shorter one than this is a word of every message.
  return [...new Set(parts)].filter((part) => part.length >= 6).sort((a, b) => b.length - a.length);
}

/**
 * Expands `${NAME}`, `${NAME:-default}` and `${env:NAME}` in every string. A missing variable is an error that names it, and
 * so is anything else that only another host can fill in, such as VS Code's `${input:NAME}`.
 */
function expand(
  value: unknown,
  environment: Record<string, string | undefined>,
  where: string,
  filled: string[],
): unknown {
  if (typeof value === "string") {
    const foreign = /\$\{(?!env:)([a-z][\w-]*:[^}]*)\}/i.exec(value.replace(variable, ""));
    if (foreign) {
      const message = `The MCP server "${where}" needs "${foreign[1]}", which only another host can ask for.`;
      const hint = "Write $" + "{env:NAME} there and set that variable.";
      throw new AssayError("config/servers", message, { hint });
    }
    return value.replace(variable, (_all, name: string, fallback: string | undefined) => {
      // As in a shell, `:-` also stands in for an empty variable.
      const found = fallback !== undefined ? environment[name] || fallback : environment[name];
      if (found !== undefined) {
        filled.push(found);
        return found;
      }
      throw new AssayError(
        "config/servers",
        `The MCP server "${where}" needs the variable ${name}, which is not set.`,
        {
          hint: `Set it: export ${name}=…`,
        },
      );
    });
  }
  if (Array.isArray(value)) return value.map((item) => expand(item, environment, where, filled));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, expand(item, environment, where, filled)]),
  );
}

/** One entry read; a switched-off one needs none of its variables. */
function readServer(name: string, raw: unknown, environment: Record<string, string | undefined>): McpServerConfig {
  // Names go into `<server>__<tool>` and have to be told from the tool's.
  if (!/^[\w.-]+(?: [\w.-]+)*$/.test(name) || name.includes("__")) {
    const message = `The MCP server ${JSON.stringify(name)} has a name that cannot stand before a tool's.`;
    throw new AssayError("config/servers", message, {
      hint: "Use letters, digits, dots, dashes and single underscores.",
    });
  }
  const isOff = (raw as { disabled?: unknown } | null)?.disabled === true;
  const filled: string[] = [];
  const expanded = isOff ? raw : expand(raw, environment, name, filled);
  const mapping = ResearchMapping.optional().safeParse((expanded as { assay?: unknown } | null)?.assay);
  if (!mapping.success) {
    const issue = mapping.error.issues[0];
    const place = ["assay", ...(issue?.path ?? [])].join(".");
    throw new AssayError("config/servers", `The MCP server "${name}" has a wrong "${place}": ${issue?.message}.`);
  }
  const config = McpServerConfig.safeParse(expanded);
  if (config.success) {
    filledIn.set(config.data, filled);
    return config.data;
  }
  throw new AssayError("config/servers", `The MCP server "${name}" has neither a "command" nor a "url" that is right.`);
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
  return Object.fromEntries(Object.entries(listed).map(([name, raw]) => [name, readServer(name, raw, environment)]));
}
