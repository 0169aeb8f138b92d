import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AssayError } from "../../schema/error.ts";
import { readJsonLines } from "./jsonl.ts";
import { readParquet } from "./parquet.ts";

/** Every kind of file that rows can be read from. A new one is its reader and a line here; the first wins. */
const readers = {
  ".jsonl": readJsonLines,
  ".parquet": readParquet,
} satisfies Record<string, (path: string) => AsyncIterable<Record<string, unknown>>>;
const extensions = Object.keys(readers) as (keyof typeof readers)[];

/** One file of rows. */
export interface DataFile {
  /** Relative to the folder, with slashes. */
  path: string;
  read(): AsyncIterable<Record<string, unknown>>;
}

/** Every file below a folder, as paths with slashes in the order of their names; hidden and unfinished ones are left out. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (relative: string): Promise<void> => {
    for (const entry of await readdir(join(folder, relative), { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name.endsWith(".partial")) continue;
      const path = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  await walk("");
  return found.sort();
}

/** Written beside the rows and no rows themselves. */
const beside = new Set(["evidence.jsonl"]);

/**
 * The files of rows in a folder, or the one file that is named. Where a file stands in two kinds (`train.jsonl` beside
 * `train.parquet`), only one of them is read. Throws `export/unreadable` when there is none.
 */
export async function dataFiles(place: string): Promise<DataFile[]> {
  const single = (await stat(place)).isFile();
  const folder = single ? dirname(place) : place;
  const paths = single ? [basename(place)] : await filesBelow(place);
  const chosen = new Map<string, DataFile>();
  for (const extension of extensions) {
    for (const path of paths.filter((candidate) => candidate.endsWith(extension) && !beside.has(candidate))) {
      const stem = path.slice(0, -extension.length);
      if (!chosen.has(stem)) chosen.set(stem, { path, read: () => readers[extension](join(folder, path)) });
    }
  }
  if (chosen.size === 0) {
    throw new AssayError("export/unreadable", `${place} holds no rows: expected files in ${extensions.join(" or ")}.`, {
      hint: "Write some: assay export --out DIR.",
    });
  }
  return [...chosen.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
