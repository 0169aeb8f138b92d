import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { auditLines } from "../row-reports.ts";

export const audit: Command = {
  summary: "check again that every row proves itself",
  usage: "[run]",
  description:
    "Checks the approved rows of a run again from what is stored: content hashes, evidence spans, licences and verdicts, and every receipt by executing its program once more. Ends with 3 when a row no longer proves itself. Without an id, the newest run.",
  examples: [
    { line: "assay audit", does: "the newest run" },
    { line: "assay audit 20261121-085000-1f3a --json", does: "the findings as one JSON document" },
  ],
  flags: {},
  settings: ["db", "executor", "minTier"],
  words: 1,
  async run(context) {
    const assay = await context.open();
    const report = await assay.audit(context.words[0]);
    context.result(report, () => auditLines(report, context.layout()));
    return report.findings.length === 0 ? exit.done : exit.short;
  },
};
