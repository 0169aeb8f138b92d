import { z } from "zod";

/** Fields that drafts of several types share, with what Generation is told of them. */

/** A statement of fact and the ids of the passages that bear it out. */
export const Support = z.object({
  statement: z.string().min(1).meta({ description: "one statement of fact that the text makes" }),
  evidence: z.array(z.string().min(1)).min(1).meta({ description: "ids of the passages that say so" }),
});
export type Support = z.infer<typeof Support>;

/** Empty or absent where the answer is computed. */
export const supportField = z
  .array(Support)
  .max(40)
  .nullish()
  .meta({ description: "statements of fact with their passages; empty where the answer is computed" });

export const codeField = z.string().min(1).nullable().meta({
  description:
    "Python 3, standard library only, that computes the answer from the question's data and prints `Answer: <number> <unit>` as its last line; null when there is nothing to compute",
});

export const answerField = z
  .string()
  .min(1)
  .nullable()
  .meta({ description: "the right final number with its unit; null when there is nothing to compute" });

/** What every type asks of the program, and of questions that have none. */
export const verificationRules = [
  "Where the question asks for a number, give in `code` a Python 3 program (standard library only) that computes it from",
  "the data in the question, holds no result as a constant and prints `Answer: <number> <unit>` as its last line; it is",
  "used to verify and is not shown to the reader. Where there is nothing to compute, set the fields that ask for code and",
  "for a number to null; what is meant to be right then states no fact that the passages do not bear out, and `support`",
  "lists every such statement with the ids of its passages. Write no passage ids into the text itself.",
].join("\n");

/** The draft's claim, where it has a program and an answer. */
export function claimOf(
  draft: { code: string | null; answer: string | null },
  reasoning: string | null,
): { program: string; answer: string; reasoning: string | null } | null {
  return draft.code === null || draft.answer === null ? null : { program: draft.code, answer: draft.answer, reasoning };
}
