import { AssayError } from "../schema/error.ts";
import type { Dossier } from "./api.ts";
import { measuredDifficulty, rowAttempts, settledReason } from "./history.ts";
import type { Session } from "./session.ts";

/** Everything the store knows about one row, found by its id or by the beginning of it. */
export async function showSample(session: Session, id: string): Promise<Dossier> {
  const store = await session.existingStore();
  const sample = await store.samples.find(id.trim());
  if (!sample) {
    throw new AssayError("run/not-found", `No row in ${store.location} has the id "${id}".`, {
      hint: "Give the id from an export's provenance, or at least its first eight characters.",
    });
  }
  const place = { run: sample.runId, item: `i:${sample.index}` };
  const [run, question, evidence, receipts, reviews, calls, records] = await Promise.all([
    store.runs.get(sample.runId),
    store.questions.get(sample.runId, sample.questionId),
    store.evidence.get(sample.sources),
    store.receipts.list(place),
    store.reviews.list(place),
    store.calls.list(place),
    store.stages.load(place),
  ]);
  if (!run || !question) {
    throw new AssayError("store/corrupt", `The row ${sample.id} has lost its ${run ? "question" : "run"}.`, {
      hint: "The database was changed from outside.",
    });
  }
  const looked = reviews.flatMap(({ judgement }) => (judgement?.facts ?? []).flatMap(({ passage }) => passage ?? []));
  return {
    sample,
    run,
    question,
    evidence,
    receipts,
    reviews,
    calls,
    reason: settledReason(records),
    history: rowAttempts(records, receipts, reviews, calls),
    factEvidence: await store.evidence.get([...new Set(looked)]),
    measured: measuredDifficulty(records),
  };
}
