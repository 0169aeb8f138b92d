import { runJob } from "./job.mjs";
import { median, withFolder } from "./measure.mjs";
import { megabytes, percent, row } from "./report.mjs";

const limitBytes = 400e6;
/** Above this the parent is growing with its rows. */
const flat = 1.1;

/** Resident memory of the parent in the course of one offline run. */
export const memory = {
  title: "Memory: the parent during one offline run",
  async measure({ rows = 20_000, concurrency = 16, profile }) {
    const input = { rows, concurrency, executor: "auto", sampleEveryMs: 250 };
    const report = await withFolder((folder) => runJob("offline", { ...input, folder }, profile));
    const quarters = [1, 2, 3, 4].map((quarter) => {
      const end = Math.round((rows * quarter) / 4);
      const within = report.memory.filter((at) => at.rows > (rows * (quarter - 1)) / 4 && at.rows <= end);
      const near = within.slice(-Math.ceil(within.length / 10));
      return {
        end,
        near: median(near.map(({ rss }) => rss)),
        heap: Math.min(...near.map(({ heapUsed }) => heapUsed)),
        peak: Math.max(...within.map(({ rss }) => rss)),
      };
    });
    const [first, , , last] = quarters;
    const ratio = last.near / first.near;
    const peak = Math.max(...report.memory.map(({ rss }) => rss));
    return {
      rows: [
        ...quarters.map(({ end, near, peak, heap }) =>
          row(
            `RSS at ${end.toLocaleString("en")} rows`,
            `${megabytes(near)} (peak since the last ${megabytes(peak)}, heap ${megabytes(heap)})`,
          ),
        ),
        row(
          `ratio of RSS, ${last.end.toLocaleString("en")} to ${first.end.toLocaleString("en")} rows`,
          ratio.toFixed(2),
          `≤ ${flat}`,
          ratio <= flat,
        ),
        row("highest RSS of the run", megabytes(peak), `< ${megabytes(limitBytes)}`, peak < limitBytes),
        row("approved rows a second", (report.approved / report.items.seconds).toFixed(1)),
        row("processor time taken by other work", percent(report.whole.othersShare)),
      ],
      notes: [
        `Sampled every ${input.sampleEveryMs} ms; a figure at n rows is the median over the last tenth of that quarter; heap is the least used in that stretch.`,
        `Concurrency ${concurrency}, ${report.executor}; ${report.approved.toLocaleString("en")} approved of ${report.settled.toLocaleString("en")} settled rows.`,
      ],
    };
  },
};
