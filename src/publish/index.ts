import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssayError } from "../../schema/error.ts";
import type { LicencePolicy } from "../../schema/licence.ts";
import { isPlace } from "../dataset/index.ts";
import { openDatasets } from "../export/dataset.ts";
import { originOf } from "../export/origin.ts";
import { exportRun } from "../export/run.ts";
import { whole } from "../export/split.ts";
import { findRun } from "../generate.ts";
import type { Session } from "../session.ts";
import { type Account, readAccount, readRepository, requireToken } from "./account.ts";
import { checkLock, type LocalFile, localFiles } from "./folder.ts";
import { type Hub, openHub, type RemoteState } from "./hub.ts";
import { licencesOfFolder, licencesOfRun, refuseUnlicensed } from "./licence.ts";
import { type FileChange, planChanges, remoteLock } from "./plan.ts";
import { createTransport, hubError } from "./transport.ts";

export interface PushProgress {
  phase: "checking" | "exporting" | "asking" | "uploading" | "done";
  /** The file under way, while uploading. */
  path?: string;
  /** Bytes that are up, of all that have to. */
  sent: number;
  total: number;
}

export interface PushOptions {
  signal?: AbortSignal;
  /** Make the repository public, or accept that it is. Default: private. */
  public?: boolean;
  /** Default `main`; made from it when missing. */
  branch?: string;
  /** Title of the commit. */
  message?: string;
  /** Sends nothing: says what would change. Without a token the Hub is not even asked. */
  dryRun?: boolean;
  /** For runs, as in `export`; `private` also lets rows out that may not be published, to a private repository only. */
  licencePolicy?: LicencePolicy;
  onProgress?(progress: PushProgress): void;
}

export interface PushResult {
  repository: string;
  url: string;
  branch: string;
  private: boolean;
  /** The repository did not exist before. */
  created: boolean;
  dryRun: boolean;
  /** The new commit; null when nothing was sent. */
  commit: string | null;
  /** The commit that it follows; null where there was none, or nobody asked. */
  parent: string | null;
  files: FileChange[];
  /** Whether the files were held against the lock file beside them. */
  locked: boolean;
  /** Rows of a run that stayed behind, by reason. */
  withheld: Record<string, number>;
  /** What the user should know, one sentence each. */
  notes: string[];
}

/**
 * Publishes a run, exported to the `hf` format first, or a folder. Only what differs goes up, in one commit that must
 * follow the state that was looked at: a push by somebody else in between is an error and nothing is overwritten. Files of
 * an earlier push that are no longer in the dataset are removed, other files are left alone.
 * Throws `config/…`, `export/licence`, `export/changed` and `export/hub-…`.
 */
export async function pushDataset(
  session: Session,
  word: string | undefined,
  repositoryName: string,
  options: PushOptions,
  signal: AbortSignal,
): Promise<PushResult> {
  const repository = readRepository(repositoryName);
  const account = readAccount(session.environment);
  if (!options.dryRun) requireToken(account);
  const policy = options.licencePolicy ?? session.config.licencePolicy;
  if (policy === "private" && options.public) {
    throw new AssayError("export/licence", "--licence-policy private is for private repositories; --public came too.", {
      hint: "Leave one of the two out.",
    });
  }
  const temporary: string[] = [];
  try {
    const { folder, withheld } = await folderOf(session, word, policy, options, signal, temporary);
    const files = await localFiles(folder, signal);
    if (files.length === 0) throw new AssayError("export/unreadable", `${folder} holds no file.`);
    const locked = await checkLock(folder, files);
    if (word !== undefined && isPlace(word) && policy !== "private") {
      await refuseUnlicensed(licencesOfFolder(folder), signal);
    }
    return { ...(await send(session, account, repository, files, options, policy, signal)), locked, withheld };
  } catch (error) {
    throw hubError(error, repository, account.token);
  } finally {
    for (const folder of temporary) await rm(folder, { recursive: true, force: true });
  }
}

/** The folder itself, or a temporary one that the run was exported to. */
async function folderOf(
  session: Session,
  word: string | undefined,
  policy: LicencePolicy,
  { onProgress }: PushOptions,
  signal: AbortSignal,
  temporary: string[],
): Promise<{ folder: string; withheld: Record<string, number> }> {
  if (isPlace(word)) {
    onProgress?.({ phase: "checking", sent: 0, total: 0 });
    if ((await stat(word)).isDirectory()) return { folder: word, withheld: {} };
    throw new AssayError("export/unreadable", `${word} is a file; a folder or a run is published.`);
  }
  onProgress?.({ phase: "exporting", sent: 0, total: 0 });
  const run = await findRun(session, word);
  const store = await session.existingStore();
  const type = session.trainingTypes[run.spec.trainingType];
  if (!type) throw new AssayError("config/type", `The run's training type ${run.spec.trainingType} is not there.`);
  const verdicts = ["approved"];
  if (policy !== "private") {
    const source = { run: run.id, type, origin: await originOf(store, run) };
    const { datasets } = await openDatasets(store, [source], { gates: [], verdicts, split: whole, signal });
    await refuseUnlicensed(licencesOfRun(datasets[0].rows("train")), signal);
  }
  const folder = await mkdtemp(join(tmpdir(), "assay-push-"));
  temporary.push(folder);
  const written = await exportRun(session, run.id, {
    format: "hf",
    out: folder,
    licencePolicy: policy,
    verdicts,
    signal,
  });
  if (written.files.every((file) => file.rows === 0)) {
    throw new AssayError("export/empty", `No row of run ${run.id} may go out, so there is nothing to publish.`, {
      hint: Object.keys(written.withheld)[0] ?? "It has no approved row; see assay status.",
    });
  }
  return { folder, withheld: written.withheld };
}

async function send(
  session: Session,
  account: Account,
  repository: string,
  files: readonly LocalFile[],
  options: PushOptions,
  policy: LicencePolicy,
  signal: AbortSignal,
): Promise<Omit<PushResult, "locked" | "withheld">> {
  const { branch = "main", dryRun = false, message = "Publish dataset with assay", onProgress } = options;
  const notes: string[] = [];
  const wantsPublic = options.public === true;
  const hub = await openHub(account, createTransport(session.clock, signal), signal);
  const asked = !(dryRun && account.token === null);
  onProgress?.({ phase: "asking", sent: 0, total: 0 });
  let state = asked ? await hub.state(repository, branch) : null;
  if (!asked) notes.push("Without HF_TOKEN the Hub was not asked what is there already.");
  if (state && !state.private && !wantsPublic) {
    throw new AssayError("export/hub-public", `${repository} is public, and a push is private unless said otherwise.`, {
      hint: policy === "private" ? "Choose a private repository." : "Say --public, or choose another repository.",
    });
  }
  if (state?.private && wantsPublic) {
    notes.push(`${repository} exists and stays private; --public counts when a repository is made.`);
  }
  if (!files.some((file) => file.path === "README.md")) {
    notes.push("There is no README.md, so the Hub will show no card; assay export --format hf writes one.");
  }
  const created = asked && state === null;
  const isPrivate = state?.private ?? !wantsPublic;
  if (!dryRun) state = await prepareBranch(hub, repository, branch, state, isPrivate);
  const parent = state?.head ?? null;
  const earlier = parent === null ? null : await remoteLock(hub, repository, parent);
  const changes = planChanges(files, state?.files ?? [], earlier);
  const upload = files.filter((file) =>
    changes.some(({ path, action }) => path === file.path && (action === "add" || action === "change")),
  );
  const remove = changes.filter(({ action }) => action === "remove").map(({ path }) => path);
  const total = upload.reduce((sum, file) => sum + file.bytes, 0);
  let commit: string | null = null;
  if (!dryRun && parent !== null && upload.length + remove.length > 0) {
    const sent = new Map<string, number>();
    const onFile = (path: string, share: number): void => {
      sent.set(path, share * (upload.find((file) => file.path === path)?.bytes ?? 0));
      const sum = [...sent.values()].reduce((all, bytes) => all + bytes, 0);
      onProgress?.({ phase: "uploading", path, sent: Math.round(sum), total });
    };
    commit = await hub.commit(repository, { branch, message, parent, upload, remove }, onFile);
  }
  onProgress?.({ phase: "done", sent: commit === null ? 0 : total, total });
  const at = branch === "main" ? "" : `/tree/${encodeURIComponent(branch)}`;
  const url = `${account.endpoint}/datasets/${repository}${at}`;
  return { repository, url, branch, private: isPrivate, created, dryRun, commit, parent, files: changes, notes };
}

/** Makes what is missing of the repository and the branch; the state to build on. */
async function prepareBranch(
  hub: Hub,
  repository: string,
  branch: string,
  state: RemoteState | null,
  isPrivate: boolean,
): Promise<RemoteState> {
  let found = state;
  if (!found) {
    await hub.create(repository, isPrivate);
    found = await hub.state(repository, branch);
  }
  if (found && found.head === null) {
    await hub.branch(repository, branch);
    found = await hub.state(repository, branch);
  }
  if (found && found.head !== null) return found;
  throw new AssayError("export/hub-refused", `The Hub made ${repository} and does not show its branch ${branch}.`, {
    retryable: true,
    hint: "Run the same command again.",
  });
}
