import type { Evidence, SynthesisedContext } from "../../../schema/evidence.ts";
import type { Question } from "../../../schema/question.ts";
import type { Spec } from "../../../schema/request.ts";
import type { Check, Score } from "../../../schema/review.ts";
import type { Claim, Facts } from "../../../schema/training/define.ts";
import type { Support } from "../../../schema/training/parts.ts";
import type { Searched, Trace, VerifyOutput } from "../item.ts";

/** Everything that a review looks at. */
export interface ReviewMaterial {
  question: Question;
  spec: Spec;
  row: Record<string, unknown>;
  facts: Facts;
  claim: Claim | null;
  /** Statements of fact that the draft rests on passages. */
  support?: readonly Support[];
  verification: VerifyOutput;
  evidence: readonly Evidence[];
  context: SynthesisedContext | null;
  /** Searches that the row was made with; the fact-check makes others. */
  searched?: readonly Searched[];
  attempt: number;
}

/** What one part of a review adds to it. */
export interface Opinions {
  checks: Check[];
  scores: Score[];
  /** What to change; empty if nothing. */
  feedback: string;
  traces: Trace[];
  /** From 0 to 1, see `Judgement`. */
  confidence: number;
}

/** A part that could not be had: neither right nor wrong. */
export function withheld(name: string, reason: string, traces: Trace[] = []): Opinions {
  return {
    checks: [{ name, status: "unchecked", reason, fatal: false }],
    scores: [],
    feedback: "",
    traces,
    confidence: 1,
  };
}
