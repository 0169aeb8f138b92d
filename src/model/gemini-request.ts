import type {
  Content,
  FunctionCallingConfigMode,
  FunctionDeclaration,
  GenerateContentParameters,
  Part,
} from "@google/genai/web";
import type { JsonSchema, Message, ModelRequest, ToolCall } from "../../schema/model.ts";
import type { ModelFacts } from "../../schema/models.ts";
import { toGeminiSchema } from "./gemini-schema.ts";
import { outputLimit } from "./price.ts";

/**
 * Tools and a structured answer in one request: Gemini 2 refuses it (400 "Function calling with a response mime type:
 * 'application/json' is unsupported"), only Gemini 3 takes it. What works with every model is one more function that
 * takes the answer as its arguments, with function calling forced, as ADK does with set_model_response.
 */
export const answerFunction = "give_answer";

const answerInstruction = `When you have all you need, call ${answerFunction} once, alone, with the complete answer. Never answer in plain text.`;

/** Ids we gave to calls that came without one start so; the API never sees them. */
const ownId = "assay:";

/** The request as @google/genai takes it. Facts are the table's, absent for a model that is not in it. */
export function toGeminiRequest(request: ModelRequest, facts: ModelFacts | undefined): GenerateContentParameters {
  const { tools, outputSchema } = request;
  const answerByFunction = tools.length > 0 && outputSchema !== undefined;
  const system = request.messages.filter((message) => message.role === "system").map((message) => message.content);
  if (answerByFunction) system.push(answerInstruction);

  const declarations: FunctionDeclaration[] = tools.map((tool) => ({
    name: tool.name,
    description: tool.description,
    parametersJsonSchema: toGeminiSchema(tool.parameters),
  }));
  if (answerByFunction) {
    declarations.push({
      name: answerFunction,
      description: "Gives the final answer.",
      parametersJsonSchema: answerParameters(outputSchema),
    });
  }

  return {
    model: request.model,
    contents: toContents(request.messages),
    config: {
      ...(system.length > 0 && { systemInstruction: system.join("\n\n") }),
      ...(declarations.length > 0 && { tools: [{ functionDeclarations: declarations }] }),
      ...(answerByFunction && { toolConfig: { functionCallingConfig: { mode: "ANY" as FunctionCallingConfigMode } } }),
      ...(outputSchema &&
        !answerByFunction && {
          responseMimeType: "application/json",
          responseJsonSchema: toGeminiSchema(outputSchema),
        }),
      ...(facts?.thinkingBudget != null && { thinkingConfig: { thinkingBudget: facts.thinkingBudget } }),
      ...(request.temperature !== undefined && { temperature: request.temperature }),
      // The field is an int32; ours has 32 bits without a sign.
      seed: request.seed & 0x7fffffff,
      maxOutputTokens: outputLimit(facts, request.maxOutputTokens),
      candidateCount: 1,
      // Continuation would send, and bill, further requests behind the ledger's back.
      automaticContinuation: false,
      automaticFunctionCalling: { disable: true },
    },
  };
}

/** A function takes an object; another kind of answer travels as its one property. */
export function answerParameters(outputSchema: JsonSchema): JsonSchema {
  const schema = toGeminiSchema(outputSchema);
  if (isObjectSchema(outputSchema)) return schema;
  const { $defs, ...answer } = schema;
  return { type: "object", properties: { answer }, required: ["answer"], ...($defs !== undefined && { $defs }) };
}

/** The answer out of the arguments that `answerParameters` asked for. */
export function answerOf(outputSchema: JsonSchema, parameters: unknown): unknown {
  return isObjectSchema(outputSchema) ? parameters : (parameters as { answer?: unknown } | undefined)?.answer;
}

/** An id for a call that the model left without one; unique in its conversation and the same in equal runs. */
export function idFor(request: ModelRequest, index: number): string {
  return `${ownId}${request.messages.length}:${index}`;
}

function isObjectSchema(schema: JsonSchema): boolean {
  return schema.type === "object" && schema.anyOf === undefined && schema.oneOf === undefined;
}

/** The results of calls made together go back together, in one turn. */
function toContents(messages: readonly Message[]): Content[] {
  const contents: Content[] = [];
  let results: Part[] | undefined;
  for (const message of messages) {
    if (message.role === "tool") {
      const { callId, name, content } = message;
      if (!results) {
        results = [];
        contents.push({ role: "user", parts: results });
      }
      results.push({ functionResponse: { ...wireId(callId), name, response: { output: content } } });
      continue;
    }
    results = undefined;
    if (message.role === "user") contents.push({ role: "user", parts: [{ text: message.content }] });
    if (message.role === "assistant") contents.push({ role: "model", parts: modelParts(message) });
  }
  return contents;
}

function modelParts({ content, toolCalls }: { content: string; toolCalls?: ToolCall[] | undefined }): Part[] {
  const calls = (toolCalls ?? []).map(
    (call): Part => ({
      functionCall: { ...wireId(call.id), name: call.name, args: call.arguments as Record<string, unknown> },
      ...(call.signature !== undefined && { thoughtSignature: call.signature }),
    }),
  );
  return content === "" && calls.length > 0 ? calls : [{ text: content }, ...calls];
}

function wireId(id: string): { id?: string } {
  return id.startsWith(ownId) ? {} : { id };
}
