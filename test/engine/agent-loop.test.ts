import { describe, expect, test } from "vitest";
import { z } from "zod";
import { defineAgent } from "../../schema/agent.ts";
import type { ModelReply, ModelRequest, RecordedReply } from "../../schema/model.ts";
import { noUsage } from "../../schema/model.ts";
import { defineTool } from "../../schema/tool.ts";
import { type AgentContext, jsonSchema, runAgent } from "../../src/engine/agent-loop.ts";

const double = defineTool({
  name: "double",
  description: "doubles a number",
  input: z.object({ n: z.number() }),
  execute: async ({ n }) => ({ content: String(2 * n) }),
});

const agent = defineAgent({
  name: "counting",
  version: "1",
  description: "counts",
  input: z.object({ upTo: z.number() }),
  output: z.object({ count: z.number().int() }),
  tools: ["double"],
  maxSteps: 4,
  maxOutputTokens: 100,
  temperature: 0,
  work: () => ({ kind: "format", complexDomain: false }),
  prompt: ({ upTo }) => [{ role: "user", content: `count to ${upTo}` }],
});

const place = { run: "r", item: "i:0", stage: "generate", attempt: 1 };
const reply = (part: Partial<ModelReply>): ModelReply => ({
  text: "",
  toolCalls: [],
  finish: "stop",
  usage: noUsage,
  model: "m",
  raw: null,
  ...part,
});

/** A gateway that reads replies from a list and remembers the requests. */
function scripted(replies: ModelReply[]): { context: AgentContext; requests: Omit<ModelRequest, "model">[] } {
  const requests: Omit<ModelRequest, "model">[] = [];
  const gateway: AgentContext["gateway"] = {
    async call(modelId, request): Promise<RecordedReply> {
      requests.push(request);
      const next = replies[requests.length - 1];
      if (!next) throw new Error("more calls than replies");
      return { ...next, callId: `c${requests.length}`, requestHash: "", modelId, cached: false, usd: 0 };
    },
    embed: async () => [],
    expect: () => {},
    spend: () => ({ usd: 0, reservedUsd: 0, inputTokens: 0, outputTokens: 0, calls: 0, cached: 0 }),
    close: async () => {},
  };
  const context = {
    seed: 1,
    tiers: { complex: "x/c", standard: "x/s", fast: "x/f" },
    gateway,
    tools: { double },
    executor: {},
    research: {},
  } as unknown as AgentContext;
  return { context, requests };
}

const run = (replies: ModelReply[]) => {
  const { context, requests } = scripted(replies);
  return runAgent(agent, { upTo: 3 }, place, context, new AbortController().signal).then((result) => ({
    result,
    requests,
  }));
};

describe("the agent loop", () => {
  test("validates the answer and says which calls and model it came from", async () => {
    const { result, requests } = await run([reply({ text: '{"count": 3}' })]);
    expect(result).toMatchObject({ ok: true, output: { count: 3 }, calls: ["c1"], modelId: "x/f" });
    expect(requests[0]).toMatchObject({ agent: "counting", input: { upTo: 3 }, tier: "fast" });
    expect(requests[0]!.outputSchema).toMatchObject({ type: "object", required: ["count"] });
  });
  test("accepts a fenced answer", async () => {
    expect((await run([reply({ text: '```json\n{"count": 3}\n```' })])).result).toMatchObject({ ok: true });
  });
  test("runs the tools that are asked for and goes on with their results", async () => {
    const toolCalls = [{ id: "t1", name: "double", arguments: { n: 21 } }];
    const { result, requests } = await run([reply({ toolCalls, finish: "tool" }), reply({ text: '{"count": 42}' })]);
    expect(result).toMatchObject({ ok: true, output: { count: 42 }, calls: ["c1", "c2"] });
    expect(requests[1]!.messages.at(-1)).toEqual({ role: "tool", callId: "t1", name: "double", content: "42" });
  });
  test("tells the model about unknown tools and wrong arguments instead of failing", async () => {
    const toolCalls = [
      { id: "t1", name: "rm", arguments: {} },
      { id: "t2", name: "double", arguments: { n: "many" } },
    ];
    const { result, requests } = await run([reply({ toolCalls, finish: "tool" }), reply({ text: '{"count": 1}' })]);
    expect(result.ok).toBe(true);
    const told = requests[1]!.messages.slice(-2).map((message) => message.content);
    expect(told[0]).toContain("There is no tool rm");
    expect(told[1]).toContain("Wrong arguments");
  });
  test("repairs with the validation error, within its steps", async () => {
    const { result, requests } = await run([
      reply({ text: "three" }),
      reply({ text: '{"count": 1.5}' }),
      reply({ text: '{"count": 3}' }),
    ]);
    expect(result).toMatchObject({ ok: true, output: { count: 3 } });
    expect(requests[1]!.messages.at(-1)!.content).toContain("not JSON");
    expect(requests[2]!.messages.at(-1)!.content).toContain("count");
  });
  test("asks each step with a seed of its own", async () => {
    const { requests } = await run([reply({ text: "no" }), reply({ text: '{"count": 3}' })]);
    expect(requests[0]!.seed).not.toBe(requests[1]!.seed);
  });
  test.each([
    ["invalid-output", Array.from({ length: 4 }, () => reply({ text: "junk" }))],
    ["truncated", Array.from({ length: 4 }, () => reply({ text: '{"cou', finish: "length" as const }))],
    ["blocked", [reply({ finish: "safety" as const })]],
    [
      "steps",
      Array.from({ length: 4 }, () =>
        reply({ toolCalls: [{ id: "t", name: "double", arguments: { n: 1 } }], finish: "tool" as const }),
      ),
    ],
  ])("ends in the typed failure %s", async (code, replies) => {
    expect((await run(replies)).result).toMatchObject({ ok: false, code });
  });
  test("makes a shape's JSON Schema once", () => {
    expect(jsonSchema(agent.output)).toBe(jsonSchema(agent.output));
  });
});
