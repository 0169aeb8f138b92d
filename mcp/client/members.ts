import { AssayError } from "../../schema/error.ts";
import type { Source, SourceSummary } from "../../schema/source.ts";
import { createLimiter, type Limiter } from "../http/limiter.ts";
import type { McpServerConfig } from "../servers.ts";
import { sources } from "../sources/index.ts";
import type { Connection } from "./connection.ts";

/** One opened source: of the house (then `source` is its declaration) or foreign (then `config` says how to reach it). */
export interface Member {
  summary: SourceSummary;
  source: Source | undefined;
  config: McpServerConfig | undefined;
  turns: Limiter;
  connection: Promise<Connection> | undefined;
}

const builtin: Record<string, Source> = sources;

/**
 * The sources to open. By name, or else every configured server and each default source that can work: without a contact
 * only the offline ones can.
 */
export function selectMembers(options: {
  sources: string[] | undefined;
  servers?: Record<string, McpServerConfig>;
  contact?: string;
  /** Sources that the caller brought; they win over ours of the same name. */
  brought?: Record<string, Source>;
}): Member[] {
  const house = { ...builtin, ...options.brought };
  const known = new Map<string, Member>();
  const byDefault = new Set<string>();
  for (const source of Object.values(house)) {
    known.set(source.name, houseMember(source.name, source));
    if (source.enabledByDefault && (source.offline || options.contact !== undefined)) byDefault.add(source.name);
  }
  for (const [name, config] of Object.entries(options.servers ?? {})) {
    known.delete(name);
    if (config.disabled) continue;
    known.set(name, configuredMember(name, config, house));
    byDefault.add(name);
  }
  const names = options.sources ?? [...known.keys()].filter((name) => byDefault.has(name));
  return [...new Set(names)].map((name) => {
    const member = known.get(name);
    if (member) return member;
    throw new AssayError("config/sources", `There is no source "${name}".`, {
      hint: `Known: ${[...known.keys()].join(", ")}.`,
    });
  });
}

export function houseMember(name: string, source: Source): Member {
  const { title, offline, domains, licences, priority, terms, limits } = source;
  const own = { name, title, offline, domains, provider: limits.group, priority, terms };
  const summary: SourceSummary = licences === undefined ? own : { ...own, licences };
  const turns = createLimiter({ minGapMs: 0, concurrency: limits.concurrency });
  return { summary, source, config: undefined, turns, connection: undefined };
}

function configuredMember(name: string, config: McpServerConfig, house: Record<string, Source>): Member {
  if (config.type === "builtin") {
    const source = house[String(config.source)];
    if (source) return houseMember(name, source);
    throw new AssayError(
      "config/servers",
      `The MCP server "${name}" names the unknown source "${String(config.source)}".`,
    );
  }
  const terms = "A server of your own choice; what it says about licences is taken as unverified.";
  const summary: SourceSummary = { name, title: name, offline: false, domains: [], priority: 3, terms };
  const turns = createLimiter({ minGapMs: 0, concurrency: 4 });
  return { summary, source: undefined, config, turns, connection: undefined };
}
