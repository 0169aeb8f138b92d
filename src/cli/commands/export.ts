import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { exportLines } from "../row-reports.ts";

export const exportRows: Command = {
  summary: "write a run's rows to files",
  usage: "[run]",
  description:
    "Writes the approved rows of a run, as far as their licences allow, and says what was held back and why. Files are replaced whole or not at all. Without an id, the newest run.",
  examples: [
    { line: "assay export --out chemistry", does: "the newest run in TRL's columns, into the folder chemistry" },
    {
      line: "assay export 20261121-085000-1f3a --licence-policy sharealike --out data",
      does: "also rows that rest on CC-BY-SA sources",
    },
  ],
  flags: {
    format: { kind: "text", meaning: "format of the files (default trl)", placeholder: "NAME" },
    out: { kind: "text", meaning: "folder (default assay-export/<run>)", placeholder: "DIR" },
    split: {
      kind: "text",
      meaning: "shares of train, validation and test (default all train)",
      placeholder: "80/10/10",
    },
    verdicts: { kind: "text", meaning: "verdicts that go out (default approved)", placeholder: "A,B" },
  },
  settings: ["db", "licencePolicy", "plugins"],
  words: 1,
  async run(context) {
    const { format, out, split, verdicts } = context.flags;
    const assay = await context.open();
    const written = await assay.export(context.words[0], {
      licencePolicy: context.config.licencePolicy,
      ...(format === undefined ? {} : { format }),
      ...(out === undefined ? {} : { out: readFolder(out) }),
      ...(split === undefined ? {} : { split }),
      ...(verdicts === undefined ? {} : { verdicts: readVerdicts(verdicts) }),
    });
    context.result(written, () => exportLines(written, context.layout()));
    return exit.done;
  },
};

function readFolder(out: string): string {
  if (out.trim() !== "") return out;
  throw new AssayError("config/bad-value", "--out expects a folder; nothing came.", {
    hint: "For instance --out data",
  });
}

const known = ["approved", "needs_revision", "rejected", "unchecked"];

function readVerdicts(text: string): string[] {
  const verdicts = text.split(",").map((verdict) => verdict.trim());
  const wrong = verdicts.find((verdict) => !known.includes(verdict));
  if (wrong === undefined) return verdicts;
  throw new AssayError("config/bad-value", `--verdicts expects some of ${known.join(", ")}; "${wrong}" came.`, {
    hint: "For instance --verdicts approved,needs_revision",
  });
}
