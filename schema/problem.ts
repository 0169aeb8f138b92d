import { z } from "zod";

export const difficulties = ["easy", "medium", "hard"] as const;
export const Difficulty = z.enum(difficulties);
export type Difficulty = z.infer<typeof Difficulty>;

/** A number with its unit and how far another answer may stray and still be the same answer. */
export const Answer = z.object({
  /** The number in `unit`, unrounded. */
  value: z.number(),
  /** As it is written behind the number: `mol`, `g/mol`, `kJ/mol`, `%`, or empty for a pure number. */
  unit: z.string(),
  /** Allowed relative deviation; 0 means exactly equal (integers). */
  tolerance: z.number().min(0).max(0.2),
  /** The answer as a person writes it: number rounded to the stated figures, a space, the unit. */
  text: z.string().min(1),
});
export type Answer = z.infer<typeof Answer>;

/** A wrong answer that a real mistake gives. */
export interface Misconception {
  /** The mistake in two to six words: `forgot the mole ratio`. */
  name: string;
  /** The wrong answer, written like Answer.text. */
  answer: string;
  /** The worked solution as somebody with this misconception writes it, one step an entry. */
  steps: string[];
  /** What is wrong with it, one sentence. */
  why: string;
}

/** One problem of a family, worked out. What the offline expert knows of a question. */
export interface WorkedProblem {
  /** `family#difficulty#seed`: enough to make the same problem again. */
  origin: string;
  domain: string;
  topic: string;
  difficulty: Difficulty;
  prompt: string;
  /** The worked solution, one step an entry; the last one states the answer. */
  steps: string[];
  answer: Answer;
  /** Python that computes the answer from the problem's data and prints `Answer: <number> <unit>` as its last line. */
  program: string;
  /** Python that finds the same number by another route and prints it the same way. */
  check: string;
  misconceptions: Misconception[];
}
