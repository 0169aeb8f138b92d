import { z } from "zod";
import { agreeing } from "../agreement.ts";
import { readAnswer } from "../quantity.ts";
import { check, defineTrainingType, type Facts } from "./define.ts";
import { codeField, supportField, verificationRules } from "./parts.ts";

const Draft = z.object({
  reasoning: z.string().min(1).meta({ description: "the way to the answer in plain steps, which ends in the answer" }),
  answer: z.string().min(1).meta({
    description: "the answer alone: number and unit where one is asked for, otherwise one or two sentences",
  }),
  context: z.string().nullable().meta({
    description: "definitions and formulas the answer rests on, in your own words; null when it needs none",
  }),
  code: codeField,
  support: supportField,
});

const Row = z.object({
  question: z.string().min(1),
  answer: z.string().min(1),
  reasoning: z.string().min(1),
  /** What the answer rests on. It stands beside the prompt in exports, because the question can be answered without. */
  context: z.string().min(1).nullable(),
});

const question = "A cube has an edge of 3.0 cm. What is its volume in cm^3, to two significant figures?";
const reasoning = "The volume of a cube is the third power of its edge.\nV = (3.0 cm)^3 = 27 cm^3.";

/** Question answering with reasoning. */
export const qa = defineTrainingType({
  name: "qa",
  title: "QA",
  description: "question and answer with the reasoning and the context behind it",
  aliases: [
    "question answering",
    "question-answering",
    "question-answer pairs",
    "question answer pairs",
    "question and answer",
    "questions and answers",
    "q&a",
    "q and a",
  ],
  form: "prompt-completion",
  columns: {
    question: { kind: "text" },
    answer: { kind: "text" },
    reasoning: { kind: "text" },
    context: { kind: "text", optional: true },
  },
  draft: Draft,
  row: Row,
  ask: () =>
    [
      "Answer the question with the reasoning that leads there. `reasoning` thinks the question through in plain steps and",
      "ends in the answer; `answer` is the answer alone, and where the question asks for a number nothing but the number",
      "and its unit; `context` holds the definitions and formulas it rests on, in your own words.",
      verificationRules,
    ].join("\n"),
  fromProblem: (problem, { context }) => ({
    reasoning: problem.steps.join("\n"),
    answer: problem.answer.text,
    context:
      [...(context?.formulas ?? []), ...(context?.definitions ?? [])]
        .slice(0, 2)
        .map(({ text }) => text)
        .join("\n") || null,
    code: problem.program,
    support: [],
  }),
  claim: ({ code, answer, reasoning }) => (code === null ? null : { program: code, answer, reasoning }),
  support: (draft) => draft.support ?? [],
  finish: ({ answer, reasoning, context }, facts) => ({
    question: facts.question,
    answer,
    reasoning,
    context: context === "" ? null : context,
  }),
  verify: (row, facts) => [
    check("distinct", row.question.trim() !== row.answer.trim(), "question and answer differ", true),
    check(
      "reasoned",
      row.reasoning.trim().length > row.answer.trim().length,
      "the reasoning says more than the answer",
    ),
    check(
      "plain-answer",
      !/<\/?think>|^\s*answer\s*:/i.test(row.answer) && !/<\/?think>/.test(row.reasoning),
      "the answer stands alone, without a heading or marks of thinking",
    ),
    ...consistent(row.reasoning, row.answer, facts),
  ],
  text: (row) => ({ prompt: row.question, response: `${row.reasoning}\n${row.answer}` }),
  rubric: [
    { name: "correctness", weight: 3, ask: "Is the answer right, and does every step of the reasoning hold?" },
    { name: "question", weight: 2, ask: "Is the question unambiguous and answerable from what it states?" },
    { name: "clarity", weight: 1, ask: "Is the reasoning easy to follow?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => ({
      prompt: [{ role: "user", content: row.question }],
      completion: [{ role: "assistant", content: `<think>${row.reasoning}</think>${row.answer}` }],
      context: row.context,
    }),
  },
  imports: {
    trl: (record) => {
      const whole = record.exchange("messages");
      const { thinking, answer } = whole?.reasoned ?? record.reasoned("completion") ?? {};
      const question = whole?.prompt ?? record.text("prompt", "user");
      return [{ question, reasoning: thinking, answer, context: record.value("context") ?? null }];
    },
  },
  examples: [
    {
      accept: true,
      why: "reasoning that ends in the answer",
      row: { question, reasoning, answer: "27 cm^3", context: "The volume of a cube of edge a is a^3." },
    },
    {
      accept: true,
      why: "no number, no context",
      row: {
        question: "Which gas do plants take up for photosynthesis?",
        reasoning: "Photosynthesis builds sugar from water and a gas of the air that supplies the carbon.",
        answer: "Carbon dioxide.",
        context: null,
      },
    },
    {
      accept: false,
      why: "the answer repeats the question",
      row: { question, reasoning: `${question} So it is.`, answer: question, context: null },
    },
    {
      accept: false,
      why: "there is no reasoning",
      row: { question, reasoning: "27 cm^3", answer: "27 cm^3", context: null },
    },
    {
      accept: false,
      why: "the answer carries the marks of thinking",
      row: { question, reasoning, answer: "<think>a^3</think>27 cm^3", context: null },
    },
    {
      accept: false,
      why: "the reasoning ends in another answer",
      row: { question, reasoning: `${reasoning}\nAnswer: 9.0 cm^3`, answer: "27 cm^3", context: null },
    },
  ],
});

/** Where the reasoning has a line `Answer: …`, it is the answer; and the answer is the executed one. */
function consistent(reasoning: string, answer: string, facts: Facts | null) {
  const stated = readAnswer(reasoning);
  const asked = facts?.question ?? "";
  const agrees = stated === null || agreeing(asked, stated, answer).verdict === "equal";
  const found = check("consistent", agrees, agrees ? "reasoning and answer agree" : `the reasoning ends in ${stated}`);
  const printed = facts?.execution?.printed ?? null;
  if (printed === null) return [found];
  const right = agreeing(asked, answer, printed).verdict === "equal";
  return [found, check("answer-is-right", right, right ? "the answer is the executed one" : `executed: ${printed}`)];
}
