import { runJob } from "./job.mjs";
import { sum, withFolder } from "./measure.mjs";
import { percent, row } from "./report.mjs";

const target = 1.05;
const latencyMs = 200;
const inFlight = 32;

/** What the pipeline adds to the time of its model calls. */
export const overhead = {
  title: `Overhead: simulated provider, ${latencyMs} ms a reply, ${inFlight} in flight`,
  async measure({ rows = 500, concurrency = 96, profile }) {
    const input = { rows, latencyMs, inFlight, concurrency, programs: !process.env.NOPROG };
    const report = await withFolder((folder) => runJob("simulated", { ...input, folder }, profile));
    const { run, items, inFlight: inFlightByTenth, byAgent, whole } = report;
    const ideal = (calls) => (calls * latencyMs) / 1000 / inFlight;
    const perItem = ["research/search", "research/synthesise", "generation", "reviewer/derive", "reviewer/judge"];
    const ratio = (part) => part.seconds / ideal(part.calls);
    const figures = (part) =>
      `${ratio(part).toFixed(3)} (${part.seconds.toFixed(2)} s for ${ideal(part.calls).toFixed(2)} s, ${part.calls} calls)`;
    return {
      rows: [
        row("whole run, measured to ideal", figures(run), `≤ ${target}`, ratio(run) <= target),
        row("from run-start, measured to ideal", figures(items), `≤ ${target}`, ratio(items) <= target),
        row(
          `calls in flight of ${inFlight}, by tenths of the run`,
          inFlightByTenth.map((mean) => mean.toFixed(0)).join(" "),
        ),
        row(
          "calls of items, of question blocks, of interpret and plan",
          [sum(perItem.map((agent) => byAgent[agent] ?? 0)), byAgent.question, run.calls - items.calls].join(" + "),
        ),
        row("mean time of a call in the provider", `${report.meanLatencyMs.toFixed(1)} ms`),
        row("approved rows", `${report.summary.approved} of ${rows}`),
        row(
          "processor time, parent (of it the expert's answers)",
          `${whole.self.toFixed(1)} s (${(report.answeringMs / 1000).toFixed(1)} s)`,
        ),
        row("processor time, executor", `${whole.executor.toFixed(1)} s`),
        row("processor time taken by other work", percent(whole.othersShare)),
      ],
      notes: [
        "Ideal is calls × latency ÷ places, with every call counted: interpret, plan, question blocks, items, top-ups.",
        "The whole run is from generate() to its end. Interpret, plan and the first question block follow one another; they alone are " +
          `${((3 * latencyMs) / 1000).toFixed(1)} s in which at most the places of one step are taken. From run-start counts what comes after interpret and plan.`,
        "The last items still go through their five calls one after the other when nothing else is left to ask.",
        `Concurrency ${concurrency}; programs really run, in ${report.executor}, whose self-test came before.`,
      ],
    };
  },
};
