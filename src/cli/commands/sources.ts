import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { sourceLines } from "../machine-report.ts";

export const sources: Command = {
  summary: "the research sources, and whether they answer",
  usage: "[check]",
  description:
    "Asks every configured research source for a known item and shows whether it answers and how fast. With check, ends with 3 when one is down.",
  examples: [
    { line: "assay sources", does: "the sources and their health" },
    { line: "assay sources check --json", does: "for a script: exit code 3 when a source is down" },
  ],
  flags: {},
  settings: ["sources", "contact", "timeout", "plugins"],
  words: 1,
  async run(context) {
    const word = context.words[0];
    if (word !== undefined && word !== "check") {
      throw new AssayError("config/bad-word", `assay sources expects check or nothing; "${word}" came.`, {
        hint: "Write: assay sources check",
      });
    }
    const assay = await context.open();
    const { sources: health } = await assay.doctor();
    context.result(health, () => sourceLines(health, context.layout()));
    return word === "check" && health.some(({ state }) => state !== "ready") ? exit.short : exit.done;
  },
};
