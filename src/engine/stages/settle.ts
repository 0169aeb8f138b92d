import { contentId } from "../../../schema/canonical.ts";
import type { Evidence } from "../../../schema/evidence.ts";
import { combineLicences, licensedSource, ownContribution } from "../../../schema/licences/index.ts";
import { parseBand } from "../../../schema/pass-rate.ts";
import type { Sample, StageWrites } from "../../../schema/store.ts";
import type { Support } from "../../../schema/training/parts.ts";
import { promptMark } from "../../review/duplicates.ts";
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
  const { question, review, item, measured, templates } = reviewed;
  const origins = [...evidence, ...templates.filter(({ id }) => !evidence.some((passage) => passage.id === id))];
  const mark = promptMark(context.trainingType.text(row).prompt);
  const duplicate = seen.has(mark);
  const outside = bandFinding(reviewed, context.config.passBand);
  const approved = review.review.verdict === "approved";
  const verdict = duplicate && approved ? "rejected" : (outside?.verdict ?? review.review.verdict);
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
    sources: origins.map((passage) => passage.id),
    licence: combineLicences([...origins.map(licensedSource), ownContribution(context.config.datasetLicence)]).licence,
    provenance: {
      seed: context.seed,
      index: item.index,
      origin: question.origin,
      attempt: reviewed.attempt,
      agents: provenanceOf(reviewed),
      program: reviewed.verification.program?.codeSha256 ?? null,
      derivation: reviewed.verification.derivation?.result?.codeSha256 ?? null,
      ...(measured?.rate ? { pass_rate: measured.rate } : {}),
      ...supportOf(reviewed, context),
      ...(templates.length === 0 ? {} : { templates: templates.map(templateMark) }),
      ...(evidence.length === 0 ? { without_context: true } : {}),
    },
    contentHash,
    createdAt: context.clock.now().toISOString(),
    row,
  };
  const reason = duplicate
    ? "nearly the same prompt stands earlier in the run"
    : (outside?.reason ?? "") || (review.review.feedback.split("\n")[0] ?? "") || unchecked(reviewed);
  return {
    output: {
      verdict,
      fingerprint: mark,
      sample: sample.id,
      passRate: measured?.rate?.rate ?? null,
      ...(reviewed.echo ? { echo: reviewed.echo } : {}),
      ...(evidence.length === 0 ? { withoutContext: true } : {}),
      reason: verdict === "approved" ? "" : reason,
    },
    writes: {
      samples: [sample],
      questionUpdates: [{ id: question.id, runId: question.runId, set: { status: "done" } }],
    },
  };
}

/** By which a template is found again: its row's id in a database, or file and line; and the hash of its prompt. */
const templateMark = ({ id, documentId, sha256 }: Evidence) => ({ passage: id, row: documentId, sha256 });

/** The statements of fact that the row rests on passages; nothing where there are none. */
function supportOf({ generation }: Reviewed, { trainingType }: RunContext): { support?: readonly Support[] } {
  const support = trainingType.support(trainingType.draft.parse(generation.draft));
  return support.length === 0 ? {} : { support };
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

/** What the band of pass rates means for an approved row; null inside it and where there is none. */
function bandFinding(
  { review, measured }: Reviewed,
  passBand: string | undefined,
): { verdict: "rejected" | "unchecked"; reason: string } | null {
  if (passBand === undefined || review.review.verdict !== "approved") return null;
  const { low, high } = parseBand(passBand);
  const rate = measured?.rate;
  if (!rate) return { verdict: "unchecked", reason: "no attempt at the row could be graded" };
  if (rate.rate >= low && rate.rate <= high) return null;
  const place = rate.rate < low ? "below" : "above";
  return { verdict: "rejected", reason: `the pass rate is ${place} the band ${low}-${high}` };
}

/** Which models and prompts each agent used (several where it was asked several times), without the ledger's ids, which differ from run to run. */
function provenanceOf(reviewed: Reviewed): Record<string, { model: string; prompt: string }> {
  const traces: Trace[] = [
    ...reviewed.research.traces,
    ...reviewed.synthesis.traces,
    ...reviewed.generation.traces,
    ...reviewed.verification.traces,
    ...reviewed.review.traces,
    ...(reviewed.measured?.traces ?? []),
  ];
  const joined = (values: string[]): string => [...new Set(values)].join(", ");
  return Object.fromEntries(
    [...new Set(traces.map(({ agent }) => agent))].map((agent) => {
      const of = traces.filter((trace) => trace.agent === agent);
      const prompt = joined(of.map(({ promptSha256 }) => promptSha256));
      return [agent, { model: joined(of.map(({ modelId }) => modelId)), prompt }];
    }),
  );
}
