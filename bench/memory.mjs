import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { builtPath } from "./library.mjs";
import { median, withFolder } from "./measure.mjs";
import { megabytes, row } from "./report.mjs";

const limitBytes = 400e6;
/** Above this the parent is growing with its rows. */
const flat = 1.1;
const everyMs = 250;

/** Resident memory of `assay generate` in the course of one offline run, read from outside. */
export const memory = {
  title: "Memory: assay generate during one offline run",
  async measure({ rows = 20_000, concurrency = 16 }) {
    const { samples, summary } = await withFolder((folder) => watchRun(rows, concurrency, folder));
    const quarters = [1, 2, 3, 4].map((quarter) => {
      const end = Math.round((rows * quarter) / 4);
      const within = samples.filter((at) => at.rows > (rows * (quarter - 1)) / 4 && at.rows <= end);
      const near = within.slice(-Math.ceil(within.length / 10));
      return { end, near: median(near.map(({ rss }) => rss)), peak: Math.max(...within.map(({ rss }) => rss)) };
    });
    const [first, , , last] = quarters;
    const ratio = last.near / first.near;
    const peak = Math.max(...samples.map(({ rss }) => rss));
    return {
      rows: [
        ...quarters.map(({ end, near, peak }) =>
          row(`RSS at ${end.toLocaleString("en")} rows`, `${megabytes(near)} (peak since the last ${megabytes(peak)})`),
        ),
        row(
          `ratio of RSS, ${last.end.toLocaleString("en")} to ${first.end.toLocaleString("en")} rows`,
          ratio.toFixed(2),
          `≤ ${flat}`,
          ratio <= flat,
        ),
        row("highest RSS of the run", megabytes(peak), `< ${megabytes(limitBytes)}`, peak < limitBytes),
        row("approved rows a second", (summary.approved / (summary.duration_ms / 1000)).toFixed(1)),
      ],
      notes: [
        `Sampled every ${everyMs} ms; a figure at n rows is the median over the last tenth of that quarter.`,
        `Concurrency ${concurrency}; ${summary.approved.toLocaleString("en")} rows approved.`,
      ],
    };
  },
};

/** Runs the command line and notes its memory beside the rows of its last line of progress. */
async function watchRun(rows, concurrency, folder) {
  const request = `Generate ${rows} GRPO examples for chemistry reasoning problems`;
  const flags = [
    "--yes",
    "--json",
    "--seed",
    "2026",
    "--concurrency",
    String(concurrency),
    "--model",
    "offline/expert",
  ];
  const child = spawn(
    process.execPath,
    [builtPath("src/cli/main.js"), "generate", request, ...flags, "--db", join(folder, "assay.db")],
    { stdio: ["ignore", "pipe", "pipe"], cwd: folder },
  );
  const kill = () => child.kill("SIGKILL");
  process.prependListener("exit", kill);
  let approved = 0;
  let out = "";
  const samples = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    const said = /^([\d,]+)\/[\d,]+ approved/.exec(line)?.[1];
    if (said !== undefined) approved = Number(said.replaceAll(",", ""));
  });
  child.stdout.on("data", (data) => {
    out += data;
  });
  const timer = setInterval(() => {
    const rss = residentBytes(child.pid);
    if (rss > 0 && approved > 0) samples.push({ rows: approved, rss });
  }, everyMs);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(timer);
  process.off("exit", kill);
  if (code !== 0) throw new Error(`assay generate ended with ${code}`);
  if (samples.length === 0) throw new Error("assay generate told no progress");
  return { samples, summary: JSON.parse(out) };
}

/** Resident bytes of another process; 0 when it has ended. */
function residentBytes(pid) {
  try {
    const kilobytes =
      process.platform === "linux"
        ? /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
        : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
