import { z } from "zod";
import type { Agent } from "../../schema/agent.ts";
import { canonicalJson, sha256 } from "../../schema/canonical.ts";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { CallPlace, JsonSchema, Message, RecordedReply, ToolCall, ToolDeclaration } from "../../schema/model.ts";
import { seedFrom } from "../../schema/random.ts";
import { selectTier } from "../../schema/tier.ts";
import type { RunContext } from "./context.ts";

/** What the loop needs of a run; the planning phase has no tools yet. */
export type AgentContext = Pick<RunContext, "seed" | "tiers" | "gateway" | "tools"> & {
  executor: RunContext["executor"] | null;
  research: RunContext["research"] | null;
};

export interface AgentAnswer<Output> {
  output: Output;
  /** Ids of the ledger rows behind the answer. */
  calls: string[];
  modelId: string;
  promptSha256: string;
}

export type AgentResult<Output> =
  | ({ ok: true } & AgentAnswer<Output>)
  /** `invalid-output`, `blocked`, `truncated`, `steps`: the sample is bad, the run goes on. */
  | { ok: false; code: string; message: string };

/**
 * Runs one agent: ask, run the tools it asks for, validate its output, repair with the validation error, within
 * `maxSteps` model calls. What the model does wrong comes back as a typed failure; borders throw AssayError.
 */
export async function runAgent<Input, Output>(
  agent: Agent<Input, Output>,
  input: Input,
  place: CallPlace,
  context: AgentContext,
  signal: AbortSignal,
  modelId: string = context.tiers[selectTier(agent.work(input))],
): Promise<AgentResult<Output>> {
  const tier = selectTier(agent.work(input));
  const messages = agent.prompt(input);
  const promptSha256 = sha256(canonicalJson(messages));
  const tools = declareTools(agent, context);
  const outputSchema = jsonSchema(agent.output);
  const calls: string[] = [];
  let last = { code: "steps", message: `no valid answer within ${agent.maxSteps} model calls` };

  for (let step = 0; step < agent.maxSteps; step++) {
    const reply: RecordedReply = await context.gateway.call(
      modelId,
      {
        agent: agent.name,
        input,
        tier,
        messages: [...messages],
        tools,
        outputSchema,
        seed: seedFrom(context.seed, place.item, place.stage, place.attempt, step),
        temperature: agent.temperature,
        maxOutputTokens: agent.maxOutputTokens,
      },
      place,
      signal,
    );
    calls.push(reply.callId);
    if (reply.finish === "safety")
      return { ok: false, code: "blocked", message: "the provider's safety filter blocked the reply" };
    if (reply.toolCalls.length > 0) {
      messages.push({ role: "assistant", content: reply.text, toolCalls: reply.toolCalls });
      messages.push(...(await Promise.all(reply.toolCalls.map((call) => runTool(call, agent, context, signal)))));
      continue;
    }
    const parsed = parseReply(agent.output, reply.text);
    if (parsed.ok) return { ok: true, output: parsed.value, calls, modelId, promptSha256 };
    last =
      reply.finish === "length"
        ? { code: "truncated", message: "the reply was cut at the token limit" }
        : { code: "invalid-output", message: parsed.message };
    messages.push({ role: "assistant", content: reply.text });
    messages.push({
      role: "user",
      content: `That does not fit: ${last.message}. Answer again with the whole corrected JSON.`,
    });
  }
  return { ok: false, ...last };
}

const schemas = new WeakMap<z.ZodType, JsonSchema>();

/** The JSON Schema a model is given for a zod shape; made once a shape. */
export function jsonSchema(shape: z.ZodType): JsonSchema {
  let schema = schemas.get(shape);
  if (!schema) {
    schema = z.toJSONSchema(shape, { target: "draft-2020-12", unrepresentable: "any", io: "input" }) as JsonSchema;
    delete schema.$schema;
    schemas.set(shape, schema);
  }
  return schema;
}

function declareTools(agent: { name: string; tools: readonly string[] }, context: AgentContext): ToolDeclaration[] {
  if (!context.executor || !context.research) return [];
  return agent.tools.map((name) => {
    const tool = context.tools[name];
    if (!tool)
      throw new AssayError("tool/unknown", `Agent ${agent.name} names the tool ${name}, which does not exist.`);
    return { name, description: tool.description, parameters: jsonSchema(tool.input) };
  });
}

async function runTool(
  call: ToolCall,
  agent: { name: string; tools: readonly string[] },
  context: AgentContext,
  signal: AbortSignal,
): Promise<Message> {
  const answer = (content: string): Message => ({ role: "tool", callId: call.id, name: call.name, content });
  const tool = agent.tools.includes(call.name) ? context.tools[call.name] : undefined;
  if (!tool || !context.executor || !context.research) {
    return answer(`There is no tool ${call.name}. Tools: ${agent.tools.join(", ") || "none"}.`);
  }
  const input = tool.input.safeParse(call.arguments);
  if (!input.success) return answer(`Wrong arguments: ${z.prettifyError(input.error)}`);
  try {
    const result = await tool.execute(input.data, { executor: context.executor, research: context.research, signal });
    return answer(result.isError ? `Error: ${result.content}` : result.content);
  } catch (error) {
    if (isAssayError(error)) return answer(`Error: ${error.message}`);
    throw error;
  }
}

function parseReply<Output>(
  shape: z.ZodType<Output>,
  text: string,
): { ok: true; value: Output } | { ok: false; message: string } {
  const bare = /^\s*```(?:json)?\s*\n([\s\S]*?)\n```\s*$/.exec(text)?.[1] ?? text;
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch (error) {
    return { ok: false, message: `the reply is not JSON (${(error as Error).message.slice(0, 120)})` };
  }
  const parsed = shape.safeParse(value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : {
        ok: false,
        message: z
          .prettifyError(parsed.error)
          .replace(/\s*\n\s*/g, " ")
          .slice(0, 600),
      };
}
