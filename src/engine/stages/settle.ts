import { contentId } from "../../../schema/canonical.ts";
import type { Evidence } from "../../../schema/evidence.ts";
import type { Sample, StageWrites } from "../../../schema/store.ts";
import { fingerprint } from "../../review/duplicates.ts";
import type { RunContext } from "../context.ts";
import type { ItemFailure, Reviewed, SettleOutput, Trace } from "../item.ts";

/**
 * Gives an item its final verdict, in index order: what depends on earlier items (duplicates) is decided here and only
 * here. Makes the stored row, whose id and provenance hold nothing that depends on timing.
 */
export function settle(
  reviewed: Reviewed,
  row: Record<string, unknown>,
  evidence: readonly Evidence[],
  seen: ReadonlySet<string>,
  context: RunContext,
): { output: SettleOutput; writes: StageWrites } {
  const { question, review, item } = reviewed;
  const mark = fingerprint(context.trainingType.text(row).prompt);
  const duplicate = seen.has(mark);
  const verdict = duplicate && review.review.verdict === "approved" ? "rejected" : review.review.verdict;
  const contentHash = contentId({ type: context.trainingType.name, row }, 64);
  const sample: Sample = {
    id: contentId({ contentHash, seed: context.seed, index: item.index }),
    runId: context.run,
    questionId: question.id,
    type: context.trainingType.name,
    index: item.index,
    systemPrompt: null,
    topic: question.topic,
    subTopic: question.subTopic,
    difficulty: question.difficulty,
    qualityScore: review.review.qualityScore,
    reviewStatus: verdict,
    sources: evidence.map((passage) => passage.id),
    licence: combineLicences(evidence),
    provenance: {
      seed: context.seed,
      index: item.index,
      origin: question.origin,
      attempt: reviewed.attempt,
      agents: provenanceOf(reviewed),
      program: reviewed.verification.program?.codeSha256 ?? null,
      derivation: reviewed.verification.derivation?.result?.codeSha256 ?? null,
    },
    contentHash,
    createdAt: context.clock.now().toISOString(),
    row,
  };
  const reason = duplicate
    ? "the same prompt stands earlier in the run"
    : (review.review.feedback.split("\n")[0] ?? "") || unchecked(reviewed);
  return {
    output: { verdict, fingerprint: mark, sample: sample.id, reason: verdict === "approved" ? "" : reason },
    writes: {
      samples: [sample],
      questionUpdates: [{ id: question.id, runId: question.runId, set: { status: "done" } }],
    },
  };
}

/** The record of an item for which no row could be made. */
export function settleFailure(failure: ItemFailure): SettleOutput {
  return {
    verdict: "failed",
    fingerprint: null,
    sample: null,
    reason: `${failure.stage}/${failure.code}: ${failure.message}`,
  };
}

const unchecked = ({ review }: Reviewed): string => {
  const check = review.review.checks.find(({ status }) => status === "unchecked");
  return check ? `${check.name}: ${check.reason}` : "";
};

/** Which model and prompt each agent used, without the ledger's ids, which differ from run to run. */
function provenanceOf(reviewed: Reviewed): Record<string, { model: string; prompt: string }> {
  const traces: Trace[] = [
    ...reviewed.research.traces,
    ...reviewed.synthesis.traces,
    ...reviewed.generation.traces,
    ...reviewed.verification.traces,
    ...reviewed.review.traces,
  ];
  return Object.fromEntries(
    traces.map(({ agent, modelId, promptSha256 }) => [agent, { model: modelId, prompt: promptSha256 }]),
  );
}

/** SPDX expression of everything a row rests on; a row without sources is the pipeline's own work and says NONE. */
function combineLicences(evidence: readonly Evidence[]): string {
  const ids = [...new Set(evidence.map((passage) => passage.licence.spdx))].sort();
  return ids.length === 0 ? "NONE" : ids.join(" AND ");
}
