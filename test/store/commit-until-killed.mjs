// Commits stages one after another, sixteen at a time, and prints the index of each commit that was acknowledged.
import { writeSync } from "node:fs";
import { register } from "node:module";

process.env.TS_NODE_TRANSPILE_ONLY = "true";
register("ts-node/esm", import.meta.url);
const { openStore } = await import("../../src/store/index.ts");
const { someQuestion, someSample } = await import("./fixtures.ts");

const [location, run, engine] = process.argv.slice(2);
const store = await openStore(location, engine ? { engine } : {});

let next = 0;
const work = async () => {
  for (;;) {
    const index = next++;
    const place = { run, item: `i:${index}`, stage: "settle", attempt: 1 };
    const writes = { questions: [someQuestion(run, index)], samples: [someSample(run, index)] };
    await store.stages.commit(place, { verdict: "approved", index }, writes);
    await store.events.append(run, { at: "now", type: "sample", body: { index } });
    writeSync(1, `${index}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, work));
