import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exporters } from "../../src/export/index.ts";
import { writeFiles } from "../../src/export/write.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";
import { columnsByForm, datasetOf, requestOf, rowOf, typeOf } from "./hand-made.ts";

const type = typeOf("prompt-completion");
const rows = Array.from({ length: 50 }, (_, place) =>
  rowOf(type, columnsByForm["prompt-completion"](`A text of some length ${place}. `.repeat(50), place), place),
);
const names = ["trl", "hf", "llama-factory", "openai"] as const;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe.each(names)("an export as %s that breaks off", (name) => {
  test("at any row leaves the earlier export whole and nothing that looks finished", async () => {
    const folder = join(temporaryFolder(), "out");
    await writeFiles(folder, exporters[name].files(requestOf([datasetOf(type, rows)], exporters[name])));
    const before = filesIn(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")]);
    const dataset = datasetOf(type, rows);
    let left = 120;
    const broken = {
      ...dataset,
      async *rows() {
        for await (const row of dataset.rows("train")) {
          left -= 1;
          if (left < 0) throw new Error("the power went");
          yield row;
        }
      },
    };
    // Formats read the rows once, twice or more often: this one is let through a different number of times.
    if (name === "trl") left = 30;
    if (name === "openai" || name === "llama-factory") left = 40;
    const files = exporters[name].files(requestOf([broken], exporters[name]));
    await expect(writeFiles(folder, files)).rejects.toThrow("the power went");
    expect(filesIn(folder).map((path) => [path, readFileSync(join(folder, path), "utf8")])).toEqual(before);
  });
  test("by the user's wish ends as such", async () => {
    const folder = join(temporaryFolder(), "out");
    const stop = new AbortController();
    const dataset = datasetOf(type, rows);
    const stopping = {
      ...dataset,
      async *rows() {
        yield* dataset.rows("train");
        stop.abort();
        yield* dataset.rows("train");
      },
    };
    const files = exporters[name].files(requestOf([stopping], exporters[name]));
    await expect(writeFiles(folder, files, stop.signal)).rejects.toThrow();
    expect(existsSync(folder) ? filesIn(folder) : []).toEqual([]);
  });
});

/** The first file that a format writes, and the last. */
const firstAndLast: [(typeof names)[number], string][] = [
  ["trl", "train.jsonl"],
  ["hf", `${type.name}/train-00000-of-00001.parquet`],
  ["hf", "assay.lock.json"],
  ["llama-factory", "dataset_info.json"],
  ["openai", "train.provenance.jsonl"],
];

test.skipIf(!existsSync("/dev/full")).each(firstAndLast)(
  "a disk that is full when %s writes %s is one clear line, and the earlier export stays whole",
  async (name, path) => {
    const folder = temporaryFolder();
    const write = () => writeFiles(folder, exporters[name].files(requestOf([datasetOf(type, rows)], exporters[name])));
    await write();
    const before = filesIn(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]);
    symlinkSync("/dev/full", join(folder, `${path}.partial`));
    await expect(write()).rejects.toMatchObject({ code: "export/full" });
    expect(filesIn(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")])).toEqual(before);
    expect(readdirSync(folder, { recursive: true }).filter((file) => String(file).endsWith(".partial"))).toEqual([]);
  },
);

describe("a folder that cannot be written", () => {
  test("by its permissions is one clear line", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    const files = exporters.hf.files(requestOf([datasetOf(type, rows)], exporters.hf));
    // Permissions do not bind the superuser.
    const superuser = process.getuid?.() === 0;
    if (superuser) process.seteuid!(65_534);
    try {
      await expect(writeFiles(join(folder, "out"), files)).rejects.toMatchObject({ code: "export/unwritable" });
    } finally {
      if (superuser) process.seteuid!(0);
    }
  });
  test("because a file stands where a configuration's folder goes is one clear line, and the file stays", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "out", type.name), "mine");
    const files = exporters.hf.files(requestOf([datasetOf(type, rows)], exporters.hf));
    await expect(writeFiles(join(folder, "out"), files)).rejects.toMatchObject({ code: "export/unwritable" });
    expect(readFileSync(join(folder, "out", type.name), "utf8")).toBe("mine");
  });
});

test("the command line ends with 2 and loses nothing", async () => {
  const assay = openAssay({ seed: 2, count: 2, type: "sft", domain: "physics" });
  const { run } = await assay.generate("two rows");
  await expect(assay.export(run, { format: "hf", out: "/proc/nowhere" })).rejects.toMatchObject({
    code: "export/unwritable",
  });
  const out = temporaryFolder();
  expect((await assay.export(run, { out })).files[0]).toMatchObject({ rows: 2 });
  expect(execFileSync("wc", ["-l", join(out, "train.jsonl")], { encoding: "utf8" })).toMatch(/^2 /);
}, 30_000);
