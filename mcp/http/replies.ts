import type { Snapshot, SourceResponse } from "../../schema/source.ts";
import { createCache } from "../cache.ts";

/** A persistent store of replies, given by the host. Keys are opaque; whatever it forgets is fetched again. */
export interface ReplyArchive {
  get(key: string): Promise<Snapshot | undefined>;
  set(snapshot: Snapshot): Promise<void>;
}

/** Headers by which a server can say that nothing has changed (RFC 9110, 13.1). */
export type Validators = Record<string, string>;

/** A fresh reply, or the server's word (304) that the one we have still holds. */
export type Loaded = SourceResponse | "unchanged";

export interface Replies {
  /** The known reply while it is fresh; after that the server is asked, by validators where it gave any. */
  get(key: string, load: (validators: Validators) => Promise<Loaded>): Promise<SourceResponse>;
}

const encodingHeader = "assay-body";
/** Headers worth keeping; cookies and tracing of a provider are nobody's business. */
const kept =
  /^(?:assay-|content-type$|content-language$|etag$|last-modified$|link$|location$|x-robots-tag$|tdm-|license|retry-after$|mediawiki-)/;

/** Replies in memory and in the archive, revalidated when older than `freshMs`. */
export function createReplies(options: { archive?: ReplyArchive; now(): Date; freshMs: number }): Replies {
  const memory = createCache<Snapshot>({
    maxEntries: 500,
    maxSize: 32_000_000,
    sizeOf: ({ body }) => body.length * 2,
  });

  async function keep(snapshot: Snapshot): Promise<void> {
    memory.set(snapshot.key, snapshot);
    await options.archive?.set(snapshot);
  }

  return {
    async get(key, load) {
      const known = memory.get(key) ?? (await options.archive?.get(key));
      if (known) {
        const age = options.now().getTime() - Date.parse(known.checkedAt);
        if (age >= 0 && age < options.freshMs) {
          memory.set(key, known);
          return toResponse(known);
        }
      }
      const loaded = await load(known ? validatorsOf(known) : {});
      const checkedAt = options.now().toISOString();
      if (loaded === "unchanged") {
        await keep({ ...known!, checkedAt });
        return toResponse(known!);
      }
      // A reply that asks us to come back later is an error in disguise (MediaWiki's maxlag has status 200).
      const passing = "retry-after" in loaded.headers || "mediawiki-api-error" in loaded.headers;
      if (passing) return loaded;
      const snapshot = toSnapshot(key, loaded, checkedAt);
      await keep(snapshot);
      return toResponse(snapshot);
    },
  };
}

function validatorsOf({ headers }: Snapshot): Validators {
  const validators: Validators = {};
  if (headers.etag !== undefined) validators["if-none-match"] = headers.etag;
  if (headers["last-modified"] !== undefined) validators["if-modified-since"] = headers["last-modified"];
  return validators;
}

function toSnapshot(key: string, { url, status, headers, text, bytes }: SourceResponse, checkedAt: string): Snapshot {
  const fetchedAt = headers["assay-fetched-at"] ?? checkedAt;
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => kept.test(name)));
  return bytes
    ? {
        key,
        url,
        status,
        headers: { ...own, [encodingHeader]: "base64" },
        body: Buffer.from(bytes).toString("base64"),
        fetchedAt,
        checkedAt,
      }
    : { key, url, status, headers: own, body: text, fetchedAt, checkedAt };
}

function toResponse({ url, status, headers, body, fetchedAt }: Snapshot): SourceResponse {
  const { [encodingHeader]: encoding, ...own } = headers;
  const response = { url, status, headers: { ...own, "assay-fetched-at": fetchedAt } };
  return encoding === "base64"
    ? { ...response, text: "", bytes: new Uint8Array(Buffer.from(body, "base64")) }
    : { ...response, text: body };
}
