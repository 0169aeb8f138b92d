import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { AssayError } from "../../schema/error.ts";

/** Different reasons that the summary counts by name. */
const reasonsNamed = 20;

/** The records that were not taken: a report of one JSON line each, and counts by reason. */
export interface Rejections {
  add(entry: { file: string; place: number; reason: string; text: string }): Promise<void>;
  readonly rows: number;
  /** Counts by reason; further reasons together as "other". */
  readonly reasons: Record<string, number>;
  /** Completes the report; null when nothing was rejected, and then there is no file. */
  finish(): Promise<string | null>;
  /** Leaves no report. */
  discard(): Promise<void>;
}

/** Starts a report. The file is made with the first rejection, under a name that ends in `.partial` until it is whole. */
export function openRejections(path: string): Rejections {
  let handle: FileHandle | undefined;
  let rows = 0;
  const reasons = new Map<string, number>();
  const partial = `${path}.partial`;
  return {
    async add(entry) {
      rows += 1;
      const name = reasons.has(entry.reason) || reasons.size < reasonsNamed ? entry.reason : "other";
      reasons.set(name, (reasons.get(name) ?? 0) + 1);
      try {
        handle ??= await open(partial, "w");
        await handle.write(`${JSON.stringify(entry)}\n`);
      } catch (error) {
        throw new AssayError(
          "import/unwritable",
          `The report ${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`,
          {
            hint: "Choose another place with --rejected.",
            cause: error,
          },
        );
      }
    },
    get rows() {
      return rows;
    },
    get reasons() {
      return Object.fromEntries([...reasons].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
    },
    async finish() {
      if (!handle) return null;
      await handle.close();
      await rename(partial, path);
      return path;
    },
    async discard() {
      if (!handle) return;
      await handle.close().catch(() => {});
      await rm(partial, { force: true });
    },
  };
}
