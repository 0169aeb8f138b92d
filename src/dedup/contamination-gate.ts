import { AssayError } from "../../schema/error.ts";
import type { ExportGate, ExportRow } from "../../schema/export.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { type Benchmark, openBenchmark } from "./benchmark.ts";
import { createGramIndex, type GramIndex } from "./grams.ts";

export interface ContaminationOptions {
  /** Says what of a row is read: prompt and response, by `text`. */
  type: Pick<AnyTrainingType, "text">;
  /** Paths of benchmark files: JSON Lines, Parquet, or text with one item a line. */
  files: readonly string[];
  /** Words of a run that counts as contamination when both have it; default 13. */
  words?: number | undefined;
  /** Whether numbers must agree (`same`, the default) or any number stands for any other. */
  numbers?: "same" | "any" | undefined;
}

/** Matches listed for the card; all are counted. */
const listed = 1_000;

interface Match {
  sample: string;
  benchmark: string;
  item: number;
  where: "prompt" | "response";
  kind: "gram" | "whole";
  words: string;
}

interface Opened {
  index: GramIndex;
  files: (Pick<Benchmark, "file" | "sha256" | "bytes"> & { items: number })[];
  /** File and line or row of every item. */
  items: { file: number; number: number }[];
}

/**
 * Holds back rows that share a run of n words with an item of a benchmark file, in prompt or response, and rows whose
 * prompt equals an item that is shorter than that.
 */
export function contaminationGate(options: ContaminationOptions): ExportGate {
  const { type, files, words = 13, numbers = "same" } = options;
  if (!Number.isInteger(words) || words < 5 || words > 100) {
    throw new AssayError(
      "export/decontamination",
      `The words of a match are a whole number from 5 to 100; got ${words}.`,
      {
        hint: "13 is GPT-3's.",
      },
    );
  }
  const removed = new Map<string, string>();
  const matches: Match[] = [];
  const counts = new Map<string, number>();
  let opened: Promise<Opened> | undefined;
  let ready: Opened | undefined;
  let rows = 0;

  const open = async (): Promise<Opened> => {
    const index = createGramIndex({ words, numbers });
    const made: Opened = { index, files: [], items: [] };
    for (const path of files) {
      const { items, ...benchmark } = await openBenchmark(path);
      const known = { ...benchmark, items: 0 };
      for await (const { number, texts } of items()) {
        for (const text of texts) index.add(made.items.length, text);
        made.items.push({ file: made.files.length, number });
        known.items += 1;
      }
      made.files.push(known);
    }
    return made;
  };

  const examine = (
    sample: string,
    where: Match["where"],
    text: string,
    { index, files: read, items }: Opened,
  ): boolean => {
    const found = index.find(text, where === "prompt");
    if (!found) return false;
    const { file, number } = items[found.item]!;
    const benchmark = read[file]!.file;
    removed.set(sample, `contaminated: shares text with ${benchmark}`);
    counts.set(benchmark, (counts.get(benchmark) ?? 0) + 1);
    if (matches.length < listed) {
      matches.push({ sample, benchmark, item: number, where, kind: found.kind, words: found.gram });
    }
    return true;
  };

  return {
    name: "contamination",
    async look({ sample }) {
      opened ??= open();
      ready = await opened;
      rows += 1;
      const { prompt, response } = type.text(sample.row);
      if (!examine(sample.id, "prompt", prompt, ready)) examine(sample.id, "response", response, ready);
    },
    async settle() {
      opened ??= open();
      ready = await opened;
    },
    refuses: ({ sample }: ExportRow) => removed.get(sample.id) ?? null,
    findings: () => ({
      method: `exact runs of ${words} words in lower case without punctuation; shorter items by equality with the prompt`,
      words,
      numbers,
      benchmarks: ready?.files ?? [],
      indexed: ready?.index.counts() ?? { grams: 0, shortItems: 0 },
      rows,
      removed: removed.size,
      removedBy: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
      matches,
    }),
  };
}
