import { type LocalFile, lockedFiles, lockName } from "./folder.ts";
import type { Hub, RemoteFile } from "./hub.ts";

/** What a push does with one file. */
export interface FileChange {
  path: string;
  bytes: number;
  /** Null for a file that is removed. */
  sha256: string | null;
  action: "add" | "change" | "keep" | "remove";
}

/** Paths that the lock file of an earlier push names; null where there is none. */
export async function remoteLock(hub: Hub, repository: string, commit: string): Promise<string[] | null> {
  const text = await hub.text(repository, commit, lockName);
  return text === null ? null : (lockedFiles(text)?.map((file) => file.path) ?? null);
}

/**
 * What changes between the local files and those at the head of the branch. A remote file that is not in the dataset is
 * removed when an earlier push put it there, and otherwise left alone.
 */
export function planChanges(
  local: readonly LocalFile[],
  remote: readonly RemoteFile[],
  earlier: readonly string[] | null,
): FileChange[] {
  const there = new Map(remote.map((file) => [file.path, file]));
  const changes = local.map(({ path, bytes, sha256, gitOid }): FileChange => {
    const known = there.get(path);
    const hash = known?.hash.kind === "sha256" ? sha256 : gitOid;
    const action = !known ? "add" : known.hash.value === hash ? "keep" : "change";
    return { path, bytes, sha256, action };
  });
  const mine = new Set(local.map((file) => file.path));
  const ours = new Set(earlier ?? []);
  const removed = remote
    .filter((file) => ours.has(file.path) && !mine.has(file.path))
    .map(({ path, bytes }): FileChange => ({ path, bytes, sha256: null, action: "remove" }));
  return [...changes, ...removed].sort((a, b) => (a.path < b.path ? -1 : 1));
}
