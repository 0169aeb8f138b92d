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

/** One number from 0 to 1 with its name, an explanation and who gave it. */
export const Score = z.object({
  name: z.string(),
  value: z.number().min(0).max(1),
  weight: z.number().min(0),
  explanation: z.string(),
  by: z.string(),
});
export type Score = z.infer<typeof Score>;

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
});
export type Review = z.infer<typeof Review>;

export interface Thresholds {
  /** Quality at or above which a row is approved. */
  approveAt: number;
  /** Quality at or above which a row may be revised; below it is rejected. */
  reviseAt: number;
}

/**
 * Quality is the weighted mean of the scores; a failed check caps it just under the approval threshold (revision) or,
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
