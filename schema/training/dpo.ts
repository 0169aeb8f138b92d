import { z } from "zod";
import { drawAttempt, given, reasonOf, solution } from "./attempt.ts";
import { check, defineTrainingType } from "./define.ts";
import { answerField, claimOf, codeField, supportField, verificationRules } from "./parts.ts";
import { Rating, ratingField, ratingOf, ratingScale, rightRating } from "./ratings.ts";
import { pairChecks } from "./sides.ts";

const Draft = z.object({
  chosen: z.string().min(1).meta({ description: "the better response, right and complete" }),
  rejected: z.string().min(1).meta({ description: "the worse response: a plausible attempt that goes wrong" }),
  chosen_rating: ratingField,
  rejected_rating: ratingField,
  rejection_reason: z.string().min(1).meta({ description: "what is wrong with the worse response, one sentence" }),
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
  rejection_reason: z.string().min(1),
});

const accepted = {
  prompt: "What is the mass of 2.00 mol of water (18.015 g/mol) in g, to three significant figures?",
  chosen: "Mass is amount times molar mass.\nm = 2.00 mol × 18.015 g/mol = 36.0 g.\n\nAnswer: 36.0 g",
  rejected: "Mass is amount divided by molar mass.\nm = 2.00 / 18.015 = 0.111 g.\n\nAnswer: 0.111 g",
  chosen_rating: 5,
  rejected_rating: 1,
  rejection_reason: "Mass is amount times molar mass; dividing gives neither the number nor the unit.",
};

/** Direct Preference Optimization: pairs of a better and a worse response (Rafailov et al. 2023, arXiv:2305.18290). */
export const dpo = defineTrainingType({
  name: "dpo",
  title: "DPO",
  description: "prompt with a chosen and a rejected response, for direct preference optimisation",
  aliases: [
    "direct preference optimization",
    "direct preference optimisation",
    "preference pairs",
    "preference pair",
    "preference data",
    "chosen and rejected",
  ],
  form: "preference",
  columns: {
    prompt: { kind: "text" },
    chosen: { kind: "text" },
    rejected: { kind: "text" },
    chosen_rating: { kind: "real" },
    rejected_rating: { kind: "real" },
    rejection_reason: { kind: "text" },
  },
  draft: Draft,
  row: Row,
  ask: () =>
    [
      "Write two responses to the question. `chosen` is what a careful expert answers: right, complete, with the steps a",
      "learner needs. `rejected` is an honest attempt that makes one mistake which people really make, carries it through",
      "to a different final answer and never says that it is wrong. Both are of like length and form; where the question",
      "asks for a number, both end in a line `Answer: <number> <unit>`, and only `chosen` ends in the right one.",
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
      rejection_reason: reasonOf(attempt),
      code: problem.program,
      answer: problem.answer.text,
      support: [],
    };
  },
  claim: (draft) => claimOf(draft, draft.chosen),
  support: (draft) => draft.support ?? [],
  finish: ({ chosen, rejected, chosen_rating, rejected_rating, rejection_reason }, facts) => ({
    prompt: facts.question,
    chosen,
    rejected,
    chosen_rating,
    rejected_rating,
    rejection_reason,
  }),
  verify: (row, facts) => [
    ...pairChecks(row.chosen, row.rejected, facts),
    check(
      "ratings",
      row.chosen_rating > row.rejected_rating && row.chosen_rating >= 4 && row.rejected_rating <= 3,
      `chosen is rated ${row.chosen_rating}, rejected ${row.rejected_rating}; at least 4 and at most 3 are wanted`,
    ),
    check("reasoned", row.rejection_reason.trim().length >= 15, "the rejection has a reason"),
  ],
  text: (row) => ({ prompt: row.prompt, response: row.chosen, others: [row.rejected] }),
  pair: (row) => ({ prompt: row.prompt, first: row.chosen, second: row.rejected, better: "first" }),
  asserted: (row) => row.chosen,
  rubric: [
    { name: "correctness", weight: 3, ask: "Is every statement of the chosen response right?" },
    { name: "contrast", weight: 2, ask: "Is the rejected response wrong in a way that people really get wrong?" },
    { name: "clarity", weight: 1, ask: "Is the chosen response well ordered and easy to follow?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => ({
      prompt: [{ role: "user", content: row.prompt }],
      chosen: [{ role: "assistant", content: row.chosen }],
      rejected: [{ role: "assistant", content: row.rejected }],
      chosen_rating: row.chosen_rating,
      rejected_rating: row.rejected_rating,
      rejection_reason: row.rejection_reason,
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
        rejection_reason: record.valueOr("rejection_reason", "The other response is labelled as the better one."),
      },
    ],
  },
  examples: [
    { accept: true, why: "a right and a wrong solution", row: accepted },
    {
      accept: true,
      why: "no number is asked for",
      row: {
        prompt: "Why does ice float on liquid water?",
        chosen: "Hydrogen bonds hold the molecules of ice in an open lattice, so ice is less dense than liquid water.",
        rejected:
          "Ice floats because it is colder than the water, and cold substances are always lighter than warm ones.",
        chosen_rating: 5,
        rejected_rating: 1.5,
        rejection_reason: "Being cold makes most substances denser; it is the open lattice that makes ice lighter.",
      },
    },
    { accept: false, why: "both sides are the same text", row: { ...accepted, rejected: accepted.chosen } },
    {
      accept: false,
      why: "both sides end in the same answer",
      row: { ...accepted, rejected: "Two moles of water are 2.00 × 18.015 g, so\n\nAnswer: 36.0 g" },
    },
    {
      accept: false,
      why: "the rejected side announces its fault",
      row: { ...accepted, rejected: `This solution is wrong on purpose.\n${accepted.rejected}` },
    },
    {
      accept: false,
      why: "the worse side is rated higher",
      row: { ...accepted, chosen_rating: 2, rejected_rating: 4 },
    },
    { accept: false, why: "the rejected side is a stub", row: { ...accepted, rejected: "No idea." } },
  ],
});
