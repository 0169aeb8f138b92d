import { runJob } from "./job.mjs";
import { withFolder } from "./measure.mjs";
import { row } from "./report.mjs";

const target = 15;

/** What a review costs beside the execution of the row's programs. */
export const review = {
  title: "Review: offline rows of every type, without a language model",
  async measure({ rows = 900, profile }) {
    return withFolder(async (folder) => {
      const { types, milliseconds, slowest, approved, reviewed, megabytes } = await runJob(
        "review",
        { folder, rows },
        profile,
      );
      return {
        rows: [
          row("processor time a row", `${milliseconds.toFixed(1)} ms`, `< ${target} ms`, milliseconds < target),
          row("of the most expensive type", `${slowest.name}: ${slowest.milliseconds.toFixed(1)} ms`),
          row("approved", `${approved} of ${reviewed} rows of ${types} types`),
          row("RSS after it", `${megabytes.toFixed(0)} MB`),
        ],
        notes: [
          "The whole review stage: every deterministic check, the type's own, the judges by rules with their rows in the ledger.",
          "Rows are made, executed and derived before the clock starts; the first tenth is reviewed once before it counts.",
        ],
      };
    });
  },
};
