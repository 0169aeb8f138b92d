import { beforeAll, describe, expect, test } from "vitest";
import { handbook } from "../../mcp/handbook/index.ts";
import { difficulties } from "../../schema/problem.ts";
import { compareAnswers, readAnswer } from "../../schema/quantity.ts";
import { createRandom } from "../../schema/random.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { runTrustedPython } from "../support/python.ts";

const seeds = Array.from({ length: 200 }, (_, seed) => ({ seed, difficulty: difficulties[seed % 3]! }));
const table = families.map((family) => ({
  family,
  name: family.name,
  problems: seeds.map(({ seed, difficulty }) => work(family, difficulty, seed)),
}));
let printed: Map<string, string>;

beforeAll(async () => {
  const programs = [
    ...new Set(table.flatMap(({ problems }) => problems.flatMap(({ program, check }) => [program, check]))),
  ];
  const outputs = await runTrustedPython(programs);
  printed = new Map(programs.map((program, index) => [program, outputs[index]!]));
}, 240_000);

/** The number a program printed; NaN with the whole output in the message when there is none. */
function answerOf(program: string): number {
  const output = printed.get(program)!;
  return Number.parseFloat(readAnswer(output) ?? `none: ${output}`);
}

test("there are at least 30 families over at least 6 domains, 12 of them in chemistry", () => {
  expect(families.length).toBeGreaterThanOrEqual(30);
  expect(new Set(families.map((family) => family.domain)).size).toBeGreaterThanOrEqual(6);
  expect(families.filter((family) => family.domain === "chemistry").length).toBeGreaterThanOrEqual(12);
  expect(new Set(families.map((family) => family.name)).size).toBe(families.length);
});

describe.each(table)("$name", ({ family, problems }) => {
  test("program, worked solution and independent check agree on 200 problems", () => {
    for (const { origin, answer, program, check } of problems) {
      const allowed = Math.max(answer.tolerance * Math.abs(answer.value), 1e-9);
      expect(
        Math.abs(answerOf(program) - answer.value),
        `${origin}: program prints ${printed.get(program)}`,
      ).toBeLessThanOrEqual(allowed);
      expect(
        Math.abs(answerOf(check) - answer.value),
        `${origin}: check prints ${printed.get(check)}`,
      ).toBeLessThanOrEqual(allowed);
    }
  });
  test("the written answer is the solution's, and the last step states it", () => {
    for (const { origin, answer, steps, program } of problems) {
      const output = readAnswer(printed.get(program)!)!;
      expect(
        compareAnswers(answer.text, output, { tolerance: Math.max(0.01, answer.tolerance) }).verdict,
        `${origin}: ${answer.text} against ${output}`,
      ).toBe("equal");
      expect(steps.at(-1), origin).toContain(answer.text);
      expect(steps.length, origin).toBeGreaterThanOrEqual(2);
    }
  });
  test("every misconception gives another answer, and there are at least three", () => {
    for (const { origin, answer, misconceptions } of problems) {
      const answers = misconceptions.map((misconception) => misconception.answer);
      expect(new Set(answers).size, `${origin}: ${answers.join(" | ")}`).toBeGreaterThanOrEqual(3);
      expect(answers, origin).not.toContain(answer.text);
    }
  });
  test("at least 99 % of 1,000 problems are distinct", () => {
    const prompts = Array.from(
      { length: 1_000 },
      (_, seed) => work(family, difficulties[seed % 3]!, seed + 10_000).prompt,
    );
    expect(new Set(prompts).size).toBeGreaterThanOrEqual(990);
  });
  test("has at least four phrasings, and every one occurs and differs", () => {
    expect(family.phrasings.length).toBeGreaterThanOrEqual(4);
    const parameters = family.sample(createRandom(1), "medium");
    expect(new Set(family.phrasings.map((phrase) => phrase(parameters))).size).toBe(family.phrasings.length);
  });
  test("the same origin gives the same problem", () => {
    expect(work(family, "hard", 42)).toEqual(work(family, "hard", 42));
  });
  test("the handbook has its topic, with references", () => {
    for (const id of family.handbook) {
      const entry = handbook.find((candidate) => candidate.id === id);
      expect(entry, id).toBeDefined();
      expect(entry!.references.length, id).toBeGreaterThan(0);
    }
    expect(family.handbook.length).toBeGreaterThan(0);
  });
});
