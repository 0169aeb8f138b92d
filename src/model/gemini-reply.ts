import type { GenerateContentResponse, Part } from "@google/genai/web";
import type { ModelReply, ModelRequest, ToolCall, Usage } from "../../schema/model.ts";
import { estimateTokens } from "./fingerprint.ts";
import { answerFunction, answerOf, idFor } from "./gemini-request.ts";

/** Reasons for which Gemini withholds what it had written. */
const blocked = new Set(["SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII"]);

/** The reply in our words. Blocks, cuts and empty replies are replies; whoever asked decides what they are worth. */
export function fromGeminiResponse(response: GenerateContentResponse, request: ModelRequest): ModelReply {
  const candidate = response.candidates?.[0];
  const parts = candidate?.content?.parts ?? [];
  const calls = parts.filter((part) => part.functionCall !== undefined);
  const answer = request.outputSchema && calls.find((part) => part.functionCall?.name === answerFunction);
  const toolCalls = answer ? [] : calls.map((part, index) => toolCall(part, request, index));
  const text =
    answer && request.outputSchema
      ? JSON.stringify(answerOf(request.outputSchema, answer.functionCall?.args ?? {}) ?? null)
      : parts.map((part) => (part.thought ? "" : (part.text ?? ""))).join("");
  return {
    text,
    toolCalls,
    finish: finishOf(response, toolCalls.length > 0),
    usage: usageOf(response, request),
    model: response.modelVersion ?? request.model,
    raw: rawOf(response),
  };
}

/** The fields of the HTTP reply, without what the SDK adds. */
function rawOf({ candidates, promptFeedback, usageMetadata, modelVersion, responseId }: GenerateContentResponse) {
  const fields = { candidates, promptFeedback, usageMetadata, modelVersion, responseId };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toolCall(part: Part, request: ModelRequest, index: number): ToolCall {
  const { id, name, args } = part.functionCall ?? {};
  return {
    id: id ?? idFor(request, index),
    name: name ?? "",
    arguments: args ?? {},
    ...(part.thoughtSignature !== undefined && { signature: part.thoughtSignature }),
  };
}

function finishOf(response: GenerateContentResponse, wantsTools: boolean): ModelReply["finish"] {
  const reason = response.candidates?.[0]?.finishReason;
  if (reason === undefined) return response.promptFeedback?.blockReason === undefined ? "other" : "safety";
  if (blocked.has(reason)) return "safety";
  if (reason === "MAX_TOKENS" || reason === "CONTINUATION") return "length";
  if (reason !== "STOP") return "other";
  return wantsTools ? "tool" : "stop";
}

/** A count as the provider gives it; undefined for what is none. */
const counted = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;

/**
 * Thoughts are billed as output, cached content is part of the prompt: ai.google.dev/gemini-api/docs/tokens. Where the
 * reply does not count, its texts are estimated, so that no budget runs on unseen.
 */
function usageOf({ usageMetadata: usage, candidates }: GenerateContentResponse, request: ModelRequest): Usage {
  const thinkingTokens = counted(usage?.thoughtsTokenCount) ?? 0;
  const asked = counted(usage?.promptTokenCount) ?? estimateTokens(JSON.stringify(request.messages));
  const parts = candidates?.[0]?.content?.parts ?? [];
  const written = usage ? 0 : estimateTokens(parts.length === 0 ? "" : JSON.stringify(parts));
  return {
    inputTokens: asked + (counted(usage?.toolUsePromptTokenCount) ?? 0),
    outputTokens: (counted(usage?.candidatesTokenCount) ?? written) + thinkingTokens,
    thinkingTokens,
    cachedTokens: counted(usage?.cachedContentTokenCount) ?? 0,
  };
}
