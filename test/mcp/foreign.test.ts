import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openResearch, type ResearchOptions } from "../../mcp/pool.ts";
import type { McpServerConfig } from "../../mcp/servers.ts";
import { licenceAllowed } from "../../schema/licence.ts";
import type { ResearchClient } from "../../schema/source.ts";

const signal = new AbortController().signal;
const query = { query: "snark", limit: 3 };
// Waits of seconds take a hundredth of them.
const supervision = { sleep: (milliseconds: number) => sleep(milliseconds / 100), random: () => 0.5 };
let folder: string;
let opened: ResearchClient[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-foreign-"));
  opened = [];
});
afterEach(async () => {
  for (const research of opened) await research.close();
  rmSync(folder, { recursive: true, force: true });
});

const lines = (): string[] => readFileSync(join(folder, "log"), "utf8").trim().split("\n");

function open(mode: string, more: Partial<ResearchOptions> & { command?: string } = {}): ResearchClient {
  const args = [join(import.meta.dirname, "foreign-server.mjs"), mode, join(folder, "log")];
  const foreign: McpServerConfig = { command: more.command ?? process.execPath, args };
  const research = openResearch({
    sources: ["foreign"],
    servers: { foreign },
    now: () => new Date(),
    supervision,
    ...more,
  });
  opened.push(research);
  return research;
}

describe("a foreign server on stdio", () => {
  test("serves research, and its word on licences stays unverified", async () => {
    const research = open("good");
    expect((await research.search("foreign", query, signal))[0]?.id).toBe("snark");
    const { licence, attribution, document } = await research.fetch("foreign", "snark", signal);
    expect(document.text).toContain("foreign snark");
    expect(attribution).toBe("Snark by F. Oreign, CC0-1.0");
    expect(licence).toMatchObject({ spdx: "CC0-1.0", standing: "unverified", permissive: false });
    expect(licenceAllowed(licence, "any")).toBe(false);
    expect(research.sources()).toMatchObject([{ name: "foreign", offline: false, priority: 3 }]);
    expect(await research.health(signal)).toMatchObject([{ source: "foreign", state: "ready" }]);
  });

  test("a killed child is started again by the next call", async () => {
    const research = open("good");
    await research.search("foreign", query, signal);
    const [first] = lines();
    process.kill(Number(first), "SIGKILL");
    // At once, perhaps before the death was noticed, and again after.
    expect(await research.search("foreign", { ...query, limit: 2 }, signal)).toHaveLength(1);
    expect(await research.search("foreign", { ...query, limit: 1 }, signal)).toHaveLength(1);
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).not.toBe(first);
  });

  test("a client that is closed does not wait for the next start of a server", async () => {
    const research = open("dies-at-once", { supervision: undefined });
    await research.search("foreign", query, signal).catch(() => undefined);
    const waiting = research.search("foreign", query, signal).catch((error) => error);
    await research.close();
    expect(await waiting).toMatchObject({ code: "source/closed" });
  });

  test("a child that dies in every call is given up after a bounded number of starts", async () => {
    const research = open("dies-on-search");
    const failures: unknown[] = [];
    for (let call = 0; call < 8; call += 1)
      failures.push(await research.search("foreign", query, signal).catch((error) => error));
    for (const failure of failures) expect(failure).toMatchObject({ code: "source/closed" });
    expect(failures.at(-1)).toMatchObject({ retryable: false, message: expect.stringContaining("rests") });
    expect(lines().length).toBeLessThanOrEqual(5);
  });

  test.each(["dies-at-once", "missing"])("a child that cannot start (%s) is source/closed", async (mode) => {
    const research = open(mode, mode === "missing" ? { command: join(folder, "nothing") } : {});
    await expect(research.search("foreign", query, signal)).rejects.toMatchObject({ code: "source/closed" });
    expect(await research.health(signal)).toMatchObject([{ state: "down" }]);
  });

  test.each([
    ["other-names", /has no tool "search".*It has find, fetch, licence.*assay\.search\.tool/],
    ["writes", /"search" that is not marked read-only.*"tools": \["search"/],
  ])("a server whose tools are not ours is refused: %s", async (mode, message) => {
    const failure = await open(mode)
      .search("foreign", query, signal)
      .catch((error) => error);
    expect(failure).toMatchObject({ code: "source/unsuitable" });
    expect(failure.line).toMatch(message);
  });

  test("another shape, a wrong hash, endless pages and an error are told apart", async () => {
    await expect(open("other-shape").search("foreign", query, signal)).rejects.toThrow(
      /another shape than ours \(hits/,
    );
    await expect(open("refuses").search("foreign", query, signal)).rejects.toThrow(/we are shut/);
    await expect(open("wrong-hash").fetch("foreign", "snark", signal)).rejects.toThrow(/does not have the hash/);
    await expect(open("endless").fetch("foreign", "snark", signal)).rejects.toThrow(/do not follow one another/);
  });

  test("a slow call times out; a cancelled one says so and stops the work of the child", async () => {
    const research = open("slow", { timeoutMs: 2_000 });
    const controller = new AbortController();
    const call = research.search("foreign", query, controller.signal);
    setTimeout(() => controller.abort(), 1_200);
    await expect(call).rejects.toMatchObject({ code: "source/cancelled" });
    await expect.poll(() => lines()).toContain("aborted");
    await expect(research.search("foreign", query, signal)).rejects.toMatchObject({
      code: "source/timeout",
      retryable: true,
    });
  });

  test("the child sees none of our environment but what is listed, and its stderr goes to the log", async () => {
    process.env.ASSAY_TEST_SECRET = "hunter2";
    const log: string[] = [];
    await open("good", { onServerLog: (server, line) => log.push(`${server}: ${line}`) }).search(
      "foreign",
      query,
      signal,
    );
    delete process.env.ASSAY_TEST_SECRET;
    await expect.poll(() => log.join("")).toContain("foreign: asked for snark, secret is unknown");
  });
});
