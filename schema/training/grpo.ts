import { z } from "zod";
import { agreeing } from "../agreement.ts";
import { readAnswer } from "../quantity.ts";
import { attempts, solution } from "./attempt.ts";
import { check, defineTrainingType, type Facts, finalLine } from "./define.ts";
import { type Draw, randomFor } from "./draw.ts";
import { supportField } from "./parts.ts";
import { standing } from "./sides.ts";

const Draft = z.object({
  reasoning: z.string().min(1).meta({ description: "numbered steps; the last one states the answer" }),
  code: z.string().min(1).nullable().meta({
    description:
      "Python 3, standard library only; computes from the question's data; last line prints `Answer: <number> <unit>`; null when there is nothing to compute",
  }),
  predicted_answer: z.string().min(1).meta({
    description:
      "number and unit; where there is nothing to compute, a name, a date or a few words that can be compared",
  }),
  support: supportField,
  attempts: z.array(z.string().min(1)).max(64).nullish().meta({ description: "always null" }),
});

/** One member of a group: a completion and its reward, 1 when it ends in the executed answer and 0 when it does not. */
export const GroupMember = z.object({ completion: z.string().min(1), reward: z.number() });
export type GroupMember = z.infer<typeof GroupMember>;

/** Members of a group made without a model: the worked solution and attempts with different mistakes. */
const offlineGroup = 4;

const Row = z.object({
  prompt: z.string().min(1),
  reasoning: z.string().min(1),
  code: z.string().min(1).nullable(),
  predicted_answer: z.string().min(1),
  ground_truth: z.string().min(1),
  /** Where nothing is executed, true subject to the review, which checks the support against the passages. */
  is_correct: z.boolean(),
  completions: z.array(GroupMember).min(1).nullable(),
});

const accepted = {
  prompt: "What is the mass of 2.00 mol of water (18.015 g/mol) in g, to three significant figures?",
  reasoning: "Step 1: m = n × M.\nStep 2: m = 2.00 mol × 18.015 g/mol = 36.0 g.",
  code: 'amount = 2.00\nmolar_mass = 18.015\nprint(f"Answer: {amount * molar_mass:.6g} g")',
  predicted_answer: "36.0 g",
  ground_truth: "36.0 g",
  is_correct: true,
  completions: null,
};
const right = { completion: `${accepted.reasoning}\n${finalLine({ text: "36.0 g" })}`, reward: 1 };
const wrong = { completion: "m = n / M = 2.00 / 18.015 = 0.111 g.\nAnswer: 0.111 g", reward: 0 };

/** Group Relative Policy Optimization: a prompt with a verifiable answer (Shao et al. 2024, arXiv:2402.03300). */
export const grpo = defineTrainingType({
  name: "grpo",
  title: "GRPO",
  description: "reasoning with code and a verified answer, for group-relative policy optimisation",
  aliases: [
    "group relative policy optimization",
    "group relative policy optimisation",
    "group-relative policy optimization",
    "group-relative policy optimisation",
    "verifiable rewards",
    "rlvr",
  ],
  form: "prompt-only",
  columns: {
    prompt: { kind: "text" },
    reasoning: { kind: "text" },
    code: { kind: "text", optional: true },
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
      "Where there is nothing to compute, `code` is null, `predicted_answer` is a name, a date or a few words that can be",
      "compared, and `support` lists every statement of fact with the ids of the passages that say so; write no passage",
      "ids into the text itself.",
    ].join("\n"),
  fromProblem: (problem, { draw }) => ({
    reasoning: problem.steps.map((step, index) => `Step ${index + 1}: ${step}`).join("\n"),
    code: problem.program,
    predicted_answer: problem.answer.text,
    support: [],
    attempts: [
      solution(problem),
      ...attempts(problem, draw)
        .slice(0, offlineGroup - 1)
        .map(({ text }) => text),
    ],
  }),
  claim: ({ code, predicted_answer, reasoning }) =>
    code === null ? null : { program: code, answer: predicted_answer, reasoning },
  support: (draft) => draft.support ?? [],
  finish: (draft, facts, draw) => ({
    prompt: facts.question,
    reasoning: draft.reasoning,
    code: draft.code,
    predicted_answer: draft.predicted_answer,
    ground_truth: facts.execution?.agrees
      ? draft.predicted_answer
      : (facts.execution?.derived ?? draft.predicted_answer),
    is_correct: facts.execution === null ? draft.code === null : facts.execution.agrees === true,
    completions: groupOf(draft.attempts ?? [], facts, draw),
  }),
  verify: (row, facts) => [
    facts?.execution != null && facts.execution.agrees === null
      ? { name: "correct", status: "unchecked", reason: "the answer could not be verified", fatal: false }
      : check("correct", row.is_correct, row.is_correct ? "the answer is verified" : "the answer is not verified"),
    ...(row.code === null ? [] : [check("computes", /\bprint\s*\(/.test(row.code), "the code prints its result")]),
    ...(row.completions === null ? [] : groupChecks(row.completions, row.prompt, row.ground_truth)),
  ],
  text: (row) => ({
    prompt: row.prompt,
    response: row.reasoning,
    others: row.completions?.map(({ completion }) => completion) ?? [],
  }),
  verifiable: (row) => ({ prompt: row.prompt, answer: row.ground_truth }),
  withAttempts: (row, given) => ({
    ...row,
    completions: given.map(({ completion, reward }) => ({ completion, reward })),
  }),
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
      // TRL keeps the name "completions" for itself.
      ...(row.completions === null ? {} : { group: row.completions }),
    }),
  },
  imports: {
    // Whether the stored answer was the right one is not in TRL's columns: rows that go out were verified.
    trl: (record) => {
      const truth = record.value("ground_truth");
      const read = {
        prompt: record.text("prompt", "user"),
        reasoning: record.valueOr("solution", `Answer: ${String(truth)}`),
        code: record.value("code") ?? null,
        predicted_answer: truth,
        ground_truth: truth,
        completions: record.value("group") ?? null,
      };
      return [
        { ...read, is_correct: true },
        { ...read, is_correct: false },
      ];
    },
  },
  examples: [
    {
      accept: true,
      why: "verified answer, computing code",
      row: accepted,
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
    {
      accept: true,
      why: "a group in which rewards tell right from wrong",
      row: { ...accepted, completions: [right, wrong] },
    },
    {
      accept: true,
      why: "nothing to compute",
      row: {
        ...accepted,
        prompt: "In which organelle does photosynthesis take place?",
        reasoning: "Photosynthesis needs chlorophyll, and chlorophyll is found in the chloroplasts.",
        code: null,
        predicted_answer: "chloroplast",
        ground_truth: "chloroplast",
      },
    },
    {
      accept: false,
      why: "the code prints nothing",
      row: { ...accepted, code: "mass = 2.00 * 18.015" },
    },
    {
      accept: false,
      why: "a wrong member of the group is rewarded",
      row: { ...accepted, completions: [right, { ...wrong, reward: 1 }] },
    },
  ],
});

/** The attempts in drawn order with their rewards; null where there is nothing to compare them with. */
function groupOf(texts: readonly string[], facts: Facts, draw: Draw): GroupMember[] | null {
  if (texts.length < 2 || (facts.execution?.printed ?? null) === null) return null;
  return randomFor(draw, "grpo/group")
    .shuffle(texts)
    .map((completion) => ({ completion, reward: standing(completion, facts) === "right" ? 1 : 0 }));
}

/** Every reward must be what the member's final answer deserves. */
function groupChecks(group: readonly GroupMember[], question: string, truth: string) {
  const untrue = group.filter(({ completion, reward }) => {
    const stated = readAnswer(completion);
    const right = stated !== null && agreeing(question, stated, truth).verdict === "equal";
    return right !== (reward === 1);
  });
  const reason = `${untrue.length} of ${group.length} rewards are not what the final answers deserve`;
  return [check("rewards-are-true", untrue.length === 0, reason, true)];
}
