import { contentId, sha256 } from "../schema/canonical.ts";
import { licenceAllowed } from "../schema/licence.ts";
import type { Sample } from "../schema/store.ts";
import type { AuditFinding, AuditReport } from "./api.ts";
import { findRun } from "./generate.ts";
import type { Session } from "./session.ts";

/** Rows re-checked at the same time. */
const lanes = 4;

/**
 * Re-checks the approved rows of a run from what is stored: content hashes, evidence spans, licences against the run's
 * policy, the last review's verdict, and every receipt by executing its program again.
 */
export async function auditRun(session: Session, id: string | undefined, signal: AbortSignal): Promise<AuditReport> {
  const store = await session.existingStore();
  const executor = await session.executor();
  const run = await findRun(session, id);
  const findings: AuditFinding[] = [];
  const checked: AuditReport["checked"] = { "content-hash": 0, "evidence-span": 0, receipt: 0, licence: 0, verdict: 0 };
  const expect = (sample: Sample, check: AuditFinding["check"], holds: boolean, message: string): void => {
    checked[check] += 1;
    if (!holds) findings.push({ sample: sample.id, check, message });
  };

  async function audit(sample: Sample): Promise<void> {
    const place = { run: run.id, item: `i:${sample.index}` };
    const hash = contentId({ type: sample.type, row: sample.row }, 64);
    expect(sample, "content-hash", hash === sample.contentHash, "the row differs from its content hash");
    const evidence = await store.evidence.get(sample.sources);
    expect(sample, "evidence-span", evidence.length === sample.sources.length, "a passage is missing");
    for (const passage of evidence) {
      const document = await store.texts.get(passage.documentSha256);
      const intact =
        sha256(passage.text) === passage.sha256 && document?.slice(passage.start, passage.end) === passage.text;
      expect(sample, "evidence-span", intact, `passage ${passage.id} does not stand word for word in its document`);
      const allowed = licenceAllowed(passage.licence, run.config.licencePolicy);
      expect(sample, "licence", allowed, `passage ${passage.id} (${passage.licence.spdx}) is outside the run's policy`);
    }
    const reviews = await store.reviews.list(place);
    expect(sample, "verdict", reviews.at(-1)?.verdict === sample.reviewStatus, "the last review says otherwise");
    for (const receipt of await store.receipts.list(place)) {
      const { language, code, limits, seed } = receipt;
      const again = await executor.exec({ language, code, limits, seed, signal });
      if (again.status === "infra") continue;
      const same = again.status === receipt.status && sha256(again.stdout) === receipt.stdoutSha256;
      expect(sample, "receipt", same, `the ${receipt.purpose} printed something else this time`);
    }
  }

  let rows = 0;
  const active = new Set<Promise<void>>();
  for await (const sample of store.samples.iterate(run.id, run.spec.trainingType, { verdicts: ["approved"] })) {
    signal.throwIfAborted();
    rows += 1;
    const one = audit(sample).finally(() => active.delete(one));
    active.add(one);
    if (active.size >= lanes) await Promise.race(active);
  }
  await Promise.all(active);
  findings.sort((a, b) => (a.sample < b.sample ? -1 : a.sample > b.sample ? 1 : a.check < b.check ? -1 : 1));
  return { run: run.id, rows, checked, findings };
}
