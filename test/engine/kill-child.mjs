// One sitting of a run, in a process that the kill test ends at any moment: `kill-child.mjs DATABASE COUNT CONCURRENCY`.
import { existsSync } from "node:fs";
import { createAssay } from "../../dist/src/index.js";

const [db, count, concurrency] = process.argv.slice(2);
const assay = createAssay(
  { db, seed: 404, concurrency: Number(concurrency), count: Number(count), type: "grpo", domain: "chemistry" },
  { environment: {} },
);
const [begun] = existsSync(db) ? await assay.runs() : [];
const summary = await (begun ? assay.resume(begun.id) : assay.generate("rows for the kill test"));
await assay.close();
process.stdout.write(JSON.stringify(summary));
