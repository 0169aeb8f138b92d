import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AssayError } from "../../schema/error.ts";
import { filesBelow } from "../dataset/folder.ts";

/** A file to publish, with both hashes by which the Hub knows files: of the content, and of the git object. */
export interface LocalFile {
  /** Relative to the folder, with slashes. */
  path: string;
  /** Absolute. */
  place: string;
  bytes: number;
  sha256: string;
  gitOid: string;
}

export const lockName = "assay.lock.json";

/** Every file of a folder, hashed as it streams by. */
export async function localFiles(folder: string, signal: AbortSignal): Promise<LocalFile[]> {
  const files: LocalFile[] = [];
  for (const path of await filesBelow(folder)) {
    const place = resolve(join(folder, path));
    const { size } = await stat(place);
    const content = createHash("sha256");
    const object = createHash("sha1").update(`blob ${size}\0`);
    for await (const chunk of createReadStream(place, { signal }) as AsyncIterable<Buffer>) {
      content.update(chunk);
      object.update(chunk);
    }
    files.push({ path, place, bytes: size, sha256: content.digest("hex"), gitOid: object.digest("hex") });
  }
  return files;
}

/** Paths and hashes that a lock file's text promises; null when the text is no lock file. */
export function lockedFiles(text: string): { path: string; sha256: string }[] | null {
  try {
    const { files } = JSON.parse(text) as { files?: unknown };
    if (!Array.isArray(files)) return null;
    return files.flatMap((file: { path?: unknown; sha256?: unknown } | null) =>
      typeof file?.path === "string" && typeof file.sha256 === "string"
        ? [{ path: file.path, sha256: file.sha256 }]
        : [],
    );
  } catch {
    return null;
  }
}

/**
 * Holds the files against the lock file beside them. Without one there is nothing to hold them against: false. Throws
 * `export/changed` when a file is missing or is not what was exported.
 */
export async function checkLock(folder: string, files: readonly LocalFile[]): Promise<boolean> {
  const lock = files.find((file) => file.path === lockName);
  if (!lock) return false;
  const promised = lockedFiles(await readFile(lock.place, "utf8"));
  if (!promised) throw new AssayError("export/changed", `${join(folder, lockName)} cannot be read.`, { hint: again });
  for (const { path, sha256 } of promised) {
    const file = files.find((candidate) => candidate.path === path);
    if (file?.sha256 === sha256) continue;
    const message = file
      ? `${join(folder, path)} is not the file that was exported: its SHA-256 differs from ${lockName}.`
      : `${join(folder, path)} is missing, though it stands in ${lockName}.`;
    throw new AssayError("export/changed", message, { hint: again });
  }
  return true;
}

const again = "Export again, or delete the lock file if the change is meant.";
