import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

const load = () =>
  loadavg()
    .map((value) => value.toFixed(2))
    .join(" ");

/** The machine, in one line. */
export function conditions() {
  const model = cpus()[0]?.model ?? "unknown processor";
  const memory = Math.round(totalmem() / 2 ** 30);
  return `node ${process.version}, ${cpus().length} cores (${model}), ${memory} GB, ${kernel()}, load ${load()}`;
}

function kernel() {
  try {
    return `Linux ${readFileSync("/proc/sys/kernel/osrelease", "utf8").trim()}`;
  } catch {
    return process.platform;
  }
}

/** A figure against its target; a figure without one is information. */
export function row(what, measured, target = "", met = null) {
  return { what, measured, target, result: met === null ? "" : met ? "met" : "missed" };
}

export function percent(share) {
  return share === null ? "?" : `${(share * 100).toFixed(0)} %`;
}

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Prints a section as a Markdown table, so that it can be copied into RESULTS.md. */
export function print(title, rows, notes = []) {
  const columns = ["what", "measured", "target", "result"];
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(" | ")} |`;
  console.log(`\n## ${title}\n`);
  console.log(line(columns));
  console.log(line(widths.map((width) => "-".repeat(width))));
  for (const row of rows) console.log(line(columns.map((column) => row[column])));
  if (notes.length > 0) console.log("");
  for (const note of notes) console.log(`- ${note}`);
}

/** Something to look at while a long measurement goes on. */
export function remark(text) {
  console.error(`  ${text} (load ${load()})`);
}
