/**
 * 8 PPO rows. A reward is 0.7 correctness (by execution) + 0.2 working + 0.1 format.
 *
 *   npx ts-node examples/ppo.ts [folder]
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

type Row = { reward: number; reward_components: { correctness: number; working: number; format: number } };

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "ppo";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 7, model: "offline/expert" });
  const summary = await assay.generate("Generate 8 PPO examples for physics");
  assert.equal(summary.approved, 8, summary.reason);
  assert.equal(summary.type, "ppo");
  const {
    files: [file],
  } = await assay.export(summary.run, { out: folder });
  assert.ok(file);
  const rows: Row[] = readFileSync(file.path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

  for (const { reward, reward_components: parts } of rows) {
    const sum = 0.7 * parts.correctness + 0.2 * parts.working + 0.1 * parts.format;
    assert.ok(Math.abs(reward - sum) < 1e-6);
  }
  assert.equal(rows.filter((row) => row.reward_components.correctness === 1).length, 4);
  console.log(JSON.stringify(rows[0], null, 2));
  console.log(`${file.rows} rows in ${file.path}`);
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = 1;
});
