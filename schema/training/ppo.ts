import { z } from "zod";
import { readAnswer } from "../quantity.ts";
import { drawAttempt, given, solution } from "./attempt.ts";
import { check, defineTrainingType, type Facts, finalLine } from "./define.ts";
import { balanced, type Draw } from "./draw.ts";
import { answerField, claimOf, codeField, supportField, verificationRules } from "./parts.ts";
import { standing, unannounced } from "./sides.ts";

/**
 * What a reward is made of. `correctness`: 1 when the response ends in the executed answer, else 0; null where nothing is
 * executed, and then `grounding`, the share of the statements of fact that the passages bear out, takes its place.
 * `working`: how much of the way is shown. `format`: whether the final answer stands where a grader finds it.
 */
export const rewardWeights = { correctness: 0.7, grounding: 0.7, working: 0.2, format: 0.1 } as const;

const Share = z.number().min(0).max(1);
const Components = z.object({
  correctness: Share.nullable(),
  grounding: Share.nullable(),
  working: Share,
  format: Share,
});
type Components = z.infer<typeof Components>;

const Draft = z.object({
  response: z.string().min(1).meta({ description: "the one response that is asked for" }),
  grounding: Share.nullable().meta({
    description: "share of the response's statements of fact that the passages bear out; null where code is given",
  }),
  code: codeField,
  answer: answerField,
  support: supportField,
});

const Row = z.object({
  prompt: z.string().min(1),
  response: z.string().min(1),
  reward: z.number(),
  reward_components: Components,
});

/** The weighted mean of the components that apply, 0 to 1, rounded to six places. */
export function rewardOf(components: Components): number {
  const present = Object.entries(rewardWeights).flatMap(([name, weight]) => {
    const value = components[name as keyof Components];
    return value === null ? [] : [{ weight, value }];
  });
  const total = present.reduce((sum, { weight }) => sum + weight, 0);
  return Number((present.reduce((sum, { weight, value }) => sum + weight * value, 0) / total).toFixed(6));
}

/** What the text alone decides. Two lines with numbers, or three sentences where none is asked for, show the way. */
function shown(response: string, computed: boolean): Pick<Components, "working" | "format"> {
  if (!computed) {
    const sentences = response.match(/[^.!?]+[.!?](?=\s|$)/g)?.length ?? 0;
    return { working: Math.min(1, sentences / 3), format: /[.!?]["')\]]?\s*$/.test(response) ? 1 : 0 };
  }
  const lines = response.split("\n").filter((line) => /\d|[=≡]/.test(line) && !/^\s*\**answer\b/i.test(line));
  return { working: Math.min(1, lines.length / 2), format: readAnswer(response) === null ? 0 : 1 };
}

const correctnessOf = (response: string, facts: Facts | null): number | null =>
  facts?.execution == null ? null : standing(response, facts) === "right" ? 1 : 0;

/** Right with its working, wrong, right without the working, wrong: each a quarter of a run. */
const kinds = ["worked", "wrong", "brief", "wrong"] as const;
const kindOf = (draw: Draw): (typeof kinds)[number] => kinds[balanced(draw, "ppo/response", kinds.length)]!;
const wanted = {
  worked: "right and complete, with every step a learner needs",
  brief: "right but terse: one sentence and the final answer",
  wrong:
    "an honest attempt with one mistake that people really make, carried through to a different final answer, which never says that it is wrong; `code` and `answer` are right nevertheless, because they prove it wrong",
};

const accepted = {
  prompt: "What is 15 % of 240 g, in g, to three significant figures?",
  response: "One per cent of 240 g is 2.40 g.\n15 × 2.40 g = 36.0 g.\n\nAnswer: 36.0 g",
  reward: 1,
  reward_components: { correctness: 1, grounding: null, working: 1, format: 1 },
};

/** Proximal Policy Optimization: responses with a scalar reward and what it is made of (Schulman et al. 2017, arXiv:1707.06347). */
export const ppo = defineTrainingType({
  name: "ppo",
  title: "PPO",
  description: "prompt and response with a reward and its named components, for proximal policy optimisation",
  aliases: ["proximal policy optimization", "proximal policy optimisation", "reward signals", "scored responses"],
  form: "prompt-only",
  columns: {
    prompt: { kind: "text" },
    response: { kind: "text" },
    reward: { kind: "real" },
    reward_components: { kind: "json" },
  },
  draft: Draft,
  row: Row,
  ask: ({ draw }) =>
    [
      `Write one response to the question, ${wanted[kindOf(draw)]}. Where the question asks for a number, the response ends`,
      "in a line `Answer: <number> <unit>`. The reward is computed from the response; do not speak of it.",
      verificationRules,
    ].join("\n"),
  fromProblem: (problem, { draw }) => ({
    response: {
      worked: () => given(problem, draw) + solution(problem),
      brief: () => `${problem.steps.at(-1)}\n\n${finalLine(problem.answer)}`,
      wrong: () => given(problem, draw) + drawAttempt(problem, draw).text,
    }[kindOf(draw)](),
    grounding: null,
    code: problem.program,
    answer: problem.answer.text,
    support: [],
  }),
  claim: (draft) => claimOf(draft, null),
  support: (draft) => draft.support ?? [],
  finish: (draft, facts) => {
    const computed = facts.execution !== null;
    const reward_components = {
      correctness: correctnessOf(draft.response, facts),
      grounding: computed ? null : (draft.grounding ?? 0),
      ...shown(draft.response, computed),
    };
    return {
      prompt: facts.question,
      response: draft.response,
      reward: rewardOf(reward_components),
      reward_components,
    };
  },
  verify: (row, facts) => {
    const { correctness, grounding, working, format } = row.reward_components;
    const text = shown(row.response, correctness !== null);
    const sum = (correctness === null) === (grounding === null) ? Number.NaN : rewardOf(row.reward_components);
    return [
      check("substance", /[\p{L}\p{N}]{2}/u.test(row.response), "the response says something", true),
      check("reward", Math.abs(row.reward - sum) <= 1e-6, `the reward is ${row.reward}, its components give ${sum}`),
      check(
        "components",
        Math.abs(working - text.working) <= 1e-6 && format === text.format,
        `the text gives working ${text.working} and format ${text.format}; the row says ${working} and ${format}`,
      ),
      unannounced("unannounced", row.response),
      ...correctnessChecks(row.response, correctness, facts),
    ];
  },
  text: (row) => ({ prompt: row.prompt, response: row.response }),
  asserted: ({ response, reward_components: { correctness, grounding } }) =>
    (correctness ?? grounding ?? 0) >= 0.5 ? response : null,
  rubric: [
    { name: "reward", weight: 3, ask: "Is the response as good or as bad as its reward says?" },
    { name: "question", weight: 2, ask: "Is the question unambiguous and answerable from what it states?" },
    { name: "clarity", weight: 1, ask: "Is the response written like a serious attempt, easy to follow?" },
    { name: "difficulty", weight: 1, ask: "Does the question match the stated difficulty?" },
  ],
  exports: {
    trl: (row) => ({
      prompt: [{ role: "user", content: row.prompt }],
      response: row.response,
      reward: row.reward,
      reward_components: row.reward_components,
    }),
  },
  imports: {
    trl: (record) => [
      {
        prompt: record.text("prompt", "user"),
        response: record.text("response", "assistant"),
        reward: record.value("reward"),
        reward_components: record.value("reward_components"),
      },
    ],
  },
  examples: [
    { accept: true, why: "a right response with its working", row: accepted },
    {
      accept: true,
      why: "a wrong response keeps what its form earns",
      row: {
        ...accepted,
        response: "15 % means a fifteenth.\n240 g / 15 = 16.0 g.\n\nAnswer: 16.0 g",
        reward: 0.3,
        reward_components: { correctness: 0, grounding: null, working: 1, format: 1 },
      },
    },
    {
      accept: false,
      why: "the reward is not the weighted sum",
      row: { ...accepted, reward: 0.4 },
    },
    {
      accept: false,
      why: "the components do not describe the text",
      row: { ...accepted, response: "It is 36.0 g, a little more than a tenth." },
    },
    { accept: false, why: "nothing is said", row: { ...accepted, response: "…" } },
    {
      accept: false,
      why: "the response announces its fault",
      row: { ...accepted, response: `A deliberate slip follows.\n${accepted.response}` },
    },
  ],
});

/** The component must be what execution says; unchecked where that is not known. */
function correctnessChecks(response: string, correctness: number | null, facts: Facts | null) {
  if (facts?.execution == null) return [];
  const found = standing(response, facts);
  const name = "correctness-is-true";
  if (found === "open") {
    const reason = "the answer it states could not be compared with an executed one";
    return [{ name, status: "unchecked" as const, reason, fatal: false }];
  }
  const executed = found === "right" ? 1 : 0;
  return [
    check(name, correctness === executed, `execution gives ${executed}, the row says ${correctness}`, true),
    check("states-an-answer", found !== "silent", "the response ends in a line `Answer: <number> <unit>`"),
  ];
}
