// Exports generated rows: how fast the exporter is, without a database before it.
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { builtUrl } from "../library.mjs";

const { folder, rows: count, container } = JSON.parse(process.argv[2]);
const [{ exporters }, { writeFiles }, { trainingTypes }] = await Promise.all([
  import(builtUrl("src/export/index.js")),
  import(builtUrl("src/export/write.js")),
  import(builtUrl("schema/training/index.js")),
]);

const type = trainingTypes.sft;
const hex = (number, length) =>
  Math.imul(number + 1, 2654435761)
    .toString(16)
    .replace("-", "")
    .padStart(length, "0");
const evidence = [0, 1].map((place) => ({
  id: hex(place, 24),
  source: "handbook",
  title: "Stoichiometry",
  url: `assay:handbook/chemistry/stoichiometry-${place}`,
  licence: { spdx: "CC0-1.0" },
  attribution: "Stoichiometry, assay handbook, CC0-1.0",
}));

const phrases = Array.from(
  { length: 4096 },
  (_, place) => `${hex(place, 8)} ${hex(place * 7, 8)} ${hex(place * 31, 8)} `,
);

/** One row of about 1,400 bytes as JSON, cheap to make: twelve of some thousand phrases. */
function rowOf(index) {
  let text = "";
  for (let place = 0; place < 12; place++) text += phrases[Math.imul(index * 12 + place, 40503) & 4095];
  const sample = {
    id: hex(index, 24),
    systemPrompt: null,
    topic: "chemistry",
    subTopic: "stoichiometry",
    difficulty: "medium",
    qualityScore: 0.9,
    reviewStatus: "approved",
    licence: "CC0-1.0",
    provenance: { seed: 1, index, origin: "chemistry/stoichiometry", attempt: 1, program: hex(index, 64) },
    contentHash: hex(index, 64),
    row: { prompt: text.slice(0, 120), completion: text },
  };
  return { sample, evidence };
}

async function* generated() {
  for (let index = 0; index < count; index++) yield rowOf(index);
}

let highest = 0;
const watch = setInterval(() => {
  highest = Math.max(highest, process.memoryUsage().rss);
}, 50);

async function timed(work) {
  const before = process.cpuUsage();
  const began = performance.now();
  const bytes = await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpu: (user + system) / 1e6, bytes };
}

/** The same rows, stringified and written, and nothing else. */
async function baseline() {
  let bytes = 0;
  async function* lines() {
    let text = "";
    for await (const { sample } of generated()) {
      text += `${JSON.stringify(sample)}\n`;
      if (text.length < 131_072) continue;
      bytes += text.length;
      yield Buffer.from(text);
      text = "";
    }
    bytes += text.length;
    yield Buffer.from(text);
  }
  await pipeline(Readable.from(lines()), createWriteStream(join(folder, "baseline.jsonl")));
  return bytes;
}

async function exported() {
  const request = {
    datasets: [{ type, parts: ["train"], rows: generated }],
    version: "bench",
    settings: { form: "conversational", container, thinking: "inline" },
    gates: () => ({ withheld: {}, findings: {} }),
  };
  const [file] = await writeFiles(join(folder, container), exporters.trl.files(request));
  if (file.rows !== count) throw new Error(`${file.rows} rows instead of ${count}`);
  return file.bytes;
}

const plain = await timed(baseline);
const own = await timed(exported);
clearInterval(watch);
process.send({ plain, own, rss: Math.max(highest, process.memoryUsage().rss) }, () => process.disconnect());
