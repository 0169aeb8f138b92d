import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { handbook } from "../../mcp/handbook/index.ts";
import { openResearch, type ResearchOptions } from "../../mcp/pool.ts";
import { sourceNames, sources } from "../../mcp/sources/index.ts";
import { licenceAllowed } from "../../schema/licence.ts";
import type { ResearchClient, Source } from "../../schema/source.ts";
import { type SourcesEmulator, startSourcesEmulator } from "../emulators/sources/server.ts";

const signal = new AbortController().signal;
const root = resolve(import.meta.dirname, "../..");
let emulator: SourcesEmulator;
let opened: ResearchClient[];
beforeEach(async () => {
  emulator = await startSourcesEmulator();
  opened = [];
});
afterEach(async () => {
  for (const research of opened) await research.close();
  await emulator.close();
});

function open(options: Partial<ResearchOptions> = {}): ResearchClient {
  const research = openResearch({ sources: undefined, now: () => new Date(), baseUrls: emulator.baseUrls, ...options });
  opened.push(research);
  return research;
}
const names = (research: ResearchClient): string[] => research.sources().map(({ name }) => name);

describe("which sources are open", () => {
  test("without a contact only what works offline, with one all of the house, and every configured server", () => {
    expect(names(open())).toEqual(["handbook"]);
    expect(names(open({ contact: "tests@example.org" }))).toEqual([
      "handbook",
      "wikipedia",
      "arxiv",
      "europepmc",
      "nasa-ntrs",
      "gov-uk",
      "federal-register",
    ]);
    expect(names(open({ servers: { mine: { command: "mine", args: [] } } }))).toEqual(["handbook", "mine"]);
    expect(names(open({ servers: { handbook: { command: "x", args: [], disabled: true } } }))).toEqual([]);
    expect(names(open({ sources: ["arxiv", "arxiv"] }))).toEqual(["arxiv"]);
  });

  test("a built-in source may be configured under another name", async () => {
    const research = open({ sources: ["book"], servers: { book: { type: "builtin", source: "handbook" } } });
    expect((await research.fetch("book", "chemistry/stoichiometry", signal)).licence.standing).toBe("verified");
  });

  test("a source that the caller brought is served and judged like ours, and wins over one of the same name", async () => {
    const brought = { ...sources.handbook, title: "My book", licence: async () => [] };
    const research = open({ brought: { handbook: brought } });
    expect(research.sources()).toMatchObject([{ name: "handbook", title: "My book" }]);
    const { licence } = await research.fetch("handbook", "chemistry/stoichiometry", signal);
    expect(licence).toMatchObject({ spdx: "NOASSERTION", standing: "unverified" });
  });

  test("an unknown name is a mistake of the user's, told with the known ones", () => {
    expect(() => open({ sources: ["wikipaedia"] })).toThrow(
      expect.objectContaining({ code: "config/sources", hint: expect.stringContaining("wikipedia") }),
    );
    expect(() => open({ servers: { x: { type: "builtin", source: "none" } } })).toThrow(
      expect.objectContaining({ code: "config/servers" }),
    );
  });

  test("a network source without a contact refuses with the way to set one, and health says so", async () => {
    const research = open({ sources: ["wikipedia"] });
    const refusal = {
      code: "source/contact",
      hint: expect.stringMatching(/--contact you@example\.org or ASSAY_CONTACT/),
    };
    await expect(research.search("wikipedia", { query: "x", limit: 1 }, signal)).rejects.toMatchObject(refusal);
    await expect(research.fetch("wikipedia", "x", signal)).rejects.toMatchObject(refusal);
    expect(await research.health(signal)).toMatchObject([
      { state: "down", detail: expect.stringContaining("--contact") },
    ]);
    expect(emulator.requests).toEqual([]);
  });

  test("a source that is not open is source/unknown", async () => {
    await expect(open().search("arxiv", { query: "x", limit: 1 }, signal)).rejects.toMatchObject({
      code: "source/unknown",
    });
  });
});

describe("calls", () => {
  test("equal calls at once share one fetch, later ones come from memory, and nobody's cancelling harms the others", async () => {
    const research = open({ sources: ["wikipedia"], contact: "tests@example.org" });
    const controller = new AbortController();
    const given = research.fetch("wikipedia", "Fault away-once", controller.signal);
    const others = [1, 2, 3].map(() => research.fetch("wikipedia", "Fault away-once", signal));
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: "source/cancelled" });
    const [first, second] = await Promise.all(others);
    expect(first).toBe(second);
    expect(await research.fetch("wikipedia", "Fault away-once", signal)).toBe(first);
    // One refused, one article, one licence.
    expect(emulator.requests).toHaveLength(3);
  });

  test("when everybody who waits has gone the request is stopped and the next call begins anew", async () => {
    const research = open({ sources: ["wikipedia"], contact: "tests@example.org" });
    const controller = new AbortController();
    const call = research.fetch("wikipedia", "Fault slow", controller.signal);
    await expect.poll(() => emulator.requests.length).toBe(1);
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: "source/cancelled" });
    const again = new AbortController();
    const next = research.fetch("wikipedia", "Fault slow", again.signal);
    await expect.poll(() => emulator.requests.length).toBe(2);
    again.abort();
    await expect(next).rejects.toMatchObject({ code: "source/cancelled" });
  });

  test("a call that takes too long is a timeout, not a cancellation", async () => {
    const research = open({ sources: ["wikipedia"], contact: "tests@example.org", timeoutMs: 150 });
    await expect(research.fetch("wikipedia", "Fault slow", signal)).rejects.toMatchObject({
      code: "source/timeout",
      retryable: true,
    });
  });

  test("failures are not remembered", async () => {
    const research = open({ sources: ["wikipedia"], contact: "tests@example.org" });
    await expect(research.fetch("wikipedia", "Fault broken-once", signal)).rejects.toMatchObject({
      code: "source/upstream",
    });
    await research.fetch("wikipedia", "Fault broken-once", signal);
  });

  test("twenty thousand fetches of the handbook cost next to nothing", async () => {
    const research = open();
    for (let row = 0; row < 20_000; row += 1) await research.fetch("handbook", "chemistry/stoichiometry", signal);
  });
});

describe("the handbook", () => {
  const folder = join(root, "mcp/handbook");
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter(
    (file) => file.includes("/") && file.endsWith(".ts"),
  );

  test("every entry file is in the index under the id of its path", () => {
    expect(handbook.map(({ id }) => id).sort()).toEqual(files.map((file) => file.replace(/\.ts$/, "")).sort());
  });

  test.each(handbook.map((entry) => [entry.id, entry] as const))(
    "%s can be found, read and used",
    async (id, entry) => {
      expect(id.startsWith(`${entry.domain.replaceAll(" ", "-")}/`)).toBe(true);
      const research = open();
      const hits = await research.search("handbook", { query: `${entry.domain} ${entry.title}`, limit: 3 }, signal);
      expect(hits.map((hit) => hit.id)).toContain(id);
      const { document, licence } = await research.fetch("handbook", id, signal);
      expect(document.text.split("\n\n")).toHaveLength(entry.paragraphs.length + 1);
      expect(licenceAllowed(licence, "permissive")).toBe(true);
    },
  );

  test("two clients at different times read the same document", async () => {
    const read = (now: string) =>
      open({ now: () => new Date(now) }).fetch("handbook", "chemistry/stoichiometry", signal);
    expect(await read("2026-01-01")).toEqual(await read("2031-01-01"));
  });
});

describe("declarations", () => {
  test.each(Object.entries<Source>(sources))(
    "%s is declared under its own name, with terms and hosts",
    (name, source) => {
      expect(source.name).toBe(name);
      expect(source.terms).toMatch(/\.$/);
      expect(source.offline).toBe(source.hosts.length === 0);
    },
  );

  test("the list of names is the registry", () => {
    expect(sourceNames).toEqual(Object.keys(sources));
  });
});

describe("importing the pool", () => {
  test("loads neither the MCP SDK nor undici nor a parser: they come with the first call", () => {
    const heavy = /^(?:@modelcontextprotocol|undici|cheerio|fast-xml-parser|express)/;
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file) || !statSync(file).isFile()) return;
      seen.add(file);
      for (const [, specifier] of readFileSync(file, "utf8").matchAll(
        /^(?:import|export) (?!type)[^;]*?from "([^"]+)";/gm,
      )) {
        if (specifier!.startsWith(".")) visit(resolve(dirname(file), specifier!));
        else packages.add(specifier!);
      }
    };
    visit(join(root, "mcp/pool.ts"));
    expect([...packages].filter((name) => heavy.test(name))).toEqual([]);
    expect([...seen].map((file) => relative(root, file))).toContain("mcp/sources/arxiv.ts");
  });
});
