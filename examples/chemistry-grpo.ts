/**
 * 100 approved chemistry GRPO rows in SQLite, and as JSON Lines beside it.
 *
 *   npx ts-node examples/chemistry-grpo.ts [folder]
 *
 * Works without a key or a network on the offline expert; with GEMINI_API_KEY set, the same program runs on Gemini.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createAssay, isAssayError } from "assay";

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "chemistry-grpo";
  mkdirSync(folder, { recursive: true });
  const assay = createAssay({ db: join(folder, "assay.db"), seed: 2026 });
  const run = assay.generate("Generate 100 GRPO examples for chemistry reasoning problems");
  process.once("SIGINT", () => run.stop());

  const live = process.stdout.isTTY;
  for await (const event of run) {
    if (event.type === "run-start") {
      const offline = event.models.every((model) => model === "offline/expert");
      console.log(`Run ${event.run} on ${event.models.join(", ")}${offline ? " (procedural, no language model)" : ""}`);
      console.log(`Programs run in ${event.executor}. Plan: ${event.plan.cells.length} cells of ${event.spec.domain}.`);
    } else if (event.type === "progress" && live) {
      const { approved, requested, rejected, unchecked, rowsPerSecond, spendUsd } = event;
      const line = `${approved}/${requested} approved, ${rejected} rejected, ${unchecked} unchecked, ${rowsPerSecond.toFixed(1)} rows/s, ${spendUsd.toFixed(4)} USD`;
      process.stdout.write(`\r${line.padEnd(78).slice(0, 78)}`);
    } else if (event.type === "progress") {
      if (event.approved % 25 === 0 && event.approved > 0) console.log(`${event.approved}/${event.requested} approved`);
    } else if (event.type === "warning") console.log(`\n${event.code}: ${event.message}`);
  }
  if (live) process.stdout.write("\n");

  const summary = await run;
  console.table({
    requested: summary.requested,
    approved: summary.approved,
    needs_revision: summary.needs_revision,
    rejected: summary.rejected,
    unchecked: summary.unchecked,
    failed: summary.failed,
    "spend (USD)": summary.spend_usd,
    seconds: summary.duration_ms / 1000,
  });
  if (summary.status !== "done") {
    console.log(`The run ended ${summary.status}: ${summary.reason}.`);
    console.log(`Go on with: npx assay resume ${summary.run} --db ${summary.database}`);
    process.exitCode = summary.status === "interrupted" ? 130 : 3;
  } else {
    const exported = await assay.export(summary.run, { out: folder });
    for (const file of exported.files) console.log(`${file.rows} rows in ${file.path}`);
    console.log(`Database: ${summary.database}`);
    if (exported.files[0]?.rows !== 100) throw new Error("the export does not hold 100 rows");
  }
  await assay.close();
}

main().catch((error: unknown) => {
  console.error(isAssayError(error) ? error.line : error);
  process.exitCode = isAssayError(error) ? 2 : 1;
});
