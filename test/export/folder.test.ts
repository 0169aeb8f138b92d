import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createAssay } from "../../src/assay.ts";
import type { Assay, AuditReport } from "../../src/index.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";
import { validateHf } from "./validators/hf.ts";

const away = mkdtempSync(join(tmpdir(), "assay-folder-"));
let grpo: string;
let sft: string;
const options = { environment: {} };
const settings = { db: join(away, "assay.db"), seed: 4 };

/** A copy of the folder that a test may damage. */
function copy(): string {
  const folder = join(temporaryFolder(), "data");
  cpSync(join(away, "data"), folder, { recursive: true });
  return folder;
}

/** Audits without a database, as whoever downloads the folder does. */
async function auditAlone(folder: string): Promise<AuditReport> {
  return openAssay({ db: join(temporaryFolder(), "none.db") }).audit(folder);
}

const edit = (path: string, change: (text: string) => string): void =>
  writeFileSync(path, change(readFileSync(path, "utf8")));

beforeAll(async () => {
  const assay: Assay = createAssay({ ...settings, count: 12, type: "grpo", domain: "chemistry" }, options);
  grpo = (await assay.generate("twelve rows")).run;
  await assay.close();
  const other = createAssay({ ...settings, count: 6, type: "sft", domain: "physics" }, options);
  sft = (await other.generate("six rows")).run;
  await other.export([grpo, sft], { format: "hf", out: join(away, "data"), split: "50/50" });
  await other.close();
  return () => rmSync(away, { recursive: true, force: true });
}, 60_000);

describe("a folder of two runs", () => {
  test("has one configuration a training type and passes the Hub's rules", async () => {
    const folder = join(away, "data");
    expect(readdirSync(folder).sort()).toEqual([
      ...["ATTRIBUTION.md", "LICENSE", "README.md", "assay.lock.json", "croissant.json", "evidence.jsonl"],
      ...["grpo", "sft", "statistics.json"],
    ]);
    expect(await validateHf(join(folder, "README.md"), "prompt-only", "conversational")).toEqual(
      expect.not.arrayContaining([expect.stringContaining("croissant")]),
    );
    const statistics = JSON.parse(readFileSync(join(folder, "statistics.json"), "utf8"));
    expect(statistics).toMatchObject({ rows: 18, verdicts: { approved: 18 } });
    const parts = (config: string) => statistics.configs[config].train + statistics.configs[config].validation;
    expect([parts("grpo"), parts("sft")]).toEqual([12, 6]);
  });
  test("says that offline rows are procedural, and what the rows rest on", () => {
    const card = readFileSync(join(away, "data/README.md"), "utf8");
    expect(card).toContain("is no language model: its rows are procedural");
    expect(card).toContain("license: cc0-1.0");
    expect(readFileSync(join(away, "data/ATTRIBUTION.md"), "utf8")).toContain("assay:handbook/");
  });
  test("is the same, byte for byte, when it is written again", async () => {
    const assay = openAssay(settings);
    const out = join(temporaryFolder(), "again");
    await assay.export([grpo, sft], { format: "hf", out, split: "50/50" });
    for (const path of readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
      const relative = join(path.parentPath, path.name).slice(out.length);
      expect(readFileSync(join(out, relative)).equals(readFileSync(join(away, "data", relative))), relative).toBe(true);
    }
  });
});

describe("auditing a folder", () => {
  test("passes without a database: files, numbers, provenance, and every program executed", async () => {
    const report = await auditAlone(copy());
    expect(report).toMatchObject({ run: null, rows: 18, findings: [], passed: true });
    expect(report.checked).toMatchObject({ receipt: 12 });
    for (const check of ["file", "number", "content-hash", "evidence-span", "licence"] as const) {
      expect(report.checked[check], check).toBeGreaterThan(4);
    }
  }, 30_000);
  test("with the database compares rows with what is stored and replays every receipt", async () => {
    const report = await openAssay(settings).audit(copy());
    expect(report).toMatchObject({ findings: [], passed: true });
    expect(report.checked.receipt).toBeGreaterThan(30);
  }, 30_000);

  const damage: [string, (folder: string) => void, { sample?: string; check: string }][] = [
    [
      "another licence at the head of the card",
      (f) => edit(join(f, "README.md"), (t) => t.replace(/^license: .*$/m, "license: apache-2.0")),
      { sample: "README.md", check: "number" },
    ],
    [
      "another path at the head of the card",
      (f) => edit(join(f, "README.md"), (t) => t.replace("train-*.parquet", "other-*.parquet")),
      { sample: "README.md", check: "number" },
    ],
    [
      "a card without a head",
      (f) => edit(join(f, "README.md"), (t) => t.replace("---", "--")),
      { sample: "README.md", check: "number" },
    ],
    [
      "a number on the card",
      (f) => edit(join(f, "README.md"), (t) => t.replace("18 rows;", "19 rows;")),
      { sample: "README.md", check: "number" },
    ],
    [
      "the marks on the card",
      (f) => edit(join(f, "README.md"), (t) => t.replace("<!-- assay:numbers -->", "")),
      { sample: "README.md", check: "number" },
    ],
    [
      "statistics.json",
      (f) => edit(join(f, "statistics.json"), (t) => t.replace('"rows": 18', '"rows": 81')),
      { sample: "statistics.json", check: "number" },
    ],
    [
      "croissant.json",
      (f) => edit(join(f, "croissant.json"), (t) => t.replace("18 synthetic", "180 synthetic")),
      { sample: "croissant.json", check: "number" },
    ],
    [
      "the licence",
      (f) => edit(join(f, "LICENSE"), (t) => t.replaceAll("CC0-1.0", "MIT")),
      { sample: "LICENSE", check: "number" },
    ],
    [
      "a passage",
      (f) => edit(join(f, "evidence.jsonl"), (t) => t.replace(/"text":"./, '"text":"_')),
      { check: "evidence-span" },
    ],
    [
      "a missing passage",
      (f) => edit(join(f, "evidence.jsonl"), (t) => t.slice(t.indexOf("\n") + 1)),
      { check: "evidence-span" },
    ],
    [
      "one byte of a shard",
      (f) => flip(join(f, "sft/train-00000-of-00001.parquet")),
      { sample: "sft/train-00000-of-00001.parquet", check: "file" },
    ],
    [
      "a shard's length",
      (f) => writeFileSync(join(f, "sft/train-00000-of-00001.parquet"), "PAR1"),
      { sample: "sft/train-00000-of-00001.parquet", check: "file" },
    ],
    [
      "a missing shard",
      (f) => rmSync(join(f, "grpo/train-00000-of-00001.parquet")),
      { sample: "grpo/train-00000-of-00001.parquet", check: "file" },
    ],
    [
      "a shard nobody knows",
      (f) => cpSync(join(f, "sft/train-00000-of-00001.parquet"), join(f, "sft/train-00001-of-00002.parquet")),
      { check: "file" },
    ],
    [
      "the lock's prompts",
      (f) => edit(join(f, "assay.lock.json"), (t) => t.replace(/"prompts": "./, '"prompts": "_')),
      { sample: "assay.lock.json", check: "number" },
    ],
    [
      "the lock's licence",
      (f) => edit(join(f, "assay.lock.json"), (t) => t.replace('"expression": "CC0-1.0"', '"expression": "MIT"')),
      { sample: "assay.lock.json", check: "licence" },
    ],
    [
      "a file left out of the folder",
      (f) => rmSync(join(f, "ATTRIBUTION.md")),
      { sample: "ATTRIBUTION.md", check: "file" },
    ],
  ];
  test.each(damage)(
    "finds %s changed",
    async (_what, change, finding) => {
      const folder = copy();
      change(folder);
      const report = await auditAlone(folder);
      expect(report.passed).toBe(false);
      expect(report.findings).toContainEqual(expect.objectContaining(finding));
    },
    30_000,
  );

  test("the card's words may be edited", async () => {
    const folder = copy();
    edit(join(folder, "README.md"), (text) => text.replace("## Use", "Thanks to everybody.\n\n## Use"));
    expect(await auditAlone(folder)).toMatchObject({ passed: true });
  }, 30_000);
  test("a folder without a lock file, or with a damaged one, is one clear line", async () => {
    const folder = copy();
    writeFileSync(join(folder, "assay.lock.json"), "{");
    await expect(auditAlone(folder)).rejects.toMatchObject({ code: "export/lock" });
    rmSync(join(folder, "assay.lock.json"));
    await expect(auditAlone(folder)).rejects.toMatchObject({ code: "export/lock" });
  });
});

/** Changes a byte in the middle of a file's data; readers may then fail, which is a finding and no crash. */
function flip(path: string, place = 200): void {
  const bytes = readFileSync(path);
  bytes[place]! ^= 1;
  writeFileSync(path, bytes);
}

describe("formats and runs", () => {
  test("a format for one run refuses two", async () => {
    const assay = openAssay(settings);
    await expect(assay.export([grpo, sft], { out: temporaryFolder() })).rejects.toMatchObject({ code: "export/runs" });
  });
  test("an impossible pair says why and which formats can", async () => {
    const assay = openAssay(settings);
    const refusal = assay.export(grpo, { format: "sharegpt", out: temporaryFolder() });
    await expect(refusal).rejects.toMatchObject({ code: "export/type", hint: expect.stringContaining("verl") });
  });
});

describe("gates", () => {
  test("rows whose prompt stands in a benchmark stay behind, and the card says so", async () => {
    const assay = openAssay(settings);
    let prompt = "";
    for await (const sample of assay.samples(grpo)) prompt ||= String(sample.row.prompt);
    const benchmark = join(temporaryFolder(), "benchmark.jsonl");
    appendFileSync(benchmark, `${JSON.stringify({ question: prompt })}\n`);
    const out = join(temporaryFolder(), "clean");
    const result = await assay.export(grpo, { format: "hf", out, decontaminate: [benchmark], dedup: "near" });
    const held = Object.values(result.withheld).reduce((sum, rows) => sum + rows, 0);
    expect(held).toBeGreaterThan(0);
    const lock = JSON.parse(readFileSync(join(out, "assay.lock.json"), "utf8"));
    expect(Object.keys(lock.gates)).toEqual(["licence", expect.stringMatching(/dupl/), "contamination"]);
    expect(lock.withheld).toEqual(result.withheld);
    expect(readFileSync(join(out, "README.md"), "utf8")).toContain("contaminat");
    expect(await auditAlone(out)).toMatchObject({ passed: true, rows: 12 - held });
    expect(existsSync(join(out, "grpo/train-00000-of-00001.parquet"))).toBe(true);
  }, 30_000);

  test.each([
    [{ keep: "best" }, "--keep does nothing without --dedup or --semantic or --across"],
    [{ keep: "first", dedup: "none" }, "--keep does nothing"],
    [{ semanticThreshold: 0.9 }, "--semantic-threshold does nothing without --semantic"],
    [{ decontaminateWords: 8 }, "--decontaminate-words does nothing without --decontaminate"],
    [{ decontaminateNumbers: "any" }, "--decontaminate-numbers does nothing"],
  ] as const)("a setting that nothing uses is refused: %j", async (options, message) => {
    const out = join(temporaryFolder(), "unused");
    const failure = openAssay(settings).export(grpo, { format: "hf", out, ...options });
    await expect(failure).rejects.toMatchObject({ code: "export/unused", message: expect.stringContaining(message) });
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    ["empty.jsonl", ""],
    ["blank.txt", "\n \n"],
    ["numbers.jsonl", '{"id": 1}\n{"id": 2}\n'],
  ])("a benchmark without text (%s) is no proof of clean rows", async (name, content) => {
    const benchmark = join(temporaryFolder(), name);
    appendFileSync(benchmark, content);
    const out = join(temporaryFolder(), "clean");
    const failure = openAssay(settings).export(grpo, { format: "hf", out, decontaminate: [benchmark] });
    await expect(failure).rejects.toMatchObject({ code: "export/benchmark", message: expect.stringContaining(name) });
  });
});
