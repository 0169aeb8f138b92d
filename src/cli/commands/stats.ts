import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { abortable } from "../interrupt.ts";
import { statsLines } from "../stats-report.ts";

export const stats: Command = {
  summary: "describe a dataset in numbers",
  usage: "[run or DIR]",
  description:
    "Counts the rows of a run, of a folder of exported files or of one such file (JSON Lines, Parquet): topics, difficulties, verdicts, quality, lengths, sources, licences, models, attempts, failed checks, diversity, and what an approved row of a run cost. A word that is a path is read as files, any other is a run's id; without one, the newest run. Memory does not grow with the rows.",
  examples: [
    { line: "assay stats", does: "the newest run" },
    { line: "assay stats assay-export/20261121-085000-1f3a --json", does: "exported files, every number as JSON" },
  ],
  flags: {},
  settings: ["db", "plugins"],
  words: 1,
  async run(context) {
    const assay = await context.open();
    return abortable(async (signal) => {
      const report = await assay.stats(context.words[0], { signal });
      context.result(report, () => statsLines(report, context.layout()));
      return exit.done;
    });
  },
};
