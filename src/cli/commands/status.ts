import type { Assay } from "../../index.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { nextSteps } from "../follow.ts";
import { reportLines } from "../run-report.ts";

export const status: Command = {
  summary: "how a run stands: progress, verdicts, spend",
  usage: "[run]",
  description: "Shows how a run stands, also while another process works on it. Without an id, the newest run.",
  examples: [
    { line: "assay status", does: "the newest run" },
    { line: "assay status 20261121-085000-1f3a --json", does: "one run as a JSON document" },
  ],
  flags: {},
  settings: ["db"],
  words: 1,
  async run(context) {
    const assay = await context.open();
    const report = await assay.status(context.words[0]);
    const sample = await firstApproved(assay, report.run.id);
    const reached = { run: report.run.id, status: report.run.status, approved: report.counts.approved };
    context.result(report, () => [
      ...reportLines(report, context.layout()),
      "",
      ...nextSteps(reached, sample, context),
    ]);
    return exit.done;
  },
};

async function firstApproved(assay: Assay, run: string): Promise<string | null> {
  for await (const sample of assay.samples(run, { verdicts: ["approved"] })) return sample.id;
  return null;
}
