import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { WorkedProblem } from "../../schema/problem.ts";
import { type Facts, trainingForms } from "../../schema/training/define.ts";
import { type AnyTrainingType, trainingTypes } from "../../schema/training/index.ts";
import { runChecks } from "../../src/review/index.ts";
import { subjectOf } from "../review/subjects.ts";
import { executed, worked } from "./worked.ts";

const table: [string, AnyTrainingType][] = Object.entries(trainingTypes);
const problems = worked(30);
let facts: Facts[];

beforeAll(async () => {
  facts = await executed(problems);
}, 240_000);

/** The place of a problem in a run in which all problems follow one another. */
const drawOf = (index: number) => ({ seed: 7, index });
const finished = (type: AnyTrainingType, problem: WorkedProblem, index: number) => {
  const draft = type.draft.parse(type.fromProblem(problem, { context: null, draw: drawOf(index) }));
  return { draft, row: type.row.parse(type.finish(draft, facts[index]!, drawOf(index))) };
};

/** Columns by which TRL recognises a form; the others of them must not stand beside it. */
const recognised = ["prompt", "messages", "chosen", "rejected", "completion", "label"];
const reserved = [
  "trainer_state",
  "log_extra",
  "log_metric",
  "environments",
  "prompts",
  "completions",
  "completion_ids",
  "input_ids",
  "chosen_ids",
  "rejected_ids",
];

describe.each(table)("%s", (key, type) => {
  const accepted = type.examples.filter((example) => example.accept);
  const rejected = type.examples.filter((example) => !example.accept);

  test("is named after its key and its file", () => {
    expect(type.name).toBe(key);
    expect(readdirSync(join(import.meta.dirname, "../../schema/training"))).toContain(`${key}.ts`);
  });
  test("accepts its accepted examples and rejects the others", () => {
    for (const { accept, why, row } of type.examples) {
      const parsed = type.row.safeParse(row);
      const passed = parsed.success && type.verify(parsed.data, null).every((check) => check.status === "passed");
      expect(passed, why).toBe(accept);
    }
  });
  test("has two accepted examples, and rejected ones that prove three checks of its own", () => {
    expect(accepted.length).toBeGreaterThanOrEqual(2);
    const proved = rejected.flatMap(({ row }) => {
      const failed = type.verify(type.row.parse(row), null).filter((check) => check.status !== "passed");
      return failed.length === 1 ? [failed[0]!.name] : [];
    });
    expect(new Set(proved).size, proved.join(", ")).toBeGreaterThanOrEqual(3);
  });
  test("exports the columns of its form as TRL knows them, and none that would change their meaning", () => {
    for (const { row } of accepted) {
      const exported = type.exports.trl(row);
      const form: readonly string[] = trainingForms[type.form];
      expect(Object.keys(exported).filter((column) => recognised.includes(column))).toEqual([...form]);
      expect(Object.keys(exported).filter((column) => reserved.includes(column))).toEqual([]);
      for (const column of form.filter((name) => name !== "label")) {
        const messages = exported[column] as { role: string; content: string }[];
        expect(messages.every(({ role, content }) => role !== "" && content !== "")).toBe(true);
        expect(messages.at(-1)!.role).toBe(column === "prompt" ? "user" : "assistant");
        if (type.form === "implicit-preference") expect(messages[0]!.role).toBe("user");
        else if (column !== "messages") expect(messages).toHaveLength(1);
      }
    }
  });
  test("has a column for every field of its row, and no other", () => {
    const row = type.examples[0]!.row as Record<string, unknown>;
    expect(Object.keys(type.columns).sort()).toEqual(Object.keys(row).sort());
    expect(type.row.safeParse(row).success).toBe(true);
  });
  test("makes a verified row of every family", () => {
    const failures = problems.flatMap((problem, index) => {
      const { row } = finished(type, problem, index);
      return type
        .verify(row, facts[index]!)
        .filter((check) => check.status !== "passed")
        .map((check) => `${problem.origin}: ${check.name}: ${check.reason}`);
    });
    expect(failures).toEqual([]);
  });
  test("passes the review's deterministic checks with it, and its prompt holds the question", () => {
    const failures = problems.flatMap((problem, index) => {
      if (index % 7 !== 0) return [];
      const { row, draft } = finished(type, problem, index);
      const subject = { ...subjectOf(problem), text: type.text(row), claim: type.claim(draft) };
      expect(subject.text.prompt).toContain(problem.prompt);
      return runChecks(subject)
        .filter((check) => check.status !== "passed")
        .map((check) => `${problem.origin}: ${check.name}: ${check.reason}`);
    });
    expect(failures).toEqual([]);
  });
  test("does without a number where there is nothing to compute", () => {
    for (const { row } of accepted) {
      const question = type.text(row).prompt;
      const checks = type.verify(row, { question, execution: null });
      expect(checks.filter((check) => check.status !== "passed")).toEqual([]);
    }
    const { draft } = finished(type, problems[0]!, 0);
    const withoutNumber = type.draft.parse({ ...draft, code: null, ...("answer" in draft ? { answer: "none" } : {}) });
    expect(type.claim(withoutNumber)).toBeNull();
    const support = [{ statement: "The treaty was signed in 1648.", evidence: ["e1"] }];
    expect(type.support(type.draft.parse({ ...draft, support }))).toEqual(support);
  });
  test("asks for the draft that it takes, the same for the same place in the run", () => {
    const brief = {
      question: "How long is it?",
      domain: "physics",
      subTopic: "lengths",
      difficulty: "easy" as const,
      language: "en",
      constraints: [],
      context: null,
      evidence: [],
    };
    const asked = type.ask({ ...brief, draw: drawOf(3) });
    expect(asked).toBe(type.ask({ ...brief, draw: drawOf(3) }));
    expect(asked).toMatch(/`support`/);
    expect(asked).toMatch(/null/);
  });
  test("weighs its rubric and has other names", () => {
    expect(type.rubric.length).toBeGreaterThan(0);
    for (const { weight, ask } of type.rubric) {
      expect(weight).toBeGreaterThan(0);
      expect(ask).toMatch(/\?$/);
    }
    expect(type.aliases.length).toBeGreaterThan(0);
    for (const alias of type.aliases) expect(alias).toBe(alias.toLowerCase());
  });
});

test.each(["grpo", "dpo", "orpo", "rlhf", "kto", "ppo"] as const)(
  "%s: an answer that could not be verified is unchecked, neither right nor wrong",
  (name) => {
    const problem = problems[0]!;
    const { row } = finished(trainingTypes[name], problem, 0);
    const unknown = { question: problem.prompt, execution: { printed: null, derived: null, agrees: null } };
    const statuses = trainingTypes[name].verify(row as never, unknown).map(({ status }) => status);
    expect(statuses).toContain("unchecked");
    expect(statuses).not.toContain("failed");
  },
);

test("no alias belongs to two types", () => {
  const aliases = table.flatMap(([, type]) => [type.name, ...type.aliases]);
  expect(new Set(aliases).size).toBe(aliases.length);
});
