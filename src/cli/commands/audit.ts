import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { auditLines } from "../row-reports.ts";

export const audit: Command = {
  summary: "check again that every row proves itself",
  usage: "[run or DIR]",
  description:
    "Checks the approved rows of a run again from what is stored: content hashes, evidence spans, licences and verdicts, and every receipt by executing its program once more. Ends with 3 when a row no longer proves itself. Without a word, the newest run. Of a folder that the format hf wrote, it checks the files against the lock file, computes every number of the card again, and executes the programs of its rows; it ends with 2 when anything does not hold, or more than 0.5 % of the programs print something else.",
  examples: [
    { line: "assay audit 20261121-085000-1f3a --json", does: "the findings as one JSON document" },
    { line: "assay audit data", does: "the folder data" },
  ],
  flags: {},
  settings: ["db", "executor", "minTier"],
  words: 1,
  async run(context) {
    const assay = await context.open();
    const report = await assay.audit(context.words[0]);
    context.result(report, () => auditLines(report, context.layout()));
    if (report.folder !== null) return report.passed ? exit.done : exit.user;
    return report.findings.length === 0 ? exit.done : exit.short;
  },
};
