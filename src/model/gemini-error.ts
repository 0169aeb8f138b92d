import { AssayError, type ErrorDetails } from "../../schema/error.ts";
import { refusal } from "./gemini-fetch.ts";

/** What went wrong with one call, as far as it was seen. */
export interface GeminiFailure {
  error: unknown;
  /** Status and Retry-After of the HTTP answer, when there was one. */
  answer: { status: number; retryAfter: string | null } | undefined;
  model: string;
  /** Host of the API, for people. */
  host: string;
  now: Date;
}

interface ErrorBody {
  status: string;
  message: string;
  details: readonly Record<string, unknown>[];
}

/** Network errors after which the request may have been worked on and billed, its reply lost. */
const lostOnTheWay = new Set([
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
]);

const longestMessage = 400;

/**
 * The one place where a Gemini failure gets its code. Statuses by ai.google.dev/gemini-api/docs/troubleshooting; calls
 * refused with 4xx or 5xx are not billed (ai.google.dev/gemini-api/docs/billing). The cause is left out on purpose: the
 * SDK's errors quote the server, and servers quote keys.
 */
export function toAssayError(failure: GeminiFailure, clean: (text: string) => string): AssayError {
  const { error, answer, model, host } = failure;
  const refused = refusal(error);
  if (refused) return refused;
  if (answer && answer.status >= 400) return fromStatus(failure, answer, clean);
  if (answer) {
    return new AssayError("model/interrupted", `${host} began a reply that could not be read to its end.`, {
      retryable: true,
    });
  }
  const code = networkCode(error);
  if (code !== undefined && lostOnTheWay.has(code)) {
    return new AssayError("model/interrupted", `${host} closed the connection before it replied (${code}).`, {
      retryable: true,
    });
  }
  if (code !== undefined) {
    return new AssayError("model/connection", `${host} could not be reached (${code}).`, {
      hint: "Check the network, or GOOGLE_GEMINI_BASE_URL.",
      retryable: true,
    });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new AssayError("model/bad-request", clean(`${model} could not be asked: ${message}`.slice(0, longestMessage)));
}

function fromStatus(
  { error, model, now }: GeminiFailure,
  answer: { status: number; retryAfter: string | null },
  clean: (text: string) => string,
): AssayError {
  const body = bodyOf(error);
  const said = clean(`${body.message || body.status || "no reason given"}`).slice(0, longestMessage);
  const refuse = (code: string, details: ErrorDetails): AssayError =>
    new AssayError(`model/${code}`, `${model} answered ${answer.status}: ${said}`, details);

  switch (answer.status) {
    case 429: {
      const daily = isDailyQuota(body);
      const retryAfterMs = waitOf(body, answer.retryAfter, now);
      return refuse("rate-limited", {
        retryable: !daily,
        ...(daily && { hint: "The day's quota is used up; resume tomorrow, or choose another model." }),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      });
    }
    case 401:
    case 403:
      return refuse("auth", { hint: "Check GEMINI_API_KEY and what it may use." });
    case 404:
      return refuse("not-found", { hint: "Check the model's name, or choose another by --tier-complex and its like." });
    case 408:
      return refuse("unavailable", { retryable: true });
  }
  if (answer.status >= 500) {
    const retryAfterMs = waitOf(body, answer.retryAfter, now);
    return refuse("unavailable", { retryable: true, ...(retryAfterMs !== undefined && { retryAfterMs }) });
  }
  if (body.details.some((detail) => detail.reason === "API_KEY_INVALID")) {
    return refuse("auth", { hint: "Check GEMINI_API_KEY." });
  }
  return refuse("bad-request", {});
}

/** The SDK puts the body's JSON into its error's message (ApiError, throwErrorIfNotOK in 2.32.0). */
function bodyOf(error: unknown): ErrorBody {
  const text = error instanceof Error ? error.message : "";
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { status: "", message: text, details: [] };
  }
  const inner = (parsed as { error?: Partial<ErrorBody> } | null)?.error;
  return {
    status: String(inner?.status ?? ""),
    message: String(inner?.message ?? ""),
    details: Array.isArray(inner?.details) ? inner.details : [],
  };
}

/** A quota whose id says PerDay comes back at midnight, not in the seconds that RetryInfo still promises. */
function isDailyQuota({ details }: ErrorBody): boolean {
  const violations = details.flatMap((detail) => (Array.isArray(detail.violations) ? detail.violations : []));
  return violations.some((violation: { quotaId?: unknown }) => /PerDay/.test(String(violation?.quotaId)));
}

/** The longer of google.rpc.RetryInfo ("53s", "45.837906927s") and Retry-After (seconds or an HTTP date), in ms. */
function waitOf({ details }: ErrorBody, retryAfter: string | null, now: Date): number | undefined {
  const waits: number[] = [];
  for (const { retryDelay } of details) {
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(String(retryDelay))?.[1];
    if (seconds !== undefined) waits.push(Math.ceil(Number(seconds) * 1_000));
  }
  if (retryAfter !== null) {
    const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now.getTime();
    if (Number.isFinite(wait)) waits.push(Math.max(0, wait));
  }
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

/** Node's or undici's code of a failed fetch, on the error or on its cause; or the cause's words where it has no code. */
function networkCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return error instanceof TypeError && error.cause instanceof Error ? error.cause.message : undefined;
}
