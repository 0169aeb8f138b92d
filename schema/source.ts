import { z } from "zod";
import { textLayers } from "./evidence.ts";
import type { LicenceClaim, LicenceVerdict } from "./licence.ts";

export const Hit = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  snippet: z.string(),
});
export type Hit = z.infer<typeof Hit>;

export const SourceDocument = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  published: z.string().nullable(),
  revision: z.string().nullable(),
  language: z.string(),
  /** The best text layer, NFC, line feeds only; paragraphs are parted by an empty line. */
  text: z.string(),
  layer: z.enum(textLayers),
  sha256: z.string(),
  /** ISO time of the fetch. */
  accessed: z.string(),
});
export type SourceDocument = z.infer<typeof SourceDocument>;

/** A reply of the guarded client. */
export interface SourceResponse {
  status: number;
  /** Where it came from, after redirects; never with a key in it. */
  url: string;
  /** `assay-fetched-at` among them: ISO time at which it came from the network. */
  headers: Record<string, string>;
  /** Empty where bytes were asked for. */
  text: string;
  /** Only where bytes were asked for. */
  bytes?: Uint8Array;
}

export interface SourceRequest {
  headers?: Record<string, string>;
  /** Media types, comma-separated; a reply of any other type is an error. */
  accept?: string;
  /** The reply is no text (PDF, an archive). */
  binary?: boolean;
  /** Bytes of the reply at most, where that is less than the client's own limit. */
  maxBytes?: number;
  /** Ask the host's robots.txt first and keep to it: for pages made for people, not for APIs. */
  robots?: boolean;
}

/** The last reply to one request to a source, as it came. */
export interface Snapshot {
  /** Opaque; says URL and what else the reply depends on. */
  key: string;
  /** Where the reply came from, after redirects. */
  url: string;
  status: number;
  headers: Record<string, string>;
  /** The text; bytes as base64, which the header `assay-body: base64` says. */
  body: string;
  /** ISO time of the fetch. */
  fetchedAt: string;
  /** ISO time at which the server last said that it is still the same. */
  checkedAt: string;
}

/** What a source may use: no clock, network or environment of its own. */
export interface SourceContext {
  /** Guarded, limited, cached GET, restricted to the definition's hosts. Throws AssayError `source/…`. */
  get(url: string, request?: SourceRequest): Promise<SourceResponse>;
  /** The provider asked, in the body of a good reply, not to be asked again for a time. */
  slowDown(milliseconds: number): void;
  /** Base URL of a host: the host's own in life, an emulator's in tests. */
  baseUrl(host: string): string;
  signal: AbortSignal;
  now(): Date;
}

export interface SearchQuery {
  query: string;
  limit: number;
}

/** What a provider allows. The gap and the number a day count all clients of this database together. */
export interface SourceLimits {
  /** Sources of one provider share a group. */
  group: string;
  minGapMs: number;
  concurrency: number;
  perDay?: number;
}

export interface SourceAuth {
  /** Name of the environment variable. */
  variable: string;
  /** Without the key the source cannot be used at all. */
  required: boolean;
  /** Headers or query parameters that carry the key. */
  headers?(key: string): Record<string, string>;
  query?(key: string): Record<string, string>;
}

/** One research source. Collects claims about licences and never judges them. */
export interface Source {
  name: string;
  title: string;
  homepage: string;
  /** One sentence for the user on the source's terms of service. */
  terms: string;
  priority: 1 | 2 | 3;
  enabledByDefault: boolean;
  /** Whether it works without a network. */
  offline: boolean;
  /** Allow-list for the guarded client; `*` alone is any public host. */
  hosts: readonly string[];
  /** Host and start of path of the only addresses from which a packed file (gzip, tar) may come. */
  archives?: readonly string[];
  limits: SourceLimits;
  /** The provider's key, from the environment only. It goes to the source's own hosts and is never stored or shown. */
  auth?: SourceAuth;
  /** Domains it serves best; empty for all. */
  domains: readonly string[];
  /** Where no text of the source is freer than share-alike: a policy that wants permissive text need not ask it. */
  licences?: "share-alike";
  search(query: SearchQuery, context: SourceContext): Promise<Hit[]>;
  fetch(id: string, context: SourceContext): Promise<SourceDocument>;
  licence(id: string, document: SourceDocument, context: SourceContext): Promise<LicenceClaim[]>;
  attribution(document: SourceDocument, verdict: LicenceVerdict): string;
  /** A known item and query for the health check. */
  probe: { id: string; query: string };
}

/** Checks the declaration's types; returns it unchanged. */
export function defineSource(source: Source): Source {
  return source;
}

export const SourceHealth = z.object({
  source: z.string(),
  title: z.string(),
  /** `degraded`: it answers, and failed within the last ten minutes. */
  state: z.enum(["ready", "degraded", "down"]),
  detail: z.string(),
  latencyMs: z.number(),
  /** Tools of a configured server that are in use, as `<server>__<tool>`; none for a source of the house. */
  tools: z.array(z.string()).default([]),
});
export type SourceHealth = z.infer<typeof SourceHealth>;

/** A tool of a configured server that is not as it was when it was trusted. */
export interface ToolChange {
  /** `<server>__<tool>` */
  tool: string;
  before: { description: string; inputSchema: unknown };
  after: { description: string; inputSchema: unknown };
}

export interface SourceSummary {
  name: string;
  title: string;
  offline: boolean;
  domains: readonly string[];
  /** As in `Source`. */
  licences?: "share-alike";
  /** Sources of one provider are not independent of each other; absent where the source is its own. */
  provider?: string;
  priority: 1 | 2 | 3;
  terms: string;
}

/** A fetched document with the verdict on its licence. */
export interface LicensedDocument {
  document: SourceDocument;
  licence: LicenceVerdict;
  attribution: string;
}

/**
 * What the machine sees of research: every call goes through an MCP client to an MCP server, built-in or foreign.
 * Errors are AssayErrors `source/not-found | rate-limited | blocked | auth | upstream | timeout | cancelled | closed`.
 */
export interface ResearchClient {
  sources(): SourceSummary[];
  search(source: string, query: SearchQuery, signal: AbortSignal): Promise<Hit[]>;
  fetch(source: string, id: string, signal: AbortSignal): Promise<LicensedDocument>;
  /** Asks every source for a known item; only those of `only` where given. */
  health(signal: AbortSignal, only?: readonly string[]): Promise<SourceHealth[]>;
  /** The tools of a configured server that changed since they were trusted; trusts them as they are now unless `dryRun`. */
  approve(source: string, dryRun: boolean, signal: AbortSignal): Promise<ToolChange[]>;
  close(): Promise<void>;
}
