import { z } from "zod";
import { drawAttempt, given, solution } from "./attempt.ts";
import { check, defineTrainingType } from "./define.ts";
import { balanced, type Draw } from "./draw.ts";
import { answerField, claimOf, codeField, supportField, verificationRules } from "./parts.ts";
import { provedRight, provedWrong, unannounced } from "./sides.ts";

const Draft = z.object({
  completion: z.string().min(1).meta({ description: "the one completion that is asked for, desirable or undesirable" }),
  code: codeField,
  answer: answerField,
  support: supportField,
});

const Row = z.object({ prompt: z.string().min(1), completion: z.string().min(1), label: z.boolean() });

/** Half of a run's rows are desirable; verification proves each label by execution. */
const desirable = (draw: Draw): boolean => balanced(draw, "kto/label", 2) === 0;

const prompt = "A car covers 150 km in 2.50 h. What is its mean speed in km/h, to three significant figures?";

/** Kahneman-Tversky Optimization: single completions with a label (Ethayarajh et al. 2024, arXiv:2402.01306). */
export const kto = defineTrainingType({
  name: "kto",
  title: "KTO",
  description: "prompt and completion with a label, desirable or not, for Kahneman-Tversky optimisation",
  aliases: [
    "kahneman-tversky optimization",
    "kahneman-tversky optimisation",
    "kahneman-tversky",
    "unpaired preference",
    "binary feedback",
    "thumbs up",
    "desirable and undesirable",
  ],
  form: "unpaired-preference",
  columns: { prompt: { kind: "text" }, completion: { kind: "text" }, label: { kind: "boolean" } },
  draft: Draft,
  row: Row,
  ask: ({ draw }) =>
    [
      ...(desirable(draw)
        ? [
            "Write a desirable completion: what a careful expert answers to the question, right, complete, with the steps a",
            "learner needs. Where the question asks for a number, it ends in a line `Answer: <number> <unit>`.",
          ]
        : [
            "Write an undesirable completion: an honest attempt at the question that makes one mistake which people really",
            "make, carries it through to a different final answer and never says that it is wrong. Where the question asks",
            "for a number, it ends in a line `Answer: <number> <unit>` with its wrong answer; `code` and `answer` are right",
            "nevertheless, because they prove the completion wrong.",
          ]),
      verificationRules,
    ].join("\n"),
  fromProblem: (problem, { draw }) => ({
    completion: given(problem, draw) + (desirable(draw) ? solution(problem) : drawAttempt(problem, draw).text),
    code: problem.program,
    answer: problem.answer.text,
    support: [],
  }),
  claim: (draft) => claimOf(draft, null),
  support: (draft) => draft.support ?? [],
  finish: (draft, facts, draw) => ({
    prompt: facts.question,
    completion: draft.completion,
    label: desirable(draw),
  }),
  verify: (row, facts) => [
    check("distinct", row.prompt.trim() !== row.completion.trim(), "prompt and completion differ", true),
    check("substance", row.completion.trim().length >= 20, "the completion says something"),
    unannounced("unannounced", row.completion),
    ...(row.label ? provedRight : provedWrong)("label-is-true", row.completion, facts),
  ],
  text: (row) => ({ prompt: row.prompt, response: row.completion }),
  asserted: (row) => (row.label ? row.completion : null),
  rubric: [
    { name: "label", weight: 3, ask: "Does the completion deserve its label, desirable or undesirable?" },
    { name: "question", weight: 2, ask: "Is the question unambiguous and answerable from what it states?" },
    { name: "clarity", weight: 1, ask: "Is the completion written like a serious attempt, easy to follow?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => ({
      prompt: [{ role: "user", content: row.prompt }],
      completion: [{ role: "assistant", content: row.completion }],
      label: row.label,
    }),
  },
  imports: {
    trl: (record) => [
      {
        prompt: record.text("prompt", "user"),
        completion: record.text("completion", "assistant"),
        label: record.value("label"),
      },
    ],
  },
  examples: [
    {
      accept: true,
      why: "a right completion, desirable",
      row: { prompt, completion: "Speed is distance over time: 150 km / 2.50 h.\n\nAnswer: 60.0 km/h", label: true },
    },
    {
      accept: true,
      why: "a wrong completion, undesirable",
      row: { prompt, completion: "Speed is distance times time: 150 × 2.50.\n\nAnswer: 375 km/h", label: false },
    },
    { accept: false, why: "the completion repeats the prompt", row: { prompt, completion: prompt, label: true } },
    { accept: false, why: "the completion is a stub", row: { prompt, completion: "60 km/h", label: true } },
    {
      accept: false,
      why: "the undesirable completion announces its fault",
      row: {
        prompt,
        completion: "With a deliberate slip, the speed is 150 × 2.50.\n\nAnswer: 375 km/h",
        label: false,
      },
    },
  ],
});
