// Exports the newest run of a database several times.
import { join } from "node:path";
import { builtUrl } from "../library.mjs";

const { folder, times } = JSON.parse(process.argv[2]);
const { createAssay } = await import(builtUrl("src/index.js"));
const assay = createAssay({ db: join(folder, "assay.db") });
const passes = [];
for (let pass = 0; pass < times; pass++) {
  const began = performance.now();
  const { files } = await assay.export(undefined, { out: join(folder, "export") });
  const seconds = (performance.now() - began) / 1000;
  passes.push({ seconds, rows: files[0].rows, bytes: files[0].bytes });
}
await assay.close();
process.send({ passes, rss: process.memoryUsage().rss }, () => process.disconnect());
