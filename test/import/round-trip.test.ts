import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Exporter } from "../../schema/export.ts";
import { type AnyTrainingType, trainingTypes } from "../../schema/training/index.ts";
import type { Assay } from "../../src/api.ts";
import { exporters } from "../../src/export/index.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";

const types: AnyTrainingType[] = Object.values(trainingTypes);
const formats = (["trl", "sharegpt", "llama-factory", "alpaca", "openai", "verl", "skyrl"] as const).map(
  (name) => (exporters as Record<string, Exporter>)[name]!,
);
/** Other formats have no place for some columns; what a reader sees comes back from all of them. */
const whole = (format: string, form: string): boolean => format === "trl" || form === "prompt-only";

describe.each(types.map((type) => [type.name, type] as const))("%s", (name, type) => {
  test("comes back from every format with its ids and hashes, where the format keeps all columns", async () => {
    const assay = openAssay();
    const { run } = await assay.generate(`Generate 2 ${name} examples for stoichiometry`);
    const left = await rowsOf(assay, run, ["approved"]);
    expect(left.size).toBe(2);
    for (const { format, container, form } of ways(type)) {
      const label = `${format} ${container} ${form}`;
      const out = temporaryFolder();
      const { files } = await assay.export(run, { format, container, form, out });
      const train = files.find(({ path }) => /^train\.(jsonl|parquet)$/.test(basename(path)))!;
      const imported = await assay.import(train.path, { type: name });
      expect(imported, label).toMatchObject({ type: name, rejected: 0, rows: 2, report: null });
      expect(imported.verdicts, label).toEqual({ unchecked: 2 });
      const back = await rowsOf(assay, imported.run, ["unchecked"]);
      if (whole(format, type.form) && format !== "openai") expect([...back], label).toEqual([...left]);
      const seen = (rows: Map<string, Record<string, unknown>>) => [...rows.values()].map((row) => type.text(row));
      expect(seen(back), label).toEqual(seen(left));
    }
  }, 120_000);
});

const ways = (type: AnyTrainingType) =>
  formats
    .filter((format) => format.takes[type.form] !== undefined)
    .flatMap((format) => format.containers.map((container) => ({ format, container })))
    .flatMap(({ format, container }) => format.forms.map((form) => ({ format: format.name, container, form })));

async function rowsOf(assay: Assay, run: string, verdicts: string[]): Promise<Map<string, Record<string, unknown>>> {
  const rows = new Map<string, Record<string, unknown>>();
  for await (const sample of assay.samples(run, { verdicts })) rows.set(sample.id, sample.row);
  return rows;
}

test("a file that left as TRL's rows leaves again byte for byte but for the note of the import", async () => {
  const assay = openAssay();
  const { run } = await assay.generate("Generate 3 GRPO examples for stoichiometry");
  const lines = async (of: string, verdicts: string[]): Promise<Record<string, Record<string, unknown>>[]> => {
    const { files } = await assay.export(of, { out: temporaryFolder(), verdicts });
    return readFileSync(files[0]!.path, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  const first = await lines(run, ["approved"]);
  const path = join(temporaryFolder(), "rows.jsonl");
  writeFileSync(path, first.map((row) => JSON.stringify(row)).join("\n"));
  const imported = await assay.import(path);
  expect(imported.type).toBe("grpo");
  const second = await lines(imported.run, ["unchecked"]);
  for (const row of second) {
    expect(row.provenance?.imported).toMatchObject({ file: "rows.jsonl", format: "trl" });
    delete row.provenance?.imported;
  }
  expect(second).toEqual(first);
});
