import { cpus } from "node:os";
import { runJob } from "./job.mjs";
import { withFolder } from "./measure.mjs";
import { percent, remark, row } from "./report.mjs";

const target = 25;
const tried = [4, 8, 16, 32, 64];

/** Approved rows a second of an offline GRPO run in which every row's programs are executed. */
export const throughput = {
  title: "Throughput: offline GRPO, every row executed",
  async measure({ rows = 1_000, concurrency, profile }) {
    const runs = [];
    for (const executor of ["auto", "pyodide"]) {
      const best = concurrency ?? (await findBest(executor, Math.max(50, Math.round(rows / 5))));
      runs.push(await once(executor, rows, best, profile));
    }
    return {
      rows: runs.flatMap(({ executor, concurrency, approved, settled, items, whole }) => {
        const rate = approved / items.seconds;
        const perRow = (whole.self + whole.executor) / approved;
        const name = `${executor}, concurrency ${concurrency}`;
        return [
          row(`${name}: approved rows a second`, rate.toFixed(1), `≥ ${target}`, rate >= target),
          row(`${executor}: approved of settled rows`, `${approved} of ${settled}`),
          row(`${executor}: the whole process, with start and self-test`, `${whole.seconds.toFixed(1)} s`),
          row(`${executor}: processor time a row, parent`, `${((items.self / approved) * 1000).toFixed(1)} ms`),
          row(`${executor}: processor time a row, executor`, `${((whole.executor / approved) * 1000).toFixed(1)} ms`),
          row(`${executor}: rows a second that its processor time allows at most`, (cpus().length / perRow).toFixed(1)),
          row(`${executor}: processor time taken by other work`, percent(whole.othersShare)),
        ];
      }),
      notes: [
        "Timed from run-start (request understood, plan made, executor tested) to the end of the run.",
        "The executor's processor time is of all descendants, their start and self-test included.",
      ],
    };
  },
};

async function findBest(executor, rows) {
  let best = { concurrency: 0, rate: 0 };
  for (const concurrency of tried) {
    const { approved, items } = await once(executor, rows, concurrency);
    const rate = approved / items.seconds;
    if (rate > best.rate) best = { concurrency, rate };
  }
  return best.concurrency;
}

async function once(executor, rows, concurrency, profile) {
  const report = await withFolder((folder) => runJob("offline", { folder, rows, concurrency, executor }, profile));
  const { approved, items, whole } = report;
  remark(
    `${report.executor}, concurrency ${concurrency}: ${approved} rows, ${(approved / items.seconds).toFixed(1)} a second, others ${percent(whole.othersShare)}`,
  );
  return { ...report, concurrency };
}
