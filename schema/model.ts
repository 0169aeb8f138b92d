import { z } from "zod";

export const tiers = ["complex", "standard", "fast"] as const;
export type Tier = (typeof tiers)[number];

export type JsonSchema = Record<string, unknown>;

export interface ToolCall {
  id: string;
  name: string;
  arguments: unknown;
  /** Opaque provider state that must travel back with the call (Gemini 3 thought signature). */
  signature?: string | undefined;
}

export type Message =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content: string; toolCalls?: ToolCall[] | undefined }
  | { role: "tool"; callId: string; name: string; content: string };

export interface ToolDeclaration {
  name: string;
  description: string;
  parameters: JsonSchema;
}

/** One call. Language models read `messages`; the offline expert reads `agent` and `input`. */
export interface ModelRequest {
  /** Name of the agent that asks: `generation`, `reviewer/judge`, … */
  agent: string;
  /** The agent's typed input. */
  input: unknown;
  /** Provider's model name without the driver: `gemini-2.5-flash`. */
  model: string;
  tier: Tier;
  messages: Message[];
  tools: ToolDeclaration[];
  /** JSON Schema of the wanted output; absent for free text. */
  outputSchema?: JsonSchema | undefined;
  seed: number;
  temperature?: number | undefined;
  maxOutputTokens: number;
}

export const Usage = z.object({
  inputTokens: z.number().int().min(0),
  /** Visible output plus thinking: everything billed as output. */
  outputTokens: z.number().int().min(0),
  thinkingTokens: z.number().int().min(0),
  cachedTokens: z.number().int().min(0),
});
export type Usage = z.infer<typeof Usage>;

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, thinkingTokens: 0, cachedTokens: 0 };

export interface ModelReply {
  text: string;
  toolCalls: ToolCall[];
  /** `stop` complete · `length` cut at the token limit · `tool` wants tools run · `safety` blocked · `other` anything else. */
  finish: "stop" | "length" | "tool" | "safety" | "other";
  usage: Usage;
  /** The model that answered, as the provider names it. */
  model: string;
  /** The provider's reply as it came, JSON-safe; stored before anything is parsed. */
  raw: unknown;
}

/** Texts to be embedded by one call: at most `embeddingBatch` of them. */
export interface EmbeddingRequest {
  /** Provider's model name without the driver: `gemini-embedding-001`. */
  model: string;
  texts: readonly string[];
}

/** Texts of one embedding call at most. */
export const embeddingBatch = 64;

export interface EmbeddingReply {
  /** One vector a text, in their order, all of one length; not normalised. */
  vectors: Float32Array[];
  usage: Usage;
  /** The model that answered, as the provider names it. */
  model: string;
}

/**
 * One provider. Thin: no retry, no cache, no budget (the gateway has those). Throws AssayError `model/…`:
 * `auth`, `bad-request`, `not-found` (not retryable); `rate-limited`, `unavailable`, `connection` (retryable, nothing was
 * billed, with retryAfterMs when the server said so); `timeout`, `interrupted` (retryable; the request was on its way and
 * no reply could be read, so it may have been billed). Rejects soon after the signal aborts, with the socket closed.
 */
export interface ModelDriver {
  readonly name: string;
  /** The part of a request the reply depends on: rendered messages, or the agent's typed input. The rest is not hashed. */
  readonly reads: "messages" | "input";
  generate(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>;
  /** Absent where the provider has no embeddings. Throws as `generate` does. */
  embed?(request: EmbeddingRequest, signal: AbortSignal): Promise<EmbeddingReply>;
}

/** Where a call belongs in the run: with the attempt it is the ledger's address. */
export interface CallPlace {
  run: string;
  item: string;
  stage: string;
  attempt: number;
}

/** What the gateway gives back: the reply, where it is recorded, and what it cost. */
export interface RecordedReply extends ModelReply {
  /** Row of the ledger that holds the reply; differs from run to run, so it never leaves the house. */
  callId: string;
  /** Hash of the request: equal in equal runs, so provenance can carry it. */
  requestHash: string;
  /** `driver/model`. */
  modelId: string;
  /** Whether a stored reply to the same request was used; such a reply costs nothing again. */
  cached: boolean;
  usd: number;
}

/** The one door to every model. */
export interface ModelGateway {
  /** Ledger, cache, budget, concurrency, retry, timeout; then the driver. `modelId` is `driver/model`. */
  call(
    modelId: string,
    request: Omit<ModelRequest, "model">,
    place: CallPlace,
    signal: AbortSignal,
  ): Promise<RecordedReply>;
  /** Vectors of any number of texts, batch by batch, through the same ledger, budget and retries; nothing is cached. */
  embed(modelId: string, texts: readonly string[], place: CallPlace, signal: AbortSignal): Promise<Float32Array[]>;
  /**
   * Says how many items the run has now. Those that began earlier are served first, the last ones in turn: after them
   * nobody comes whose calls could fill the places that one item leaves empty between its own.
   */
  expect(items: number): void;
  /** Money and tokens of this run so far; reserved = in flight, at their estimate. */
  spend(): {
    usd: number;
    reservedUsd: number;
    inputTokens: number;
    outputTokens: number;
    calls: number;
    cached: number;
  };
  close(): Promise<void>;
}
