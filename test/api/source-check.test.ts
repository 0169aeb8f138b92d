import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openResearch } from "../../mcp/pool.ts";
import { parseMcpServers } from "../../mcp/servers.ts";
import type { ConfigInput } from "../../schema/config.ts";
import type { RunEvent } from "../../schema/event.ts";
import { withoutDownSources } from "../../src/source-check.ts";
import { startSourcesEmulator } from "../emulators/sources/server.ts";
import { hurriedClock, openAssay, temporaryFolder } from "../support/assay.ts";

const request = "Generate 2 GRPO examples for stoichiometry";
const program = resolve(import.meta.dirname, "../mcp/foreign-server.mjs");
const server = (mode: string, log: string, ...more: string[]) => ({
  command: process.execPath,
  args: [program, mode, log, ...more],
});

async function run(config: ConfigInput, sourceBaseUrls: Record<string, string> = {}) {
  const assay = openAssay(config, { clock: hurriedClock, sourceBaseUrls });
  return { assay, summary: await assay.generate(request) };
}

test("a run over the handbook starts no server and asks no source", async () => {
  const emulator = await startSourcesEmulator();
  const log = join(temporaryFolder(), "log");
  writeFileSync(log, "");
  const { summary } = await run(
    { contact: "tests@example.org", mcpServers: { mine: server("good", log) }, sources: ["handbook"] },
    emulator.baseUrls,
  );
  expect(summary.approved).toBe(2);
  expect(readFileSync(log, "utf8")).toBe("");
  expect(emulator.requests).toEqual([]);
  await emulator.close();
});

test("a source that was named and is down stops the run before anything is recorded", async () => {
  const log = join(temporaryFolder(), "log");
  const mcpServers = { mine: server("dies-at-once", log) };
  const assay = openAssay({ mcpServers, sources: ["handbook", "mine"] }, { clock: hurriedClock });
  await expect(assay.generate(request)).rejects.toMatchObject({
    code: "source/down",
    message: expect.stringContaining('"mine" is down'),
    hint: expect.stringContaining("--sources"),
  });
  await expect(assay.runs()).rejects.toMatchObject({ code: "store/missing" });
});

test("a planned source that nobody named and that is down is gone round, with a warning; one that answers is kept", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "log");
  const servers = parseMcpServers({ servers: { dead: server("dies-at-once", log), mine: server("good", log) } }, {});
  const research = openResearch({ sources: undefined, servers, now: () => new Date() });
  onTestFinished(() => research.close());
  const events: RunEvent[] = [];
  const signal = new AbortController().signal;
  const check = (planned: string[], named: string[]) =>
    withoutDownSources(research, planned, named, (event) => events.push(event), signal);
  expect(await check(["handbook"], [])).toEqual(["handbook"]);
  expect(existsSync(log)).toBe(false);
  expect(await check(["dead", "handbook", "mine"], [])).toEqual(["handbook", "mine"]);
  expect(events).toMatchObject([
    { type: "warning", code: "source/down", message: expect.stringContaining('"dead" is down, so the run goes round') },
  ]);
});

test("what was trusted is kept in the database: a changed tool is told, shown and approved", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "log");
  const research = {
    search: { tool: "find_notes", query: "words", hits: "found.list", id: "key" },
    fetch: { tool: "read_note", id: "key", text: "body" },
  };
  const open = (...described: string[]) =>
    openAssay({
      db: join(folder, "assay.db"),
      sources: ["notes"],
      mcpServers: { notes: { ...server("notes", log, ...described), assay: research } },
    });
  const health = async (assay: ReturnType<typeof open>) => (await assay.doctor()).sources;
  const first = open();
  expect(await health(first)).toMatchObject([{ state: "ready" }]);
  await first.close();
  const second = open("Finds notes, and more.");
  expect(await health(second)).toMatchObject([{ state: "down", detail: expect.stringContaining("notes__find_notes") }]);
  const change = { tool: "notes__find_notes", before: { description: "Finds notes." } };
  expect(await second.approveSource("notes", { dryRun: true })).toMatchObject([change]);
  expect(await second.approveSource("notes")).toMatchObject([change]);
  await second.close();
  expect(await health(open("Finds notes, and more."))).toMatchObject([{ state: "ready" }]);
});

test("secrets of a server's entry are neither recorded with a run nor shown", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "mcp.json");
  const entry = { ...server("notes", join(folder, "log")), env: { KEY: "hunter2" }, disabled: true };
  writeFileSync(file, JSON.stringify({ servers: { other: entry } }));
  const config = { mcpConfig: file, mcpServers: { mine: entry }, sources: ["handbook"], db: join(folder, "assay.db") };
  const { assay, summary } = await run(config);
  expect(JSON.stringify([await assay.status(summary.run), await assay.doctor()])).not.toContain("hunter2");
  await assay.close();
  expect(readFileSync(config.db).includes("hunter2")).toBe(false);
});

test("the file of another host adds its servers, and one that cannot be read is named without a word of it", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "mcp.json");
  writeFileSync(file, JSON.stringify({ servers: { mine: server("good", join(folder, "log")) } }));
  expect((await openAssay({ mcpConfig: file, sources: ["mine"] }).doctor()).sources).toMatchObject([
    { source: "mine", state: "ready", tools: ["mine__search", "mine__fetch", "mine__licence"] },
  ]);
  writeFileSync(file, '{"KEY": hunter2');
  const [told] = (await openAssay({ mcpConfig: file }).doctor()).sources;
  expect(told).toMatchObject({ state: "down", detail: expect.stringContaining(`${file} is not valid JSON`) });
  expect(told!.detail).not.toContain("hunter2");
});

test("the terms of a network source are told once for each database, and none of the handbook", async () => {
  const emulator = await startSourcesEmulator();
  onTestFinished(() => emulator.close());
  const db = join(temporaryFolder(), "assay.db");
  const told = async () => {
    const assay = openAssay(
      { db, sources: ["wikipedia", "handbook"], contact: "tests@example.org", licencePolicy: "sharealike" },
      { clock: hurriedClock, sourceBaseUrls: emulator.baseUrls },
    );
    const running = assay.generate(request);
    const decisions: string[] = [];
    for await (const event of running) {
      if (event.type === "decision") decisions.push(`${event.decision}: ${event.reason}`);
    }
    await running;
    await assay.close();
    return decisions.filter((decision) => decision.startsWith("terms of"));
  };
  expect(await told()).toEqual([expect.stringMatching(/^terms of Wikipedia: Text under CC BY-SA/)]);
  expect(await told()).toEqual([]);
});
