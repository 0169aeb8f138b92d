import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { doctorLines } from "../machine-report.ts";

export const doctor: Command = {
  summary: "what this machine can do, and what it lacks",
  usage: "",
  description:
    "Tries the executors, the database and the research sources, and says which keys are set (never their values) and which model serves which tier. What is missing is named with how to get it.",
  examples: [
    { line: "assay doctor", does: "everything, for people" },
    { line: "assay doctor --json", does: "the same as one JSON document, for a report of a fault" },
  ],
  flags: {},
  settings: "all",
  words: 0,
  async run(context) {
    const assay = await context.open();
    const report = await assay.doctor();
    context.result(report, () => doctorLines(report, context.layout()));
    return exit.done;
  },
};
