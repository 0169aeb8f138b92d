import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dataFiles } from "../../src/dataset/folder.ts";
import { readJsonLines } from "../../src/dataset/jsonl.ts";
import { contentHashOf, exportedRow } from "../../src/dataset/row.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";

async function all(rows: AsyncIterable<Record<string, unknown>>): Promise<Record<string, unknown>[]> {
  const list = [];
  for await (const row of rows) list.push(row);
  return list;
}

describe("JSON Lines", () => {
  test("keep line separators inside strings, and lines longer than a chunk", async () => {
    const path = join(temporaryFolder(), "rows.jsonl");
    const rows = [{ prompt: "a\u2028b\u2029c" }, { prompt: "ü".repeat(400_000) }, { prompt: "last" }];
    writeFileSync(path, `${rows.map((row) => JSON.stringify(row)).join("\n\n")}`);
    expect(await all(readJsonLines(path))).toEqual(rows);
  });

  test.each([
    ['{"a":1}\n{"a":', 2],
    ["[1]\n", 1],
    ["\n\nnull", 3],
  ])("say which line is none: %j", async (text, line) => {
    const path = join(temporaryFolder(), "rows.jsonl");
    writeFileSync(path, text);
    await expect(all(readJsonLines(path))).rejects.toMatchObject({
      code: "export/unreadable",
      message: expect.stringContaining(`Line ${line} of`),
    });
  });
});

describe("a folder", () => {
  test("gives each row the origin that stands in the file beside its own, and no row twice", async () => {
    const folder = temporaryFolder();
    const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join("\n");
    writeFileSync(join(folder, "train.jsonl"), lines([{ a: 1 }, { a: 2 }, { a: 3 }]));
    writeFileSync(join(folder, "train.provenance.jsonl"), lines([{ id: "x" }, { id: "y" }]));
    const rows = [{ a: 1, provenance: { id: "x" } }, { a: 2, provenance: { id: "y" } }, { a: 3 }];
    for (const place of [folder, join(folder, "train.jsonl")]) {
      const files = await dataFiles(place);
      expect(files.map(({ path }) => path)).toEqual(["train.jsonl"]);
      expect(await all(files[0]!.read())).toEqual(rows);
    }
  });

  test("is read in the order of its files; hidden, unfinished and accompanying files are left out, twins read once", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "sft"));
    for (const name of [
      "sft/train.jsonl",
      "sft/train.parquet",
      ".hidden.jsonl",
      "b.jsonl.partial",
      "evidence.jsonl",
      "a.jsonl",
    ]) {
      writeFileSync(join(folder, name), "");
    }
    expect((await dataFiles(folder)).map((file) => file.path)).toEqual(["a.jsonl", "sft/train.jsonl"]);
  });

  test("without rows is an error that says what was expected", async () => {
    await expect(dataFiles(temporaryFolder())).rejects.toThrow("expected files in .jsonl or .parquet");
  });

  test("with a cut-off Parquet file is an error, and a place that is not there too", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "train.parquet"), "PAR1 and no more");
    const assay = openAssay();
    await expect(assay.stats(folder)).rejects.toMatchObject({ code: "export/unreadable" });
    await expect(assay.stats("./no/such/folder")).rejects.toMatchObject({ code: "run/not-found" });
  });
});

describe("a row", () => {
  test("is the same with its provenance as an object, as text, or as columns", () => {
    const provenance = {
      id: "r1",
      topic: "chemistry",
      sub_topic: "pH",
      difficulty: "easy",
      quality_score: 0.9,
      verdict: "approved",
      licence: "MIT",
    };
    const columns = { prompt: "Q", completion: "A" };
    const first = exportedRow({ ...columns, provenance }, "sft");
    expect(first).toMatchObject({
      id: "r1",
      subTopic: "pH",
      quality: 0.9,
      verdict: "approved",
      licence: "MIT",
      prompt: "Q",
    });
    expect(exportedRow({ ...columns, provenance: JSON.stringify(provenance) }, "sft")).toEqual(first);
    expect(exportedRow({ ...columns, ...provenance }, "sft")).toEqual(first);
  });

  test("has a content hash of what is trained on: nulls and descriptions do not matter, texts do", () => {
    const hash = contentHashOf({ prompt: "Q", completion: "A" });
    expect(contentHashOf({ completion: "A", prompt: "Q", tools: null, difficulty: "hard" })).toBe(hash);
    expect(contentHashOf({ prompt: "Q", completion: "a" })).not.toBe(hash);
  });
});
