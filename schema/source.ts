import { z } from "zod";
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
  layer: z.enum(["plain", "html", "jats", "wikitext", "latex", "pdf", "abstract"]),
  sha256: z.string(),
  /** ISO time of the fetch. */
  accessed: z.string(),
});
export type SourceDocument = z.infer<typeof SourceDocument>;

/** A reply of the guarded client. */
export interface SourceResponse {
  status: number;
  url: string;
  headers: Record<string, string>;
  text: string;
}

/** What a source may use: no clock, network or environment of its own. */
export interface SourceContext {
  /** Guarded, limited, cached GET, restricted to the definition's hosts. Throws AssayError `source/…`. */
  get(url: string, options?: { headers?: Record<string, string>; accept?: string }): Promise<SourceResponse>;
  /** Base URL of a host: the host's own in life, an emulator's in tests. */
  baseUrl(host: string): string;
  signal: AbortSignal;
  now(): Date;
}

export interface SearchQuery {
  query: string;
  limit: number;
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
  /** Allow-list for the guarded client. */
  hosts: readonly string[];
  limits: { group: string; minGapMs: number; concurrency: number };
  /** Domains it serves best; empty for all. */
  domains: readonly string[];
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
  state: z.enum(["ready", "down"]),
  detail: z.string(),
  latencyMs: z.number(),
});
export type SourceHealth = z.infer<typeof SourceHealth>;

export interface SourceSummary {
  name: string;
  title: string;
  offline: boolean;
  domains: readonly string[];
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
  health(signal: AbortSignal): Promise<SourceHealth[]>;
  close(): Promise<void>;
}
