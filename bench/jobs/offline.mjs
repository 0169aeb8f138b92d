// One offline run, as examples/chemistry-grpo.ts makes it; reports its speed and its processor time.
import { join } from "node:path";
import { builtUrl } from "../library.mjs";
import { stopwatch } from "../measure.mjs";

const { folder, rows, concurrency, executor } = JSON.parse(process.argv[2]);
const { createAssay } = await import(builtUrl("src/index.js"));

const whole = stopwatch();
const assay = createAssay({ db: join(folder, "assay.db"), seed: 2026, concurrency, executor, model: "offline/expert" });
const run = assay.generate(`Generate ${rows} GRPO examples for chemistry reasoning problems`);

let settled = 0;
let approved = 0;
let fromStart = () => null;
let id = "";
for await (const event of run) {
  if (event.type === "run-start") {
    id = event.executor;
    fromStart = stopwatch();
  } else if (event.type === "sample") {
    settled++;
    if (event.verdict === "approved") approved++;
  }
}
const summary = await run;
const items = fromStart();
await assay.close();
process.send({ summary, executor: id, settled, approved, items, whole: whole() }, () => process.disconnect());
