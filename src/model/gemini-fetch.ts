import type { RequestInit, Response } from "undici";
import { AssayError, isAssayError } from "../../schema/error.ts";

/**
 * Bytes of a reply at most. The longest reply of a model has some 65,000 tokens, and a hundred embeddings take about one
 * megabyte of JSON.
 */
const mostBytes = 32_000_000;

/**
 * Undici's own fetch for calls that carry a key: without time limits, because Node's gives up on a reply whose first byte
 * takes five minutes; it follows no redirect, because fetch would send the key's header along to wherever that leads;
 * and it ends a reply that is longer than any honest one.
 */
export async function openFetch(): Promise<typeof fetch> {
  const undici = await import("undici");
  const dispatcher = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const call = async (input: string, init: RequestInit): Promise<Response> => {
    const response = await undici.fetch(input, { ...init, dispatcher, redirect: "manual" });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw redirected(new URL(input), response.headers.get("location"));
    }
    if (!response.body) return response;
    const { status, statusText, headers } = response;
    return new undici.Response(response.body.pipeThrough(bounded(new URL(input).host)), {
      status,
      statusText,
      headers,
    });
  };
  return call as unknown as typeof fetch;
}

/** What this fetch itself refused, wherever in an error it stands. */
export function refusal(error: unknown): AssayError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if (isAssayError(at)) return at;
  }
  return undefined;
}

function redirected(from: URL, location: string | null): AssayError {
  const to = location !== null && URL.canParse(location, from.href) ? new URL(location, from.href).host : "nowhere";
  return new AssayError("model/redirected", `${from.host} sends calls on to ${to}; the key was not sent there.`, {
    hint: "Set GOOGLE_GEMINI_BASE_URL to the address that answers.",
  });
}

function bounded(host: string): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes <= mostBytes) return controller.enqueue(chunk);
      controller.error(
        new AssayError("model/too-long", `${host} sent more than ${mostBytes / 1_000_000} MB as one reply.`, {
          hint: "Check GOOGLE_GEMINI_BASE_URL: no Gemini model replies at that length.",
        }),
      );
    },
  });
}
