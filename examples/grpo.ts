/**
 * 8 GRPO rows, read from the database: each holds a group of four completions, of which one is right.
 *
 *   npx ts-node examples/grpo.ts [folder]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

type Row = { ground_truth: string };

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "grpo";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 GRPO examples for chemistry");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "grpo");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for await (const { row } of assay.samples(summary.run)) {
    const group = row.completions as { completion: string; reward: number }[];
    assert.equal(group.length, 4);
    assert.deepEqual(group.map(({ reward }) => reward).sort(), [0, 0, 0, 1]);
    assert.equal(row.is_correct, true);
  }
  for (const { ground_truth } of rows) assert.ok(ground_truth.length > 0);
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
