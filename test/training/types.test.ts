import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { type AnyTrainingType, trainingTypes } from "../../schema/training/index.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";

const table: [string, AnyTrainingType][] = Object.entries(trainingTypes);

/** Key sets of TRL's conversational dataset types; further columns are allowed beside them. */
const trlShapes = [
  ["prompt", "completion"],
  ["prompt", "chosen", "rejected"],
  ["prompt", "completion", "label"],
  ["messages"],
  ["prompt"],
];
const reserved = [
  "trainer_state",
  "log_extra",
  "log_metric",
  "environments",
  "prompts",
  "completions",
  "completion_ids",
  "input_ids",
];

describe.each(table)("%s", (key, type) => {
  test("is named after its key and its file", () => {
    expect(type.name).toBe(key);
    expect(readdirSync(join(import.meta.dirname, "../../schema/training"))).toContain(`${key}.ts`);
  });
  test("accepts its accepted examples and rejects the others", () => {
    expect(type.examples.some((example) => example.accept)).toBe(true);
    expect(type.examples.some((example) => !example.accept)).toBe(true);
    for (const { accept, why, row } of type.examples) {
      const parsed = type.row.safeParse(row);
      const passed = parsed.success && type.verify(parsed.data, null).every((check) => check.status === "passed");
      expect(passed, why).toBe(accept);
    }
  });
  test("exports rows in a shape that TRL knows, without reserved columns", () => {
    for (const { row } of type.examples.filter((example) => example.accept)) {
      const exported = type.exports.trl(row);
      expect(trlShapes.some((shape) => shape.every((column) => column in exported))).toBe(true);
      expect(Object.keys(exported).filter((column) => reserved.includes(column))).toEqual([]);
    }
  });
  test("has a column for every field of its row, and no other", () => {
    const row = type.examples[0]!.row as Record<string, unknown>;
    expect(Object.keys(type.columns).sort()).toEqual(Object.keys(row).sort());
  });
  test("makes a valid draft and a verified row of every family", () => {
    for (const family of families) {
      const problem = work(family, difficulties[1], 5);
      const draft = type.draft.parse(type.fromProblem(problem));
      const facts = {
        question: problem.prompt,
        execution: { printed: problem.answer.text, derived: problem.answer.text, agrees: true },
      };
      const row = type.row.parse(type.finish(draft, facts));
      expect(
        type.verify(row, facts).filter((check) => check.status !== "passed"),
        problem.origin,
      ).toEqual([]);
      expect(type.text(row).prompt).toBe(problem.prompt);
    }
  });
  test("weighs its rubric", () => {
    expect(type.rubric.length).toBeGreaterThan(0);
    for (const { weight, ask } of type.rubric) {
      expect(weight).toBeGreaterThan(0);
      expect(ask).toMatch(/\?$/);
    }
  });
});

test("an answer that could not be verified is unchecked, neither right nor wrong", () => {
  const row = trainingTypes.grpo.examples[1]!.row;
  const facts = { question: row.prompt, execution: { printed: null, derived: null, agrees: null } };
  const correct = trainingTypes.grpo
    .verify({ ...row, is_correct: false }, facts)
    .find(({ name }) => name === "correct");
  expect(correct?.status).toBe("unchecked");
});
