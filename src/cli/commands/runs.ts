import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { runsLines } from "../run-report.ts";

const standard = 20;

export const runs: Command = {
  summary: "list the runs, newest first",
  usage: "",
  description: "Lists the runs of the database, newest first.",
  examples: [
    { line: "assay runs", does: `the newest ${standard} runs of assay.db` },
    { line: "assay runs --db postgres://me@host/assay --limit 100", does: "more of them, of another database" },
  ],
  flags: {
    limit: { kind: "text", meaning: `runs shown at most (default ${standard})`, placeholder: "N" },
  },
  settings: ["db"],
  words: 0,
  async run(context) {
    const limit = readLimit(context.flags.limit);
    const assay = await context.open();
    const found = await assay.runs(limit);
    context.result(found, () => runsLines(found, context.layout()));
    return exit.done;
  },
};

function readLimit(text: string | undefined): number {
  if (text === undefined) return standard;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new AssayError("config/bad-value", `--limit expects a whole number of at least 1; "${text}" came.`, {
    hint: `For instance --limit ${standard}`,
  });
}
