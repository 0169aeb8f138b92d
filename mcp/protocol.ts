import { z } from "zod";
import { AssayError, isAssayError } from "../schema/error.ts";
import { LicenceClaim, LicenceVerdict } from "../schema/licence.ts";
import { Hit, SourceDocument } from "../schema/source.ts";

/** The three tools every research server has, built-in or foreign. */
export const toolNames = ["search", "fetch", "licence"] as const;
export type ToolName = (typeof toolNames)[number];

export const longestQuery = 1_000;
export const mostHits = 50;

export const SearchInput = z.object({
  query: z.string().min(1).max(longestQuery).describe("Plain words to look for."),
  limit: z.number().int().min(1).max(mostHits).default(10).describe("Most hits to give."),
});
export const SearchOutput = z.object({ hits: z.array(Hit) });

/** Longest page of text the fetch tool gives at once, in UTF-16 code units. */
export const longestPage = 200_000;

export const FetchInput = z.object({
  id: z.string().min(1).max(2_000).describe("Id of a hit."),
  offset: z.number().int().min(0).default(0).describe("Where in the text to begin; nextOffset of the page before."),
  maxChars: z.number().int().min(1).max(longestPage).default(20_000).describe("Longest text to give."),
});
export const FetchOutput = z.object({
  document: SourceDocument.omit({ text: true }),
  text: z.string(),
  offset: z.number().int(),
  /** Where the next page begins; null at the end of the text. */
  nextOffset: z.number().int().nullable(),
  totalChars: z.number().int(),
});

export const LicenceInput = z.object({ id: z.string().min(1).max(2_000).describe("Id of a hit.") });
export const LicenceOutput = z.object({
  claims: z.array(LicenceClaim),
  /** The server's own judgement; a client that does not trust the server judges the claims itself. */
  verdict: LicenceVerdict,
  attribution: z.string(),
});

export const failureCodes = ["NOT_FOUND", "RATE_LIMITED", "BLOCKED", "AUTH", "UPSTREAM", "LICENCE_UNKNOWN"] as const;

/** What went wrong in a tool; stands in `_meta["assay/failure"]` of an error result, and as JSON in its text. */
export const Failure = z.object({
  code: z.enum(failureCodes),
  message: z.string(),
  hint: z.string().optional(),
  retryable: z.boolean(),
  retryAfterMs: z.number().optional(),
});
export type Failure = z.infer<typeof Failure>;
export const failureKey = "assay/failure";

/** Our codes that have a word of their own on the wire; every other is UPSTREAM. */
const wireCodes: Record<string, Failure["code"]> = {
  "source/not-found": "NOT_FOUND",
  "source/rate-limited": "RATE_LIMITED",
  "source/blocked": "BLOCKED",
  "source/auth": "AUTH",
  "source/contact": "AUTH",
  "source/licence-unknown": "LICENCE_UNKNOWN",
};

/** Our error, or whatever a source threw, as it goes over the wire. */
export function toFailure(error: unknown): Failure {
  if (!isAssayError(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return { code: "UPSTREAM", message, retryable: false };
  }
  return {
    code: wireCodes[error.code] ?? "UPSTREAM",
    message: error.message,
    hint: error.hint,
    retryable: error.retryable,
    retryAfterMs: error.retryAfterMs,
  };
}

const ourCodes = {
  NOT_FOUND: "source/not-found",
  RATE_LIMITED: "source/rate-limited",
  BLOCKED: "source/blocked",
  AUTH: "source/auth",
  UPSTREAM: "source/upstream",
  LICENCE_UNKNOWN: "source/licence-unknown",
} as const satisfies Record<Failure["code"], string>;

/** The wire's failure as our error. */
export function fromFailure(failure: Failure): AssayError {
  const { code, message, hint, retryable, retryAfterMs } = failure;
  return new AssayError(ourCodes[code], message, { hint, retryable, retryAfterMs });
}
