import type { ExportGate, ExportRow } from "../../schema/export.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { createExactFinder } from "./exact.ts";
import type { Duplicate, Entry, Finder } from "./finder.ts";
import { createNearFinder, type NearOptions } from "./near.ts";

/** Rows from elsewhere that the dataset must not repeat: an earlier run, an exported file. */
export interface Reference {
  /** As reasons and the card name it. */
  name: string;
  prompts(): AsyncIterable<string>;
}

export const duplicateMethods = ["exact", "near"] as const;
export type DuplicateMethod = (typeof duplicateMethods)[number];

export interface DuplicateOptions extends NearOptions {
  /** Says what of a row is compared: its prompt, by `text`. */
  type: Pick<AnyTrainingType, "text">;
  /** `exact` by the normalised text, `near` also by shared wording; absent with `semantic` alone. */
  method?: DuplicateMethod | undefined;
  /** Further finders, for instance `createSemanticFinder`; every finder is asked about every row. */
  further?: readonly Finder[] | undefined;
  against?: readonly Reference[] | undefined;
}

const methods: Record<DuplicateMethod, (options: NearOptions) => Finder> = {
  exact: createExactFinder,
  near: createNearFinder,
};

/** Duplicates listed for the card; all are counted. */
const listed = 1_000;

interface Removed {
  sample: string;
  of: string;
  kind: Duplicate["kind"];
}

/**
 * Holds back rows whose prompt stands in an earlier row already, or in a reference. Which of several alike stays is
 * `keep`'s: the first in index order unless said otherwise. Keeps no text.
 */
export function duplicateGate(options: DuplicateOptions): ExportGate {
  const { type, method, against = [], further = [], keep = "first" } = options;
  const finders = [...(method === undefined ? [] : [methods[method](options)]), ...further];
  const names: string[] = [];
  const removed = new Map<string, string>();
  const list: Removed[] = [];
  const counts: Record<Duplicate["kind"], number> = { exact: 0, near: 0, semantic: 0 };
  const references: { name: string; rows: number }[] = [];
  let first = 0;
  let opened: Promise<void> | undefined;

  const addToAll = async (entry: Entry): Promise<void> => {
    for (const finder of finders) await finder.add(entry);
  };
  const open = async (): Promise<void> => {
    for (const { name, prompts } of against) {
      const reference = { name, rows: 0 };
      for await (const text of prompts()) {
        await addToAll({ text, quality: 1, reference: name });
        names.push(name);
        reference.rows += 1;
      }
      references.push(reference);
    }
    first = names.length;
  };

  return {
    name: "duplicates",
    async look({ sample }) {
      opened ??= open();
      await opened;
      names.push(sample.id);
      await addToAll({ text: type.text(sample.row).prompt, quality: sample.qualityScore, reference: null });
    },
    async settle() {
      for (const finder of finders) {
        for (const [entry, { of, kind }] of await finder.finish()) {
          const id = names[entry]!;
          if (removed.has(id)) continue;
          removed.set(id, reasonFor(kind, of < first ? names[of]! : null));
          counts[kind] += 1;
          if (list.length < listed) list.push({ sample: id, of: names[of]!, kind });
        }
      }
    },
    refuses: ({ sample }: ExportRow) => removed.get(sample.id) ?? null,
    findings: () => ({
      methods: finders.map((finder) => finder.method()),
      compared: "prompt",
      kept: keep === "first" ? "first in index order" : "highest quality",
      rows: names.length - first,
      references,
      removed: counts,
      duplicates: list,
    }),
  };
}

const reasonFor = (kind: Duplicate["kind"], reference: string | null): string => {
  const what = { exact: "duplicate", near: "near-duplicate", semantic: "semantic duplicate" }[kind];
  return `${what} of ${reference === null ? "another row" : `a row of ${reference}`}`;
};
