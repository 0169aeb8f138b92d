import { type Comparison, compareAnswers } from "../../schema/quantity.ts";

/** Words by which a question asks for a rounded number rather than a count. */
const rounded =
  /significant|\bsig\.? ?figs?\b|\bs\.f\.|decimal|\bround(?:ed|ing)?\b(?! (?:up|down))|nearest (?:tenth|hundredth|thousandth|hundred|thousand)|approximat|estimate/i;

/**
 * Compares two answers to one question. Where the question asks for a rounded number, a whole number is no count: 1230
 * to three significant figures agrees with 1234.
 */
export function agreeing(question: string, claimed: string, computed: string): Comparison {
  return compareAnswers(claimed, computed, rounded.test(question) ? { tolerance: 0.01 } : {});
}
