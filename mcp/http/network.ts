import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type Dispatcher } from "undici";
import { type AssayError, isAssayError } from "../../schema/error.ts";
import type { Source, SourceResponse } from "../../schema/source.ts";
import { createCache } from "../cache.ts";
import { assertPublicUrl, blocked } from "./address.ts";
import { acceptEncoding, discard, readText } from "./body.ts";
import { assertContact, userAgent } from "./contact.ts";
import { cancelled, type Limiter, limiterOf } from "./limiter.ts";
import { guardedLookup, type Resolve, systemResolve } from "./lookup.ts";
import { assertMediaType, retryAfter, socketError, statusError } from "./reply.ts";

/** A stored reply; `headers["assay-fetched-at"]` says when it came from the network. */
export type StoredReply = SourceResponse;

/** A persistent store of replies, given by the host. Keys are opaque; whatever it forgets is fetched again. */
export interface ContentCache {
  get(key: string): Promise<StoredReply | undefined>;
  set(key: string, reply: StoredReply): Promise<void>;
}

export interface NetworkLimits {
  attempts: number;
  backoffMs: number;
  /** Longest wait before another attempt; asked to wait longer, the call fails as rate-limited. */
  longestWaitMs: number;
  maxBytes: number;
  connectMs: number;
  headersMs: number;
  bodyMs: number;
  /** For one attempt with its redirects. */
  totalMs: number;
  maxRedirects: number;
  cacheMs: number;
}

const defaults: NetworkLimits = {
  attempts: 3,
  backoffMs: 500,
  longestWaitMs: 20_000,
  maxBytes: 20_000_000,
  connectMs: 5_000,
  headersMs: 10_000,
  bodyMs: 15_000,
  totalMs: 30_000,
  maxRedirects: 3,
  cacheMs: 24 * 60 * 60 * 1_000,
};

export interface NetworkOptions {
  /** Who is asking: an address or page, told to every provider. Providers want it, so no contact means no network. */
  contact: string | undefined;
  version?: string;
  /** Stand-ins for hosts, in tests and for mirrors. Their exact origins are exempt from the ban on private addresses. */
  baseUrls?: Record<string, string>;
  now(): Date;
  resolve?: Resolve;
  cache?: ContentCache;
  limits?: Partial<NetworkLimits>;
  random?(): number;
}

/** The guarded client of all sources: it reaches the hosts of a source's declaration and nothing else. */
export interface Network {
  get(
    source: Pick<Source, "name" | "hosts" | "limits">,
    url: string,
    options: { headers?: Record<string, string>; accept?: string },
    signal: AbortSignal,
  ): Promise<SourceResponse>;
  baseUrl(host: string): string;
  close(): Promise<void>;
}

export function createNetwork(options: NetworkOptions): Network {
  const limits = { ...defaults, ...options.limits };
  const random = options.random ?? Math.random;
  const timing = { headersTimeout: limits.headersMs, bodyTimeout: limits.bodyMs };
  const publicAgent = new Agent({
    ...timing,
    connect: { timeout: limits.connectMs, lookup: guardedLookup(options.resolve ?? systemResolve) },
  });
  const standInAgent = new Agent({ ...timing, connect: { timeout: limits.connectMs } });
  const standIns = new Map(
    Object.entries(options.baseUrls ?? {}).map(([host, url]) => [host, url.replace(/\/+$/, "")]),
  );
  const memory = createCache<StoredReply>({
    maxEntries: 500,
    maxSize: 32_000_000,
    sizeOf: ({ text }) => text.length * 2,
  });

  const baseUrl = (host: string): string => standIns.get(host) ?? `https://${host}`;

  /** The real address of a stand-in's URL, so that nothing stored names the stand-in. */
  function realUrl(url: string): string {
    for (const [host, base] of standIns) {
      if (url === base || url.startsWith(`${base}/`) || url.startsWith(`${base}?`)) {
        return `https://${host}${url.slice(base.length)}`;
      }
    }
    return url;
  }

  /** The dispatcher for a URL that this source may fetch; throws for any other. Asked again on every hop. */
  function permit(source: Pick<Source, "name" | "hosts">, url: string): Dispatcher {
    const origin = URL.canParse(url) ? new URL(url).origin : undefined;
    const isStandIn = source.hosts.some((host) => standIns.has(host) && new URL(standIns.get(host)!).origin === origin);
    if (isStandIn) return standInAgent;
    const { hostname } = assertPublicUrl(url);
    if (!source.hosts.includes(hostname))
      throw blocked(url, `${hostname} is not a host of the source "${source.name}"`);
    return publicAgent;
  }

  function limiterFor(source: Pick<Source, "limits">, url: string): Limiter {
    const { group, minGapMs, concurrency } = source.limits;
    // The courtesy gap is owed to the provider, not to a stand-in.
    if (realUrl(url) !== url) return limiterOf(`${group}@${new URL(url).origin}`, { minGapMs: 0, concurrency });
    return limiterOf(group, { minGapMs, concurrency });
  }

  /** One attempt, redirects and all. */
  async function attempt(
    source: Pick<Source, "name" | "hosts">,
    start: string,
    { headers = {}, accept }: { headers?: Record<string, string>; accept?: string },
    agent: string,
    signal: AbortSignal,
  ): Promise<SourceResponse | Failure> {
    let url = start;
    let extra = headers;
    for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
      const dispatcher = permit(source, url);
      const target = new URL(url);
      const reply = await dispatcher.request({
        origin: target.origin,
        path: `${target.pathname}${target.search}`,
        method: "GET",
        signal,
        headers: { ...extra, accept: accept ?? "*/*", "accept-encoding": acceptEncoding, "user-agent": agent },
      });
      const found = flatten(reply.headers);
      const shown = realUrl(`${target.origin}${target.pathname}`);
      if (reply.statusCode >= 300 && reply.statusCode < 400 && found.location !== undefined) {
        discard(reply.body);
        const next = new URL(found.location, url);
        if (target.protocol === "https:" && next.protocol === "http:")
          throw blocked(next.href, "a redirect left https");
        if (next.origin !== target.origin) extra = {};
        url = next.href;
        continue;
      }
      if (reply.statusCode >= 300) {
        discard(reply.body);
        const error = statusError(reply.statusCode, shown, retryAfter(found["retry-after"], options.now()));
        return { error, again: againStatuses.has(reply.statusCode) };
      }
      try {
        assertMediaType(found["content-type"], accept, shown);
      } catch (error) {
        discard(reply.body);
        throw error;
      }
      const text = await readText(reply.body, found, { maxBytes: limits.maxBytes, shown });
      found["assay-fetched-at"] = options.now().toISOString();
      return { status: reply.statusCode, url: realUrl(url), headers: found, text };
    }
    throw blocked(start, `more than ${limits.maxRedirects} redirects`);
  }

  async function load(
    source: Pick<Source, "name" | "hosts" | "limits">,
    url: string,
    request: { headers?: Record<string, string>; accept?: string },
    signal: AbortSignal,
  ): Promise<SourceResponse> {
    const contact = assertContact(options.contact, source.name);
    const agent = userAgent(options.version ?? "0.1", contact);
    permit(source, url);
    const limiter = limiterFor(source, url);
    const shown = realUrl(url).replace(/\?.*$/, "");
    for (let tried = 1; ; tried += 1) {
      const release = await limiter.acquire(signal);
      const deadline = AbortSignal.timeout(limits.totalMs);
      let failure: Failure;
      try {
        const outcome = await attempt(source, url, request, agent, AbortSignal.any([signal, deadline]));
        if (!("error" in outcome)) return outcome;
        failure = outcome;
      } catch (error) {
        if (signal.aborted) throw cancelled();
        failure = classify(error, shown);
      } finally {
        release();
      }
      const wait = failure.error.retryAfterMs ?? limits.backoffMs * 2 ** (tried - 1) * (0.5 + random());
      if (!failure.again || tried >= limits.attempts || wait > limits.longestWaitMs) throw failure.error;
      if (failure.error.retryAfterMs !== undefined) limiter.pause(wait);
      await sleep(wait, undefined, { signal }).catch(() => {
        throw cancelled();
      });
    }
  }

  return {
    baseUrl,
    async get(source, url, request, signal) {
      assertContact(options.contact, source.name);
      const key = JSON.stringify([realUrl(url), request.accept ?? null, request.headers ?? null]);
      const stored = memory.get(key) ?? (await options.cache?.get(key));
      if (stored && isFresh(stored, options.now(), limits.cacheMs)) return stored;
      const reply = await load(source, url, request, signal);
      // A reply that asks us to come back later is an error in disguise (MediaWiki's maxlag has status 200).
      if (reply.headers["retry-after"] === undefined && reply.headers["mediawiki-api-error"] === undefined) {
        memory.set(key, reply);
        await options.cache?.set(key, reply);
      }
      return reply;
    },
    async close() {
      await Promise.all([publicAgent.destroy(), standInAgent.destroy()]);
    },
  };
}

/** A failed attempt. Only what may pass by itself is tried again: 429, 502, 503, 504 and broken sockets. */
interface Failure {
  error: AssayError;
  again: boolean;
}

const againStatuses = new Set([429, 502, 503, 504]);

function classify(error: unknown, shown: string): Failure {
  if (isAssayError(error)) return { error, again: false };
  // A refusal of the lookup comes back as the cause of undici's error.
  const cause = (error as Error | undefined)?.cause;
  if (isAssayError(cause)) return { error: cause, again: false };
  return socketError(error, shown);
}

function isFresh(reply: StoredReply, now: Date, maxAgeMs: number): boolean {
  const age = now.getTime() - Date.parse(reply.headers["assay-fetched-at"] ?? "");
  return age >= 0 && age < maxAgeMs;
}

function flatten(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
