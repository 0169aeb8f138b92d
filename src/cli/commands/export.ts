import { AssayError } from "../../config/errors.ts";
import type { Command } from "../command.ts";
import { exit } from "../faults.ts";
import { formats } from "../formats.ts";
import { exportLines } from "../row-reports.ts";

const listed = Object.entries(formats)
  .map(([name, description]) => `${name} (${description})`)
  .join("; ");

export const exportRows: Command = {
  summary: "write a run's rows to files",
  usage: "[run]",
  description: `Writes the approved rows of a run, as far as their licences allow, and says what was held back and why. Files are replaced whole or not at all. Without an id, the newest run; several runs with commas between go into one folder of the format hf. Formats: ${listed}.`,
  examples: [
    { line: "assay export --out chemistry", does: "the newest run in TRL's columns, into the folder chemistry" },
    {
      line: "assay export 20261121-085000-1f3a --format hf --split 90/5/5 --dedup near --out data",
      does: "a folder for the Hugging Face Hub, in three splits, without near duplicates",
    },
  ],
  flags: {
    format: { kind: "text", meaning: "format of the files, see above (default trl)", placeholder: "NAME" },
    out: { kind: "text", meaning: "folder (default assay-export/<run>)", placeholder: "DIR" },
    overwrite: { kind: "switch", meaning: "replace files that no export wrote" },
    split: {
      kind: "text",
      meaning: "shares of train, validation and test (default all train)",
      placeholder: "80/10/10",
    },
    verdicts: { kind: "text", meaning: "verdicts that go out (default approved)", placeholder: "A,B" },
    form: {
      kind: "text",
      meaning: "conversational messages (default) or standard strings; trl and hf",
      placeholder: "FORM",
    },
    container: {
      kind: "text",
      meaning: "jsonl or parquet; trl and skyrl have both (default: the format's own)",
      placeholder: "KIND",
    },
    thinking: {
      kind: "text",
      meaning: "where reasoning goes: inline (default), thinking, reasoning_content or drop",
      placeholder: "PLACE",
    },
    dedup: {
      kind: "text",
      meaning: "hold back rows whose prompt stands in an earlier one: exact, near or none (default)",
      placeholder: "HOW",
    },
    across: {
      kind: "text",
      meaning: "hold back rows that repeat others too: all other runs, or runs and files",
      placeholder: "all|A,B",
    },
    keep: {
      kind: "text",
      meaning: "which of several duplicates stays: first (default) or best by quality",
      placeholder: "WHICH",
    },
    semantic: {
      kind: "text",
      meaning: "also hold back prompts that mean the same by an embedding model; costs money and sees no numbers",
      placeholder: "MODEL",
    },
    "semantic-threshold": { kind: "text", meaning: "cosine similarity for that (default 0.95)", placeholder: "SHARE" },
    decontaminate: {
      kind: "text",
      several: true,
      meaning: "hold back rows that share 13 words in a row with a benchmark file (JSON Lines, Parquet, text)",
      placeholder: "FILE",
    },
    "decontaminate-words": { kind: "text", meaning: "words in a row for that (default 13)", placeholder: "N" },
    "decontaminate-numbers": {
      kind: "text",
      meaning: "same (default), or any: a number stands for any other",
      placeholder: "HOW",
    },
    "decontaminate-semantic": {
      kind: "text",
      meaning: "also hold back prompts that mean the same as an item, by an embedding model; costs money",
      placeholder: "MODEL",
    },
    "decontaminate-threshold": {
      kind: "text",
      meaning: "cosine similarity for that (default 0.95)",
      placeholder: "SHARE",
    },
  },
  settings: ["db", "licencePolicy", "plugins", "budget"],
  words: 1,
  async run(context) {
    const { format, out, split, verdicts, form, container, thinking, dedup, across, decontaminate } = context.flags;
    const assay = await context.open();
    const [word] = context.words;
    const written = await assay.export(word?.includes(",") ? word.split(",").map((run) => run.trim()) : word, {
      licencePolicy: context.config.licencePolicy,
      ...(format === undefined ? {} : { format }),
      ...(out === undefined ? {} : { out: readFolder(out) }),
      ...(split === undefined ? {} : { split }),
      ...(verdicts === undefined ? {} : { verdicts: readVerdicts(verdicts) }),
      ...(decontaminate === undefined ? {} : { decontaminate: decontaminate.split(",").map((file) => file.trim()) }),
      ...(context.flags.overwrite === undefined ? {} : { overwrite: true }),
      form,
      container,
      thinking,
      dedup,
      across,
      ...duplicateOptions(context.flags),
    });
    context.result(written, () => exportLines(written, context.layout()));
    return exit.done;
  },
};

/** The finer settings of duplicates and decontamination, as far as they were given. */
function duplicateOptions(flags: Readonly<Record<string, string | undefined>>) {
  return {
    keep: oneOf("keep", flags.keep, ["first", "best"] as const),
    semantic: flags.semantic,
    semanticThreshold: readNumber("semantic-threshold", flags["semantic-threshold"], 0.95),
    decontaminateWords: readNumber("decontaminate-words", flags["decontaminate-words"], 13),
    decontaminateNumbers: oneOf("decontaminate-numbers", flags["decontaminate-numbers"], ["same", "any"] as const),
    decontaminateSemantic: flags["decontaminate-semantic"],
    decontaminateThreshold: readNumber("decontaminate-threshold", flags["decontaminate-threshold"], 0.95),
  };
}

function oneOf<const T extends string>(flag: string, text: string | undefined, allowed: readonly T[]): T | undefined {
  const found = allowed.find((one) => one === text);
  if (text === undefined || found !== undefined) return found;
  throw new AssayError("config/bad-value", `--${flag} expects ${allowed.join(" or ")}; "${text}" came.`, {
    hint: `For instance --${flag} ${allowed[0]}`,
  });
}

function readNumber(flag: string, text: string | undefined, example: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new AssayError("config/bad-value", `--${flag} expects a number; "${text}" came.`, {
    hint: `For instance --${flag} ${example}`,
  });
}

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
