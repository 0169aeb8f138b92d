import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { passages } from "../../mcp/passages.ts";
import { FetchOutput, failureKey, LicenceOutput, SearchOutput } from "../../mcp/protocol.ts";
import { sha256 } from "../../schema/canonical.ts";
import { Evidence } from "../../schema/evidence.ts";
import { licenceAllowed } from "../../schema/licence.ts";
import type { ResearchClient } from "../../schema/source.ts";

/** What is known of a source's content, in life or in the emulator. */
export interface SourceFacts {
  source: string;
  /** Finds `id` among other hits. */
  query: string;
  id: string;
  absentQuery: string;
  absentId: string;
  spdx: string;
  urlPrefix: string;
}

/** A source behind one transport: as a raw MCP client, and as the research client of the machine. */
export interface ServedSource {
  /** Whether its word on licences is trusted: only what runs in this process is. */
  trusted: boolean;
  mcp: Client;
  research: ResearchClient;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

/** What every research source does, whatever it is and however it is reached. */
export function sourceConformance(transport: string, facts: SourceFacts, open: () => Promise<ServedSource>): void {
  describe(`${facts.source} over ${transport}`, () => {
    let served: ServedSource;
    beforeAll(async () => {
      served = await open();
    });
    afterAll(() => served?.close());

    const call = (name: string, input: Record<string, unknown>) => served.mcp.callTool({ name, arguments: input });
    const failureOf = (result: Awaited<ReturnType<typeof call>>): unknown =>
      (result._meta as Record<string, unknown>)?.[failureKey];

    test("has the three tools, read-only, with shapes of input and output", async () => {
      const { tools } = await served.mcp.listTools();
      expect(tools.map(({ name }) => name).sort()).toEqual(["fetch", "licence", "search"]);
      for (const tool of tools) {
        expect(tool.annotations).toMatchObject({ readOnlyHint: true, idempotentHint: true, destructiveHint: false });
        expect(tool.annotations?.openWorldHint).toBe(facts.source !== "handbook");
        expect(tool.outputSchema?.type).toBe("object");
        expect(tool.description).toBeTruthy();
      }
    });

    test("search finds the known item, keeps to the limit, and gives nothing for nonsense", async () => {
      const { hits } = SearchOutput.parse((await call("search", { query: facts.query })).structuredContent);
      expect(hits.map(({ id }) => id)).toContain(facts.id);
      const one = SearchOutput.parse((await call("search", { query: facts.query, limit: 1 })).structuredContent);
      expect(one.hits).toHaveLength(1);
      const none = SearchOutput.parse((await call("search", { query: facts.absentQuery })).structuredContent);
      expect(none.hits).toEqual([]);
    });

    test("pages join to the whole text, whatever their length", async () => {
      const whole = FetchOutput.parse((await call("fetch", { id: facts.id, maxChars: 200_000 })).structuredContent);
      expect(sha256(whole.text)).toBe(whole.document.sha256);
      expect(whole).toMatchObject({ offset: 0, nextOffset: null, totalChars: whole.text.length });
      let text = "";
      for (let offset: number | null = 0; offset !== null; ) {
        const reply = await call("fetch", { id: facts.id, offset, maxChars: 97 });
        const page = FetchOutput.parse(reply.structuredContent);
        expect(page.offset).toBe(text.length);
        expect(page.document.sha256).toBe(whole.document.sha256);
        expect(page.text.length).toBeLessThanOrEqual(98);
        text += page.text;
        offset = page.nextOffset;
      }
      expect(text).toBe(whole.text);
      const beyond = FetchOutput.parse((await call("fetch", { id: facts.id, offset: 10_000_000 })).structuredContent);
      expect(beyond).toMatchObject({ text: "", nextOffset: null });
    });

    test("the licence tool gives claims word for word, a verdict and an attribution", async () => {
      const { claims, verdict, attribution } = LicenceOutput.parse(
        (await call("licence", { id: facts.id })).structuredContent,
      );
      expect(claims.some(({ weight }) => weight === "strong")).toBe(true);
      expect(verdict).toMatchObject({ spdx: facts.spdx, standing: "verified" });
      expect(attribution).toContain(facts.spdx);
    });

    test("an absent item is NOT_FOUND in structured form, for each tool", async () => {
      for (const tool of ["fetch", "licence"]) {
        const result = await call(tool, { id: facts.absentId });
        expect(result.isError).toBe(true);
        expect(failureOf(result)).toMatchObject({ code: "NOT_FOUND", retryable: false });
      }
    });

    test("bad arguments and unknown tools are errors, not crashes", async () => {
      for (const [tool, input] of [
        ["search", { query: "" }],
        ["search", { query: "x", limit: 5_000 }],
        ["fetch", { id: facts.id, offset: -1 }],
        ["fetch", {}],
        ["write", { id: facts.id }],
      ] as const) {
        expect((await call(tool, input)).isError, tool).toBe(true);
      }
      expect((await call("fetch", { id: facts.id })).isError).toBeFalsy();
    });

    test("the research client gives a licensed document that proves itself", async () => {
      const { document, licence, attribution } = await served.research.fetch(facts.source, facts.id, signal);
      expect(document.id).toBe(facts.id);
      expect(document.url.startsWith(facts.urlPrefix)).toBe(true);
      expect(sha256(document.text)).toBe(document.sha256);
      expect(document.text).toBe(document.text.normalize("NFC"));
      expect(document.text).not.toMatch(/\r|\n{3}|127\.0\.0\.1/);
      expect(
        document.text.split("\n\n").every((paragraph) => paragraph.trim() !== "" && !paragraph.includes("\n")),
      ).toBe(true);
      expect(Number.isNaN(Date.parse(document.accessed))).toBe(false);
      expect(licence.spdx).toBe(facts.spdx);
      expect(licence.standing).toBe(served.trusted ? "verified" : "unverified");
      if (!served.trusted) expect(licenceAllowed(licence, "any")).toBe(false);
      expect(JSON.stringify([licence, attribution])).not.toContain("127.0.0.1");
      expect(attribution).toContain(document.title);
    });

    test("every passage is a substring of the document at its offsets", async () => {
      const licensed = await served.research.fetch(facts.source, facts.id, signal);
      const found = passages(licensed, facts.source, facts.query, 5);
      expect(found.length).toBeGreaterThan(0);
      for (const passage of found) {
        expect(Evidence.parse(passage)).toEqual(passage);
        expect(licensed.document.text.slice(passage.start, passage.end)).toBe(passage.text);
        expect(passage.sha256).toBe(sha256(passage.text));
      }
      expect(passages(licensed, facts.source, facts.query, 5)).toEqual(found);
    });

    test("search through the research client gives the same hits twice", async () => {
      const first = await served.research.search(facts.source, { query: facts.query, limit: 5 }, signal);
      expect(first.map(({ id }) => id)).toContain(facts.id);
      expect(await served.research.search(facts.source, { query: facts.query, limit: 5 }, signal)).toEqual(first);
      expect(await served.research.search(facts.source, { query: "  ", limit: 5 }, signal)).toEqual([]);
    });

    test("an absent item rejects with source/not-found", async () => {
      await expect(served.research.fetch(facts.source, facts.absentId, signal)).rejects.toMatchObject({
        code: "source/not-found",
        retryable: false,
      });
    });

    test("a call whose signal has fired rejects with source/cancelled", async () => {
      const query = { query: `${facts.query} unasked`, limit: 3 };
      await expect(served.research.search(facts.source, query, AbortSignal.abort())).rejects.toMatchObject({
        code: "source/cancelled",
      });
    });

    test("health says ready", async () => {
      expect(await served.research.health(signal)).toEqual([
        expect.objectContaining({ source: facts.source, state: "ready" }),
      ]);
    });

    test("a closed client says so", async () => {
      await served.research.close();
      await expect(served.research.fetch(facts.source, "another id", signal)).rejects.toMatchObject({
        code: "source/closed",
      });
    });
  });
}
