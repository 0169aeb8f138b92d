import { z } from "zod";
import { drawAttempt, given, solution } from "./attempt.ts";
import { check, defineTrainingType } from "./define.ts";
import { answerField, claimOf, codeField, supportField, verificationRules } from "./parts.ts";
import { Rating, ratingField, ratingOf, ratingScale, rightRating } from "./ratings.ts";
import { pairChecks } from "./sides.ts";

const Draft = z.object({
  chosen: z.string().min(1).meta({ description: "the response to imitate, right and complete" }),
  rejected: z.string().min(1).meta({ description: "a plausible attempt that goes wrong" }),
  chosen_rating: ratingField,
  rejected_rating: ratingField,
  code: codeField,
  answer: answerField,
  support: supportField,
});

const Row = z.object({
  prompt: z.string().min(1),
  chosen: z.string().min(1),
  rejected: z.string().min(1),
  chosen_rating: Rating,
  rejected_rating: Rating,
});

const accepted = {
  prompt: "A 12.0 V battery drives a current through 8.00 ohm. How large is the current in A, to three figures?",
  chosen: "Ohm's law gives I = U / R.\nI = 12.0 V / 8.00 ohm = 1.50 A.\n\nAnswer: 1.50 A",
  rejected: "Ohm's law gives I = U × R.\nI = 12.0 V × 8.00 ohm = 96.0 A.\n\nAnswer: 96.0 A",
  chosen_rating: 5,
  rejected_rating: 1,
};

/** Odds Ratio Preference Optimization: imitation and preference in one loss (Hong et al. 2024, arXiv:2403.07691). */
export const orpo = defineTrainingType({
  name: "orpo",
  title: "ORPO",
  description: "prompt with a response to imitate and one to avoid, for odds-ratio preference optimisation",
  aliases: ["odds ratio preference optimization", "odds ratio preference optimisation", "odds ratio"],
  form: "preference",
  columns: {
    prompt: { kind: "text" },
    chosen: { kind: "text" },
    rejected: { kind: "text" },
    chosen_rating: { kind: "real" },
    rejected_rating: { kind: "real" },
  },
  draft: Draft,
  row: Row,
  ask: () =>
    [
      "Write two responses to the question. `chosen` will be imitated word for word: it must be right, complete and",
      "written as well as you can. `rejected` is an honest attempt of the same form and like length that makes one real",
      "mistake, carries it through to a different final answer and never says that it is wrong. Where the question asks",
      "for a number, both end in a line `Answer: <number> <unit>`, and only `chosen` ends in the right one.",
      `Rate both ${ratingScale}.`,
      verificationRules,
    ].join("\n"),
  fromProblem: (problem, { draw }) => {
    const attempt = drawAttempt(problem, draw);
    return {
      chosen: given(problem, draw) + solution(problem),
      rejected: given(problem, draw) + attempt.text,
      chosen_rating: rightRating,
      rejected_rating: ratingOf(attempt),
      code: problem.program,
      answer: problem.answer.text,
      support: [],
    };
  },
  claim: (draft) => claimOf(draft, draft.chosen),
  support: (draft) => draft.support ?? [],
  finish: ({ chosen, rejected, chosen_rating, rejected_rating }, facts) => ({
    prompt: facts.question,
    chosen,
    rejected,
    chosen_rating,
    rejected_rating,
  }),
  verify: (row, facts) => [
    ...pairChecks(row.chosen, row.rejected, facts),
    check("substance", row.chosen.trim().length >= 20, "the response to imitate says something"),
    check(
      "ratings",
      row.chosen_rating > row.rejected_rating && row.chosen_rating >= 4 && row.rejected_rating <= 3,
      `chosen is rated ${row.chosen_rating}, rejected ${row.rejected_rating}; at least 4 and at most 3 are wanted`,
    ),
  ],
  text: (row) => ({ prompt: row.prompt, response: row.chosen, others: [row.rejected] }),
  pair: (row) => ({ prompt: row.prompt, first: row.chosen, second: row.rejected, better: "first" }),
  asserted: (row) => row.chosen,
  rubric: [
    { name: "correctness", weight: 3, ask: "Is every statement of the chosen response right?" },
    { name: "helpfulness", weight: 2, ask: "Is the chosen response worth imitating word for word?" },
    { name: "contrast", weight: 1, ask: "Is the rejected response wrong in a way that people really get wrong?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => ({
      prompt: [{ role: "user", content: row.prompt }],
      chosen: [{ role: "assistant", content: row.chosen }],
      rejected: [{ role: "assistant", content: row.rejected }],
      chosen_rating: row.chosen_rating,
      rejected_rating: row.rejected_rating,
    }),
  },
  imports: {
    trl: (record) => [
      {
        prompt: record.text("prompt", "user"),
        chosen: record.text("chosen", "assistant"),
        rejected: record.text("rejected", "assistant"),
        chosen_rating: record.valueOr("chosen_rating", 5),
        rejected_rating: record.valueOr("rejected_rating", 1),
      },
    ],
  },
  examples: [
    { accept: true, why: "a right and a wrong solution", row: accepted },
    {
      accept: true,
      why: "no number is asked for",
      row: {
        prompt: "Name the part of a cell in which photosynthesis happens.",
        chosen: "Photosynthesis happens in the chloroplasts, which hold the chlorophyll that absorbs light.",
        rejected: "Photosynthesis happens in the mitochondria, because these supply the cell with its energy.",
        chosen_rating: 5,
        rejected_rating: 1,
      },
    },
    { accept: false, why: "the sides differ in spaces only", row: { ...accepted, rejected: `${accepted.chosen} ` } },
    {
      accept: false,
      why: "both sides are right",
      row: { ...accepted, rejected: "The current is 12.0 V / 8.00 ohm.\n\nAnswer: 1.5 A" },
    },
    {
      accept: false,
      why: "the worse side is rated higher",
      row: { ...accepted, chosen_rating: 1, rejected_rating: 5 },
    },
    {
      accept: false,
      why: "what is to be imitated says nothing",
      row: { ...accepted, chosen: "Answer: 1.50 A", rejected: "Answer: 96.0 A" },
    },
  ],
});
