import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type Dispatcher } from "undici";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { Source, SourceRequest, SourceResponse } from "../../schema/source.ts";
import { assertPublicUrl, blocked } from "./address.ts";
import { type Asked, attempt, type Failure } from "./attempt.ts";
import { credentials } from "./auth.ts";
import { assertContact, userAgent } from "./contact.ts";
import { cancelled, type Limiter, limiterOf } from "./limiter.ts";
import { guardedLookup, type Resolve, systemResolve } from "./lookup.ts";
import { createReplies, type Loaded, type ReplyArchive, type Validators } from "./replies.ts";
import { socketError } from "./reply.ts";
import { assertRobots } from "./robots.ts";
import { type ReserveTurn, turnOf } from "./turns.ts";

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
  /** How long a reply is used again without asking whether it still holds. */
  freshMs: number;
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
  freshMs: 24 * 60 * 60 * 1_000,
};

export interface NetworkOptions {
  /** Who is asking: an address or page, told to every provider. Providers want it, so no contact means no network. */
  contact: string | undefined;
  version?: string;
  /** Stand-ins for hosts, in tests and for mirrors. Their exact origins are exempt from the ban on private addresses. */
  baseUrls?: Record<string, string>;
  /** Keys of providers by the name of their variable. */
  environment?: Readonly<Record<string, string | undefined>>;
  now(): Date;
  resolve?: Resolve;
  archive?: ReplyArchive;
  /** Turns shared with other processes; without it limits hold in this process only. */
  reserve?: ReserveTurn;
  limits?: Partial<NetworkLimits>;
  random?(): number;
}

/** What the network has to know of a source. */
export type Asking = Pick<Source, "name" | "hosts" | "archives" | "limits" | "auth">;

/** The guarded client of all sources: it reaches the hosts of a source's declaration and nothing else. */
export interface Network {
  get(source: Asking, url: string, request: SourceRequest, signal: AbortSignal): Promise<SourceResponse>;
  /** Holds the source's next requests. */
  slowDown(source: Asking, milliseconds: number): void;
  baseUrl(host: string): string;
  close(): Promise<void>;
}

/** Opens the client. Nothing is connected before the first request. */
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
  const replies = createReplies({ archive: options.archive, now: options.now, freshMs: limits.freshMs });

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

  /** The stand-in's place of a real address; the address itself where it has none. */
  function placeOf(real: string): string {
    const { hostname, origin } = new URL(real);
    const base = standIns.get(hostname);
    return base === undefined ? real : `${base}${real.slice(origin.length)}`;
  }

  /** The dispatcher for a URL that this source may fetch; throws for any other. Asked again on every hop. */
  function permit(source: Asking, url: string): Dispatcher {
    const anyHost = source.hosts.includes("*");
    const origin = URL.canParse(url) ? new URL(url).origin : undefined;
    const mayUse = [...standIns].filter(([host]) => anyHost || source.hosts.includes(host));
    if (mayUse.some(([, base]) => new URL(base).origin === origin)) return standInAgent;
    const { hostname } = assertPublicUrl(url);
    if (!anyHost && !source.hosts.includes(hostname)) {
      throw blocked(url.replace(/\?.*$/, ""), `${hostname} is not a host of the source "${source.name}"`);
    }
    return publicAgent;
  }

  /** One group for a provider; a source of any host has a group for each. */
  const groupOf = (source: Asking, url: string): string =>
    source.hosts.includes("*") ? `${source.limits.group}:${new URL(realUrl(url)).hostname}` : source.limits.group;

  function limiterFor(source: Asking, url: string): Limiter {
    const { minGapMs, concurrency } = source.limits;
    const group = groupOf(source, url);
    // The courtesy gap is owed to the provider, not to a stand-in.
    if (realUrl(url) !== url) return limiterOf(`${group}@${new URL(url).origin}`, { minGapMs: 0, concurrency });
    return limiterOf(group, { minGapMs, concurrency });
  }

  async function load(
    source: Asking,
    url: string,
    request: SourceRequest,
    validators: Validators,
    signal: AbortSignal,
    gapMs = 0,
  ): Promise<Loaded> {
    const contact = assertContact(options.contact, source.name);
    const agent = userAgent(options.version ?? "0.1", contact);
    permit(source, url);
    const limiter = limiterFor(source, url);
    const shown = realUrl(url).replace(/\?.*$/, "");
    const asked: Asked = {
      headers: { ...request.headers, ...validators, "user-agent": agent },
      accept: request.accept,
      binary: request.binary ?? false,
      maxBytes: Math.min(request.maxBytes ?? limits.maxBytes, limits.maxBytes),
      // Keys are for the interfaces of providers, which have no robots.txt.
      credentials: request.robots ? { headers: {}, query: {} } : credentials(source, options.environment ?? {}),
      // The next host's robots.txt, gap and turn are its own.
      stopsAtRedirects: request.robots ?? false,
    };
    for (let tried = 1; ; tried += 1) {
      const release = await limiter.acquire(signal);
      let failure: Failure;
      try {
        if (realUrl(url) === url && options.reserve) await turn(source, groupOf(source, url), signal);
        // The time for an answer begins when it is our turn.
        const within = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)]);
        const outcome = await attempt(url, asked, within, {
          limits,
          now: options.now,
          realUrl,
          permit: (next) => permit(source, next),
          mayBePacked: (real) => source.archives?.some((start) => real.startsWith(`https://${start}`)) ?? false,
        });
        if (!("error" in outcome)) return outcome.loaded;
        failure = outcome;
      } catch (error) {
        if (signal.aborted) throw cancelled();
        failure = classify(error, shown);
      } finally {
        if (gapMs > 0) limiter.pause(gapMs);
        release();
      }
      const wait = failure.error.retryAfterMs ?? limits.backoffMs * 2 ** (tried - 1) * (0.5 + random());
      if (!failure.again || tried >= limits.attempts || wait > limits.longestWaitMs) throw failure.error;
      if (failure.error.retryAfterMs !== undefined) limiter.pause(wait);
      await pause(wait, signal);
    }
  }

  /** Waits for a turn that all processes share. */
  async function turn(source: Asking, group: string, signal: AbortSignal): Promise<void> {
    const wait = await turnOf(options.reserve!, group, source.limits, options.now(), limits.longestWaitMs * 3);
    if (wait === null) {
      throw new AssayError("source/rate-limited", `The day's requests to ${source.name} are used up.`, {
        hint: "Go on tomorrow, or leave the source out with --sources.",
        retryable: false,
      });
    }
    if (wait > 0) await pause(wait, signal);
  }

  return {
    baseUrl,
    async get(source, url, request, signal) {
      assertContact(options.contact, source.name);
      permit(source, url);
      const fetchOne = (address: string, wanted: SourceRequest, gapMs: number): Promise<SourceResponse> => {
        const key = JSON.stringify([
          realUrl(address),
          wanted.accept ?? null,
          wanted.headers ?? null,
          ...(wanted.binary ? ["bytes"] : []),
          // One hop of it, which may be a redirect.
          ...(wanted.robots ? ["hop"] : []),
        ]);
        return replies.get(key, (validators) => load(source, address, wanted, validators, signal, gapMs));
      };
      if (!request.robots) return fetchOne(url, request, 0);
      let next = url;
      let wanted = request;
      for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
        const [here, real] = [next, realUrl(next)];
        const shown = real.replace(/\?.*$/, "");
        const gapMs = await assertRobots(real, shown, (address) => fetchOne(robotsOf(address, here), {}, 0));
        const reply = await fetchOne(here, wanted, gapMs);
        const { location } = reply.headers;
        if (location === undefined || reply.status < 300) return reply;
        next = placeOf(location);
        permit(source, next);
        // What was said to one origin is not for another.
        if (new URL(next).origin !== new URL(here).origin) wanted = { ...request, headers: {} };
      }
      throw blocked(realUrl(url).replace(/\?.*$/, ""), `more than ${limits.maxRedirects} redirects`);
    },
    slowDown(source, milliseconds) {
      const host = source.hosts.find((name) => standIns.has(name)) ?? source.hosts[0]!;
      limiterFor(source, baseUrl(host)).pause(Math.min(milliseconds, limits.longestWaitMs * 6));
    },
    async close() {
      await Promise.all([publicAgent.destroy(), standInAgent.destroy()]);
    },
  };

  /** Where robots.txt of a URL stands: at its host, or at its host's place on a stand-in. */
  function robotsOf(address: string, url: string): string {
    const host = [...standIns].find(([, base]) => url === base || url.startsWith(`${base}/`));
    return host ? `${host[1]}/robots.txt` : address;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return sleep(milliseconds, undefined, { signal }).catch(() => {
    throw cancelled();
  });
}

function classify(error: unknown, shown: string): Failure {
  if (isAssayError(error)) return { error, again: false };
  // A refusal of the lookup comes back as the cause of undici's error.
  const cause = (error as Error | undefined)?.cause;
  if (isAssayError(cause)) return { error: cause, again: false };
  return socketError(error, shown);
}
