import { runJob } from "./job.mjs";
import { withFolder } from "./measure.mjs";
import { percent, row } from "./report.mjs";

const inFlight = 16;
const delayMs = 50;
const sources = 3;
const lookups = 10_000;
const overIdeal = 0.1;

/** What research costs beside waiting for the sources, and what a second run asks of them. */
export const research = {
  title: `Research: three sources that answer in ${delayMs} ms`,
  async measure({ rows: questions = 500, concurrency = inFlight, profile }) {
    return withFolder(async (folder) => {
      const input = { folder, questions, inFlight: concurrency, delayMs, lookups };
      const { bareMs, first, second } = await runJob("research", input, profile);
      const ideal = (first.requests * delayMs) / 1000 / concurrency;
      const over = first.seconds / ideal - 1;
      return {
        rows: [
          row(
            `${questions} questions at ${sources} sources`,
            `${first.seconds.toFixed(2)} s, ${percent(over)} over the ideal ${ideal.toFixed(2)} s`,
            `≤ ${percent(overIdeal)}`,
            over <= overIdeal,
          ),
          row(
            "one request in its place",
            `${((first.seconds * 1000 * concurrency) / first.requests).toFixed(1)} ms, bare fetch ${bareMs.toFixed(1)} ms`,
          ),
          row("processor time of it", `${first.cpuSeconds.toFixed(2)} s`),
          row("requests, first run", `${first.requests}`),
          row("requests, second run", `${second.requests}`, "0", second.requests === 0),
          row("second run", `${second.seconds.toFixed(2)} s`),
          row(
            `a passage found by its hash, mean of ${second.lookups}`,
            `${second.meanMs.toFixed(3)} ms`,
            "< 1 ms",
            second.meanMs < 1,
          ),
          row("99 % of them within", `${second.p99Ms.toFixed(3)} ms`),
          row("the slowest", `${second.mostMs.toFixed(2)} ms`),
        ],
        notes: [
          `The ideal is requests × ${delayMs} ms / ${concurrency}: ${concurrency} questions at a time, ${first.most} requests in flight at most.`,
          "The whole research stage over MCP with the guarded client, the stored replies and the stage's commit; the model answers at once.",
          "The second run has a client of its own, so nothing is in memory: every reply comes from the database.",
        ],
      };
    });
  },
};
