import { basename } from "node:path";
import { AssayError } from "../../schema/error.ts";
import { mayLicenseRows } from "../../schema/licences/index.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { newRunId } from "../generate.ts";
import { reviewRows } from "../review-rows.ts";
import type { Session } from "../session.ts";
import { formatOf, sampleOf, typeOf } from "./detect.ts";
import { type ImportFile, openImport } from "./file.ts";
import { fitTo } from "./fit.ts";
import type { ImportFormat } from "./format.ts";
import { claimedOrigin } from "./origin.ts";
import { openRejections } from "./rejected.ts";
import { idOf, licenceOf, newRun, readGivenLicence, type Taken, writesOf } from "./sample.ts";
import { type Columns, splitSystemPrompt } from "./turns.ts";

export interface ImportOptions {
  /** Training type; told from the records when absent. */
  type?: string;
  /** SPDX expression for all rows; a row that names one of its own is then under both. Without either it is unknown. */
  licence?: string;
  /** Reviews the rows as a run would; otherwise they are `unchecked`. */
  review?: boolean;
  /** Report of the records that were not taken; default the first file's name with `.rejected.jsonl`. */
  rejected?: string;
  signal?: AbortSignal;
}

export interface ImportResult {
  run: string;
  type: string;
  files: { path: string; sha256: string; format: string; container: string; rows: number; rejected: number }[];
  rows: number;
  rejected: number;
  /** Rejected records by reason. */
  reasons: Record<string, number>;
  /** The report; null when nothing was rejected. */
  report: string | null;
  /** Rows by verdict. */
  verdicts: Record<string, number>;
  /** Columns of which rows say nothing and for which a value was assumed, with the number of rows. */
  assumed: Record<string, number>;
  /** Columns that were not kept, with the number of rows. */
  dropped: Record<string, number>;
  /** Rows whose licence is unknown or allows no derived work: they go out under the policy `private` only. */
  unlicensed: number;
}

/** Rows written, and reviewed, at a time. */
const batch = 100;
/** Names of columns that are counted one by one. */
const namesCounted = 50;
const never = new AbortController().signal;

/** Takes files in as a run of its own. Bad records are reported and counted; only a file that cannot be read ends it. */
export async function importFiles(
  session: Session,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportResult> {
  const { signal = never } = options;
  const given = readGivenLicence(options.licence);
  const { files, type } = await prepare(session, paths, options.type, signal);
  const store = await session.store();
  const now = session.clock.now();
  const run = newRun({
    id: newRunId(now),
    paths,
    type: type.name,
    count: files.reduce((sum, { count }) => sum + count, 0),
    config: session.config,
    owner: session.owner,
    now: now.toISOString(),
    assumptions: files.map(({ file, format }) => `${basename(file.path)} is ${format.name} with ${type.name} rows`),
  });
  const rejections = openRejections(options.rejected ?? `${paths[0]}.rejected.jsonl`);
  const result: ImportResult = {
    ...{ run: run.id, type: type.name, files: [], rows: 0, rejected: 0, reasons: {}, report: null },
    ...{ verdicts: {}, assumed: {}, dropped: {}, unlicensed: 0 },
  };
  const seen = new Set<number>();
  let waiting: Taken[] = [];

  async function flush(): Promise<void> {
    const taken = waiting;
    waiting = [];
    const rows = taken.map(({ fit }) => fit.row);
    const reviews = options.review === true ? await reviewRows(session, type.name, rows, signal) : [];
    const at = session.clock.now().toISOString();
    const commits = taken.map((one, place) => {
      const { writes, verdict } = writesOf(run, type, one, reviews[place] ?? null, at);
      count(result.verdicts, [verdict]);
      const output = { verdict, fingerprint: null, sample: one.id, reason: "" };
      return store.stages.commit({ run: run.id, item: `i:${one.index}`, stage: "settle", attempt: 1 }, output, writes);
    });
    await Promise.all(commits);
  }

  async function take({ file, format }: Prepared, place: number, value: Columns): Promise<string | null> {
    const columns = format.read(value);
    if (columns === null) return `not of the format ${format.name}`;
    const origin = claimedOrigin(columns);
    const { systemPrompt, rest } = splitSystemPrompt(columns);
    const fit = fitTo(type, rest, value, origin?.contentHash);
    if ("reason" in fit) return fit.reason;
    const licence = licenceOf(given, origin);
    const id = idOf(fit, origin, file, place, seen);
    waiting.push({ index: result.rows, id, fit, origin, systemPrompt, licence, file, place, format: format.name });
    result.rows += 1;
    if (!mayLicenseRows(licence)) result.unlicensed += 1;
    count(result.assumed, fit.assumed);
    count(result.dropped, fit.unread);
    if (waiting.length >= batch) await flush();
    return null;
  }

  await store.runs.create(run);
  try {
    for (const prepared of files) {
      const { file, format } = prepared;
      const before = { rows: result.rows, rejected: rejections.rows };
      for await (const record of file.records(signal)) {
        signal.throwIfAborted();
        const bad = "fault" in record;
        const reason = bad ? record.fault : await take(prepared, record.place, record.value);
        if (reason === null) continue;
        const text = bad ? record.text : JSON.stringify(record.value).slice(0, 2_000);
        await rejections.add({ file: file.path, place: record.place, reason, text });
      }
      await flush();
      const { path, sha256, container } = file;
      const [rows, rejected] = [result.rows - before.rows, rejections.rows - before.rejected];
      result.files.push({ path, sha256, format: format.name, container, rows, rejected });
    }
    Object.assign(result, {
      rejected: rejections.rows,
      reasons: rejections.reasons,
      report: await rejections.finish(),
    });
    await store.runs.update(run.id, { status: "done", updatedAt: session.clock.now().toISOString() });
    return result;
  } catch (error) {
    await rejections.discard();
    const reason = "the import was cut off: import the files again";
    await store.runs.update(run.id, { status: signal.aborted ? "interrupted" : "failed", reason });
    throw error;
  }
}

interface Prepared {
  file: ImportFile;
  format: ImportFormat;
  count: number;
}

/** Opens the files and tells what they are, before anything is stored. */
async function prepare(
  session: Session,
  paths: readonly string[],
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<{ files: Prepared[]; type: AnyTrainingType }> {
  const types = session.trainingTypes;
  if (paths.length === 0) throw new AssayError("import/files", "An import needs a file; none came.");
  if (wanted !== undefined && !Object.hasOwn(types, wanted)) {
    throw new AssayError("config/type", `"${wanted}" is not a training type.`, {
      hint: `Types: ${Object.keys(types).join(", ")}.`,
    });
  }
  const files: Prepared[] = [];
  let type: AnyTrainingType | undefined;
  for (const path of paths) {
    const file = await openImport(path, signal);
    const sample = await sampleOf(file, signal);
    const format = formatOf(sample);
    // Every file must hold rows of the first one's type.
    type = typeOf(sample, format, types, type?.name ?? wanted, path);
    files.push({ file, format, count: await file.count(signal) });
  }
  return { files, type: type! };
}

/** Counts names; further ones than can be told apart count together. */
function count(counts: Record<string, number>, names: readonly string[]): void {
  for (const name of names) {
    const known = Object.hasOwn(counts, name) || Object.keys(counts).length < namesCounted;
    const key = known ? name : "other columns";
    counts[key] = (Object.hasOwn(counts, key) ? counts[key]! : 0) + 1;
  }
}
