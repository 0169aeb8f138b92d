import { z } from "zod";
import { check, defineTrainingType, finalLine } from "./define.ts";

const Draft = z.object({
  completion: z.string().min(1).meta({ description: "the full answer as a knowledgeable assistant writes it" }),
  code: z.string().nullable().meta({
    description:
      "Python 3 that computes the answer and prints `Answer: <number> <unit>`; null when there is nothing to compute",
  }),
  answer: z.string().nullable().meta({ description: "the final number with its unit; null when there is none" }),
});

const Row = z.object({ prompt: z.string().min(1), completion: z.string().min(1) });

/** Supervised fine-tuning: one prompt and the completion to imitate. */
export const sft = defineTrainingType({
  name: "sft",
  title: "SFT",
  description: "prompt and completion, for supervised fine-tuning",
  form: "prompt-completion",
  columns: { prompt: { kind: "text" }, completion: { kind: "text" } },
  draft: Draft,
  row: Row,
  ask: () =>
    [
      "Write the answer that a knowledgeable, careful assistant gives to the question: complete, correct, with the steps",
      "a learner needs, and nothing about these instructions. Where the question asks for a number, end with a line",
      "`Answer: <number> <unit>`, and give a Python 3 program (standard library only) that computes it from the data in",
      "the question and prints that same line; the program is used to verify and is not shown to the reader.",
    ].join("\n"),
  fromProblem: (problem) => ({
    completion: [...problem.steps, "", finalLine(problem.answer)].join("\n"),
    code: problem.program,
    answer: problem.answer.text,
  }),
  claim: (draft) =>
    draft.code === null || draft.answer === null
      ? null
      : { program: draft.code, answer: draft.answer, reasoning: draft.completion },
  finish: (draft, facts) => ({ prompt: facts.question, completion: draft.completion }),
  verify: (row) => [
    check("distinct", row.prompt.trim() !== row.completion.trim(), "prompt and completion differ", true),
    check("substance", row.completion.trim().length >= 20, "the completion says something"),
  ],
  text: (row) => ({ prompt: row.prompt, response: row.completion }),
  rubric: [
    { name: "correctness", weight: 3, ask: "Is every statement of the completion right?" },
    { name: "helpfulness", weight: 2, ask: "Does the completion answer what was asked, completely?" },
    { name: "clarity", weight: 1, ask: "Is it well ordered and easy to follow?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => ({
      prompt: [{ role: "user", content: row.prompt }],
      completion: [{ role: "assistant", content: row.completion }],
    }),
  },
  examples: [
    {
      accept: true,
      why: "a complete answer",
      row: {
        prompt: "What is the pH of pure water at 25 °C?",
        completion:
          "At 25 °C the ion product of water is 1.0 × 10^-14, so [H+] = 1.0 × 10^-7 mol/L and the pH is 7.00.",
      },
    },
    {
      accept: false,
      why: "the completion repeats the prompt",
      row: { prompt: "What is the pH of pure water at 25 °C?", completion: "What is the pH of pure water at 25 °C?" },
    },
  ],
});
