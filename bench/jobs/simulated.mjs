// One run on a simulated provider: the offline expert's answers, each after a fixed time. Programs are "executed" as in
// any run, or their results are "known", from a run before, so that nothing competes with the pipeline for the cores.
import { join } from "node:path";
import { builtUrl } from "../library.mjs";
import { stopwatch, sum } from "../measure.mjs";

const { folder, rows, latencyMs, inFlight, concurrency, programs, executor: chosen } = JSON.parse(process.argv[2]);
const [{ createAssay, trainingTypes }, { createExpert }, { createCatalogue }, { families }, { executors }] =
  await Promise.all(
    [
      "src/index.js",
      "src/offline/expert.js",
      "src/offline/catalogue.js",
      "src/offline/families/index.js",
      "src/sandbox/index.js",
    ].map((path) => import(builtUrl(path))),
  );
const expert = createExpert({ catalogue: createCatalogue(families), trainingTypes });

/** Calls begun and ended, as the provider saw them. */
const calls = [];
const simulated = {
  name: "simulated",
  reads: "input",
  async generate(request) {
    const call = { agent: request.agent, began: performance.now(), ended: 0 };
    calls.push(call);
    const wait = new Promise((resolve) => setTimeout(resolve, latencyMs));
    const reply = await expert.generate(request);
    await wait;
    call.ended = performance.now();
    return { ...reply, model: "simulated/expert" };
  },
};

const request = `Generate ${rows} GRPO examples for chemistry reasoning problems`;
const settings = { seed: 2026, executor: chosen, factCheck: "never" };
const unknown = programs === "known" ? remember(executors[chosen]) : undefined;

// Executors are tested once a process, at the first run that needs one; and the first rows of a process are slow.
const warmed = createAssay({ ...settings, db: ":memory:", model: "offline/expert" });
await warmed.generate(programs === "known" ? request : "Generate 10 GRPO examples for chemistry reasoning problems");
await warmed.close();
const before = unknown?.();

const assay = createAssay(
  {
    db: join(folder, "assay.db"),
    ...settings,
    concurrency,
    callConcurrency: inFlight,
    model: "simulated/expert",
  },
  { drivers: { simulated } },
);
const whole = stopwatch();
const began = performance.now();
const run = assay.generate(request);
let startedAt = 0;
let executor = "";
for await (const event of run) {
  if (event.type === "run-start") {
    startedAt = performance.now();
    executor = event.executor;
  }
}
const summary = await run;
const ended = performance.now();
await assay.close();

if (unknown && unknown() !== before) throw new Error(`${unknown() - before} programs were not known beforehand`);

const byAgent = {};
for (const { agent } of calls) byAgent[agent] = (byAgent[agent] ?? 0) + 1;
const itemCalls = calls.filter((call) => call.began >= startedAt);
process.send(
  {
    summary,
    executor,
    byAgent,
    run: { calls: calls.length, seconds: (ended - began) / 1000 },
    items: { calls: itemCalls.length, seconds: (ended - startedAt) / 1000 },
    inFlightByTenth: tenths(),
    meanLatencyMs: sum(calls.map((call) => call.ended - call.began)) / calls.length,
    whole: whole(),
  },
  () => process.disconnect(),
);

/** Mean calls in flight in each tenth of the run. */
function tenths() {
  const step = (ended - began) / 10;
  return Array.from({ length: 10 }, (_, tenth) => {
    const [from, to] = [began + tenth * step, began + (tenth + 1) * step];
    const within = calls.map((call) => Math.max(0, Math.min(to, call.ended) - Math.max(from, call.began)));
    return sum(within) / step;
  });
}

/** Keeps every result of the driver's executors and gives it again at once; the function given back counts executions. */
function remember(driver) {
  const { open } = driver;
  const results = new Map();
  let executions = 0;
  driver.open = async (options) => {
    const executor = await open(options);
    const exec = async ({ signal, ...program }) => {
      const key = JSON.stringify(program);
      if (!results.has(key)) {
        executions += 1;
        results.set(key, await executor.exec({ ...program, signal }));
      }
      return results.get(key);
    };
    return { ...executor, exec };
  };
  return () => executions;
}
