// One sitting of a run, in a process that the kill test ends at any moment: `kill-child.mjs DATABASE COUNT CONCURRENCY`.
import { existsSync } from "node:fs";
import { createAssay } from "../../dist/src/index.js";

const [db, count, concurrency] = process.argv.slice(2);
const assay = createAssay(
  { db, seed: 404, concurrency: Number(concurrency), count: Number(count), type: "grpo", domain: "chemistry" },
  { environment: {} },
);
const unfinished = existsSync(db) && (await assay.runs()).length > 0;
const summary = await (unfinished ? assay.resume() : assay.generate("rows for the kill test"));
await assay.close();
process.stdout.write(JSON.stringify(summary));
