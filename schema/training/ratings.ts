import { z } from "zod";
import type { Attempt } from "./attempt.ts";

/** Ratings of preference rows: 5 right and complete … 3 right result with gaps … 1 of no use; halves are allowed. */
export const ratingScale =
  "from 1 to 5: 5 right and complete, 4 right with blemishes, 3 right in the main with gaps, 2 wrong after a sound beginning, 1 wrong from the start";

export const Rating = z.number().min(1).max(5);
export const ratingField = Rating.meta({ description: ratingScale });

/** A solution that was executed and derived twice. */
export const rightRating = 5;

/** 1 for an attempt that goes wrong at once, towards 3 the later it does. */
export function ratingOf(attempt: Attempt): number {
  return 1 + Math.round(4 * (attempt.sound / attempt.steps.length)) / 2;
}
