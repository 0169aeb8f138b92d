import { AssayError } from "../../schema/error.ts";

/** Media types a source may get when it asks for nothing else. */
const textTypes = [
  "text/html",
  "application/xhtml+xml",
  "application/xml",
  "text/xml",
  "application/atom+xml",
  "application/json",
  "text/plain",
  "text/markdown",
  "text/csv",
];

/** Packed files, as arXiv (info.arxiv.org/help/mimetypes) and others name them. */
const packed = /^application\/(?:(?:x-)?(?:gzip|tar|gtar|compressed|compressed-tar|eprint|eprint-tar)|zip)$/;

/**
 * Refuses a reply of another type than asked for: an HTML error page under status 200 is no JSON. Packed files are
 * refused wherever the source has not declared that they come from there.
 */
export function assertMediaType(
  contentType: string | undefined,
  accept: string | undefined,
  shown: string,
  mayBePacked: boolean,
): void {
  const type = (contentType ?? "").split(";")[0]!.trim().toLowerCase();
  const asked = (accept ?? "").split(",").map((part) => part.split(";")[0]!.trim().toLowerCase());
  const allowed = accept === undefined ? textTypes : asked;
  if (allowed.includes(type) && packed.test(type) && !mayBePacked) {
    throw new AssayError("source/blocked", `${shown} came as a packed file, which no source may take from there.`);
  }
  if (allowed.includes(type)) return;
  const came = type === "" ? "no media type" : `"${type}"`;
  throw new AssayError("source/upstream", `${shown} came as ${came}, expected ${allowed.join(" or ")}.`);
}

/** How long the other side asks us to wait: Retry-After in seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** A status of 400 and more as our error. */
export function statusError(status: number, shown: string, retryAfterMs: number | undefined): AssayError {
  const said = `${shown} answered ${status}`;
  if (status === 404 || status === 410) return new AssayError("source/not-found", `${said}: there is no such item.`);
  if (status === 401 || status === 407) return new AssayError("source/auth", `${said}: it wants a login.`);
  if (status === 403 || status === 451) return new AssayError("source/blocked", `${said}: it refused us.`);
  if (status === 429) {
    return new AssayError("source/rate-limited", `${said}: too many requests.`, { retryable: true, retryAfterMs });
  }
  return new AssayError("source/upstream", `${said}.`, { retryable: status >= 500, retryAfterMs });
}

const timeouts = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"]);

/** An error of the socket, of undici or of zlib as our error; `again` says whether the same request may be sent again. */
export function socketError(error: unknown, shown: string): { error: AssayError; again: boolean } {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  if (timeouts.has(code) || (error as Error | undefined)?.name === "TimeoutError") {
    const timeout = new AssayError("source/timeout", `${shown} did not answer in time.`, {
      retryable: true,
      cause: error,
    });
    return { error: timeout, again: false };
  }
  const detail = code === "" ? "the connection failed" : code;
  const failed = new AssayError("source/upstream", `${shown} could not be read: ${detail}.`, {
    retryable: true,
    cause: error,
  });
  return { error: failed, again: true };
}
