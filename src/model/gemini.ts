import type { GoogleGenAI } from "@google/genai/web";
import { AssayError } from "../../schema/error.ts";
import { type ModelDriver, noUsage } from "../../schema/model.ts";
import { type ModelFacts, modelFacts } from "../../schema/models.ts";
import { aborted } from "./abort.ts";
import { estimateTokens } from "./fingerprint.ts";
import { toAssayError } from "./gemini-error.ts";
import { openFetch } from "./gemini-fetch.ts";
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

/** Numbers of an embedding; https://ai.google.dev/gemini-api/docs/embeddings recommends 768, 1536 or 3072. */
const embeddingLength = 768;

const googleBaseUrl = "https://generativelanguage.googleapis.com";

/** What one loaded client needs: the SDK, and a fetch that keeps the key. */
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

  /** Makes one call with a fetch that notes how it was answered, and gives its failures our names. */
  const send = async <T>(
    model: string,
    signal: AbortSignal,
    call: (
      genai: GoogleGenAI,
      options: { abortSignal: AbortSignal; httpOptions: { fetch: typeof fetch } },
    ) => Promise<T>,
  ): Promise<T> => {
    const { genai, fetch } = await client();
    let answer: { status: number; retryAfter: string | null } | undefined;
    const watched: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      answer = { status: response.status, retryAfter: response.headers.get("retry-after") };
      return response;
    };
    return call(genai, { abortSignal: signal, httpOptions: { fetch: watched } }).catch((error: unknown) => {
      if (signal.aborted) throw aborted(signal);
      throw toAssayError({ error, answer, model, host, now: new Date() }, clean);
    });
  };

  /** A proxy may quote the key, and replies are stored. */
  const withoutKey = <T>(response: T): T => {
    const text = JSON.stringify(response);
    return text.includes(apiKey) ? JSON.parse(text.replaceAll(apiKey, "[key]")) : response;
  };

  return {
    name: "gemini",
    reads: "messages",
    generate: async (request, signal) => {
      const parameters = toGeminiRequest(request, modelFacts(`gemini/${request.model}`, table));
      const response = await send(request.model, signal, (genai, options) =>
        genai.models.generateContent({ ...parameters, config: { ...parameters.config, ...options } }),
      );
      return fromGeminiResponse(withoutKey(response), request);
    },
    embed: async ({ model, texts }, signal) => {
      const response = await send(model, signal, (genai, options) =>
        genai.models.embedContent({
          model,
          contents: [...texts],
          config: { taskType: "SEMANTIC_SIMILARITY", outputDimensionality: embeddingLength, ...options },
        }),
      );
      const vectors = (response.embeddings ?? []).map(({ values }) => Float32Array.from(values ?? []));
      // The API counts no tokens of embeddings, so they are estimated, rather too high than too low.
      const inputTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
      return { vectors, usage: { ...noUsage, inputTokens }, model };
    },
  };
}

async function load(apiKey: string, baseUrl: string): Promise<Client> {
  const [{ GoogleGenAI }, fetch] = await Promise.all([import("@google/genai/web"), openFetch()]);
  return { genai: new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl } }), fetch };
}
