import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { JsonSchema, Message, ModelDriver, ModelRequest } from "../../schema/model.ts";
import { models } from "../../schema/models.ts";
import { createGemini } from "../../src/model/gemini.ts";
import { openDriver, openDrivers } from "../../src/model/index.ts";
import { testModelDriver } from "../conformance/model-driver.ts";
import {
  type Emulator,
  type FaultName,
  type Said,
  type SeenRequest,
  startGeminiEmulator,
} from "../emulators/gemini/index.mjs";

const key = "test-key-0123456789";
const Answer = z.object({ reasoning: z.string().min(1), answer: z.number(), unit: z.string().nullable() });
const answerSchema = z.toJSONSchema(Answer) as JsonSchema;
const searchTool = {
  name: "search-sources",
  description: "Searches.",
  parameters: z.toJSONSchema(z.object({ query: z.string(), limit: z.int().positive().default(3) })) as JsonSchema,
};

let say: ((request: SeenRequest) => Said) | undefined;
let emulator: Emulator;
let driver: ModelDriver;
beforeAll(async () => {
  emulator = await startGeminiEmulator({ reply: (request) => say?.(request), slowMs: 50, retrySeconds: 1.5 });
  driver = createGemini({ geminiApiKey: key, geminiBaseUrl: emulator.url, table: models });
});
afterEach(() => {
  say = undefined;
  emulator.setFaults();
});
afterAll(() => emulator.close());

const idle = (): AbortSignal => new AbortController().signal;
const last = (): SeenRequest => emulator.requests.at(-1)!;

function request(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    agent: "generation",
    input: {},
    model: "gemini-2.5-flash",
    tier: "standard",
    messages: [
      { role: "system", content: "You are careful." },
      { role: "user", content: "How many moles are in \\frac{18 g}{18 g/mol} of {H2O}?" },
    ],
    tools: [],
    outputSchema: answerSchema,
    seed: 7,
    maxOutputTokens: 1_000,
    ...more,
  };
}

testModelDriver("gemini", {
  open: async () => {
    emulator ??= await startGeminiEmulator({ reply: (seen) => say?.(seen) });
    return createGemini({ geminiApiKey: key, geminiBaseUrl: emulator.url, table: models });
  },
  request: request(),
  accepts: (answer) => Answer.safeParse(answer).success,
  deterministic: true,
});

describe("request", () => {
  test("carries instruction, contents, schema, seed, temperature, limits and thinking budget", async () => {
    await driver.generate(request({ temperature: 0.3, seed: 4_294_967_295 }), idle());
    const { body } = last();
    expect(last().key).toBe(key);
    expect(body.systemInstruction.parts).toEqual([{ text: "You are careful." }]);
    expect(body.contents).toEqual([
      { role: "user", parts: [{ text: "How many moles are in \\frac{18 g}{18 g/mol} of {H2O}?" }] },
    ]);
    expect(body.generationConfig).toMatchObject({
      temperature: 0.3,
      seed: 2_147_483_647,
      candidateCount: 1,
      responseMimeType: "application/json",
      // Thoughts are taken out of the same limit, so they are added to it.
      maxOutputTokens: 1_000 + 4_096,
      thinkingConfig: { thinkingBudget: 4_096 },
      responseJsonSchema: { propertyOrdering: ["reasoning", "answer", "unit"] },
    });
    expect(body.tools).toBeUndefined();
  });

  test("does not ask a model to think that cannot", async () => {
    await driver.generate(request({ model: "gemini-2.0-flash" }), idle());
    expect(last().body.generationConfig).toMatchObject({ maxOutputTokens: 1_000 });
    expect(last().body.generationConfig.thinkingConfig).toBeUndefined();
  });

  test("for free text names no format", async () => {
    const reply = await driver.generate(request({ outputSchema: undefined }), idle());
    expect(reply.text).toMatch(/^Answer /);
    expect(last().body.generationConfig.responseMimeType).toBeUndefined();
  });

  test("takes every kind of zod shape to what the API accepts, and the reply fits the shape", async () => {
    const Shape = z.object({
      kind: z.literal("draft"),
      steps: z.array(z.string().min(3).max(80)).min(1).max(4),
      score: z.number().gt(0).lte(1),
      count: z.int(),
      sort: z.enum(["a", "b"]),
      byName: z.record(z.string(), z.number()),
      either: z.union([z.string(), z.number()]).nullable(),
      choice: z.discriminatedUnion("is", [
        z.object({ is: z.literal("x"), x: z.int() }),
        z.object({ is: z.literal("y") }),
      ]),
      both: z.intersection(z.object({ left: z.string() }), z.object({ right: z.boolean() })),
      date: z.iso.date(),
      note: z
        .string()
        .regex(/^[a-z ]+\d*$/)
        .optional(),
    });
    const reply = await driver.generate(request({ outputSchema: z.toJSONSchema(Shape) as JsonSchema }), idle());
    const shape = last().body.generationConfig.responseJsonSchema;
    expect(shape.$schema).toBeUndefined();
    expect(shape.properties.steps.items.description).toBe("minLength: 3, maxLength: 80");
    expect(shape.properties.count).toEqual({ type: "integer" });
    const parsed = JSON.parse(reply.text);
    expect(Shape.omit({ score: true }).safeParse(parsed).error?.issues).toBeUndefined();
  });
});

describe("tools", () => {
  const conversation = async (model: string): Promise<{ calls: Message[]; text: string }> => {
    say = ({ results }) =>
      results.length === 0
        ? { calls: [1, 2].map((n) => ({ name: "search-sources", args: { query: `mole ${n}` } })) }
        : { json: { reasoning: results.map(({ response }) => response.output).join(), answer: 1, unit: "mol" } };
    const first = await driver.generate(request({ model, tools: [searchTool] }), idle());
    expect(first).toMatchObject({ finish: "tool", text: "" });
    const calls: Message[] = [
      { role: "assistant", content: first.text, toolCalls: first.toolCalls },
      ...first.toolCalls.map(
        (call): Message => ({
          role: "tool",
          callId: call.id,
          name: call.name,
          content: JSON.stringify(call.arguments),
        }),
      ),
    ];
    const messages = [...request().messages, ...calls];
    const second = await driver.generate(request({ model, tools: [searchTool], messages }), idle());
    expect(second).toMatchObject({ finish: "stop", toolCalls: [] });
    return { calls, text: second.text };
  };

  test.each(["gemini-2.5-flash", "gemini-3-pro-preview"])(
    "are called and answered by %s, structured in the end",
    async (model) => {
      const { text } = await conversation(model);
      expect(Answer.parse(JSON.parse(text)).reasoning).toBe('{"query":"mole 1"},{"query":"mole 2"}');
      const { body } = last();
      expect(body.generationConfig.responseMimeType).toBeUndefined();
      expect(body.toolConfig.functionCallingConfig.mode).toBe("ANY");
      expect(body.tools[0].functionDeclarations.map(({ name }: { name: string }) => name)).toEqual([
        "search-sources",
        "give_answer",
      ]);
      // Results of calls that were made together go back in one turn.
      expect(body.contents.map(({ role, parts }: { role: string; parts: unknown[] }) => [role, parts.length])).toEqual([
        ["user", 1],
        ["model", 2],
        ["user", 2],
      ]);
    },
  );

  test("send Gemini 3 its ids and its thought signature back", async () => {
    await conversation("gemini-3-pro-preview");
    const [, model, user] = last().body.contents;
    expect(model.parts[0].thoughtSignature).toEqual(expect.any(String));
    expect(model.parts[1].thoughtSignature).toBeUndefined();
    expect(user.parts.map((part: { functionResponse: { id: string } }) => part.functionResponse.id)).toEqual(
      model.parts.map((part: { functionCall: { id: string } }) => part.functionCall.id),
    );
  });

  test("without ids of their own get ours, which stay here", async () => {
    const { calls } = await conversation("gemini-2.5-flash");
    expect(calls.map((message) => (message.role === "tool" ? message.callId : ""))).toEqual([
      "",
      "assay:2:0",
      "assay:2:1",
    ]);
    expect(JSON.stringify(last().body)).not.toContain("assay:");
  });

  test("with an answer that is no object travel in one", async () => {
    say = () => ({ json: { answer: [1, 2] } });
    const outputSchema = z.toJSONSchema(z.array(z.number())) as JsonSchema;
    expect((await driver.generate(request({ tools: [searchTool], outputSchema }), idle())).text).toBe("[1,2]");
  });

  test("without a structured answer leave the model its words", async () => {
    say = () => "In words.";
    const reply = await driver.generate(request({ tools: [searchTool], outputSchema: undefined }), idle());
    expect(reply).toMatchObject({ text: "In words.", finish: "stop" });
    expect(last().body.toolConfig).toBeUndefined();
  });

  test("asked for by the emulator's fault get arguments of their schema", async () => {
    emulator.setFaults(["tool-call"]);
    const reply = await driver.generate(request({ tools: [searchTool] }), idle());
    expect(reply.toolCalls).toMatchObject([{ name: "search-sources", arguments: { query: expect.any(String) } }]);
  });
});

describe("reply", () => {
  test("with counts that are none is counted by its texts", async () => {
    say = () => ({ text: "x".repeat(70), usage: { promptTokenCount: -5, candidatesTokenCount: 1.5 } });
    const { usage } = await driver.generate(request(), idle());
    expect(usage.inputTokens).toBeGreaterThan(0);
    expect(Object.values(usage).every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
  });

  test("that quotes the key is kept without it", async () => {
    say = () => ({ text: `Your key is ${key}, "${key}".` });
    const { outputSchema: _, ...free } = request();
    const reply = await driver.generate(free, idle());
    expect(reply.text).toBe('Your key is [key], "[key]".');
    expect(JSON.stringify(reply)).not.toContain(key);
  });

  test("counts thoughts as output and says what was cached", async () => {
    const usage = {
      promptTokenCount: 100,
      candidatesTokenCount: 20,
      thoughtsTokenCount: 30,
      cachedContentTokenCount: 40,
    };
    say = () => ({ text: "x", usage });
    const reply = await driver.generate(request(), idle());
    expect(reply.usage).toEqual({ inputTokens: 100, outputTokens: 50, thinkingTokens: 30, cachedTokens: 40 });
    expect(reply.raw).toMatchObject({ usageMetadata: usage, modelVersion: "gemini-2.5-flash" });
  });

  test.each<[FaultName, string]>([
    ["truncated", "length"],
    ["safety", "safety"],
    ["recitation", "safety"],
    ["prompt-blocked", "safety"],
    ["empty-candidates", "other"],
    ["empty-text", "stop"],
    ["malformed-call", "other"],
    ["malformed-json", "stop"],
    ["nonsense", "stop"],
    ["slow", "stop"],
  ])("to %s is no error and ends by %s", async (fault, finish) => {
    emulator.setFaults([fault]);
    const reply = await driver.generate(request(), idle());
    expect(reply.finish).toBe(finish);
    if (fault === "malformed-json" || fault === "truncated") expect(() => JSON.parse(reply.text)).toThrow();
    if (fault === "nonsense") expect(Answer.safeParse(JSON.parse(reply.text)).success).toBe(true);
    if (finish === "safety" || finish === "other") expect(reply.text).toBe("");
    expect(reply.usage.inputTokens).toBeGreaterThan(0);
  });
});

describe("failure", () => {
  test.each<[FaultName, Record<string, unknown>]>([
    ["rate-limit", { code: "model/rate-limited", retryable: true, retryAfterMs: undefined }],
    ["rate-limit-retry-info", { code: "model/rate-limited", retryable: true, retryAfterMs: 1_500 }],
    ["rate-limit-retry-after", { code: "model/rate-limited", retryable: true, retryAfterMs: 2_000 }],
    ["rate-limit-per-day", { code: "model/rate-limited", retryable: false }],
    ["internal", { code: "model/unavailable", retryable: true }],
    ["unavailable", { code: "model/unavailable", retryable: true }],
    ["bad-gateway", { code: "model/unavailable", retryable: true }],
    ["bad-request", { code: "model/bad-request", retryable: false }],
    ["forbidden", { code: "model/auth", retryable: false }],
    ["not-found", { code: "model/not-found", retryable: false }],
    ["drop", { code: "model/interrupted", retryable: true }],
    ["drop-mid-body", { code: "model/interrupted", retryable: true }],
    ["invalid-http-json", { code: "model/interrupted", retryable: true }],
  ])("%s gets its code, and the SDK does not try again", async (fault, expected) => {
    emulator.setFaults([fault]);
    const before = emulator.count();
    const error = await driver.generate(request(), idle()).catch((caught: unknown) => caught);
    expect(error).toMatchObject(expected);
    expect(emulator.count()).toBe(before + 1);
  });

  test("of the key is told apart from a bad request", async () => {
    const wrong = createGemini({ geminiApiKey: "wrong-key", geminiBaseUrl: emulator.url, table: models });
    await expect(wrong.generate(request(), idle())).rejects.toMatchObject({
      code: "model/auth",
      message: expect.stringContaining("API key not valid"),
      hint: expect.stringContaining("GEMINI_API_KEY"),
    });
  });

  test("never quotes the key, though the server does", async () => {
    const suspended = createGemini({ geminiApiKey: "suspended-key", geminiBaseUrl: emulator.url, table: models });
    const error = await suspended.generate(request(), idle()).catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: "model/auth", message: expect.stringContaining("'api_key:[key]'") });
    const { inspect } = await import("node:util");
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("suspended-key");
  });

  test("to reach the host is said with the host", async () => {
    const gone = await startGeminiEmulator();
    await gone.close();
    const nobody = createGemini({ geminiApiKey: key, geminiBaseUrl: gone.url, table: models });
    await expect(nobody.generate(request(), idle())).rejects.toMatchObject({
      code: "model/connection",
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ .*ECONNREFUSED/),
      retryable: true,
    });
  });

  test("of an unknown model names it", async () => {
    await expect(driver.generate(request({ model: "gpt-x" }), idle())).rejects.toMatchObject({
      code: "model/not-found",
      message: expect.stringContaining("gpt-x"),
    });
  });
});

describe("stopping", () => {
  test.each<FaultName>(["hang", "slow"])("closes the socket of a call that is in %s", async (fault) => {
    emulator.setFaults([fault]);
    const stop = new AbortController();
    const before = emulator.count();
    const call = driver.generate(request(), stop.signal);
    await expect.poll(() => emulator.count()).toBe(before + 1);
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: "run/aborted" });
    await expect.poll(() => emulator.inFlight()).toBe(0);
  });
});

describe("opening", () => {
  test("ignores the environment", async () => {
    const warn = vi.spyOn(console, "warn");
    vi.stubEnv("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:9");
    vi.stubEnv("GOOGLE_API_KEY", "from-environment");
    vi.stubEnv("GEMINI_API_KEY", "from-environment-too");
    vi.stubEnv("GOOGLE_GENAI_USE_VERTEXAI", "true");
    const fresh = createGemini({ geminiApiKey: key, geminiBaseUrl: emulator.url, table: models });
    await fresh.generate(request(), idle());
    vi.unstubAllEnvs();
    expect(last().key).toBe(key);
    expect(warn).not.toHaveBeenCalled();
  });

  test("without a key says what to do", () => {
    expect(() => createGemini({ table: models })).toThrow(/No Gemini API key/);
  });

  test("with an address that is none says so", () => {
    expect(() => createGemini({ geminiApiKey: key, geminiBaseUrl: "localhost", table: models })).toThrow(/not a URL/);
  });

  test("by name, and a driver that was brought wins", async () => {
    const options = { geminiApiKey: key, geminiBaseUrl: emulator.url, table: models };
    expect((await openDriver("gemini", options)).name).toBe("gemini");
    await expect(openDriver("toString", options)).rejects.toMatchObject({ code: "config/model" });
    const own: ModelDriver = { ...driver, name: "simulated" };
    const opened = await openDrivers(["gemini", "gemini", "own"], options, { own });
    expect(Object.keys(opened).sort()).toEqual(["gemini", "own"]);
    expect(opened.own).toBe(own);
  });
});
