import { cpus } from "node:os";
import { runJob } from "./job.mjs";
import { sum, withFolder } from "./measure.mjs";
import { percent, remark, row } from "./report.mjs";

const target = 1.05;
const latencyMs = 200;
const inFlight = 32;
const ofItems = ["research/search", "research/synthesise", "generation", "reviewer/derive", "reviewer/judge"];
const kinds = [
  { name: "GRPO, results known", programs: "known", executor: "pyodide", items: 2 * inFlight },
  { name: "GRPO on pyodide", programs: "executed", executor: "pyodide", items: 3 * inFlight },
  { name: "GRPO", programs: "executed", executor: "auto", items: 3 * inFlight },
];
const ideal = (calls) => (calls * latencyMs) / 1000 / inFlight;

/** What the pipeline adds to the time of its model calls. */
export const overhead = {
  title: `Overhead: simulated provider, ${latencyMs} ms a reply, ${inFlight} in flight`,
  async measure({ rows = 500, concurrency, profile }) {
    const tables = [];
    for (const { name, items, ...kind } of kinds) {
      const input = { rows, latencyMs, inFlight, concurrency: concurrency ?? items, ...kind };
      const report = await withFolder((folder) => runJob("simulated", { ...input, folder }, profile));
      tables.push(figures(name, rows, kind.programs === "executed", report));
    }
    return {
      rows: tables.flat(),
      notes: [
        "Ideal is calls × latency ÷ places, with every call counted: interpret, plan, question blocks, items, top-ups.",
        "The whole run is from generate() to its end; interpret and plan come one after the other, before anything can be " +
          `done side by side, and are ${((2 * latencyMs) / 1000).toFixed(1)} s of it by themselves. From run-start leaves these two out.`,
        "GRPO, results known: five calls an item; what its programs print is known from the same run without the provider, " +
          "so this is the pipeline alone. The other two: programs really run in the executor, on the same cores.",
        `Concurrency: ${concurrency ?? kinds.map(({ name, items }) => `${items} of ${name}`).join(", ")}. The executor was tested in an earlier run of the same process.`,
      ],
    };
  },
};

function figures(
  name,
  wanted,
  executed,
  { summary, executor, run, items, byAgent, meanLatencyMs, inFlightByTenth, whole },
) {
  const ratio = (part) => part.seconds / ideal(part.calls);
  const shown = (part) =>
    `${ratio(part).toFixed(3)} (${part.seconds.toFixed(2)} s for ${ideal(part.calls).toFixed(2)} s)`;
  const processor = executed ? whole.self + whole.executor : whole.self;
  const parts = executed ? `${whole.self.toFixed(1)} + ${whole.executor.toFixed(1)} s` : `${whole.self.toFixed(1)} s`;
  remark(
    `${name}: whole run ${ratio(run).toFixed(3)}, from run-start ${ratio(items).toFixed(3)}, others ${percent(whole.othersShare)}`,
  );
  return [
    row(`${name}: whole run, measured to ideal`, shown(run), `≤ ${target}`, ratio(run) <= target),
    row(`${name}: from run-start, measured to ideal`, shown(items), `≤ ${target}`, ratio(items) <= target),
    row(
      `${name}: calls of items + question blocks + interpret and plan`,
      [sum(ofItems.map((agent) => byAgent[agent] ?? 0)), byAgent.question, run.calls - items.calls].join(" + "),
    ),
    row(
      `${name}: mean calls in flight, by tenths of the run`,
      inFlightByTenth.map((mean) => mean.toFixed(0)).join(" "),
    ),
    row(`${name}: mean time of a call in the provider`, `${meanLatencyMs.toFixed(1)} ms`),
    row(`${name}: approved rows`, `${summary.approved} of ${wanted}`),
    row(
      `${name}: processor time, parent${executed ? ` + ${executor}` : ""}`,
      `${parts}, on ${cpus().length} cores at least ${(processor / cpus().length).toFixed(1)} s`,
    ),
    row(`${name}: processor time taken by other work`, percent(whole.othersShare)),
  ];
}
