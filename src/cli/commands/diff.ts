import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { diffLines } from "../diff-report.ts";
import { exit } from "../faults.ts";
import { abortable } from "../interrupt.ts";

export const diff: Command = {
  summary: "compare two datasets",
  usage: "<run or DIR> <run or DIR>",
  description:
    "Compares two runs or folders of exported files: rows that are the same, judged otherwise, changed (by id), reworded (nearly the same prompt), added and removed; then coverage, verdicts, licences, sources, models, quality, lengths and price. Training columns are compared, so a run equals its export. Ends with 0; with --exit-code ends with 3 when a row differs.",
  examples: [
    { line: "assay diff 20261120-093000-77aa 20261121-085000-1f3a", does: "two runs of assay.db" },
    { line: "assay diff data/v1 data/v2 --exit-code --quiet", does: "two folders, for a script" },
  ],
  flags: {
    "exit-code": { kind: "switch", meaning: "end with 3 when the datasets differ" },
  },
  settings: ["db", "plugins"],
  words: 2,
  async run(context) {
    const [a, b] = context.words;
    if (a === undefined || b === undefined) {
      throw new AssayError(
        "config/missing-word",
        `diff expects two datasets; ${a === undefined ? "none" : "one"} came.`,
        {
          hint: "Usage: assay diff <run or DIR> <run or DIR>",
        },
      );
    }
    const assay = await context.open();
    return abortable(async (signal) => {
      const report = await assay.diff(a, b, { signal });
      context.result(report, () => diffLines(report, context.layout()));
      return context.flags["exit-code"] && !report.equal ? exit.short : exit.done;
    });
  },
};
