import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { importLines } from "../import-report.ts";

export const importRows: Command = {
  summary: "take rows in from files",
  usage: "FILE…",
  description:
    "Takes JSON Lines, JSON arrays or Parquet files in as a run of its own, for review, dedup, statistics and export. Reads what TRL, OpenAI, ShareGPT, LLaMA-Factory, Alpaca, verl and SkyRL read, and plain columns; says what it took a file for. Records that are no rows go into a report beside the first file and are counted. Rows are unchecked unless --review is given. A licence is not guessed: without --licence, rows that name none are of unknown licence and leave under --licence-policy private only. Ends with 3 when records were rejected.",
  examples: [
    { line: "assay import train.jsonl --licence CC-BY-4.0", does: "rows of the type that the records fit" },
    { line: "assay import pairs.parquet --type dpo --review", does: "preference pairs, reviewed like generated ones" },
  ],
  flags: {
    licence: {
      kind: "text",
      meaning: "SPDX licence of the rows (default: what they say, else unknown)",
      placeholder: "SPDX",
    },
    review: { kind: "switch", meaning: "review the rows as a run would" },
    rejected: {
      kind: "text",
      meaning: "report of rejected records (default FILE.rejected.jsonl)",
      placeholder: "FILE",
    },
  },
  settings: "all",
  words: 100,
  async run(context) {
    const { licence, review, rejected } = context.flags;
    if (context.words.length === 0) {
      throw new AssayError("config/bad-value", "assay import expects a file; none came.", {
        hint: "For instance assay import train.jsonl",
      });
    }
    const assay = await context.open();
    const { type } = context.config;
    const taken = await assay.import(context.words, {
      review: review === "true",
      ...(type === undefined ? {} : { type }),
      ...(licence === undefined ? {} : { licence }),
      ...(rejected === undefined ? {} : { rejected }),
    });
    const verdicts = Object.keys(taken.verdicts).join(",");
    const next = context.next(`assay export ${taken.run}${verdicts === "approved" ? "" : ` --verdicts ${verdicts}`}`);
    context.result(taken, () => importLines(taken, next, context.layout()));
    return taken.rejected === 0 ? exit.done : exit.short;
  },
};
