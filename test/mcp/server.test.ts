import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contextFactory } from "../../mcp/context.ts";
import { createNetwork, type Network } from "../../mcp/http/network.ts";
import { openResearch } from "../../mcp/pool.ts";
import { FetchOutput, failureKey, fromFailure, toFailure } from "../../mcp/protocol.ts";
import { toMcpServer } from "../../mcp/server.ts";
import { sources } from "../../mcp/sources/index.ts";
import { AssayError } from "../../schema/error.ts";
import { type SourcesEmulator, startSourcesEmulator } from "../emulators/sources/server.ts";

const contact = "tests@example.org";
const now = (): Date => new Date();
let emulator: SourcesEmulator;
let networks: Network[];
beforeAll(async () => {
  emulator = await startSourcesEmulator();
  networks = [];
});
afterAll(async () => {
  for (const network of networks) await network.close();
  await emulator.close();
});

async function connect(name: "wikipedia" | "arxiv", who: string | undefined = contact): Promise<Client> {
  const limits = { backoffMs: 5, maxBytes: 1_000_000, totalMs: 1_500 };
  const network = createNetwork({ contact: who || undefined, now, baseUrls: emulator.baseUrls, limits });
  networks.push(network);
  const [near, far] = InMemoryTransport.createLinkedPair();
  await toMcpServer(sources[name], contextFactory(network, now)).connect(far);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(near);
  await client.listTools();
  return client;
}

describe("the server", () => {
  test.each([
    ["Fault gone", "NOT_FOUND", false],
    ["Fault busy-long", "RATE_LIMITED", true],
    ["Fault forbidden", "BLOCKED", false],
    ["Fault redirect-private", "BLOCKED", false],
    ["Fault login", "AUTH", false],
    ["Fault error-page", "UPSTREAM", false],
    ["Fault broken-once", "UPSTREAM", true],
  ])("%s is %s in structured form, beside a text that says the same", async (id, code, retryable) => {
    const result = await (await connect("wikipedia")).callTool({ name: "fetch", arguments: { id } });
    const failure = (result._meta as Record<string, unknown>)[failureKey];
    expect(result.isError).toBe(true);
    expect(failure).toMatchObject({ code, retryable });
    const [text] = result.content as { text: string }[];
    expect(JSON.parse(text!.text)).toEqual({ error: JSON.parse(JSON.stringify(failure)) });
  });

  test("no contact is AUTH with the way to set one, and no claim is LICENCE_UNKNOWN", async () => {
    const anonymous = await connect("wikipedia", "");
    const refused = await anonymous.callTool({ name: "search", arguments: { query: "whiffle" } });
    expect(refused._meta?.[failureKey]).toMatchObject({ code: "AUTH", hint: expect.stringContaining("ASSAY_CONTACT") });
    const silent = await (await connect("arxiv")).callTool({ name: "licence", arguments: { id: "2401.01234" } });
    expect(silent._meta?.[failureKey]).toMatchObject({ code: "LICENCE_UNKNOWN" });
  });

  test("no page parts a surrogate pair", async () => {
    const client = await connect("wikipedia");
    let text = "";
    for (let offset: number | null = 0; offset !== null && offset < 3_000; ) {
      const result = await client.callTool({ name: "fetch", arguments: { id: "Long whiffle", offset, maxChars: 7 } });
      const page = FetchOutput.parse(result.structuredContent);
      expect(page.text).not.toMatch(/\p{Cs}/u);
      expect(page.text).not.toBe("");
      text += page.text;
      offset = page.nextOffset;
    }
    expect(text).toContain("😀");
  });

  test("a document longer than a page is read whole by the research client", async () => {
    const research = openResearch({ sources: ["wikipedia"], contact, now, baseUrls: emulator.baseUrls });
    const { document } = await research.fetch("wikipedia", "Long whiffle", new AbortController().signal);
    expect(document.text.length).toBeGreaterThan(200_000);
    await research.close();
  });

  test("errors cross the border and come back with what they knew", () => {
    const error = new AssayError("source/rate-limited", "slow", { hint: "Wait.", retryable: true, retryAfterMs: 7 });
    expect(fromFailure(toFailure(error))).toMatchObject({
      code: error.code,
      message: "slow",
      hint: "Wait.",
      retryAfterMs: 7,
    });
    expect(toFailure(new TypeError("oh"))).toEqual({ code: "UPSTREAM", message: "oh", retryable: false });
    expect(toFailure("oh")).toMatchObject({ code: "UPSTREAM", message: "oh" });
  });
});
