import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Assay } from "../../src/api.ts";
import { createAssay } from "../../src/assay.ts";
import { temporaryFolder } from "../support/assay.ts";

const token = "a-token-of-the-tests";
const request = "Generate 4 SFT examples on molarity";

interface Result {
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
  content: { text: string }[];
}

describe("assay as an MCP server", () => {
  let client: Client;
  let serving: { url: string | null; close(): Promise<void> };
  let assay: Assay;
  const folder = mkdtempSync(join(tmpdir(), "assay-served-"));
  const connect = async (bearer: string, scheme = "Bearer"): Promise<Client> => {
    const opened = new Client({ name: "tests", version: "1" });
    const requestInit = { headers: { authorization: `${scheme} ${bearer}` } };
    await opened.connect(new StreamableHTTPClientTransport(new URL(serving.url!), { requestInit }) as Transport);
    return opened;
  };
  beforeAll(async () => {
    assay = createAssay({ db: join(folder, "served.db") }, { environment: {} });
    serving = await assay.serve({ port: 0, token });
    client = await connect(token);
    // From here on the client checks every result against its tool's output schema.
    await client.listTools();
  });
  afterAll(async () => {
    await client.close();
    await serving.close();
    await assay.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const call = async (name: string, input: Record<string, unknown> = {}): Promise<Result> =>
    (await client.callTool({ name, arguments: input })) as unknown as Result;

  test("every tool has shapes of what comes and goes, and says whether it changes anything", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "interpret",
      "plan",
      "quote",
      "generate",
      "resume",
      "status",
      "samples",
      "show",
      "export",
      "list_sources",
      "search_source",
      "fetch_document",
    ]);
    for (const tool of tools) {
      expect(tool.outputSchema?.type, tool.name).toBe("object");
      expect(tool.description, tool.name).toBeTruthy();
    }
    const changing = tools.filter(({ annotations }) => annotations?.readOnlyHint === false).map(({ name }) => name);
    expect(changing).toEqual(["interpret", "plan", "quote", "generate", "resume", "export"]);
  });

  test("nobody without the token is served, and the scheme may be written in any letter case", async () => {
    await connect(token, "bearer").then((opened) => opened.close());
    await expect(connect(token, "Basic")).rejects.toThrow(/401|token/);
    await expect(connect("")).rejects.toThrow(/401|token/);
    await expect(connect("another")).rejects.toThrow(/401|token/);
  });

  test("nothing is made without a token of quote", async () => {
    const refused = await call("generate", { token: "invented" });
    expect(refused.isError).toBe(true);
    expect(refused.content[0]!.text).toContain("Call quote");
  });

  test("a request goes from its price over its rows to its files, with progress", async () => {
    const { structuredContent: priced } = await call("quote", { request });
    expect(priced).toMatchObject({ spec: { trainingType: "sft", count: 4 }, quote: { expectedUsd: 0 } });
    const told: number[] = [];
    const done = (await client.callTool({ name: "generate", arguments: { token: priced!.token } }, undefined, {
      onprogress: ({ progress }) => told.push(progress),
      timeout: 120_000,
    })) as unknown as Result;
    expect(done.structuredContent).toMatchObject({ approved: 4, requested: 4, spend_usd: 0 });
    expect(told).toEqual([1, 2, 3, 4]);
    const again = await call("generate", { token: priced!.token });
    expect([again.isError, again.content[0]!.text]).toEqual([true, expect.stringContaining("was used")]);
    const run = done.structuredContent!.run as string;
    expect((await call("status")).structuredContent).toMatchObject({ run, counts: { approved: 4 } });
    const first = (await call("samples", { run, limit: 3 })).structuredContent as {
      samples: { id: string }[];
      nextOffset: number;
    };
    expect([first.samples.length, first.nextOffset]).toEqual([3, 3]);
    const rest = (await call("samples", { run, offset: 3 })).structuredContent as typeof first;
    expect([rest.samples.length, rest.nextOffset]).toEqual([1, null]);
    const shown = (await call("show", { sample: first.samples[0]!.id })).structuredContent as {
      dossier: { sample: { id: string }; receipts: unknown[] };
    };
    expect(shown.dossier.sample.id).toBe(first.samples[0]!.id);
    expect(shown.dossier.receipts.length).toBeGreaterThan(0);
    const out = join(folder, "out");
    const written = await call("export", { run, out });
    expect(written.structuredContent).toMatchObject({ run, format: "trl", files: [{ rows: 4 }] });
    expect(existsSync(join(out, "train.jsonl"))).toBe(true);
  });

  test("cancelling a run saves what is done, and resume goes on", async () => {
    const { structuredContent } = await call("quote", { request: "Generate 60 SFT examples on dilution" });
    const controller = new AbortController();
    const cancelled = client.callTool({ name: "generate", arguments: { token: structuredContent!.token } }, undefined, {
      signal: controller.signal,
      onprogress: ({ progress }) => {
        if (progress >= 3) controller.abort();
      },
      timeout: 120_000,
    });
    await expect(cancelled).rejects.toThrow();
    // The run is saved by the time that its status says so.
    await expect
      .poll(async () => ((await call("status")).structuredContent as { status: string }).status, { timeout: 60_000 })
      .toBe("interrupted");
    const resumed = (await client.callTool({ name: "resume", arguments: {} }, undefined, {
      timeout: 120_000,
    })) as unknown as Result;
    expect(resumed.structuredContent).toMatchObject({ requested: 60, approved: 60 });
  });

  test("sources are searched and read with their licences", async () => {
    expect((await call("list_sources")).structuredContent).toMatchObject({ sources: [{ name: "handbook" }] });
    const found = await call("search_source", { source: "handbook", query: "mole ratio" });
    const [hit] = (found.structuredContent as { hits: { id: string }[] }).hits;
    const read = await call("fetch_document", { source: "handbook", id: hit!.id });
    expect(read.structuredContent).toMatchObject({ licence: { spdx: "CC0-1.0", standing: "verified" } });
    expect((await call("fetch_document", { source: "handbook", id: "none/none" })).isError).toBe(true);
    expect((await call("search_source", { source: "nowhere", query: "x" })).content[0]!.text).toContain("nowhere");
  });

  test("what is wrong with an argument comes back as an error result", async () => {
    for (const [name, input] of [
      ["samples", { limit: 0 }],
      ["show", { sample: "x" }],
      ["status", { run: "no such run" }],
      ["export", { format: "nothing" }],
      ["nothing", {}],
    ] as const) {
      expect((await call(name, input)).isError, name).toBe(true);
    }
  });
});

describe("assay mcp", () => {
  const main = join(import.meta.dirname, "../../dist/src/cli/main.js");

  test("speaks the protocol on stdio and ends with its host", async () => {
    const client = new Client({ name: "tests", version: "1" });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [main, "mcp", "--db", join(temporaryFolder(), "stdio.db")],
      stderr: "pipe",
    });
    await client.connect(transport);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain("generate");
    const priced = (await client.callTool({ name: "quote", arguments: { request } })) as unknown as Result;
    expect(priced.structuredContent).toHaveProperty("token");
    const { pid } = transport;
    await client.close();
    await expect.poll(() => isAlive(pid!), { timeout: 10_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
