import { z } from "zod";

/** One deterministic finding. `unchecked` means that it could not be looked into, which is neither right nor wrong. */
export const Check = z.object({
  name: z.string(),
  status: z.enum(["passed", "failed", "unchecked"]),
  reason: z.string(),
  /** A failed fatal check rejects the row; any other failed check asks for a revision. */
  fatal: z.boolean(),
});
export type Check = z.infer<typeof Check>;

/** What one judge of a panel gave; null where it could not judge. */
export const Opinion = z.object({
  by: z.string(),
  value: z.number().min(0).max(1).nullable(),
  explanation: z.string(),
});
export type Opinion = z.infer<typeof Opinion>;

/** One number from 0 to 1 with its name, an explanation and who gave it. */
export const Score = z.object({
  name: z.string(),
  value: z.number().min(0).max(1),
  weight: z.number().min(0),
  explanation: z.string(),
  by: z.string(),
  /** Where several judges, or one in two positions, gave it: each by itself. `value` is then their mean. */
  opinions: z.array(Opinion).optional(),
});
export type Score = z.infer<typeof Score>;

/** `auto`: rows whose answer no program computes. */
export const factCheckModes = ["auto", "always", "never"] as const;

/** One statement of a row, looked up apart from the research that the row was made with. */
export const FactFinding = z.object({
  claim: z.string(),
  verdict: z.enum(["supported", "contradicted", "not-found"]),
  /** The passage that decides it and the words of it that do, word for word; null when none was found. */
  passage: z.string().nullable(),
  quote: z.string().nullable(),
  source: z.string(),
  query: z.string(),
  explanation: z.string(),
});
export type FactFinding = z.infer<typeof FactFinding>;

/** How a review's scores came about. */
export const Judgement = z.object({
  /** Models that were asked, in order. */
  judges: z.array(z.string()),
  /** Whether one of them is of the generator's family, which is known to favour its own writing. */
  sameFamily: z.boolean(),
  /**
   * From 0 to 1: one less the largest spread of the judges on a criterion, halved when a judge preferred another side
   * once the two had changed places. Says how far to trust the quality score, and is no part of it.
   */
  confidence: z.number().min(0).max(1),
  facts: z.array(FactFinding),
});
export type Judgement = z.infer<typeof Judgement>;

export const verdicts = ["approved", "needs_revision", "rejected", "unchecked"] as const;
export const Verdict = z.enum(verdicts);
/** `unchecked`: something that must be looked into could not be; such a row is neither approved nor rejected. */
export type Verdict = z.infer<typeof Verdict>;

export const Review = z.object({
  verdict: Verdict,
  qualityScore: z.number().min(0).max(1),
  checks: z.array(Check),
  scores: z.array(Score),
  /** What to change, for the next attempt; empty when there is nothing. */
  feedback: z.string(),
  attempt: z.number().int().min(1),
  /** Absent where the deterministic checks had decided already and nobody was asked. */
  judgement: Judgement.optional(),
});
export type Review = z.infer<typeof Review>;

export interface Thresholds {
  /** Quality at or above which a row is approved. */
  approveAt: number;
  /** Quality at or above which a row may be revised; below it is rejected. */
  reviseAt: number;
}

/** Weight of the score `preference` (which side of a pair is better), in the scale of the rubrics' weights. */
export const preferenceWeight = 3;
/** Weight of the score `factuality` (the fact-check), in the scale of the rubrics' weights. */
export const factualityWeight = 3;

/**
 * Quality is the weighted mean of the scores: those of the rubric (each the mean of the judges), `preference` for pairs
 * (share of the blind comparisons that chose the labelled side) and `factuality` where facts were looked up (supported
 * statements count one, statements not found a half). A failed check caps it just under the approval threshold (revision) or,
 * when fatal, under the revision threshold (rejection). An `unchecked` check leaves the verdict `unchecked` unless
 * another check already failed.
 */
export function concludeReview(
  checks: readonly Check[],
  scores: readonly Score[],
  thresholds: Thresholds,
): { verdict: Verdict; qualityScore: number } {
  const weight = scores.reduce((sum, score) => sum + score.weight, 0);
  const mean = weight === 0 ? 1 : scores.reduce((sum, score) => sum + score.value * score.weight, 0) / weight;
  const failed = checks.filter((check) => check.status === "failed");
  const cap = failed.some((check) => check.fatal)
    ? Math.max(0, thresholds.reviseAt - 0.01)
    : failed.length > 0
      ? Math.max(0, thresholds.approveAt - 0.01)
      : 1;
  const qualityScore = Number(Math.min(mean, cap).toFixed(4));
  if (failed.length === 0 && checks.some((check) => check.status === "unchecked")) {
    return { verdict: "unchecked", qualityScore };
  }
  const verdict: Verdict =
    qualityScore >= thresholds.approveAt
      ? "approved"
      : qualityScore >= thresholds.reviseAt
        ? "needs_revision"
        : "rejected";
  return { verdict, qualityScore };
}
