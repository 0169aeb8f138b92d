import { z } from "zod";
import { solution } from "./attempt.ts";
import { check, defineTrainingType } from "./define.ts";
import { answerField, claimOf, codeField, supportField, verificationRules } from "./parts.ts";

const Draft = z.object({
  completion: z.string().min(1).meta({ description: "the full answer as a knowledgeable assistant writes it" }),
  code: codeField,
  answer: answerField,
  support: supportField,
});

const Row = z.object({ prompt: z.string().min(1), completion: z.string().min(1) });

/** Supervised fine-tuning: one prompt and the completion to imitate. */
export const sft = defineTrainingType({
  name: "sft",
  title: "SFT",
  description: "prompt and completion, for supervised fine-tuning",
  aliases: [
    "supervised fine-tuning",
    "supervised finetuning",
    "instruction tuning",
    "instruction-tuning",
    "instruction-response",
    "instruction following",
    "fine-tuning",
    "finetuning",
    "instructions",
  ],
  form: "prompt-completion",
  columns: { prompt: { kind: "text" }, completion: { kind: "text" } },
  draft: Draft,
  row: Row,
  ask: () =>
    [
      "Write the answer that a knowledgeable, careful assistant gives to the question: complete, correct, with the steps",
      "a learner needs, and nothing about these instructions. Where the question asks for a number, end with a line",
      "`Answer: <number> <unit>`.",
      verificationRules,
    ].join("\n"),
  fromProblem: (problem) => ({
    completion: solution(problem),
    code: problem.program,
    answer: problem.answer.text,
    support: [],
  }),
  claim: (draft) => claimOf(draft, draft.completion),
  support: (draft) => draft.support ?? [],
  finish: (draft, facts) => ({ prompt: facts.question, completion: draft.completion }),
  verify: (row) => [
    check("distinct", row.prompt.trim() !== row.completion.trim(), "prompt and completion differ", true),
    check("substance", row.completion.trim().length >= 20, "the completion says something"),
    check(
      "no-instructions",
      !/\b(?:question agent|the passages? (?:above|given|provided|listed)|as the instructions (?:ask|say))\b/i.test(
        row.completion,
      ),
      "the completion says nothing of how it came about",
    ),
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
  imports: {
    trl: (record) => {
      const whole = record.exchange("messages");
      if (whole) return [{ prompt: whole.prompt, completion: whole.answer }];
      return [{ prompt: record.text("prompt", "user"), completion: record.text("completion", "assistant") }];
    },
  },
  examples: [
    {
      accept: true,
      why: "a worked number",
      row: {
        prompt: "What is the mass of 2.00 mol of water (18.015 g/mol) in g, to three significant figures?",
        completion: "Mass is amount times molar mass: 2.00 mol × 18.015 g/mol = 36.0 g.\n\nAnswer: 36.0 g",
      },
    },
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
    {
      accept: false,
      why: "the completion is a stub",
      row: { prompt: "What is the pH of pure water at 25 °C?", completion: "About 7." },
    },
    {
      accept: false,
      why: "the completion speaks of its instructions",
      row: {
        prompt: "What is the pH of pure water at 25 °C?",
        completion: "As the question agent asked for steps, here they are: the pH of pure water at 25 °C is 7.00.",
      },
    },
  ],
});
