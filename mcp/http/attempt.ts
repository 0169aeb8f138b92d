import type { Dispatcher } from "undici";
import { AssayError } from "../../schema/error.ts";
import type { SourceResponse } from "../../schema/source.ts";
import { blocked } from "./address.ts";
import type { Credentials } from "./auth.ts";
import { acceptEncoding, decodeText, discard, readBytes } from "./body.ts";
import type { Loaded } from "./replies.ts";
import { assertMediaType, retryAfter, statusError } from "./reply.ts";

/** What is sent. */
export interface Asked {
  headers: Record<string, string>;
  accept: string | undefined;
  binary: boolean;
  maxBytes: number;
  credentials: Credentials;
  /** Whether a redirect is the reply, its `location` the real address of the next hop, instead of being followed. */
  stopsAtRedirects: boolean;
}

/** A failed attempt. Only what may pass by itself is tried again: 429, 502, 503, 504 and broken sockets. */
export interface Failure {
  error: AssayError;
  again: boolean;
}

const againStatuses = new Set([429, 502, 503, 504]);

/** One attempt, redirects and all: every hop is permitted anew, and a key never follows to another origin. */
export async function attempt(
  start: string,
  asked: Asked,
  signal: AbortSignal,
  by: {
    limits: { maxRedirects: number };
    now(): Date;
    /** The address to show and to store. */
    realUrl(url: string): string;
    /** The dispatcher for a URL; throws where it may not be fetched. */
    permit(url: string): Dispatcher;
    /** Whether a packed file may come from a real address. */
    mayBePacked(url: string): boolean;
  },
): Promise<{ loaded: Loaded } | Failure> {
  let url = start;
  let extra: Record<string, string> = { ...asked.headers, ...asked.credentials.headers };
  let query = asked.credentials.query;
  for (let hop = 0; hop <= by.limits.maxRedirects; hop += 1) {
    const dispatcher = by.permit(url);
    const target = new URL(url);
    const search = new URLSearchParams(query).toString();
    const separator = target.search === "" ? "?" : "&";
    const reply = await dispatcher.request({
      origin: target.origin,
      path: `${target.pathname}${target.search}${search === "" ? "" : separator + search}`,
      method: "GET",
      signal,
      headers: { ...extra, accept: asked.accept ?? "*/*", "accept-encoding": acceptEncoding },
    });
    const found = flatten(reply.headers);
    const shown = by.realUrl(`${target.origin}${target.pathname}`);
    if (reply.statusCode === 304) {
      discard(reply.body);
      return { loaded: "unchanged" };
    }
    if (reply.statusCode >= 300 && reply.statusCode < 400 && found.location !== undefined) {
      discard(reply.body);
      if (!URL.canParse(found.location, url)) {
        const message = `${shown} redirects to what is no address: ${found.location.slice(0, 100)}.`;
        return { error: new AssayError("source/upstream", message), again: false };
      }
      const next = new URL(found.location, url);
      if (target.protocol === "https:" && next.protocol === "http:") throw blocked(shown, "a redirect left https");
      if (asked.stopsAtRedirects) {
        const headers = { location: by.realUrl(next.href), "assay-fetched-at": by.now().toISOString() };
        return { loaded: { status: reply.statusCode, url: by.realUrl(url), headers, text: "" } };
      }
      if (next.origin !== target.origin) {
        extra = { "user-agent": asked.headers["user-agent"]! };
        query = {};
      }
      for (const name of Object.keys(query)) next.searchParams.delete(name);
      url = next.href;
      continue;
    }
    if (reply.statusCode >= 300) {
      discard(reply.body);
      const error = statusError(reply.statusCode, shown, waitOf(found, by.now()));
      return { error, again: againStatuses.has(reply.statusCode) };
    }
    try {
      assertMediaType(found["content-type"], asked.accept, shown, by.mayBePacked(shown));
    } catch (error) {
      discard(reply.body);
      throw error;
    }
    const bytes = await readBytes(reply.body, found, { maxBytes: asked.maxBytes, shown });
    found["assay-fetched-at"] = by.now().toISOString();
    const response: SourceResponse = { status: reply.statusCode, url: by.realUrl(url), headers: found, text: "" };
    return {
      loaded: asked.binary ? { ...response, bytes } : { ...response, text: decodeText(bytes, found, shown) },
    };
  }
  throw blocked(by.realUrl(start).replace(/\?.*$/, ""), `more than ${by.limits.maxRedirects} redirects`);
}

/** Retry-After, or the time at which an exhausted window opens again (GitHub's x-ratelimit-reset, in Unix seconds). */
function waitOf(headers: Record<string, string>, now: Date): number | undefined {
  const asked = retryAfter(headers["retry-after"], now);
  if (asked !== undefined || headers["x-ratelimit-remaining"] !== "0") return asked;
  const reset = Number(headers["x-ratelimit-reset"]);
  return Number.isFinite(reset) ? Math.max(0, reset * 1_000 - now.getTime()) : undefined;
}

function flatten(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
