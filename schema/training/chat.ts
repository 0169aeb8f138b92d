import { z } from "zod";
import { agreeing } from "../agreement.ts";
import { findQuantities, parseQuantity } from "../quantity.ts";
import type { Check } from "../review.ts";
import { dialogueOf } from "./chat/dialogue.ts";
import { type Turn, unsupportedNumber } from "./chat/numbers.ts";
import { check, defineTrainingType, type Facts } from "./define.ts";
import { balanced } from "./draw.ts";
import { answerField, claimOf, codeField, supportField, verificationRules } from "./parts.ts";

const Message = z.object({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string().min(1),
});

const Draft = z.object({
  messages: z.array(Message).min(4).max(40).meta({
    description: "an optional system message, then user and assistant in turn; the assistant has the last word",
  }),
  patterns: z.array(z.string().min(1)).min(1).max(10).meta({
    description: "the ways of teaching that the dialogue shows, such as hint-first or error-analysis",
  }),
  code: codeField,
  answer: answerField,
  support: supportField,
});

const Row = z.object({
  messages: z.array(Message).min(1),
  /** JSON Schemas of the tools on offer; null in dialogues without tools. */
  tools: z.array(z.record(z.string(), z.unknown())).nullable(),
  patterns: z.array(z.string()),
});

/** Courses that a dialogue can take; each falls equally often in a run. */
const courses = [
  "the student asks for the solution, gets it, and then asks about one step",
  "the student asks for a hint only, works on, and comes back with the result",
  "the student shows an attempt with a mistake that people really make, and is corrected",
  "student and tutor solve it together, one step each in turn",
  "the student starts well, slips half-way, is stopped, and mends it",
  "the student doubts the tutor's solution because of a different result, and the tutor explains the difference",
  "the student asks what to watch out for, solves the question, and has the working checked",
  "the student wants the bare result first and the explanation afterwards",
] as const;

const question = "How many grams is 0.500 mol of NaCl (58.44 g/mol)? Three significant figures, please.";
const accepted = {
  messages: [
    { role: "user" as const, content: question },
    { role: "assistant" as const, content: "Mass is amount times molar mass. Would you like to try it?" },
    { role: "user" as const, content: "0.500 / 58.44 = 0.00856 g?" },
    {
      role: "assistant" as const,
      content: "Multiply instead: 0.500 mol × 58.44 g/mol = 29.2 g. The answer is 29.2 g.",
    },
  ],
  tools: null,
  patterns: ["guided-correction"],
};
const ending = (content: string) => ({
  ...accepted,
  messages: [...accepted.messages.slice(0, 3), { role: "assistant" as const, content }],
});

/** Multi-turn conversations. Offline they are tutoring dialogues, every number of which is borne out. */
export const chat = defineTrainingType({
  name: "chat",
  title: "Chat",
  description: "multi-turn conversations as lists of messages",
  aliases: [
    "conversations",
    "conversation",
    "conversational",
    "dialogues",
    "dialogue",
    "dialogs",
    "multi-turn",
    "multiturn",
    "chats",
    "tutoring",
  ],
  form: "language-modelling",
  columns: { messages: { kind: "json" }, tools: { kind: "json", optional: true }, patterns: { kind: "json" } },
  draft: Draft,
  row: Row,
  ask: ({ draw }) =>
    [
      "Write a dialogue between a student and a tutor about the question: an optional system message, then `user` and",
      "`assistant` in turn, at least two of each, the assistant last. The first user message contains the question in",
      `full. Its course: ${courses[balanced(draw, "chat/shape", courses.length)]}.`,
      "The assistant states no number that is not in the messages of the user, printed by the program, or the result of",
      "arithmetic that the message writes out. Where the question asks for a number, the assistant says near the end",
      "`The answer is <number> <unit>.`, and the program also prints every intermediate value as `<name> = <value>`,",
      "before its last line.",
      verificationRules,
    ].join("\n"),
  fromProblem: (problem, { draw }) => ({
    ...dialogueOf(problem, draw),
    code: problem.program,
    answer: problem.answer.text,
    support: [],
  }),
  claim: (draft) => claimOf(draft, null),
  support: (draft) => draft.support ?? [],
  finish: ({ messages, patterns }) => ({ messages, tools: null, patterns }),
  verify: ({ messages, patterns }, facts) => [
    inTurn(messages),
    check("patterns", patterns.length > 0, "the dialogue names what it shows"),
    ...numbers(messages, facts),
  ],
  text: ({ messages }) => {
    const first = messages.findIndex(({ role }) => role === "user");
    const response = messages
      .slice(first + 1)
      .map(({ role, content }) => `${role === "user" ? "Student" : "Tutor"}: ${content}`)
      .join("\n\n");
    return { prompt: messages[first]?.content ?? "", response };
  },
  rubric: [
    { name: "correctness", weight: 3, ask: "Is every statement of the assistant right?" },
    { name: "tutoring", weight: 2, ask: "Does the assistant respond to what the student says and help them to think?" },
    { name: "naturalness", weight: 1, ask: "Does the dialogue read like one between two people?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: ({ messages, tools, patterns }) => ({ messages, ...(tools === null ? {} : { tools }), patterns }),
  },
  imports: {
    trl: (record) => [
      {
        messages: record.turns("messages"),
        tools: record.value("tools") ?? null,
        patterns: record.valueOr("patterns", []),
      },
    ],
  },
  examples: [
    { accept: true, why: "a corrected mistake", row: accepted },
    {
      accept: true,
      why: "a system message before",
      row: {
        ...accepted,
        messages: [{ role: "system" as const, content: "You are a patient tutor." }, ...accepted.messages],
      },
    },
    {
      accept: false,
      why: "the user has the last word",
      row: { ...accepted, messages: accepted.messages.slice(0, 3) },
    },
    {
      accept: false,
      why: "two messages of the assistant follow one another",
      row: { ...accepted, messages: [...accepted.messages, { role: "assistant" as const, content: "Anything else?" }] },
    },
    { accept: false, why: "the arithmetic is wrong", row: ending("0.500 mol × 58.44 g/mol = 31.7 g, as asked.") },
    { accept: false, why: "a number comes from nowhere", row: ending("Multiply. It should come to 29.9 g.") },
    { accept: false, why: "no pattern is named", row: { ...accepted, patterns: [] } },
  ],
});

function inTurn(messages: readonly Turn[]): Check {
  const turns = messages[0]?.role === "system" ? messages.slice(1) : messages;
  const alternate = turns.every(({ role }, index) => role === (index % 2 === 0 ? "user" : "assistant"));
  const users = turns.filter(({ role }) => role === "user").length;
  const passed = alternate && users >= 2 && turns.at(-1)?.role === "assistant";
  return check("in-turn", passed, "user and assistant take turns, at least two each, and the assistant ends");
}

const conclusion = /\banswer(?:\s*:|\s+is)?\s+([^\n]{1,60})/gi;

/** Every number of the assistant is borne out, and what it calls the answer is the executed one. */
function numbers(messages: readonly Turn[], facts: Facts | null): Check[] {
  const execution = facts?.execution ?? null;
  const computed = [execution?.printed, execution?.derived, execution?.output, execution?.working].filter(Boolean);
  const found = unsupportedNumber(messages, computed.join("\n"));
  const borne = check(
    "numbers-borne-out",
    found === null,
    found === null
      ? "every number of the assistant is given, computed or worked out"
      : `message ${found.turn + 1} states ${found.written}, which is neither given, computed nor worked out`,
  );
  const printed = execution?.printed ?? null;
  if (facts === null || printed === null) return [borne];
  const said = messages.filter(({ role }) => role === "assistant").flatMap(({ content }) => answersIn(content));
  const wrong = said.find((answer) => agreeing(facts.question, answer, printed).verdict !== "equal");
  const reason =
    wrong === undefined ? `the dialogue arrives at ${printed}` : `it calls ${wrong} the answer, not ${printed}`;
  return [
    borne,
    check(
      "answer-is-right",
      said.length > 0 && wrong === undefined,
      said.length > 0 ? reason : `it never says the answer, ${printed}`,
    ),
  ];
}

/** What a message calls the answer: the quantity behind `the answer is`, `answer:`; a text answer as it stands. */
function answersIn(content: string): string[] {
  return [...content.matchAll(conclusion)].flatMap(([, rest = ""]) => {
    const { plain, found } = findQuantities(rest);
    const first = found[0];
    if (first !== undefined && first.start <= 2) return [plain.slice(first.start, first.end).trim()];
    return parseQuantity(rest) === null ? [] : [rest];
  });
}
