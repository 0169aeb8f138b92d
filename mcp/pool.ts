import { sha256 } from "../schema/canonical.ts";
import { AssayError, isAssayError } from "../schema/error.ts";
import type { LicenceClaim } from "../schema/licence.ts";
import type {
  Hit,
  LicensedDocument,
  ResearchClient,
  Source,
  SourceDocument,
  SourceHealth,
  SourceSummary,
} from "../schema/source.ts";
import { createCache } from "./cache.ts";
import type { Connection } from "./client/connection.ts";
import { createSharedWork } from "./client/shared-work.ts";
import { assertContact } from "./http/contact.ts";
import { createLimiter, type Limiter } from "./http/limiter.ts";
import type { Resolve } from "./http/lookup.ts";
import type { ContentCache, Network, NetworkLimits } from "./http/network.ts";
import { distrust, judgeLicence } from "./licence/judge.ts";
import * as protocol from "./protocol.ts";
import type { McpServerConfig } from "./servers.ts";
import { sources as builtinSources } from "./sources/index.ts";

export interface ResearchOptions {
  /** Names of the sources to open. Undefined opens every configured server and each default source that can work. */
  sources: string[] | undefined;
  /** Configured MCP servers; see `parseMcpServers`. */
  servers?: Record<string, McpServerConfig>;
  /** Who is asking, told to every provider; without it only offline sources answer. */
  contact?: string;
  /** Version of assay, for the User-Agent. */
  version?: string;
  /** Stand-ins for hosts, such as the emulator of the tests. */
  baseUrls?: Record<string, string>;
  now(): Date;
  /** Persistent store of replies. */
  cache?: ContentCache;
  /** For one tool call; 60 seconds by default. */
  timeoutMs?: number;
  limits?: Partial<NetworkLimits>;
  resolve?: Resolve;
  /** What a child process writes to stderr. */
  onServerLog?(server: string, line: string): void;
}

/** One opened source: of the house (then `source` is its declaration) or foreign. */
interface Member {
  summary: SourceSummary;
  source: Source | undefined;
  config: McpServerConfig | undefined;
  turns: Limiter;
  connection: Promise<Connection> | undefined;
}

const defaultTimeoutMs = 60_000;
const probeTimeoutMs = 15_000;
/** Longest document read from a server, in UTF-16 code units. */
const longestDocument = 8_000_000;

/** Opens the research sources. Nothing is connected and no SDK loaded before the first call. */
export function openResearch(options: ResearchOptions): ResearchClient {
  const members = new Map(selectMembers(options).map((member) => [member.summary.name, member]));
  const documents = createCache<LicensedDocument>({
    maxEntries: 2_000,
    maxSize: 64_000_000,
    sizeOf: ({ document }) => document.text.length * 2,
  });
  const searches = createCache<Hit[]>({ maxEntries: 5_000, maxSize: 50_000, sizeOf: (hits) => hits.length + 1 });
  const reading = createSharedWork<LicensedDocument>();
  const searching = createSharedWork<Hit[]>();
  let network: Promise<Network> | undefined;
  let closed = false;

  function openNetwork(): Promise<Network> {
    network ??= import("./http/network.ts").then(({ createNetwork }) =>
      createNetwork({ ...options, contact: options.contact }),
    );
    return network;
  }

  function memberOf(name: string): Member {
    if (closed) throw new AssayError("source/closed", "The research client is closed.");
    const member = members.get(name);
    if (!member)
      throw new AssayError("source/unknown", `There is no source "${name}"; open: ${[...members.keys()].join(", ")}.`);
    return member;
  }

  function connect(member: Member): Promise<Connection> {
    member.connection ??= openConnection(member);
    return member.connection;
  }

  async function openConnection({ summary, source, config }: Member): Promise<Connection> {
    const timeoutMs = config?.timeout ?? options.timeoutMs ?? defaultTimeoutMs;
    const [{ superviseConnection }, links, { contextFactory }] = await Promise.all([
      import("./client/connection.ts"),
      import("./client/links.ts"),
      import("./context.ts"),
    ]);
    if (source) {
      const contextFor = contextFactory(source.offline ? undefined : await openNetwork(), options.now);
      return superviseConnection(summary.name, links.memoryLink(source, contextFor), { timeoutMs });
    }
    const link = links.foreignLink(summary.name, config!, { timeoutMs, onLog: options.onServerLog });
    return superviseConnection(summary.name, link, { timeoutMs });
  }

  /** A turn at the source: waiting for it does not count against the timeout of the call. */
  async function inTurn<Result>(
    member: Member,
    signal: AbortSignal,
    work: (connection: Connection) => Promise<Result>,
  ) {
    if (member.source && !member.source.offline) assertContact(options.contact, member.summary.name);
    const release = await member.turns.acquire(signal);
    try {
      return await work(await connect(member));
    } finally {
      release();
    }
  }

  return {
    sources: () => [...members.values()].map(({ summary }) => summary),

    async search(name, query, signal) {
      const member = memberOf(name);
      const key = JSON.stringify([name, query.query, query.limit]);
      const known = searches.get(key);
      if (known) return known;
      const find = (shared: AbortSignal): Promise<Hit[]> =>
        inTurn(member, shared, async (connection) => {
          const { hits } = await connection.call("search", { ...query }, protocol.SearchOutput, shared);
          searches.set(key, hits.slice(0, query.limit));
          return hits.slice(0, query.limit);
        });
      return searching.join(key, find, signal);
    },

    async fetch(name, id, signal) {
      const member = memberOf(name);
      const key = JSON.stringify([name, id]);
      const known = documents.get(key);
      if (known) return known;
      const read = (shared: AbortSignal): Promise<LicensedDocument> =>
        inTurn(member, shared, async (connection) => {
          const licensed = await readLicensed(member, connection, id, shared);
          documents.set(key, licensed);
          return licensed;
        });
      return reading.join(key, read, signal);
    },

    async health(signal) {
      return Promise.all([...members.values()].map((member) => probe(member, signal)));
    },

    async close() {
      closed = true;
      const connections = [...members.values()].map(({ connection }) => connection);
      await Promise.all(connections.map(async (connection) => (await connection?.catch(() => undefined))?.close()));
      await (await network?.catch(() => undefined))?.close();
    },
  };

  async function probe(member: Member, signal: AbortSignal): Promise<SourceHealth> {
    const { name, title } = member.summary;
    const started = options.now().getTime();
    const health = (state: SourceHealth["state"], detail: string): SourceHealth => ({
      source: name,
      title,
      state,
      detail,
      latencyMs: Math.max(0, options.now().getTime() - started),
    });
    const limited = AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)]);
    try {
      return await inTurn(member, limited, async (connection) => {
        if (!member.source) {
          await connection.ping(limited);
          return health("ready", "The server answers.");
        }
        const input = { query: member.source.probe.query, limit: 1 };
        const { hits } = await connection.call("search", input, protocol.SearchOutput, limited);
        return hits.length > 0
          ? health("ready", "The source answers.")
          : health("down", "A known query found nothing.");
      });
    } catch (error) {
      if (!isAssayError(error)) throw error;
      if (error.code !== "source/cancelled") return health("down", error.line);
      if (signal.aborted) throw error;
      return health("down", `No answer within ${probeTimeoutMs} ms.`);
    }
  }
}

/** Fetches all pages, checks the hash of the whole, asks for the claims about the licence and judges them here. */
async function readLicensed(
  { summary, source }: Member,
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<LicensedDocument> {
  const document = await readDocument(summary.name, connection, id, signal);
  let claims: LicenceClaim[] = [];
  let theirAttribution: string | undefined;
  try {
    const reply = await connection.call("licence", { id: document.id }, protocol.LicenceOutput, signal);
    claims = reply.claims;
    theirAttribution = reply.attribution;
  } catch (error) {
    if (!isAssayError(error) || error.code !== "source/licence-unknown") throw error;
  }
  const judged = judgeLicence(claims);
  if (source) return { document, licence: judged, attribution: source.attribution(document, judged) };
  const plain = `"${document.title}", ${document.authors.join(", ") || summary.title}, ${document.url}, ${judged.spdx}`;
  return { document, licence: distrust(judged), attribution: theirAttribution ?? plain };
}

async function readDocument(
  name: string,
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<SourceDocument> {
  const page = (offset: number): Promise<ReturnType<typeof protocol.FetchOutput.parse>> =>
    connection.call("fetch", { id, offset, maxChars: protocol.longestPage }, protocol.FetchOutput, signal);
  const first = await page(0);
  let text = first.text;
  for (let next = first.nextOffset; next !== null; ) {
    if (next !== text.length || text.length > longestDocument) {
      throw new AssayError("source/upstream", `The pages of "${id}" from "${name}" do not follow one another.`);
    }
    const following = await page(next);
    if (following.text === "") throw new AssayError("source/upstream", `A page of "${id}" from "${name}" is empty.`);
    text += following.text;
    next = following.nextOffset;
  }
  if (sha256(text) !== first.document.sha256) {
    const message = `The text of "${id}" from "${name}" does not have the hash that was told; it changed while it was read.`;
    throw new AssayError("source/upstream", message, { retryable: true });
  }
  return { ...first.document, text };
}

function selectMembers(options: ResearchOptions): Member[] {
  const known = new Map<string, Member>();
  for (const source of Object.values<Source>(builtinSources))
    known.set(source.name, builtinMember(source.name, source));
  const isDefault = new Set(
    Object.values<Source>(builtinSources)
      .filter((source) => source.enabledByDefault && (source.offline || options.contact !== undefined))
      .map(({ name }) => name),
  );
  for (const [name, config] of Object.entries(options.servers ?? {})) {
    if (config.disabled) {
      known.delete(name);
      continue;
    }
    known.set(name, configuredMember(name, config));
    isDefault.add(name);
  }
  for (const name of options.sources ?? []) {
    if (known.has(name)) continue;
    throw new AssayError("config/sources", `There is no source "${name}".`, {
      hint: `Known: ${[...known.keys()].join(", ")}.`,
    });
  }
  const names = options.sources ?? [...known.keys()].filter((name) => isDefault.has(name));
  return [...new Set(names)].map((name) => known.get(name)!);
}

function builtinMember(name: string, source: Source): Member {
  const { title, offline, domains, priority, terms } = source;
  const turns = createLimiter({ minGapMs: 0, concurrency: source.limits.concurrency });
  return {
    summary: { name, title, offline, domains, priority, terms },
    source,
    config: undefined,
    turns,
    connection: undefined,
  };
}

function configuredMember(name: string, config: McpServerConfig): Member {
  if (config.type === "builtin") {
    const source = (builtinSources as Record<string, Source>)[config.source as string];
    if (source) return builtinMember(name, source);
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
