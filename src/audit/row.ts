import { contentId, sha256 } from "../../schema/canonical.ts";
import { Evidence } from "../../schema/evidence.ts";
import type { Executor } from "../../schema/execution.ts";
import type { ExportRow, ExportThinking } from "../../schema/export.ts";
import type { Store } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { readJsonLines } from "../dataset/jsonl.ts";
import { columnsOf } from "../export/columns.ts";
import type { Lock } from "../export/folder/lock.ts";
import { exampleSample } from "../export/row-format.ts";
import { standardColumns } from "../export/standard.ts";
import { rowLicence } from "../licences/index.ts";
import { agrees } from "./compare.ts";
import type { AuditLedger } from "./ledger.ts";
import { replayReceipts, replayRow } from "./receipts.ts";
import { isIntact } from "./run.ts";

export interface FolderRow {
  path: string;
  type: string;
  columns: Record<string, unknown>;
  provenance: Record<string, unknown>;
}

/** A passage without its text, which is checked once and needed no more. */
type Passage = Evidence;

const Shipped = Evidence.omit({ accessed: true });

/** Reads evidence.jsonl and checks that every passage is what its hash, offsets and id say. */
export async function readEvidence(path: string, ledger: AuditLedger): Promise<Map<string, Passage>> {
  const passages = new Map<string, Passage>();
  let line = 0;
  for await (const record of readJsonLines(path)) {
    line += 1;
    const shipped = Shipped.safeParse(record);
    ledger.expect("evidence.jsonl", "evidence-span", shipped.success, `line ${line} is no passage`);
    if (!shipped.success) continue;
    const { id, source, documentId, start, end, sha256: hash } = shipped.data;
    const whole = isIntact(shipped.data) && id === contentId({ source, documentId, start, end, sha256: hash });
    ledger.expect("evidence.jsonl", "evidence-span", whole, `passage ${id} differs from its hash, offsets or id`);
    passages.set(id, { ...shipped.data, accessed: "", text: "" });
  }
  return passages;
}

interface RowAuditOptions {
  lock: Lock;
  ledger: AuditLedger;
  passages: ReadonlyMap<string, Passage>;
  store: Store | null;
  executor: Executor | null;
  types: Record<string, AnyTrainingType>;
  signal: AbortSignal;
}

/** Checks one row of a folder at a time. */
export class RowAudit {
  readonly #options: RowAuditOptions;

  constructor(options: RowAuditOptions) {
    this.#options = options;
  }

  /** The row as the gates and the licence algebra see one, as far as its provenance tells. */
  exportRow({ type, provenance }: FolderRow): ExportRow {
    const sources = passagesOf(provenance);
    const evidence = sources.flatMap((id) => this.#options.passages.get(id) ?? []);
    const licence = String(provenance.licence ?? "NOASSERTION");
    return { evidence, sample: { ...exampleSample, type, licence, sources, provenance, row: {} } };
  }

  async check(row: FolderRow): Promise<void> {
    const { ledger, executor, signal } = this.#options;
    const { provenance, columns } = row;
    const { id, content_hash, seed, index, program, imported } = provenance;
    const subject = typeof id === "string" ? id : row.path;
    // An imported row's seed, index and program are those of the file that it came from.
    const made = imported === undefined;
    if (made && typeof seed === "number" && typeof index === "number") {
      const own = contentId({ contentHash: content_hash, seed, index });
      ledger.expect(subject, "content-hash", own === id, "its id is not that of its content hash, seed and index");
    }
    const exportRow = this.exportRow(row);
    const missing = exportRow.sample.sources.filter((passage) => !this.#options.passages.has(passage));
    ledger.expect(
      subject,
      "evidence-span",
      missing.length === 0,
      `it rests on passage ${missing[0]}, which is not there`,
    );
    const verdict = rowLicence(exportRow);
    const allowed = verdict.class !== "refused" || !this.#options.lock.licence.publishable;
    ledger.expect(subject, "licence", allowed, `${verdict.licence} cannot be published`);
    if (await this.#replaysStored(row, subject)) return;
    const { code, ground_truth } = columns;
    if (typeof code !== "string" || typeof ground_truth !== "string") return;
    if (made && typeof program === "string") {
      ledger.expect(subject, "content-hash", sha256(code) === program, "its code is not the program that was executed");
    }
    if (executor) await replayRow(executor, { code, ground_truth }, subject, ledger, signal);
  }

  /** Compares a row with the one in the database and runs its receipts again; false when there was none to run. */
  async #replaysStored({ type: name, columns, provenance }: FolderRow, subject: string): Promise<boolean> {
    const { store, ledger, executor, lock, types, signal } = this.#options;
    const sample = await store?.samples.find(subject);
    const type = types[name];
    if (!store || !sample || !type || sample.type !== name) return false;
    const hash = contentId({ type: sample.type, row: sample.row }, 64);
    const hashes = hash === sample.contentHash && hash === provenance.content_hash;
    ledger.expect(subject, "content-hash", hashes, "its content hash is not that of the stored row");
    const { thinking, form } = lock.settings;
    const columnsMade = columnsOf(type, { sample, evidence: [] }, thinking as ExportThinking);
    const expected = form === "standard" ? standardColumns(type.form, columnsMade) : columnsMade;
    ledger.expect(subject, "content-hash", agrees(columns, expected), "its columns differ from the stored row's");
    const place = { run: sample.runId, item: `i:${sample.index}` };
    const receipts = await store.receipts.list(place);
    if (executor) await replayReceipts(executor, receipts, subject, ledger, signal);
    return receipts.length > 0;
  }
}

function passagesOf({ sources }: Record<string, unknown>): string[] {
  if (!Array.isArray(sources)) return [];
  return sources.flatMap((source: unknown) => {
    const { passages } = (source ?? {}) as { passages?: unknown };
    return Array.isArray(passages) ? passages.map(String) : [];
  });
}
