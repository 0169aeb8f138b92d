import { AssayError } from "../../schema/error.ts";
import type { Session } from "../session.ts";

const attempts = 4;
const longestWaitMs = 60_000;
const passing = new Set([429, 500, 502, 503, 504]);

/** Without these, `fetch` copies a body in case it has to be sent again to another address: a file of any size. */
const uncopied = { window: null, redirect: "error" } as const;

/** Requests that may be sent twice: everything but what makes a repository, a branch or a commit. */
const repeatable = (url: string, method: string): boolean =>
  method === "GET" || method === "PUT" || /\/(preupload\/[^/]+|info\/lfs\/objects\/batch)(\?|$)/.test(url);

/**
 * `fetch` for the Hub: ends with the signal, and repeats what may be repeated when the server asks to wait, fails for the
 * moment or drops the connection. A body that comes from a file is read anew each time.
 */
export function createTransport(clock: Session["clock"], signal: AbortSignal): typeof fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = init.method ?? "GET";
    const both = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
    for (let attempt = 1; ; attempt++) {
      const last = attempt === attempts || !repeatable(url, method);
      try {
        const reply = await fetch(input, { ...init, ...(method === "PUT" ? uncopied : {}), signal: both });
        if (last || !passing.has(reply.status)) return reply;
        await reply.body?.cancel();
        await clock.sleep(waitOf(reply.headers.get("Retry-After"), attempt), both);
      } catch (error) {
        both.throwIfAborted();
        if (last) throw error;
        await clock.sleep(waitOf(null, attempt), both);
      }
    }
  };
}

function waitOf(retryAfter: string | null, attempt: number): number {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return Math.min(longestWaitMs, Number.isFinite(seconds) ? seconds * 1_000 : 500 * 2 ** attempt);
}

/** What a failed request says to the user. Addresses are left out: those of uploads carry signatures. */
export function hubError(error: unknown, repository: string, token: string | null): unknown {
  if (!(error instanceof Error) || error.name === "AbortError" || error instanceof AssayError) return error;
  const status = (error as { statusCode?: unknown }).statusCode;
  const details = { cause: undefined };
  if (typeof status !== "number") {
    const reason = (error.cause as { code?: unknown; message?: unknown } | undefined) ?? {};
    const why = String(reason.code ?? reason.message ?? error.message);
    return new AssayError("export/hub-unreachable", `The Hub did not answer (${clean(why, token)}).`, {
      ...details,
      retryable: true,
      hint: "What went up stays there; run the same command again.",
    });
  }
  const said = clean(serverWords(error), token);
  const because = said === "" ? `status ${status}` : `status ${status}: ${said}`;
  if (status === 401 || status === 403) {
    return new AssayError(
      "export/hub-denied",
      `The Hub refuses to let this token write to ${repository} (${because}).`,
      {
        hint: "HF_TOKEN needs the right to write, for this owner.",
      },
    );
  }
  if (status === 412 || status === 409) {
    return new AssayError(
      "export/hub-conflict",
      `${repository} was changed by somebody else in the meantime (${because}); nothing was overwritten.`,
      { retryable: true, hint: "Look at the change, then run the same command again." },
    );
  }
  if (passing.has(status)) {
    return new AssayError("export/hub-unavailable", `The Hub could not take the files (${because}).`, {
      retryable: true,
      hint: "What went up stays there; run the same command again later.",
    });
  }
  return new AssayError("export/hub-refused", `The Hub refuses the request for ${repository} (${because}).`);
}

function serverWords(error: Error): string {
  const data = (error as { data?: { error?: unknown; message?: unknown } }).data;
  const words = data?.error ?? data?.message;
  return typeof words === "string"
    ? words
        .replace(/<[^>]*>/g, " ")
        .slice(0, 300)
        .replace(/\s+/g, " ")
        .trim()
    : "";
}

const clean = (text: string, token: string | null): string =>
  (token === null ? text : text.replaceAll(token, "[token]"))
    .replace(/hf_[A-Za-z0-9]{8,}/g, "[token]")
    .replace(/\?[^\s)"']*/g, "");
