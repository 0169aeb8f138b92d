import { runJob } from "./job.mjs";
import { median, withFolder } from "./measure.mjs";
import { megabytes, row } from "./report.mjs";

const times = 5;

/** The trl export, for information. */
export const exporting = {
  title: "Export: trl",
  async measure({ rows = 2_000, concurrency = 16, profile }) {
    return withFolder(async (folder) => {
      await runJob("offline", { folder, rows, concurrency, executor: "auto" });
      const { passes, rss } = await runJob("export", { folder, times }, profile);
      const seconds = median(passes.map((pass) => pass.seconds));
      const [first] = passes;
      return {
        rows: [
          row("rows a second", (first.rows / seconds).toFixed(0)),
          row(
            `time of ${first.rows.toLocaleString("en")} rows`,
            `${(seconds * 1000).toFixed(0)} ms (first time ${(first.seconds * 1000).toFixed(0)} ms)`,
          ),
          row("size", megabytes(first.bytes)),
          row("RSS after it", megabytes(rss)),
        ],
        notes: [`Median of ${times} exports of one run in one process.`],
      };
    });
  },
};
