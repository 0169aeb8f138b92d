import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { extname, join, relative, resolve } from "node:path";
import type { Store } from "../../schema/store.ts";
import { Lock, lockName } from "./folder/lock.ts";

/** Runs whose exports are looked through, the newest first. */
const mostRuns = 10_000;

/** A file that an earlier export wrote into the folder. */
interface Earlier {
  path: string;
  sha256: string;
}

/**
 * The files that earlier exports of these runs in this format, or of a dataset folder that stands there, wrote into a
 * folder. A reader that takes `train-*.parquet` would find them beside the new ones.
 */
export async function earlierFiles(
  store: Store,
  runs: readonly string[],
  folder: string,
  format: string,
): Promise<Earlier[]> {
  const within = (path: string): boolean => !relative(resolve(folder), path).startsWith("..");
  const recorded = await Promise.all(runs.map((run) => store.exports.list(run)));
  const own = recorded.flat().filter((entry) => entry.format === format);
  const files = own.map(({ path, sha256 }) => ({ path: resolve(path), sha256 }));
  const lock = await readFile(join(folder, lockName), "utf8").then(parse, () => undefined);
  for (const { path, sha256 } of lock?.format === format ? lock.files : [])
    files.push({ path: resolve(folder, path), sha256 });
  return files.filter(({ path }) => within(path));
}

/**
 * Whether a file may be replaced: one that an export of these runs, of the dataset folder around it or else of any run of
 * this database wrote. Asked only for files that stand in the way.
 */
export function replaceable(store: Store, runs: readonly string[], folder: string): (path: string) => Promise<boolean> {
  const written = async (ids: readonly string[]): Promise<Set<string>> =>
    new Set((await Promise.all(ids.map((id) => store.exports.list(id)))).flat().map(({ path }) => resolve(path)));
  const readNear = async (): Promise<Set<string>> => {
    const lock = await readFile(join(folder, lockName), "utf8").then(parse, () => undefined);
    const locked = lock ? [...lock.files.map(({ path }) => path), "README.md", lockName] : [];
    return new Set([...(await written(runs)), ...locked.map((path) => resolve(folder, path))]);
  };
  let near: Promise<Set<string>> | undefined;
  let all: Promise<Set<string>> | undefined;
  return async (path) => {
    near ??= readNear();
    if ((await near).has(resolve(path))) return true;
    all ??= store.runs.list(mostRuns).then((known) => written(known.map(({ id }) => id)));
    return (await all).has(resolve(path));
  };
}

function parse(text: string): Lock | undefined {
  try {
    return Lock.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Removes those that the new export has not replaced, unless somebody has changed them since. Files of another kind stay:
 * JSON Lines and Parquet of one run may lie side by side.
 */
export async function removeEarlier(earlier: readonly Earlier[], written: readonly { path: string }[]): Promise<void> {
  const current = new Set(written.map(({ path }) => resolve(path)));
  const kinds = new Set(written.map(({ path }) => extname(path)));
  for (const { path, sha256 } of earlier) {
    if (current.has(path) || !kinds.has(extname(path)) || !existsSync(path)) continue;
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
    if (hash.digest("hex") === sha256) await rm(path, { force: true });
  }
}
