import { z } from "zod";
import { check, defineTrainingType } from "./define.ts";

const Draft = z.object({
  reasoning: z.string().min(1).meta({ description: "numbered steps; the last one states the answer" }),
  code: z.string().min(1).meta({
    description:
      "Python 3, standard library only; computes from the question's data; last line prints `Answer: <number> <unit>`",
  }),
  predicted_answer: z.string().min(1).meta({ description: "number and unit" }),
});

const Row = z.object({
  prompt: z.string().min(1),
  reasoning: z.string().min(1),
  code: z.string().min(1),
  predicted_answer: z.string().min(1),
  ground_truth: z.string().min(1),
  is_correct: z.boolean(),
  completions: z.array(z.object({ completion: z.string(), reward: z.number() })).nullable(),
});

/** Group Relative Policy Optimization: a prompt with a verifiable answer (Shao et al. 2024, arXiv:2402.03300). */
export const grpo = defineTrainingType({
  name: "grpo",
  title: "GRPO",
  description: "reasoning with code and a verified answer, for group-relative policy optimisation",
  form: "prompt-only",
  columns: {
    prompt: { kind: "text" },
    reasoning: { kind: "text" },
    code: { kind: "text" },
    predicted_answer: { kind: "text" },
    ground_truth: { kind: "text" },
    is_correct: { kind: "boolean" },
    completions: { kind: "json", optional: true },
  },
  draft: Draft,
  row: Row,
  ask: () =>
    [
      "Solve the question. Give the reasoning as numbered steps with units, a Python 3 program (standard library only)",
      "that computes the answer from the data in the question, and the final answer with its unit.",
      "The program must not contain the answer as a constant; its last line of output is `Answer: <number> <unit>`.",
    ].join("\n"),
  fromProblem: (problem) => ({
    reasoning: problem.steps.map((step, index) => `Step ${index + 1}: ${step}`).join("\n"),
    code: problem.program,
    predicted_answer: problem.answer.text,
  }),
  claim: (draft) => ({ program: draft.code, answer: draft.predicted_answer, reasoning: draft.reasoning }),
  finish: (draft, facts) => ({
    prompt: facts.question,
    reasoning: draft.reasoning,
    code: draft.code,
    predicted_answer: draft.predicted_answer,
    ground_truth: facts.execution?.agrees
      ? draft.predicted_answer
      : (facts.execution?.derived ?? draft.predicted_answer),
    is_correct: facts.execution?.agrees === true,
    completions: null,
  }),
  verify: (row, facts) => [
    facts !== null && facts.execution?.agrees == null
      ? { name: "correct", status: "unchecked", reason: "the answer could not be verified", fatal: false }
      : check("correct", row.is_correct, row.is_correct ? "the answer is verified" : "the answer is not verified"),
    check("computes", /\bprint\s*\(/.test(row.code), "the code prints its result"),
  ],
  text: (row) => ({ prompt: row.prompt, response: row.reasoning }),
  rubric: [
    { name: "reasoning", weight: 3, ask: "Does every step follow from the one before, with units, up to the answer?" },
    { name: "clarity", weight: 1, ask: "Is the reasoning easy to follow for a student of the field?" },
    { name: "question", weight: 2, ask: "Is the question unambiguous and answerable from what it states?" },
    { name: "difficulty", weight: 1, ask: "Does the problem match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => ({
      prompt: [{ role: "user", content: row.prompt }],
      ground_truth: row.ground_truth,
      solution: row.reasoning,
      code: row.code,
    }),
  },
  examples: [
    {
      accept: true,
      why: "verified answer, computing code",
      row: {
        prompt: "What is the mass of 2.00 mol of water (18.015 g/mol) in g, to three significant figures?",
        reasoning: "Step 1: m = n × M.\nStep 2: m = 2.00 mol × 18.015 g/mol = 36.0 g.",
        code: 'amount = 2.00\nmolar_mass = 18.015\nprint(f"Answer: {amount * molar_mass:.6g} g")',
        predicted_answer: "36.0 g",
        ground_truth: "36.0 g",
        is_correct: true,
        completions: null,
      },
    },
    {
      accept: false,
      why: "the answer was not verified",
      row: {
        prompt: "What is the mass of 2.00 mol of water (18.015 g/mol) in g, to three significant figures?",
        reasoning: "Step 1: m = n / M.\nStep 2: m = 0.111 g.",
        code: 'print("Answer: 0.111 g")',
        predicted_answer: "0.111 g",
        ground_truth: "36.03 g",
        is_correct: false,
        completions: null,
      },
    },
  ],
});
