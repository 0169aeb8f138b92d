import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Assay } from "../../src/api.ts";
import { createAssay } from "../../src/assay.ts";

/**
 * The command line of the MCP Inspector (@modelcontextprotocol/inspector, Node 22 and newer) against `assay mcp`.
 * Collected only where MCP_INSPECTOR names its entry, as `.ci/run` does on Node 24.
 */
const inspector = process.env.MCP_INSPECTOR!;
const main = join(import.meta.dirname, "../../dist/src/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "assay-inspector-"));
const token = "a-token-of-the-tests";
const names = [
  ...["interpret", "plan", "quote", "generate", "resume", "status", "samples", "show", "export"],
  ...["list_sources", "search_source", "fetch_document"],
];

interface Outcome {
  code: number | null;
  out: Record<string, unknown>;
  error: string;
}

async function inspect(server: readonly string[], method: string, ...rest: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [inspector, "--cli", ...server, "--method", method, ...rest], {
    env: { PATH: process.env.PATH, HOME: folder },
    cwd: folder,
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [out, error, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out: out === "" ? {} : JSON.parse(out), error };
}

const call = (server: readonly string[], tool: string, input: Record<string, string> = {}): Promise<Outcome> =>
  inspect(
    server,
    ...["tools/call", "--tool-name", tool],
    ...Object.entries(input).flatMap(([name, value]) => ["--tool-arg", `${name}=${value}`]),
  ) as Promise<Outcome>;

let assay: Assay;
let serving: { url: string | null; close(): Promise<void> };
beforeAll(async () => {
  assay = createAssay({ db: join(folder, "http.db") }, { environment: {} });
  serving = await assay.serve({ port: 0, token });
});
afterAll(async () => {
  await serving.close();
  await assay.close();
  rmSync(folder, { recursive: true, force: true });
});

const http = (bearer: string): string[] => [
  ...["--transport", "http", "--server-url", serving.url!],
  ...["--header", `Authorization: Bearer ${bearer}`],
];
const request = "Generate 4 SFT examples on molarity";
type Call = [tool: string, input: Record<string, string>, expected: object];
const quote: Call = ["quote", { request }, { quote: { expectedUsd: 0 }, token: expect.any(String) }];
const read: Call = [
  ...(["fetch_document", { source: "handbook", id: "chemistry/stoichiometry" }] as const),
  { licence: { spdx: "CC0-1.0" } },
];
const transports: [string, () => string[], Call[]][] = [
  ["stdio", () => [process.execPath, main, "mcp", "--db", join(folder, "stdio.db")], [quote, read]],
  [
    "HTTP",
    () => http(token),
    [
      ["interpret", { request }, { spec: { trainingType: "sft", count: 4 } }],
      ["plan", { request }, { plan: { quote: { expectedUsd: 0 } } }],
      ["search_source", { source: "handbook", query: "mole ratio" }, { hits: expect.any(Array) }],
      ...[quote, read],
    ],
  ],
];

describe.each(transports)("the inspector on %s", (_name, server, calls) => {
  test("lists every tool with shapes of what comes and goes, and finds no error in them", async () => {
    const { code, out, error } = await inspect(server(), "tools/list", "--strict");
    expect(error).toMatch(/^0 errors/m);
    expect(code).toBe(0);
    const tools = out.tools as { name: string; inputSchema: object; outputSchema: object }[];
    expect(tools.map(({ name }) => name)).toEqual(names);
    for (const { name, inputSchema, outputSchema } of tools) {
      expect([inputSchema, outputSchema], name).toMatchObject([{ type: "object" }, { type: "object" }]);
    }
  });

  test("calls tools and gets structured content", async () => {
    await Promise.all(
      calls.map(async ([tool, input, expected]) => {
        const { code, out } = await call(server(), tool, input);
        expect([tool, code, out.structuredContent]).toMatchObject([tool, 0, expected]);
      }),
    );
  });
});

test("the inspector is told what is wrong as an error result", async () => {
  const { code, out } = await call(http(token), "status");
  expect(code).toBe(5);
  expect(out).toMatchObject({ isError: true, content: [{ text: expect.stringContaining("assay generate") }] });
});

test("the inspector without the token gets nothing", async () => {
  const { code, out } = await inspect(http("another"), "tools/list");
  expect(code).not.toBe(0);
  expect(out.tools).toBeUndefined();
});
