import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { Executor } from "../../schema/execution.ts";
import type { Store } from "../../schema/store.ts";
import type { AuditReport } from "../api.ts";
import { filesBelow } from "../dataset/folder.ts";
import { readParquet } from "../dataset/parquet.ts";
import { type CardFacts, headFacts, headFactsOf, numbers, numbersOf } from "../export/folder/card.ts";
import { croissantText } from "../export/folder/croissant.ts";
import { Lock, lockName } from "../export/folder/lock.ts";
import { Tally } from "../export/folder/tally.ts";
import { hubLicence, licenceText, tallyLicences } from "../licences/index.ts";
import type { Session } from "../session.ts";
import { firstDifference } from "./compare.ts";
import { inLanes } from "./lanes.ts";
import { AuditLedger } from "./ledger.ts";
import { type FolderRow, RowAudit, readEvidence } from "./row.ts";

/**
 * Checks a dataset folder again from its files: their hashes against the lock file, every number of the card and of
 * statistics.json, the licence, the passages, every row's provenance and, where its code is at hand, its execution. With
 * the database the rows are compared with what is stored too. Throws `export/lock` when the folder has no lock file.
 */
export async function auditFolder(session: Session, folder: string, signal: AbortSignal): Promise<AuditReport> {
  const lock = await readLock(folder);
  const ledger = new AuditLedger(["file", "number", "content-hash", "evidence-span", "licence", "receipt"]);
  const present = await checkFiles(folder, lock, ledger);
  const passages = present.has("evidence.jsonl")
    ? await readEvidence(join(folder, "evidence.jsonl"), ledger)
    : new Map();
  const tally = new Tally();
  const licences = tallyLicences();
  const store = await storeAtHand(session);
  const executor = await executorAtHand(session);
  const rowAudit = new RowAudit({ lock, ledger, passages, store, executor, types: session.trainingTypes, signal });
  let rows = 0;

  async function* readable(file: string, path: string): AsyncGenerator<Record<string, unknown>> {
    try {
      yield* readParquet(file);
    } catch (error) {
      if (!isAssayError(error)) throw error;
      ledger.expect(path, "file", false, "the file cannot be read as Parquet");
    }
  }

  async function* all(): AsyncGenerator<FolderRow> {
    for (const { path, config, part, type } of lock.data) {
      tally.open(config, part);
      if (!present.has(path)) continue;
      for await (const { provenance: text, ...columns } of readable(join(folder, path), path)) {
        signal.throwIfAborted();
        rows += 1;
        const provenance = parsed(text);
        tally.add({ config, part, columns, provenance });
        const row = { path, type, columns, provenance };
        licences.add(rowAudit.exportRow(row));
        yield row;
      }
    }
  }
  await inLanes(all(), (row) => rowAudit.check(row));

  const licence = licences.result();
  const facts: CardFacts = {
    lock: { ...lock, agents: tally.result().agents },
    statistics: tally.result(),
    hub: hubLicence(licence.licence),
    features: await featuresOf(folder, lock, present),
  };
  const compare = async (path: string, expected: string, found?: string): Promise<void> => {
    if (found === undefined && !existsSync(join(folder, path))) return;
    const difference = firstDifference(found ?? (await readFile(join(folder, path), "utf8")), expected);
    ledger.expect(path, "number", difference === null, difference ?? "");
  };
  await compare("statistics.json", `${JSON.stringify(facts.statistics, null, 2)}\n`);
  await compare("croissant.json", croissantText(facts));
  await compare("LICENSE", licenceText(licence));
  const card = existsSync(join(folder, "README.md")) ? await readFile(join(folder, "README.md"), "utf8") : "";
  await compare("README.md", numbers(facts), numbersOf(card) ?? "");
  await compare("README.md", headFacts(facts), await headFactsOf(card));
  const agents = JSON.stringify(lock.agents) === JSON.stringify(facts.statistics.agents);
  ledger.expect(lockName, "number", agents, "its models and prompts are not those of the rows");
  const same = lock.licence.expression === licence.licence && lock.licence.class === licence.class;
  ledger.expect(lockName, "licence", same, `the rows' licence is ${licence.licence}, not ${lock.licence.expression}`);
  return ledger.report({ run: null, folder, rows });
}

async function readLock(folder: string): Promise<Lock> {
  const path = join(folder, lockName);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new AssayError("export/lock", `${folder} has no ${lockName}, so there is nothing to check it against.`, {
      hint: "Folders written by assay export --format hf have one.",
      cause,
    });
  }
  const lock = Lock.safeParse(parsed(text));
  if (lock.success) return lock.data;
  throw new AssayError("export/lock", `${path} is damaged or of another version of assay.`, { cause: lock.error });
}

function parsed(text: unknown): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

/** Compares the files that are there with the lock's; gives the ones that can be read on. */
async function checkFiles(folder: string, lock: Lock, ledger: AuditLedger): Promise<Set<string>> {
  const present = new Set<string>();
  for (const { path, bytes, sha256 } of lock.files) {
    const there = !path.split("/").includes("..") && existsSync(join(folder, path));
    ledger.expect(path, "file", there, "the file is missing");
    if (!there) continue;
    present.add(path);
    const found = await hashFile(join(folder, path));
    const same = found.sha256 === sha256 && found.bytes === bytes;
    ledger.expect(path, "file", same, `the file was changed: it has ${found.bytes} bytes, hash ${found.sha256}`);
  }
  const known = new Set([...lock.files.map(({ path }) => path), "README.md", lockName]);
  for (const path of await filesBelow(folder)) {
    if (path.endsWith(".parquet") || path.endsWith(".jsonl")) {
      ledger.expect(path, "file", known.has(path), "the lock file does not know this file of rows");
    }
  }
  return present;
}

async function hashFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { sha256: hash.digest("hex"), bytes };
}

/** Features by configuration, from the metadata of a shard of each. */
async function featuresOf(folder: string, lock: Lock, present: ReadonlySet<string>): Promise<CardFacts["features"]> {
  const { asyncBufferFromFile, parquetMetadataAsync } = await import("hyparquet");
  const features: CardFacts["features"] = {};
  for (const { path, config } of lock.data) {
    if (features[config] !== undefined || !present.has(path)) continue;
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(join(folder, path))).catch(() => undefined);
    const text = metadata?.key_value_metadata?.find(({ key }) => key === "huggingface")?.value;
    const { features: own = {} } = (parsed(text).info ?? {}) as { features?: Record<string, unknown> };
    features[config] = own;
  }
  return features;
}

/** The database, when there is one. Without it the files alone are checked. */
async function storeAtHand(session: Session): Promise<Store | null> {
  try {
    return await session.existingStore();
  } catch (error) {
    if (isAssayError(error) && error.code === "store/missing") return null;
    throw error;
  }
}

/** What runs programs here; null when nothing can, and receipts then stay unchecked. */
async function executorAtHand(session: Session): Promise<Executor | null> {
  try {
    return await session.executor();
  } catch (error) {
    if (isAssayError(error)) return null;
    throw error;
  }
}
