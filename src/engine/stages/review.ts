import { agents } from "../../../agents/index.ts";
import { isAssayError } from "../../../schema/error.ts";
import type { Evidence, SynthesisedContext } from "../../../schema/evidence.ts";
import type { ExecResult } from "../../../schema/execution.ts";
import type { Question } from "../../../schema/question.ts";
import type { Spec } from "../../../schema/request.ts";
import { type Check, concludeReview, type Review, type Score } from "../../../schema/review.ts";
import type { StageWrites } from "../../../schema/store.ts";
import type { Claim, Facts } from "../../../schema/training/define.ts";
import { runChecks } from "../../review/index.ts";
import type { ReviewSubject } from "../../review/subject.ts";
import { runAgent } from "../agent-loop.ts";
import type { RunContext } from "../context.ts";
import type { ReviewOutput, StoredExecution, Trace, VerifyOutput } from "../item.ts";

export interface ReviewMaterial {
  question: Question;
  spec: Spec;
  row: Record<string, unknown>;
  facts: Facts;
  claim: Claim | null;
  verification: VerifyOutput;
  evidence: readonly Evidence[];
  context: SynthesisedContext | null;
  attempt: number;
}

/** Deterministic checks first; the judge is asked only about rows that passed them all. */
export async function review(
  material: ReviewMaterial,
  context: RunContext,
  signal: AbortSignal,
): Promise<{ output: ReviewOutput; writes: StageWrites }> {
  const { question, attempt } = material;
  const text = context.trainingType.text(material.row);
  const checks: Check[] = [
    ...runChecks(subjectOf(material, text)),
    ...context.trainingType.verify(material.row, material.facts),
  ];
  const scores: Score[] = [];
  const traces: Trace[] = [];
  let advice = "";
  if (checks.every((check) => check.status === "passed")) {
    const judged = await judge(material, text, context, signal);
    checks.push(...judged.checks);
    scores.push(...judged.scores);
    traces.push(...judged.traces);
    advice = judged.feedback;
  }
  const { verdict, qualityScore } = concludeReview(checks, scores, context.config);
  const faults = checks.filter((check) => check.status === "failed").map((check) => `${check.name}: ${check.reason}`);
  const feedback = verdict === "approved" ? "" : [...faults, advice].filter(Boolean).join("\n");
  const made: Review = { verdict, qualityScore, checks, scores, feedback, attempt };
  return {
    output: { review: made, traces },
    writes: {
      reviews: [{ place: { run: context.run, item: `i:${question.index}` }, questionId: question.id, review: made }],
      questionUpdates: [{ id: question.id, runId: question.runId, set: { status: "reviewed" } }],
    },
  };
}

async function judge(
  { question, spec, evidence, attempt }: ReviewMaterial,
  text: { prompt: string; response: string },
  context: RunContext,
  signal: AbortSignal,
): Promise<{ checks: Check[]; scores: Score[]; feedback: string; traces: Trace[] }> {
  const rubric = context.trainingType.rubric;
  const unchecked = (reason: string) => ({
    checks: [{ name: "judge", status: "unchecked" as const, reason, fatal: false }],
    scores: [],
    feedback: "",
    traces: [],
  });
  try {
    const result = await runAgent(
      agents.judge,
      {
        domain: spec.domain,
        difficulty: question.difficulty,
        language: spec.language,
        ...text,
        rubric: rubric.map(({ name, ask }) => ({ name, ask })),
        evidence: evidence.map(({ id, text }) => ({ id, text })),
      },
      { run: context.run, item: `i:${question.index}`, stage: "review", attempt },
      context,
      signal,
    );
    if (!result.ok) return unchecked(`the judge gave no usable answer (${result.message})`);
    const scores = rubric.flatMap((criterion) => {
      const given = result.output.scores.find((score) => score.name === criterion.name);
      if (!given) return [];
      const { value, explanation } = given;
      return [{ name: criterion.name, value, weight: criterion.weight, explanation, by: result.modelId }];
    });
    if (scores.length < rubric.length) return unchecked("the judge left criteria of the rubric out");
    const { calls, modelId, promptSha256 } = result;
    const trace = { agent: agents.judge.name, calls, modelId, promptSha256 };
    return { checks: [], scores, feedback: result.output.feedback, traces: [trace] };
  } catch (error) {
    if (signal.aborted || !isAssayError(error) || !error.retryable) throw error;
    return unchecked(`the judge could not be reached (${error.code})`);
  }
}

function subjectOf(material: ReviewMaterial, text: { prompt: string; response: string }): ReviewSubject {
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
  };
}

const asResult = (execution: StoredExecution): ExecResult => ({ ...execution, durationMs: 0 });
