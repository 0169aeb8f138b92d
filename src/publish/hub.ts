import { AssayError } from "../../schema/error.ts";
import type { Account } from "./account.ts";
import { fileContent } from "./file-content.ts";
import type { LocalFile } from "./folder.ts";

export interface RemoteFile {
  path: string;
  bytes: number;
  /** Of the content where the Hub keeps it as a large file, of the git object otherwise. */
  hash: { kind: "sha256" | "git"; value: string };
}

/** A dataset repository as it stands at the head of a branch. */
export interface RemoteState {
  private: boolean;
  /** Commit at the head; null where the branch does not exist yet. */
  head: string | null;
  files: RemoteFile[];
}

export interface CommitRequest {
  branch: string;
  message: string;
  /** The commit on which this one must follow. */
  parent: string;
  upload: readonly LocalFile[];
  remove: readonly string[];
}

/** What the publisher asks of the Hub. Errors are those of the client; `transport.ts` words them. */
export interface Hub {
  /** Null where there is no such repository, or none that the token may see. */
  state(repository: string, branch: string): Promise<RemoteState | null>;
  /** The text of a file at a commit; null where it is not there. */
  text(repository: string, commit: string, path: string): Promise<string | null>;
  create(repository: string, isPrivate: boolean): Promise<void>;
  branch(repository: string, branch: string): Promise<void>;
  /** Files are read from their places as they go up; the id of the commit. */
  commit(repository: string, request: CommitRequest, onFile: (path: string, share: number) => void): Promise<string>;
}

/** Loads the client of the Hub; it is an optional package. */
export async function openHub(account: Account, transport: typeof fetch, signal: AbortSignal): Promise<Hub> {
  const client = await import("@huggingface/hub").catch((cause: unknown) => {
    throw new AssayError(
      "export/hub-client",
      "Publishing needs the package @huggingface/hub, which is not installed.",
      {
        hint: "Install it: npm install @huggingface/hub",
        cause,
      },
    );
  });
  const { endpoint, token } = account;
  const shared = { hubUrl: endpoint, fetch: transport, ...(token === null ? {} : { accessToken: token }) };
  const repo = (name: string) => ({ type: "dataset" as const, name });
  const missing = (error: unknown): boolean => (error as { statusCode?: unknown }).statusCode === 404;

  /** Facts at a revision; null where the Hub says that there is none. */
  async function info(name: string, revision?: string): Promise<{ private: boolean; sha: string } | null> {
    try {
      const found = await client.datasetInfo({
        ...shared,
        name,
        additionalFields: ["sha"],
        ...(revision === undefined ? {} : { revision }),
      });
      return { private: found.private, sha: found.sha };
    } catch (error) {
      if (missing(error)) return null;
      throw error;
    }
  }

  return {
    async state(repository, branch) {
      const atBranch = await info(repository, branch);
      if (!atBranch) {
        const somewhere = await info(repository);
        return somewhere && { private: somewhere.private, head: null, files: [] };
      }
      const files: RemoteFile[] = [];
      const revision = atBranch.sha;
      for await (const entry of client.listFiles({ ...shared, repo: repo(repository), revision, recursive: true })) {
        if (entry.type !== "file") continue;
        const hash: RemoteFile["hash"] = entry.lfs
          ? { kind: "sha256", value: entry.lfs.oid }
          : { kind: "git", value: entry.oid ?? "" };
        files.push({ path: entry.path, bytes: entry.lfs?.size ?? entry.size, hash });
      }
      return { private: atBranch.private, head: atBranch.sha, files };
    },
    async text(repository, commit, path) {
      const address = `${endpoint}/datasets/${repository}/resolve/${commit}/${path}`;
      const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };
      const reply = await transport(address, { headers });
      if (reply.ok) return reply.text();
      await reply.body?.cancel();
      return null;
    },
    async create(repository, isPrivate) {
      const credentials = { ...shared, accessToken: token ?? "" };
      await client.createRepo({
        ...credentials,
        repo: repo(repository),
        visibility: isPrivate ? "private" : "public",
      });
    },
    async branch(repository, branch) {
      await client.createBranch({ ...shared, repo: repo(repository), branch });
    },
    async commit(repository, { branch, message, parent, upload, remove }, onFile) {
      const steps = client.commitIter({
        ...shared,
        repo: repo(repository),
        branch,
        title: message,
        parentCommit: parent,
        abortSignal: signal,
        // The Xet transfer needs a service of its own; plain LFS is understood by every Hub and mirror.
        useXet: false,
        operations: [
          ...upload.map(({ path, place, bytes }) => ({
            operation: "addOrUpdate" as const,
            path,
            content: fileContent(place, 0, bytes),
          })),
          ...remove.map((path) => ({ operation: "delete" as const, path })),
        ],
      });
      for (;;) {
        const step = await steps.next();
        if (step.done) return step.value?.commit.oid ?? "";
        if (step.value.event === "fileProgress" && step.value.state === "uploading") {
          onFile(step.value.path, step.value.progress);
        }
      }
    },
  };
}
