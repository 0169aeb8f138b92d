import { beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import type { Evidence } from "../../schema/evidence.ts";
import { createRandom } from "../../schema/random.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { promptOf, responseOf } from "../../src/calibration/columns.ts";
import type { CalibrationSubject, MutationOperator } from "../../src/calibration/operator.ts";
import { operators } from "../../src/calibration/operators/index.ts";
import { stoichiometry } from "../../src/offline/families/chemistry/stoichiometry.ts";
import { work } from "../../src/offline/family.ts";

const all: Record<string, MutationOperator> = operators;
const passage =
  "A mole ratio is the ratio of two coefficients of a balanced equation. It is used in every calculation.";
const evidence = [
  { id: "e1", text: passage, sha256: sha256(passage), start: 0, end: passage.length },
] as unknown as Evidence[];
const context = { definitions: [{ text: passage, evidence: ["e1"] }], formulas: [], examples: [] };

/** A right row of every type, from problems with a unit, an equation and worked steps. */
const subjects: { type: string; subject: CalibrationSubject }[] = [];
beforeAll(() => {
  for (const type of Object.values(trainingTypes)) {
    for (let index = 0; index < 8; index++) {
      const problem = work(stoichiometry, "hard", index);
      const draw = { seed: 1, index };
      const draft = type.draft.parse(type.fromProblem(problem, { context, draw }));
      const { text } = problem.answer;
      const facts = { question: problem.prompt, execution: { printed: text, derived: text, agrees: true } };
      const row = (type.finish as (...parts: unknown[]) => object)(draft, facts, draw);
      subjects.push({
        type: type.name,
        subject: { columns: { ...draft, ...row }, language: "en", evidence, context, earlier: [] },
      });
    }
  }
});

const planted = (operator: MutationOperator) =>
  subjects.flatMap(({ type, subject }, index) => {
    const after = operator.apply(subject, createRandom(index));
    return after === null ? [] : [{ type, before: subject, after }];
  });

/** Types into whose rows an operator must be able to plant its fault; the others lack the columns. */
const answered = ["sft", "dpo", "ppo", "grpo", "rlhf", "kto", "orpo", "chat", "qa"];
const only: Record<string, string[]> = {
  "swapped-pair": ["dpo", "orpo"],
  "swapped-positions": ["rlhf"],
  "flipped-label": ["kto"],
  "stray-reward": ["ppo"],
  "stray-group-reward": ["grpo"],
  "contradicting-reasoning": ["grpo", "qa"],
};
/** A mass is never negative by mistake of a family: these need other problems, but exist in every type that has answers. */

describe.each(Object.entries(all))("%s", (name, operator) => {
  test("has its key for a name, a description, and plants in every type that has its columns", () => {
    expect(operator.name).toBe(name);
    expect(operator.description.length).toBeGreaterThan(8);
    expect([...new Set(planted(operator).map(({ type }) => type))].sort()).toEqual(
      [...(only[name] ?? answered)].sort(),
    );
  });

  test("really changes something, and leaves the right row as it was", () => {
    const kept = JSON.stringify(subjects);
    for (const { before, after } of planted(operator)) expect(after).not.toEqual(before);
    expect(JSON.stringify(subjects)).toBe(kept);
  });

  test("plants the same fault from the same seed", () => {
    for (const { subject } of subjects) {
      expect(operator.apply(subject, createRandom(5))).toEqual(operator.apply(subject, createRandom(5)));
    }
  });
});

test("there are at least 20 operators, and those for readers are marked", () => {
  expect(Object.keys(all).length).toBeGreaterThanOrEqual(20);
  const readers = Object.values(all).filter(({ decidable }) => decidable === "judge");
  expect(readers.length).toBeGreaterThan(0);
  expect(readers.length).toBeLessThan(Object.keys(all).length / 3);
});

test("rows without the columns give nothing to plant in", () => {
  const empty: CalibrationSubject = { columns: {}, language: "en", evidence: [], context: null, earlier: [] };
  for (const operator of Object.values(all)) expect(operator.apply(empty, createRandom(1))).toBeNull();
  expect(promptOf(empty)).toBeNull();
  expect(responseOf(empty)).toBeNull();
});

test("faults in the answer leave completions alone that are wrong already", () => {
  const columns = {
    prompt: "What is 2 g and 3 g in g?",
    completion: "That is 6 g.\n\nAnswer: 6 g",
    label: false,
    answer: "5 g",
  };
  const subject: CalibrationSubject = { columns, language: "en", evidence: [], context: null, earlier: [] };
  for (const name of ["wrong-number", "wrong-unit", "power-of-ten", "wrong-step"] as const) {
    expect(operators[name].apply(subject, createRandom(1))).toBeNull();
  }
});
