// Reviews executed offline rows of every training type one after the other, and measures the processor time alone.
import { join } from "node:path";
import { builtUrl } from "../library.mjs";

const { folder, rows } = JSON.parse(process.argv[2]);
const load = (path) => import(builtUrl(path));
const [{ createSession }, { checkConfig }, { systemClock }, { openContext }, right, { examine }, { families }] =
  await Promise.all([
    load("src/session.js"),
    load("src/config/index.js"),
    load("src/model/clock.js"),
    load("src/calibration/bench.js"),
    load("src/calibration/right-rows.js"),
    load("src/calibration/examine.js"),
    load("src/offline/families/index.js"),
  ]);
const session = createSession(checkConfig({ db: join(folder, "assay.db"), cache: false }), {}, {}, systemClock);
const types = Object.values(session.trainingTypes);
const context = await openContext(session, 1, types[0]);
const { signal } = new AbortController();
const shelf = right.createShelf(context, signal);
const specimens = [];
for (let first = 0; first < rows; first += 4) {
  const block = Array.from({ length: Math.min(4, rows - first) }, (_, i) => first + i);
  const make = (index) => right.rowOfFamily(index, right.placeOf(index, types, families), shelf, context, signal);
  specimens.push(...(await Promise.all(block.map(make))));
}
for (const specimen of specimens.slice(0, Math.ceil(rows / 10))) await examine(specimen, context, signal);

const spent = new Map();
let approved = 0;
for (const specimen of specimens) {
  const before = process.cpuUsage();
  const { verdict } = await examine(specimen, context, signal);
  const { user, system } = process.cpuUsage(before);
  const entry = spent.get(specimen.type.name) ?? { microseconds: 0, rows: 0 };
  spent.set(specimen.type.name, { microseconds: entry.microseconds + user + system, rows: entry.rows + 1 });
  if (verdict === "approved") approved += 1;
}
await session.close();
const list = [...spent].map(([name, { microseconds, rows }]) => ({ name, milliseconds: microseconds / 1000 / rows }));
const total = [...spent.values()].reduce((sum, { microseconds }) => sum + microseconds, 0);
process.send(
  {
    types: types.length,
    milliseconds: total / 1000 / specimens.length,
    slowest: list.reduce((most, each) => (each.milliseconds > most.milliseconds ? each : most)),
    approved,
    reviewed: specimens.length,
    megabytes: process.memoryUsage().rss / 2 ** 20,
  },
  () => process.disconnect(),
);
