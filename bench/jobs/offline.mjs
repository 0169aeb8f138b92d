// One offline run, as examples/chemistry-grpo.ts makes it; reports its speed, its processor time and its memory.
import { join } from "node:path";
import { builtUrl } from "../library.mjs";
import { stopwatch } from "../measure.mjs";

const { folder, rows, concurrency, executor, sampleEveryMs } = JSON.parse(process.argv[2]);
const { createAssay } = await import(builtUrl("src/index.js"));

const whole = stopwatch();
const assay = createAssay({ db: join(folder, "assay.db"), seed: 2026, concurrency, executor, model: "offline/expert" });
const run = assay.generate(`Generate ${rows} GRPO examples for chemistry reasoning problems`);

let settled = 0;
let approved = 0;
const memory = [];
const sample = () => {
  const { rss, heapUsed } = process.memoryUsage();
  memory.push({ rows: approved, rss, heapUsed });
};
const timer = sampleEveryMs ? setInterval(sample, sampleEveryMs) : undefined;

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
clearInterval(timer);
await assay.close();
process.send({ summary, executor: id, settled, approved, items, whole: whole(), memory }, () => process.disconnect());
