// One run on a simulated provider: the offline expert's answers, each after a fixed time.
import { join } from "node:path";
import { builtUrl } from "../library.mjs";
import { stopwatch } from "../measure.mjs";

const { folder, rows, latencyMs, inFlight, concurrency } = JSON.parse(process.argv[2]);
const [{ createAssay, trainingTypes }, { createExpert }, { createCatalogue }, { families }] = await Promise.all(
  ["src/index.js", "src/offline/expert.js", "src/offline/catalogue.js", "src/offline/families/index.js"].map(
    (path) => import(builtUrl(path)),
  ),
);
const expert = createExpert({ catalogue: createCatalogue(families), trainingTypes });

/** Calls begun and ended, as the provider saw them. */
const calls = [];
let active = 0;
let most = 0;
let answeringMs = 0;
const simulated = {
  name: "simulated",
  reads: "input",
  async generate(request) {
    const call = { agent: request.agent, began: performance.now(), ended: 0 };
    calls.push(call);
    most = Math.max(most, ++active);
    const wait = new Promise((resolve) => setTimeout(resolve, latencyMs));
    const reply = await expert.generate(request);
    answeringMs += performance.now() - call.began;
    await wait;
    active--;
    call.ended = performance.now();
    return { ...reply, model: "simulated/expert" };
  },
};

const assay = createAssay(
  { db: join(folder, "assay.db"), seed: 2026, concurrency, callConcurrency: inFlight, model: "simulated/expert" },
  { drivers: { simulated } },
);
await assay.doctor(); // the executor's self-test is not part of a run
const whole = stopwatch();
const began = performance.now();
const run = assay.generate(`Generate ${rows} GRPO examples for chemistry reasoning problems`);
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

const byAgent = {};
for (const { agent } of calls) byAgent[agent] = (byAgent[agent] ?? 0) + 1;
const itemCalls = calls.filter((call) => call.began >= startedAt);
process.send({
  summary,
  executor,
  most,
  answeringMs,
  byAgent,
  /** Calls with a reply to give, mean time each took in the provider, and how long the run took. */
  run: { calls: calls.length, seconds: (ended - began) / 1000 },
  items: { calls: itemCalls.length, seconds: (ended - startedAt) / 1000 },
  /** From the first moment with all places taken to the last. */
  steady: steadyState(itemCalls),
  meanLatencyMs: calls.reduce((total, call) => total + call.ended - call.began, 0) / calls.length,
  whole: whole(),
});
process.disconnect();

/** Mean calls in flight between the first and the last moment at which every place was taken. */
function steadyState(list) {
  const edges = list
    .flatMap(({ began, ended }) => [
      { at: began, step: 1 },
      { at: ended, step: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.step - b.step);
  let open = 0;
  let area = 0;
  let last = 0;
  let first = null;
  let full = { seconds: 0, area: 0 };
  for (const { at, step } of edges) {
    if (first !== null) area += open * (at - last);
    last = at;
    open += step;
    if (open === inFlight) first ??= at;
    else if (open === inFlight - 1 && step === -1 && first !== null)
      full = { seconds: (at - first) / 1000, area: area / 1000 };
  }
  return { seconds: full.seconds, meanInFlight: full.seconds > 0 ? full.area / full.seconds : 0 };
}
