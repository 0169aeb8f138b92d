import { z } from "zod";
import { drawAttempt, given, reasonOf, solution } from "./attempt.ts";
import { check, defineTrainingType } from "./define.ts";
import { balanced } from "./draw.ts";
import { answerField, claimOf, codeField, supportField, verificationRules } from "./parts.ts";
import { ratingField, ratingOf, ratingScale, rightRating } from "./ratings.ts";
import { pairChecks } from "./sides.ts";

const Draft = z.object({
  better: z.string().min(1).meta({ description: "the better response, right and complete" }),
  worse: z.string().min(1).meta({ description: "a plausible attempt that goes wrong" }),
  better_rating: ratingField,
  worse_rating: ratingField,
  rationale: z.string().min(1).meta({
    description:
      "why a judge prefers the one, in one to three sentences; speaks of `the better` and `the other` response",
  }),
  code: codeField,
  answer: answerField,
  support: supportField,
});

const Row = z.object({
  prompt: z.string().min(1),
  response_a: z.string().min(1),
  response_b: z.string().min(1),
  preferred: z.enum(["a", "b"]),
  /**
   * How much better the preferred response is: the difference of the two ratings (1 to 5), divided by 4, so between 0
   * and 1. TRL's RewardTrainer subtracts it inside the loss (Touvron et al. 2023, arXiv:2307.09288, section 3.2.2).
   */
  margin: z.number().min(0).max(1),
  rationale: z.string().min(1),
});

const sides = (row: z.infer<typeof Row>): { better: string; worse: string } =>
  row.preferred === "a"
    ? { better: row.response_a, worse: row.response_b }
    : { better: row.response_b, worse: row.response_a };

const accepted = {
  prompt: "How many different ways are there to arrange 5 books on a shelf? Answer with a whole number.",
  response_a:
    "Each further book can go to one more place, so the numbers are added.\n5 + 4 + 3 + 2 + 1 = 15.\n\nAnswer: 15",
  response_b: "There are 5 choices for the first place, then 4, 3, 2 and 1.\n5 × 4 × 3 × 2 × 1 = 120.\n\nAnswer: 120",
  preferred: "b" as const,
  margin: 1,
  rationale: "The better response multiplies the independent choices; the other one adds them.",
};

/** Reward modelling on compared pairs, as in learning from human feedback (Ouyang et al. 2022, arXiv:2203.02155). */
export const rlhf = defineTrainingType({
  name: "rlhf",
  title: "RLHF",
  description: "two responses with the preferred one and a margin, for reward models",
  aliases: [
    "reinforcement learning from human feedback",
    "reward modeling",
    "reward modelling",
    "reward models",
    "reward model",
    "human preference",
    "human preferences",
    "pairwise comparisons",
    "preference comparisons",
  ],
  form: "implicit-preference",
  columns: {
    prompt: { kind: "text" },
    response_a: { kind: "text" },
    response_b: { kind: "text" },
    preferred: { kind: "text" },
    margin: { kind: "real" },
    rationale: { kind: "text" },
  },
  draft: Draft,
  row: Row,
  ask: () =>
    [
      "Write two responses to the question for training a reward model. `better` is right, complete and clear. `worse` is",
      "an honest attempt of the same form and like length that makes one real mistake, carries it through to a different",
      "final answer and never says that it is wrong. Where the question asks for a number, both end in a line",
      "`Answer: <number> <unit>`, and only `better` ends in the right one. The order in which readers see the two is drawn",
      "later: never call them first, second, A or B.",
      `Rate both ${ratingScale}.`,
      verificationRules,
    ].join("\n"),
  fromProblem: (problem, { draw }) => {
    const attempt = drawAttempt(problem, draw);
    return {
      better: given(problem, draw) + solution(problem),
      worse: given(problem, draw) + attempt.text,
      better_rating: rightRating,
      worse_rating: ratingOf(attempt),
      rationale: `The better response arrives at ${problem.answer.text}, the other one at ${attempt.answer}. ${reasonOf(attempt)}`,
      code: problem.program,
      answer: problem.answer.text,
      support: [],
    };
  },
  claim: (draft) => claimOf(draft, draft.better),
  support: (draft) => draft.support ?? [],
  finish: (draft, facts, draw) => {
    const first = balanced(draw, "rlhf/position", 2) === 0;
    return {
      prompt: facts.question,
      response_a: first ? draft.better : draft.worse,
      response_b: first ? draft.worse : draft.better,
      preferred: first ? ("a" as const) : ("b" as const),
      margin: Math.max(0, draft.better_rating - draft.worse_rating) / 4,
      rationale: draft.rationale,
    };
  },
  verify: (row, facts) => [
    ...pairChecks(sides(row).better, sides(row).worse, facts),
    check("margin", row.margin >= 0.25, `the margin is ${row.margin}; at least 0.25 tells the two apart`),
    check(
      "rationale-neutral",
      !/\b(?:responses?|answers?|option|side|[Tt]he) (?:[AB]|[12])\b|\b(?:first|second) (?:response|answer|one)\b/.test(
        row.rationale,
      ),
      "the rationale names neither side by its position",
    ),
  ],
  text: (row) => ({ prompt: row.prompt, response: sides(row).better, others: [sides(row).worse] }),
  pair: (row) => ({
    prompt: row.prompt,
    first: row.response_a,
    second: row.response_b,
    better: row.preferred === "a" ? "first" : "second",
  }),
  asserted: (row) => sides(row).better,
  rubric: [
    { name: "correctness", weight: 3, ask: "Is every statement of the preferred response right?" },
    { name: "contrast", weight: 2, ask: "Would careful judges agree which of the two responses is better?" },
    { name: "clarity", weight: 1, ask: "Is the preferred response well ordered and easy to follow?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => {
      const { better, worse } = sides(row);
      const whole = (content: string) => [
        { role: "user", content: row.prompt },
        { role: "assistant", content },
      ];
      return { chosen: whole(better), rejected: whole(worse), margin: row.margin, rationale: row.rationale };
    },
  },
  imports: {
    // Which side stood first is not in TRL's columns.
    trl: (record) => {
      const prompt = record.text("prompt", "user");
      const side = (name: string) => {
        const answer = prompt === undefined ? undefined : record.text(name, "assistant");
        return prompt !== undefined && answer !== undefined ? { prompt, answer } : record.exchange(name);
      };
      const [better, worse] = [side("chosen"), side("rejected")];
      if (!better || !worse || better.prompt !== worse.prompt) return [];
      const shared = {
        margin: record.valueOr("margin", 1),
        rationale: record.valueOr("rationale", "One response is labelled as the better one."),
      };
      const [a, b] = [better.answer, worse.answer];
      return [
        { prompt: better.prompt, response_a: a, response_b: b, preferred: "a", ...shared },
        { prompt: better.prompt, response_a: b, response_b: a, preferred: "b", ...shared },
      ];
    },
  },
  examples: [
    { accept: true, why: "the right response is preferred", row: accepted },
    {
      accept: true,
      why: "the same pair the other way round",
      row: {
        ...accepted,
        response_a: accepted.response_b,
        response_b: accepted.response_a,
        preferred: "a" as const,
        margin: 0.75,
      },
    },
    { accept: false, why: "both responses are one text", row: { ...accepted, response_a: accepted.response_b } },
    {
      accept: false,
      why: "both responses end in the same answer",
      row: { ...accepted, response_a: "Counting the orders one by one gives the number.\n\nAnswer: 120" },
    },
    { accept: false, why: "no margin between the two", row: { ...accepted, margin: 0 } },
    {
      accept: false,
      why: "the rationale speaks of positions",
      row: { ...accepted, rationale: "Response B multiplies the choices; response A adds them." },
    },
  ],
});
