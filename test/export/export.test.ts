import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ExportFile } from "../../schema/export.ts";
import { parseSplit, partOf } from "../../src/export/split.ts";
import { writeFiles } from "../../src/export/write.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";
import { heldMemory } from "../support/memory.ts";

async function* oneFile(path: string, lines: string[], failAt = Number.POSITIVE_INFINITY): AsyncGenerator<ExportFile> {
  async function* content() {
    for (const [index, line] of lines.entries()) {
      if (index === failAt) throw new Error("the disk went away");
      yield { data: `${line}\n`, rows: 1 };
    }
  }
  yield { path, content: content() };
}

describe("writing", () => {
  test("counts rows and bytes and leaves no partial file", async () => {
    const folder = temporaryFolder();
    const [file] = await writeFiles(join(folder, "new/deeper"), oneFile("a.jsonl", ["é", "b"]));
    expect(file).toMatchObject({ rows: 2, bytes: 5, path: join(folder, "new/deeper/a.jsonl") });
    expect(readdirSync(join(folder, "new/deeper"))).toEqual(["a.jsonl"]);
  });
  test("an export that breaks off leaves the earlier one whole and nothing that looks finished", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.jsonl"), "earlier\n");
    await expect(writeFiles(folder, oneFile("a.jsonl", ["x", "y"], 1))).rejects.toThrow("the disk went away");
    expect(readFileSync(join(folder, "a.jsonl"), "utf8")).toBe("earlier\n");
    expect(readdirSync(folder)).toEqual(["a.jsonl"]);
  });
  test("streams: a slow consumer of 200,000 rows never holds them all", async () => {
    const folder = temporaryFolder();
    const row = "x".repeat(500);
    async function* many(): AsyncGenerator<ExportFile> {
      async function* content() {
        for (let index = 0; index < 200_000; index++) {
          yield { data: `${row}\n`, rows: 1 };
          if (index % 20_000 === 0) most = Math.max(most, heldMemory() - before);
        }
      }
      yield { path: "big.jsonl", content: content() };
    }
    const before = heldMemory();
    let most = 0;
    const [file] = await writeFiles(folder, many());
    expect(file).toMatchObject({ rows: 200_000, bytes: 100_200_000 });
    expect(most).toBeLessThan(20_000_000);
  });
  test.each(["/proc/assay-export", "/dev/null/x"])("a folder that cannot be (%s) is one clear line", async (folder) => {
    await expect(writeFiles(folder, oneFile("a.jsonl", ["x"]))).rejects.toMatchObject({ code: "export/unwritable" });
  });
});

describe("splitting", () => {
  test.each(["100", "80/10", "50/50/50", "80/10/10/0", "a/b", "", "-10/110"])("%j is no split", (text) => {
    expect(() => parseSplit(text)).toThrow(expect.objectContaining({ code: "export/split" }));
  });
  test("variants of one problem never straddle", () => {
    const split = parseSplit("50/25/25");
    for (let n = 0; n < 200; n++) {
      const parts = [
        partOf(split, "stoichiometry", `What mass of CO2 comes from ${n}.5 g of C3H8 with ${n + 7} g of O2?`),
        partOf(split, "stoichiometry", `With ${n + 7} g of O2, burn ${n}.5 g of C3H8: find the mass of CO2.`),
      ];
      expect(new Set(parts).size, String(n)).toBe(1);
    }
    const a = partOf(split, "t", "Mix 12.5 g and 7 mL.");
    expect(partOf(split, "t", "To 7 mL add 12.5 g.")).toBe(a);
  });
  test("shares hold on average", () => {
    const split = parseSplit("80/10/10");
    const counts = { train: 0, validation: 0, test: 0 };
    for (let n = 0; n < 5_000; n++) counts[partOf(split, "t", `Add ${n} and ${n * 3}.`)] += 1;
    expect(counts.train / 5_000).toBeCloseTo(0.8, 1);
    expect(counts.test / 5_000).toBeCloseTo(0.1, 1);
  });
  test("an export in parts holds every row once, in index order", async () => {
    const assay = openAssay({ seed: 8, count: 30, type: "sft", domain: "physics" });
    const { run } = await assay.generate("thirty rows");
    const out = temporaryFolder();
    const { files } = await assay.export(run, { out, split: "70/15/15" });
    expect(files.map((file) => file.path.slice(out.length + 1))).toEqual([
      "train.jsonl",
      "validation.jsonl",
      "test.jsonl",
    ]);
    expect(files.reduce((sum, file) => sum + file.rows, 0)).toBe(30);
    const indexes = files.map(({ path }) =>
      readFileSync(path, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).provenance.index as number),
    );
    expect(indexes.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index));
    for (const part of indexes) expect(part).toEqual([...part].sort((a, b) => a - b));
  });
});

test("an export over one with other parts leaves none of these behind, but keeps what is not its own", async () => {
  const assay = openAssay({ seed: 8, count: 20, type: "sft", domain: "physics" });
  const { run } = await assay.generate("twenty rows");
  const out = join(temporaryFolder(), "data");
  await assay.export(run, { out, split: "50/25/25" });
  writeFileSync(join(out, "validation.jsonl"), "changed by hand\n");
  writeFileSync(join(out, "notes.txt"), "mine");
  await assay.export(run, { out });
  expect(readdirSync(out).sort()).toEqual(["notes.txt", "train.jsonl", "validation.jsonl"]);
  await assay.export(run, { out, format: "csv" });
  await assay.export(run, { out, container: "parquet" });
  expect(readdirSync(out).sort()).toEqual([
    ...["notes.txt", "train.csv", "train.jsonl", "train.parquet", "validation.jsonl"],
  ]);
  await assay.export(run, { out: join(out, "hf"), format: "hf", split: "50/50" });
  await assay.export(run, { out: join(out, "hf"), format: "hf" });
  expect(readdirSync(join(out, "hf/sft"))).toEqual(["train-00000-of-00001.parquet"]);
  expect(await assay.audit(join(out, "hf"))).toMatchObject({ passed: true, findings: [] });
});

test("an export over an earlier one replaces it whole", async () => {
  const assay = openAssay({ seed: 8, count: 3, type: "sft", domain: "physics" });
  const { run } = await assay.generate("three rows");
  const out = join(temporaryFolder(), "data");
  mkdirSync(out);
  const path = join(out, "train.jsonl");
  await assay.export(run, { out });
  writeFileSync(path, "changed");
  const { run: later } = await assay.generate("three rows more");
  await assay.export(later, { out });
  expect(readFileSync(path, "utf8").trimEnd().split("\n")).toHaveLength(3);
  expect(existsSync(`${path}.partial`)).toBe(false);
});

test.each([
  ["trl", "train.jsonl"],
  ["hf", "README.md"],
  ["hf", "LICENSE"],
])("an export as %s never replaces a %s that is not its own, unless told to", async (format, name) => {
  const assay = openAssay({ seed: 8, count: 3, type: "sft", domain: "physics" });
  const { run } = await assay.generate("three rows");
  const out = temporaryFolder();
  writeFileSync(join(out, name), "mine");
  await expect(assay.export(run, { out, format })).rejects.toMatchObject({ code: "export/foreign" });
  expect(readdirSync(out, { recursive: true }).filter((path) => !path.toString().endsWith("sft"))).toEqual([name]);
  expect(readFileSync(join(out, name), "utf8")).toBe("mine");
  await assay.export(run, { out, format, overwrite: true });
  expect(readFileSync(join(out, name), "utf8")).not.toBe("mine");
  await assay.export(run, { out, format });
});
