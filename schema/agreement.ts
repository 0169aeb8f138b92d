import { type Comparison, compareAnswers } from "./quantity.ts";

/** Words by which a question asks for a rounded number, and those by which it asks for a count. */
const rounded =
  /significant|\bsig\.? ?figs?\b|\bs\.f\.|decimal place|\bround(?:ed|ing)?\b(?! (?:up|down))|nearest (?:tenth|hundred|thousand)|approximat|\bestimate/i;
const whole = /\b(?:whole number|integer)\b/i;

/**
 * Compares two answers to one question. Where the question asks for a rounded number, a whole number is no count: 1230
 * to three significant figures agrees with 1234.
 */
export function agreeing(question: string, claimed: string, computed: string): Comparison {
  return compareAnswers(claimed, computed, asksForRounding(question) ? { tolerance: 0.01 } : {});
}

function asksForRounding(question: string): boolean {
  return /significant/i.test(question) || (rounded.test(question) && !whole.test(question));
}
