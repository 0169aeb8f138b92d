import type { ExecResult } from "../../../schema/execution.ts";
import { type Check, concludeReview, type Judgement, type Review } from "../../../schema/review.ts";
import type { StageWrites } from "../../../schema/store.ts";
import type { RowText } from "../../../schema/training/define.ts";
import { runChecks } from "../../review/index.ts";
import type { ReviewSubject } from "../../review/subject.ts";
import type { RunContext } from "../context.ts";
import type { ReviewOutput, StoredExecution, Trace } from "../item.ts";
import { judgesOf, relatives } from "../judges.ts";
import { compare } from "./compare.ts";
import { checkFacts, type FactCheck } from "./fact-check.ts";
import { judge } from "./judge.ts";
import type { Opinions, ReviewMaterial } from "./material.ts";

export type { ReviewMaterial } from "./material.ts";

/**
 * Deterministic checks first; judges are asked only about rows that passed them all, and facts are looked up only in rows
 * that the judges would not reject: no call is made about a row whose fate is known.
 */
export async function review(
  material: ReviewMaterial,
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: ReviewOutput; writes: StageWrites }> {
  const { question, row, attempt } = material;
  const type = context.trainingType;
  const text = type.text(row);
  const checks: Check[] = [...runChecks(subjectOf(material, text)), ...type.verify(row, material.facts)];
  const judged = checks.every((check) => check.status === "passed")
    ? await hearJudges(material, text, checks, context, signal)
    : null;
  const { parts, facts } = judged ?? { parts: [], facts: null };
  checks.push(...parts.flatMap((part) => part.checks));
  const scores = parts.flatMap((part) => part.scores);
  const traces: Trace[] = parts.flatMap((part) => part.traces);
  const { verdict, qualityScore } = concludeReview(checks, scores, context.config);
  const faults = checks.filter((check) => check.status === "failed").map((check) => `${check.name}: ${check.reason}`);
  const advice = parts.map((part) => part.feedback);
  const made: Review = {
    verdict,
    qualityScore,
    checks,
    scores,
    feedback: verdict === "approved" ? "" : [...faults, ...advice].filter(Boolean).join("\n"),
    attempt,
    ...(judged ? { judgement: judgementOf(material.spec.domain, parts, facts, context) } : {}),
  };
  return {
    output: { review: made, traces },
    writes: {
      ...facts?.writes,
      reviews: [{ place: { run: context.run, item: `i:${question.index}` }, questionId: question.id, review: made }],
      questionUpdates: [{ id: question.id, runId: question.runId, set: { status: "reviewed" } }],
    },
  };
}

async function hearJudges(
  material: ReviewMaterial,
  text: RowText,
  checks: readonly Check[],
  context: RunContext,
  signal: AbortSignal,
): Promise<{ parts: Opinions[]; facts: FactCheck | null }> {
  const type = context.trainingType;
  const pair = type.pair?.(material.row) ?? null;
  const parts = await Promise.all([
    judge(material, text, context, signal),
    ...(pair ? [compare(material, pair, context, signal)] : []),
  ]);
  const soFar = concludeReview(
    [...checks, ...parts.flatMap((part) => part.checks)],
    parts.flatMap((part) => part.scores),
    context.config,
  );
  const asserted = type.asserted ? type.asserted(material.row) : text.response;
  const open = soFar.verdict === "approved" || soFar.verdict === "needs_revision";
  const facts = open && asserted !== null ? await checkFacts(material, asserted, context, signal) : null;
  return { parts: facts ? [...parts, facts] : parts, facts };
}

function judgementOf(
  domain: string,
  parts: readonly Opinions[],
  facts: FactCheck | null,
  context: RunContext,
): Judgement {
  return {
    judges: [...judgesOf(domain, context)],
    sameFamily: relatives(domain, context).length > 0,
    confidence: Number(parts.reduce((product, part) => product * part.confidence, 1).toFixed(4)),
    facts: facts?.findings ?? [],
  };
}

function subjectOf(material: ReviewMaterial, text: RowText): ReviewSubject {
  const { question, spec, claim, verification, evidence, context } = material;
  const { text: asked, subTopic, difficulty } = question;
  return {
    question: { text: asked, subTopic, difficulty, language: spec.language },
    text,
    claim,
    program: verification.program && asResult(verification.program),
    derivation: verification.derivation && {
      answer: verification.derivation.answer,
      result: verification.derivation.result && asResult(verification.derivation.result),
    },
    evidence,
    context,
    support: material.support ?? [],
  };
}

const asResult = (execution: StoredExecution): ExecResult => ({ ...execution, durationMs: 0 });
