import { existsSync } from "node:fs";
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
/** Formats that take no further column have their rows' origins in a file of its own, in the same order. */
const originsOf = (path: string): string => path.replace(/\.jsonl$/, ".provenance.jsonl");

/** The rows of a file, each with its origin. */
async function* withOrigins(
  rows: AsyncIterable<Record<string, unknown>>,
  origins: AsyncIterable<Record<string, unknown>>,
): AsyncGenerator<Record<string, unknown>> {
  const following = origins[Symbol.asyncIterator]();
  for await (const row of rows) {
    const { done, value } = await following.next();
    yield done === true ? row : { ...row, provenance: value };
  }
}

/**
 * The files of rows in a folder, or the one file that is named. Where a file stands in two kinds (`train.jsonl` beside
 * `train.parquet`), only one of them is read. Rows whose origins stand in `train.provenance.jsonl` come with them. Throws `export/unreadable` when there is none.
 */
export async function dataFiles(place: string): Promise<DataFile[]> {
  const single = (await stat(place)).isFile();
  const folder = single ? dirname(place) : place;
  const paths = single ? [basename(place)] : await filesBelow(place);
  const sidecars = new Set(paths.map(originsOf).filter((path) => !single && path.endsWith(".provenance.jsonl")));
  const chosen = new Map<string, DataFile>();
  for (const extension of extensions) {
    for (const path of paths.filter((candidate) => candidate.endsWith(extension) && !beside.has(candidate))) {
      if (sidecars.has(path)) continue;
      const stem = path.slice(0, -extension.length);
      const rows = () => readers[extension](join(folder, path));
      const origins = originsOf(path);
      const read =
        origins !== path && existsSync(join(folder, origins))
          ? () => withOrigins(rows(), readJsonLines(join(folder, origins)))
          : rows;
      if (!chosen.has(stem)) chosen.set(stem, { path, read });
    }
  }
  if (chosen.size === 0) {
    throw new AssayError("export/unreadable", `${place} holds no rows: expected files in ${extensions.join(" or ")}.`, {
      hint: "Write some: assay export --out DIR.",
    });
  }
  return [...chosen.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
