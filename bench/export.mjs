import { runJob } from "./job.mjs";
import { median, withFolder } from "./measure.mjs";
import { megabytes, row } from "./report.mjs";

const times = 5;
/** Rows a second to reach. */
const containers = { jsonl: 40_000, parquet: 25_000 };

/** Rows a second of the exporter on generated rows, and of a whole export from the database. */
export const exporting = {
  title: "Export: trl",
  async measure({ rows, concurrency = 16, profile }) {
    return withFolder(async (folder) => {
      const lines = [];
      const count = rows ?? 1_000_000;
      for (const [container, target] of Object.entries(containers)) {
        const { plain, own, rss } = await runJob("export-rows", { folder, rows: count, container }, profile);
        lines.push(
          row(
            `${container}, ${count.toLocaleString("en")} generated rows`,
            `${(count / own.seconds).toFixed(0)} rows/s`,
            `≥ ${target}`,
            count / own.seconds >= target,
          ),
          row("  by processor time", `${(count / own.cpu).toFixed(0)} rows/s`),
          row("  to stringify and write alone", `${(own.cpu / plain.cpu).toFixed(2)} × its processor time`),
          row("  size, highest RSS", `${megabytes(own.bytes)}, ${megabytes(rss)}`, "< 400 MB", rss < 400e6),
        );
      }
      const stored = Math.min(rows ?? 2_000, 2_000);
      await runJob("offline", { folder, rows: stored, concurrency, executor: "auto" });
      const { passes, rss } = await runJob("export", { folder, times }, profile);
      const seconds = median(passes.map((pass) => pass.seconds));
      const [first] = passes;
      return {
        rows: [
          ...lines,
          row("from the database", `${(first.rows / seconds).toFixed(0)} rows/s`),
          row(
            `  time of ${first.rows.toLocaleString("en")} rows`,
            `${(seconds * 1000).toFixed(0)} ms (first time ${(first.seconds * 1000).toFixed(0)} ms)`,
          ),
          row("  size, RSS after it", `${megabytes(first.bytes)}, ${megabytes(rss)}`),
        ],
        notes: [`The last is the median of ${times} exports of one run in one process.`],
      };
    });
  },
};
