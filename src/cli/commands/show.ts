import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { dossierLines } from "../dossier.ts";
import { exit } from "../faults.ts";

export const show: Command = {
  summary: "everything known about one row",
  usage: "<sample id>",
  description:
    "Shows one row with its question, its evidence (text, licence, address), its execution receipts (code and output), its reviews (checks, scores, feedback) and the model calls that made it. The first eight characters of the id are enough.",
  examples: [
    { line: "assay show 3f9a1c02", does: "the row whose id begins so" },
    { line: "assay show 3f9a1c02 --json", does: "the same as one JSON document" },
  ],
  flags: {},
  settings: ["db"],
  words: 1,
  async run(context) {
    const id = context.words[0];
    if (id === undefined) {
      throw new AssayError("config/missing-id", "assay show expects the id of a row; none came.", {
        hint: "Ids stand in every export's provenance, or: assay show 3f9a1c02",
      });
    }
    const assay = await context.open();
    const dossier = await assay.show(id);
    context.result(dossier, () => dossierLines(dossier, context.layout()));
    return exit.done;
  },
};
