import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openResearch } from "../../mcp/pool.ts";
import { sources } from "../../mcp/sources/index.ts";
import { isAssayError } from "../../schema/error.ts";
import type { ResearchClient, Source } from "../../schema/source.ts";

/**
 * Asks every source for its known item, once, at its own pace, and says where its replies have drifted from the shapes
 * that assay reads. Needs ASSAY_CONTACT; keys are taken from the environment where a source has one.
 */
const contact = process.env.ASSAY_CONTACT;
const all: Source[] = Object.values(sources);
const drift: string[] = [];
let research: ResearchClient;

beforeAll(() => {
  if (contact === undefined) throw new Error("Set ASSAY_CONTACT to an address of yours: providers are told who asks.");
  const able = all.filter(({ auth }) => !auth?.required || process.env[auth.variable]);
  const names = able.map(({ name }) => name);
  research = openResearch({
    sources: names,
    contact,
    environment: process.env,
    now: () => new Date(),
    timeoutMs: 60_000,
  });
});
afterAll(async () => {
  await research?.close();
  console.log(["", "source | what drifted", ...(drift.length === 0 ? ["(none)"] : drift), ""].join("\n"));
});

const said = (error: unknown): string => (isAssayError(error) ? error.line : String(error));

describe.each(all)("$name", ({ name, probe, auth }) => {
  const missing = auth?.required && !process.env[auth.variable];
  const signal = new AbortController().signal;

  test.skipIf(missing)("finds something for its known query", async () => {
    const hits = await research.search(name, { query: probe.query, limit: 2 }, signal).catch((error: unknown) => {
      drift.push(`${name} | search: ${said(error)}`);
      throw error;
    });
    if (hits.length === 0) drift.push(`${name} | search: nothing for "${probe.query}"`);
    expect(hits.length).toBeGreaterThan(0);
  });

  test.skipIf(missing)("gives text and licence of an item", async () => {
    const [hit] = await research.search(name, { query: probe.query, limit: 2 }, signal);
    const read = await research.fetch(name, hit?.id ?? probe.id, signal).catch((error: unknown) => {
      drift.push(`${name} | fetch: ${said(error)}`);
      throw error;
    });
    expect(read.document.text.length).toBeGreaterThan(0);
    if (read.licence.evidence.length === 0) drift.push(`${name} | licence: no claim on ${read.document.url}`);
  });
});
