import { setTimeout as sleep } from "node:timers/promises";
import { AssayError } from "../schema/error.ts";
import type { Hit, LicensedDocument, ResearchClient, Source } from "../schema/source.ts";
import { createCache } from "./cache.ts";
import type { Connection } from "./client/connection.ts";
import { houseMember, type Member, selectMembers } from "./client/members.ts";
import { memoryPins, type PinStore } from "./client/pins.ts";
import { probe } from "./client/probe.ts";
import { readLicensed } from "./client/read.ts";
import { readAgain } from "./client/second-reading.ts";
import { createSharedWork } from "./client/shared-work.ts";
import type { Supervision } from "./client/supervisor.ts";
import { assertContact } from "./http/contact.ts";
import type { Resolve } from "./http/lookup.ts";
import type { Network, NetworkLimits } from "./http/network.ts";
import type { ReplyArchive } from "./http/replies.ts";
import type { ReserveTurn } from "./http/turns.ts";
import * as protocol from "./protocol.ts";
import { type McpServerConfig, secretsOf } from "./servers.ts";
import { sources as house } from "./sources/index.ts";

export interface ResearchOptions {
  /** Names of the sources to open. Undefined opens every configured server and each default source that can work. */
  sources: string[] | undefined;
  /** Configured MCP servers; see `parseMcpServers`. */
  servers?: Record<string, McpServerConfig>;
  /** Who is asking, told to every provider; without it only offline sources answer. */
  contact?: string;
  /** Sources that the caller brought; they win over ours of the same name. */
  brought?: Record<string, Source>;
  /** Version of assay, for the User-Agent. */
  version?: string;
  /** Stand-ins for hosts, such as the emulator of the tests. */
  baseUrls?: Record<string, string>;
  now(): Date;
  /** Persistent store of replies. */
  archive?: ReplyArchive;
  /** Turns shared with other processes. */
  reserve?: ReserveTurn;
  /** Keys of providers by the name of their variable. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** For one tool call; 60 seconds by default. */
  timeoutMs?: number;
  limits?: Partial<NetworkLimits>;
  resolve?: Resolve;
  /** How the tools of configured servers were when they were trusted; without it they are trusted anew in every process. */
  pins?: PinStore;
  /** Clock and chance of starting servers again. */
  supervision?: Partial<Supervision>;
  /** What a child process writes to stderr. */
  onServerLog?(server: string, line: string): void;
}

const defaultTimeoutMs = 60_000;

/** Opens the research sources. Nothing is connected and no SDK loaded before the first call. */
export function openResearch(options: ResearchOptions): ResearchClient {
  const members = new Map(selectMembers(options).map((member) => [member.summary.name, member]));
  const documents = createCache<LicensedDocument>({
    maxEntries: 2_000,
    maxSize: 64_000_000,
    sizeOf: ({ document }) => document.text.length * 2,
  });
  const searches = createCache<Hit[]>({ maxEntries: 5_000, maxSize: 50_000, sizeOf: (hits) => hits.length + 1 });
  const pins = options.pins ?? memoryPins();
  const supervision: Supervision = {
    now: () => options.now().getTime(),
    sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    random: Math.random,
    ...options.supervision,
  };
  /** Reads pages again that a configured server named; a member of its own, so that nobody else sees it. */
  const webpage = houseMember("webpage", options.brought?.webpage ?? house.webpage);
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
    if (member) return member;
    throw new AssayError("source/unknown", `There is no source "${name}" in use.`, {
      hint: `In use: ${[...members.keys()].join(", ")}. --sources takes others, --mcp-config further MCP servers.`,
    });
  }

  function connect(member: Member): Promise<Connection> {
    member.connection ??= openConnection(member);
    return member.connection;
  }

  async function openConnection({ summary, source, config }: Member): Promise<Connection> {
    const timeoutMs = config?.timeout ?? options.timeoutMs ?? defaultTimeoutMs;
    const [{ superviseConnection }, links, { contextFactory }, { mappedDialect, ownDialect }] = await Promise.all([
      import("./client/connection.ts"),
      import("./client/links.ts"),
      import("./context.ts"),
      import("./client/dialects.ts"),
    ]);
    const own = { timeoutMs, supervision, dialect: ownDialect(summary.name) };
    if (source) {
      const contextFor = contextFactory(source.offline ? undefined : await openNetwork(), options.now);
      return superviseConnection(summary.name, links.memoryLink(source, contextFor), own);
    }
    const link = links.foreignLink(summary.name, config!, { timeoutMs, pins, onLog: options.onServerLog });
    const { search, fetch } = config?.assay ?? {};
    const mapped = search && fetch && mappedDialect(summary.name, { search, fetch }, options.now);
    return superviseConnection(summary.name, link, {
      ...own,
      ...(mapped ? { dialect: mapped } : {}),
      secrets: secretsOf(config!),
    });
  }

  /** A turn at the source: waiting for it does not count against the timeout of the call. */
  async function inTurn<Result>(
    member: Member,
    signal: AbortSignal,
    work: (connection: Connection) => Promise<Result>,
  ): Promise<Result> {
    if (member.source && !member.source.offline) assertContact(options.contact, member.summary.name);
    const release = await member.turns.acquire(signal);
    try {
      return await work(await connect(member));
    } finally {
      release();
    }
  }

  const verified = (theirs: LicensedDocument, signal: AbortSignal): Promise<LicensedDocument> =>
    readAgain(theirs, (id) => inTurn(webpage, signal, (connection) => readLicensed(webpage, connection, id, signal)));

  return {
    sources: () => [...members.values()].map(({ summary }) => summary),

    async search(name, asked, signal) {
      const member = memberOf(name);
      const query = asked.query.trim().slice(0, protocol.longestQuery);
      const limit = Math.min(asked.limit, protocol.mostHits);
      if (query === "" || limit < 1) return [];
      const key = JSON.stringify([name, query, limit]);
      const known = searches.get(key);
      if (known) return known;
      const find = (shared: AbortSignal): Promise<Hit[]> =>
        inTurn(member, shared, async (connection) => {
          const found = await connection.call("search", { query, limit }, protocol.SearchOutput, shared);
          const hits = found.hits.slice(0, limit);
          searches.set(key, hits);
          return hits;
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
          const theirs = await readLicensed(member, connection, id, shared);
          const licensed = member.config?.assay?.verify ? await verified(theirs, shared) : theirs;
          documents.set(key, licensed);
          return licensed;
        });
      return reading.join(key, read, signal);
    },

    health: async (signal, only) =>
      Promise.all(
        (only ? only.map(memberOf) : [...members.values()]).map((member) =>
          probe(member, (limited, work) => inTurn(member, limited, work), options.now, signal),
        ),
      ),

    async approve(name, dryRun, signal) {
      const member = memberOf(name);
      if (member.source) {
        throw new AssayError("source/unknown", `"${name}" is a built-in source; there is nothing to approve.`, {
          hint: "Only servers of mcpServers or --mcp-config are approved.",
        });
      }
      return inTurn(member, signal, async (connection) =>
        dryRun ? (await connection.ping(signal)).changes : connection.approve(signal),
      );
    },

    async close() {
      closed = true;
      const connections = [webpage, ...members.values()].map(({ connection }) => connection);
      await Promise.all(connections.map(async (connection) => (await connection?.catch(() => undefined))?.close()));
      await (await network?.catch(() => undefined))?.close();
    },
  };
}
