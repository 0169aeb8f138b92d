import { contentId, sha256 } from "../../schema/canonical.ts";
import type { Evidence } from "../../schema/evidence.ts";
import { licenceAllowed } from "../../schema/licence.ts";
import type { Sample } from "../../schema/store.ts";
import type { AuditReport } from "../api.ts";
import { findRun } from "../generate.ts";
import type { Session } from "../session.ts";
import { inLanes } from "./lanes.ts";
import { AuditLedger } from "./ledger.ts";
import { replayReceipts } from "./receipts.ts";

/** Whether a passage is what its hash and offsets say. */
export const isIntact = ({ text, sha256: hash, start, end }: Pick<Evidence, "text" | "sha256" | "start" | "end">) =>
  sha256(text) === hash && end - start === text.length;

/**
 * Re-checks the approved rows of a run from what is stored: content hashes, evidence spans, licences against the run's
 * policy, the last review's verdict, and every receipt by executing its program again.
 */
export async function auditRun(session: Session, id: string | undefined, signal: AbortSignal): Promise<AuditReport> {
  const store = await session.existingStore();
  const executor = await session.executor();
  const run = await findRun(session, id);
  const ledger = new AuditLedger(["content-hash", "evidence-span", "receipt", "licence", "verdict"]);

  async function audit(sample: Sample): Promise<void> {
    signal.throwIfAborted();
    rows += 1;
    const place = { run: run.id, item: `i:${sample.index}` };
    const hash = contentId({ type: sample.type, row: sample.row }, 64);
    ledger.expect(sample.id, "content-hash", hash === sample.contentHash, "the row differs from its content hash");
    const evidence = await store.evidence.get(sample.sources);
    ledger.expect(sample.id, "evidence-span", evidence.length === new Set(sample.sources).size, "a passage is missing");
    for (const passage of evidence) {
      const { id: passageId, licence } = passage;
      const about = `passage ${passageId}`;
      ledger.expect(sample.id, "evidence-span", isIntact(passage), `${about} differs from its hash or offsets`);
      const allowed = licenceAllowed(licence, run.config.licencePolicy);
      ledger.expect(sample.id, "licence", allowed, `${about} (${licence.spdx}) is outside the run's policy`);
    }
    const reviews = await store.reviews.list(place);
    const last = reviews.at(-1)?.verdict;
    ledger.expect(sample.id, "verdict", last === sample.reviewStatus, "the last review says otherwise");
    await replayReceipts(executor, await store.receipts.list(place), sample.id, ledger, signal);
  }

  let rows = 0;
  await inLanes(store.samples.iterate(run.id, run.spec.trainingType, { verdicts: ["approved"] }), audit);
  return ledger.report({ run: run.id, folder: null, rows });
}
