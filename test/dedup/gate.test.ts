import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ExportRow } from "../../schema/export.ts";
import { type DuplicateOptions, duplicateGate } from "../../src/dedup/index.ts";
import { createSemanticFinder } from "../../src/dedup/semantic.ts";
import { createShelf } from "../../src/dedup/shelf.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { openAssay, temporaryFolder } from "../support/assay.ts";
import { droppedBy } from "./texts.ts";

const type = { text: ({ prompt }: Record<string, unknown>) => ({ prompt, response: "" }) as never };
const rowOf = (id: string, prompt: string, qualityScore = 1): ExportRow =>
  ({ sample: { id, qualityScore, row: { prompt } }, evidence: [] }) as never;
async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function gateOver(rows: readonly ExportRow[], options: Omit<DuplicateOptions, "type">) {
  const gate = duplicateGate({ type, threads: 0, ...options });
  for (const row of rows) await gate.look?.(row);
  await gate.settle?.();
  return { reasons: rows.map((row) => gate.refuses(row)), findings: gate.findings() };
}

describe("the gate", () => {
  const rows = [
    rowOf("a", "Why is the sky blue?", 0.8),
    rowOf("b", "Why is it dark?"),
    rowOf("c", "why is the sky blue", 0.9),
  ];

  test.each(["exact", "near"] as const)("%s holds back the later row and lists it", async (method) => {
    const { reasons, findings } = await gateOver(rows, { method });
    expect(reasons).toEqual([null, null, "duplicate of another row"]);
    expect(findings).toMatchObject({
      rows: 3,
      kept: "first in index order",
      removed: { exact: 1, near: 0, semantic: 0 },
      duplicates: [{ sample: "c", of: "a", kind: "exact" }],
    });
  });

  test("the better row stays where that is asked for", async () => {
    const { reasons } = await gateOver(rows, { method: "near", keep: "best" });
    expect(reasons).toEqual(["duplicate of another row", null, null]);
  });

  test("a reference wins over every row, and its own duplicates are its own business", async () => {
    const prompts = ["WHY is the sky blue?", "Why is it dark?", "Why is it dark?"];
    const against = [{ name: "run old", prompts: () => each(prompts) }];
    const { reasons, findings } = await gateOver(rows, { method: "near", against, keep: "best" });
    expect(reasons).toEqual([
      "duplicate of a row of run old",
      "duplicate of a row of run old",
      "duplicate of a row of run old",
    ]);
    expect(findings).toMatchObject({ rows: 3, references: [{ name: "run old", rows: 3 }] });
  });
});

test("shingles that went to a file come back as they were", () => {
  const shelf = createShelf(64);
  const sets = Array.from({ length: 20 }, (_, at) =>
    Uint32Array.from({ length: at }, (_unused, step) => at * 100 + step),
  );
  for (const set of sets) shelf.put(set);
  let start = 0;
  for (const set of sets) {
    expect([...shelf.get(start, set.length)]).toEqual([...set]);
    start += set.length;
  }
  shelf.close();
});

test("semantic duplicates are those whose vectors point the same way", async () => {
  const vectors: Record<string, number[]> = { a: [1, 0], b: [0, 2], c: [5, 0.1], zero: [0, 0], nothing: [0, 0] };
  const finder = createSemanticFinder({
    model: "test/embedding",
    embed: async (texts) => texts.map((text) => Float32Array.from(vectors[text]!)),
  });
  expect(await droppedBy(finder, Object.keys(vectors))).toEqual([2]);
});

describe("an export", () => {
  test("holds back what another run or an exported file has, and says so", async () => {
    const assay = openAssay({ count: 6, type: "grpo", domain: "chemistry", seed: 5 });
    const first = await assay.generate("six rows");
    const second = await assay.generate("six rows");
    const out = temporaryFolder();
    const alone = await assay.export(second.run, { out, dedup: "near" });
    expect(alone).toMatchObject({ withheld: {}, files: [{ rows: 6 }] });
    const all = await assay.export(second.run, { out: temporaryFolder(), across: "all" });
    expect(all.withheld).toEqual({ [`duplicate of a row of run ${first.run}`]: 6 });
    const named = await assay.export(second.run, { out: temporaryFolder(), dedup: "exact", across: first.run });
    expect(Object.values(named.withheld)).toEqual([6]);
    const file = alone.files[0]!.path;
    const fromFile = await assay.export(first.run, { out: temporaryFolder(), across: file });
    expect(Object.values(fromFile.withheld)).toEqual([6]);
  });

  test("holds back rows that a benchmark contains", async () => {
    const assay = openAssay({ count: 4, type: "grpo", domain: "physics", seed: 6 });
    const { run } = await assay.generate("four rows");
    const prompts: string[] = [];
    for await (const { row } of assay.samples(run)) prompts.push(String(row.prompt));
    const file = join(temporaryFolder(), "leaked.jsonl");
    writeFileSync(
      file,
      prompts
        .slice(0, 2)
        .map((problem) => JSON.stringify({ problem }))
        .join("\n"),
    );
    const { files, withheld } = await assay.export(run, { out: temporaryFolder(), decontaminate: [file] });
    expect(withheld).toEqual({ "contaminated: shares text with leaked.jsonl": 2 });
    const left = readFileSync(files[0]!.path, "utf8");
    expect(prompts.map((prompt) => left.includes(JSON.stringify(prompt).slice(1, -1)))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test("compares by an embedding model when asked, through the ledger", async () => {
    const emulator = await startGeminiEmulator();
    onTestFinished(() => emulator.close());
    const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
    const assay = openAssay({ count: 5, type: "grpo", domain: "chemistry", model: "offline/expert" }, { environment });
    const { run } = await assay.generate("five rows on molar mass");
    const strict = await assay.export(run, { out: temporaryFolder(), semantic: "gemini-embedding-001" });
    expect(strict.withheld).toEqual({});
    const loose = { semantic: "gemini/gemini-embedding-001", semanticThreshold: 0.05 };
    const { withheld } = await assay.export(run, { out: temporaryFolder(), ...loose });
    expect(withheld).toEqual({ "semantic duplicate of another row": 4 });
    expect(emulator.count()).toBe(2);
    const { spend } = await assay.status(run);
    expect(spend.usd).toBeGreaterThan(0);
    const unable = assay.export(run, { out: temporaryFolder(), semantic: "offline/expert" });
    await expect(unable).rejects.toThrow(/offline\/expert gives no embeddings/);
  });
});
