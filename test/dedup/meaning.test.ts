import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import type { ExportRow } from "../../schema/export.ts";
import { benchmarkTextLimit, embedBenchmarks } from "../../src/dedup/benchmark-vectors.ts";
import { type MeaningOptions, meaningGates } from "../../src/dedup/meaning-gate.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { openAssay, temporaryFolder } from "../support/assay.ts";

const type = { text: ({ prompt }: Record<string, unknown>) => ({ prompt, response: "" }) as never };
const rowOf = (id: string, prompt: string): ExportRow =>
  ({ sample: { id, qualityScore: 1, row: { prompt } }, evidence: [] }) as never;

function fileOf(name: string, content: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** A model whose vector is the counts of the words red, green and blue; notes what it was asked. */
function colours() {
  const asked: string[][] = [];
  const embed = async (texts: readonly string[]): Promise<Float32Array[]> => {
    asked.push([...texts]);
    const count = (text: string, word: string): number => text.split(word).length - 1;
    return texts.map((text) => Float32Array.of(count(text, "red"), count(text, "green"), count(text, "blue")));
  };
  return { model: "test/colours", embed, asked };
}

async function gateOver(rows: readonly ExportRow[], options: MeaningOptions) {
  const gate = meaningGates(options)(type);
  for (const row of rows) await gate.look?.(row);
  await gate.settle?.();
  return { refused: rows.flatMap((row) => (gate.refuses(row) ? [row.sample.id] : [])), findings: gate.findings() };
}

describe("contamination by meaning", () => {
  test("is found from the threshold on, and the card gets file, item, similarity, model and pairs", async () => {
    const lines = [
      { id: "q-1", question: "one two three four blue", choices: ["red", "green"] },
      { id: "q-2", question: "one two red red red green green green green" },
    ];
    const content = lines.map((line) => JSON.stringify(line)).join("\n");
    const { model, embed, asked } = colours();
    const options = { model, embed, files: [fileOf("colours.jsonl", content)] };
    // The cosine of (1, 0, 0) and (3, 4, 0) is 0.6, that of (0, 1, 0) and (3, 4, 0) is 0.8; whole vectors count, not their length.
    const rows = [
      rowOf("red", "red red red"),
      rowOf("green", "green"),
      rowOf("both", "red red red green green green green"),
      rowOf("none", "no colour at all"),
      rowOf("blank", " "),
    ];
    const { refused, findings } = await gateOver(rows, { ...options, threshold: 0.8 });
    expect(refused).toEqual(["green", "both"]);
    expect(findings).toMatchObject({
      model: "test/colours",
      threshold: 0.8,
      benchmarks: [{ file: "colours.jsonl", sha256: sha256(content), items: 2, texts: 2 }],
      rows: 5,
      pairs: 8,
      removed: 2,
      removedBy: { "colours.jsonl": 2 },
      closestKept: 0.6,
      matches: [
        { sample: "green", benchmark: "colours.jsonl", item: 2, similarity: 0.8 },
        { sample: "both", benchmark: "colours.jsonl", item: 2, similarity: 1 },
      ],
    });
    expect(asked[0], "labels and choices are not asked for").toEqual(lines.map(({ question }) => question));
    expect((await gateOver(rows, { ...options, threshold: 0.800001 })).refused).toEqual(["both"]);
    expect((await gateOver(rows, { ...options, threshold: 0.6 })).refused).toEqual(["red", "green", "both"]);
    expect((await gateOver(rows, { ...options, threshold: 1 })).refused, "equal directions are 1").toEqual(["both"]);
  });

  test("a short item counts as a whole, a repeated text once, and equally close items by the first", async () => {
    const { asked, ...model } = colours();
    const files = [fileOf("a.txt", "red\nred\nred red\n"), fileOf("b.jsonl", `{"q":"red","a":"blue"}\n{"q":"red"}`)];
    const { findings } = await gateOver([rowOf("x", "red")], { ...model, files });
    expect(asked[0]).toEqual(["red", "red red", "red\nblue"]);
    expect(findings).toMatchObject({
      benchmarks: [
        { items: 3, texts: 2 },
        { items: 2, texts: 1 },
      ],
      matches: [{ benchmark: "a.txt", item: 1, similarity: 1 }],
    });
  });

  test.each([
    ["empty.txt", ""],
    ["blank.jsonl", '{"question":" "}\n'],
  ])("a benchmark without text (%s) is refused, and the model asked nothing", async (name, content) => {
    const { asked, ...model } = colours();
    const gate = gateOver([rowOf("x", "red")], { ...model, files: [fileOf(name, content)] });
    await expect(gate).rejects.toMatchObject({ code: "export/benchmark", message: expect.stringContaining(name) });
    expect(asked).toEqual([]);
  });

  test("training types share the benchmark's vectors, and rows come in batches", async () => {
    const { asked, ...model } = colours();
    const make = meaningGates({ ...model, files: [fileOf("a.txt", "red")] });
    for (const gate of [make(type), make(type)]) {
      for (let row = 0; row < 65; row++) await gate.look?.(rowOf(`${row}`, "green"));
      await gate.settle?.();
      await gate.settle?.();
      expect(gate.findings()).toMatchObject({ rows: 65, pairs: 65, removed: 0 });
    }
    expect(asked.map((texts) => texts.length)).toEqual([1, 64, 1, 64, 1]);
  });

  test("limits are said before anything is asked of the model", async () => {
    const { asked, ...model } = colours();
    const many = fileOf("many.txt", Array.from({ length: benchmarkTextLimit + 1 }, (_, at) => `item ${at}`).join("\n"));
    await expect(embedBenchmarks([many], model)).rejects.toThrow(/more than 50000 texts/);
    expect(asked).toEqual([]);
    const wide = { model: "test/wide", embed: async () => [new Float32Array(benchmarkTextLimit * 768 + 1)] };
    const one = fileOf("one.txt", "red");
    await expect(embedBenchmarks([one], wide)).rejects.toThrow(/gives 38400001 numbers for each of 1 texts/);
    expect(() => meaningGates({ ...model, files: [] })).toThrow(/needs a benchmark file/);
    for (const threshold of [0, -1, 1.01, Number.NaN]) {
      expect(() => meaningGates({ ...model, files: [one], threshold })).toThrow(/lies above 0 and is at most 1/);
    }
    await expect(gateOver([rowOf("x", "red")], { ...model, files: ["/nowhere/none.txt"] })).rejects.toThrow(/ENOENT/);
  });

  test("vectors of another length are refused, not compared", async () => {
    let length = 2;
    const embed = async (texts: readonly string[]) => texts.map(() => new Float32Array(length++).fill(1));
    const options = { model: "test/odd", embed, files: [fileOf("a.txt", "red")] };
    await expect(gateOver([rowOf("x", "red")], options)).rejects.toThrow(/vectors of 2 and of 3 numbers/);
  });
});

describe("an export", () => {
  const embedding = "gemini/gemini-embedding-001";

  test("holds back a paraphrase that word runs miss, in equal bytes each time, and the folder passes its audit", async () => {
    const emulator = await startGeminiEmulator();
    onTestFinished(() => emulator.close());
    const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
    const assay = openAssay({ count: 5, type: "grpo", domain: "chemistry", model: "offline/expert" }, { environment });
    const { run } = await assay.generate("five rows on molar mass");
    const prompts: string[] = [];
    for await (const { row } of assay.samples(run)) prompts.push(String(row.prompt));
    // The emulator's vectors count words, so the same words in another order mean the same to it.
    const turned = prompts[2]!.split(" ").reverse().join(" ");
    const file = fileOf(
      "turned.jsonl",
      `${JSON.stringify({ problem: "What is the capital of France today?" })}\n${JSON.stringify({ problem: turned })}\n`,
    );
    const words = await assay.export(run, { out: temporaryFolder(), decontaminate: [file] });
    expect(words.withheld).toEqual({});
    expect(emulator.count()).toBe(0);

    const both = {
      format: "hf",
      decontaminate: [file],
      decontaminateSemantic: embedding,
      decontaminateThreshold: 0.99,
    };
    const folders = [join(temporaryFolder(), "one"), join(temporaryFolder(), "two")] as const;
    for (const out of folders) {
      const { withheld } = await assay.export(run, { ...both, out });
      expect(withheld).toEqual({ "contaminated: means nearly the same as an item of turned.jsonl": 1 });
    }
    const spend = (await assay.status(run)).spend;
    expect(spend.usd).toBeGreaterThan(0);
    expect(emulator.count(), "benchmark and rows, twice").toBe(4);
    const read = (path: string) => folders.map((folder) => readFileSync(join(folder, path), "utf8"));
    for (const path of ["grpo/train-00000-of-00001.parquet", "statistics.json"]) {
      expect(read(path)[0]).toBe(read(path)[1]);
    }
    const gates = read("assay.lock.json").map((text) => JSON.parse(text).gates);
    expect(gates[0]).toEqual(gates[1]);
    expect(gates[0]["semantic-contamination"]).toMatchObject({
      model: embedding,
      threshold: 0.99,
      rows: 5,
      pairs: 10,
      matches: [{ benchmark: "turned.jsonl", item: 2, similarity: 1 }],
      audit: expect.stringContaining("given by the model"),
    });
    expect(read("README.md")[0]).toContain("semantic-contamination");
    const alone = openAssay({ db: join(temporaryFolder(), "none.db") });
    expect(await alone.audit(folders[0])).toMatchObject({ passed: true, rows: 4 });
  }, 30_000);

  test("says what is missing: a key, a model, a file", async () => {
    const assay = openAssay({ count: 2, type: "grpo", domain: "chemistry" });
    const { run } = await assay.generate("two rows");
    const decontaminate = [fileOf("a.txt", "What is the molar mass of water?")];
    const refusal = (options: object) => assay.export(run, { out: temporaryFolder(), ...options });
    await expect(refusal({ decontaminate, decontaminateSemantic: embedding })).rejects.toMatchObject({
      code: "model/auth",
    });
    await expect(refusal({ decontaminate, decontaminateSemantic: "gemini/none" })).rejects.toThrow(
      /"gemini\/none" is not known/,
    );
    await expect(refusal({ decontaminate, decontaminateSemantic: "offline/expert" })).rejects.toThrow(
      /gives no embeddings/,
    );
    await expect(refusal({ decontaminateSemantic: "offline/expert" })).rejects.toThrow(/needs a benchmark file/);
    await expect(refusal({ decontaminate, decontaminateThreshold: 0.9 })).rejects.toThrow(/needs a model/);
  });
});
