import type { GoogleGenAI } from "@google/genai/web";
import type { RequestInit } from "undici";
import { AssayError } from "../../schema/error.ts";
import type { ModelDriver } from "../../schema/model.ts";
import { type ModelFacts, modelFacts } from "../../schema/models.ts";
import { aborted } from "./abort.ts";
import { toAssayError } from "./gemini-error.ts";
import { fromGeminiResponse } from "./gemini-reply.ts";
import { toGeminiRequest } from "./gemini-request.ts";
import { redact } from "./redact.ts";

export interface GeminiOptions {
  geminiApiKey?: string | undefined;
  /** The API's address without the version; Google's where absent. */
  geminiBaseUrl?: string | undefined;
  /** For thinking budgets and output limits. */
  table: readonly ModelFacts[];
}

const googleBaseUrl = "https://generativelanguage.googleapis.com";

/** What one loaded client needs: the SDK and a fetch without time limits of its own. */
interface Client {
  genai: GoogleGenAI;
  fetch: typeof fetch;
}

/**
 * The Gemini API by @google/genai. The SDK's `web` build is used: same code, but it reads no environment variables,
 * prints no warnings about them, and does not load Google's cloud authentication. The SDK itself neither retries nor
 * times out; both are the gateway's.
 */
export function createGemini({ geminiApiKey: apiKey, geminiBaseUrl, table }: GeminiOptions): ModelDriver {
  if (!apiKey) {
    throw new AssayError("model/auth", "No Gemini API key is set.", {
      hint: "Export GEMINI_API_KEY, or choose --model offline/expert.",
    });
  }
  const baseUrl = geminiBaseUrl || googleBaseUrl;
  if (!URL.canParse(baseUrl)) {
    throw new AssayError("config/base-url", `The Gemini address is not a URL: ${redact(baseUrl, [apiKey])}.`, {
      hint: "GOOGLE_GEMINI_BASE_URL looks like https://host, without a version.",
    });
  }
  const { host } = new URL(baseUrl);
  const clean = (text: string): string => redact(text, [apiKey]);

  let loading: Promise<Client> | undefined;
  const client = (): Promise<Client> => {
    loading ??= load(apiKey, baseUrl);
    return loading;
  };

  return {
    name: "gemini",
    reads: "messages",
    generate: async (request, signal) => {
      const { genai, fetch } = await client();
      const parameters = toGeminiRequest(request, modelFacts(`gemini/${request.model}`, table));
      let answer: { status: number; retryAfter: string | null } | undefined;
      const watched: typeof fetch = async (input, init) => {
        const response = await fetch(input, init);
        answer = { status: response.status, retryAfter: response.headers.get("retry-after") };
        return response;
      };
      const config = { ...parameters.config, abortSignal: signal, httpOptions: { fetch: watched } };
      const response = await genai.models.generateContent({ ...parameters, config }).catch((error: unknown) => {
        if (signal.aborted) throw aborted(signal);
        throw toAssayError({ error, answer, model: request.model, host, now: new Date() }, clean);
      });
      return fromGeminiResponse(response, request);
    },
  };
}

/** Undici's own fetch, because Node's gives up on a reply whose first byte takes five minutes. */
async function load(apiKey: string, baseUrl: string): Promise<Client> {
  const [{ GoogleGenAI }, undici] = await Promise.all([import("@google/genai/web"), import("undici")]);
  const dispatcher = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const patient = ((input: string, init: RequestInit) =>
    undici.fetch(input, { ...init, dispatcher })) as unknown as typeof fetch;
  return { genai: new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl } }), fetch: patient };
}
