import { describe, expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { readAnswer } from "../../schema/quantity.ts";
import { attemptOf, attempts, given, solution } from "../../schema/training/attempt.ts";
import type { Facts } from "../../schema/training/define.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { rewardOf } from "../../schema/training/ppo.ts";
import { provedRight, provedWrong, standing, unannounced } from "../../schema/training/sides.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";

const facts = (printed: string | null): Facts => ({
  question: "What is the mass in g, to three significant figures?",
  execution: { printed, derived: printed, agrees: printed === null ? null : true },
});

describe("a written solution and the executed answer", () => {
  test.each([
    ["Answer: 36.0 g", "36.03 g", "right"],
    ["Answer: 0.0360 kg", "36.03 g", "right"],
    ["Answer: 0.111 g", "36.03 g", "wrong"],
    ["Answer: 36.0 kg", "36.03 g", "wrong"],
    ["It is 36.0 g.", "36.03 g", "silent"],
    ["Answer: 36.0", "36.03 g", "open"],
    ["Answer: about thirty-six", "36.03 g", "open"],
    ["Answer: 36.0 g", null, "open"],
  ] as const)("%s against %s is %s", (text, printed, expected) => {
    expect(standing(text, facts(printed))).toBe(expected);
  });
  test("what cannot be told apart is unchecked on either side", () => {
    expect(provedRight("r", "Answer: 36.0", facts("36.03 g"))[0]!.status).toBe("unchecked");
    expect(provedWrong("w", "Answer: 36.0", facts("36.03 g"))[0]!.status).toBe("unchecked");
  });
  test("a wrong side that is right after all is rejected for good", () => {
    expect(provedWrong("w", "Answer: 36.0 g", facts("36.03 g"))[0]).toMatchObject({ status: "failed", fatal: true });
  });
  test("nothing is said where nothing is executed", () => {
    expect(provedRight("r", "Paris.", { question: "?", execution: null })).toEqual([]);
    expect(provedWrong("w", "Rome.", null)).toEqual([]);
  });
  test("announcements are found, ordinary words are not", () => {
    expect(unannounced("u", "This solution is wrong.").status).toBe("failed");
    expect(unannounced("u", "The wrong sign would give a negative mass.").status).toBe("passed");
  });
});

test("a pair whose sides are swapped is rejected", () => {
  const problem = work(families[0]!, "easy", 1);
  const draw = { seed: 1, index: 0 };
  const known = {
    question: problem.prompt,
    execution: { printed: problem.answer.text, derived: problem.answer.text, agrees: true },
  };
  const row = trainingTypes.dpo.finish(trainingTypes.dpo.fromProblem(problem, { context: null, draw }), known, draw);
  const swapped = { ...row, chosen: row.rejected, rejected: row.chosen };
  const failed = trainingTypes.dpo.verify(swapped, known).filter(({ status }) => status === "failed");
  expect(failed.map(({ name }) => name)).toEqual(["better-is-right", "worse-is-wrong"]);
});

test("a flipped KTO label and a reward out of line are rejected", () => {
  const problem = work(families[3]!, "medium", 2);
  const known = {
    question: problem.prompt,
    execution: { printed: problem.answer.text, derived: problem.answer.text, agrees: true },
  };
  for (const index of [0, 1]) {
    const draw = { seed: 1, index };
    const kto = trainingTypes.kto.finish(trainingTypes.kto.fromProblem(problem, { context: null, draw }), known, draw);
    const labels = trainingTypes.kto.verify({ ...kto, label: !kto.label }, known);
    expect(labels.filter(({ status }) => status === "failed").map(({ name }) => name)).toEqual(["label-is-true"]);
    const ppo = trainingTypes.ppo.finish(trainingTypes.ppo.fromProblem(problem, { context: null, draw }), known, draw);
    const correctness = 1 - ppo.reward_components.correctness!;
    const reward_components = { ...ppo.reward_components, correctness };
    const lied = trainingTypes.ppo.verify({ ...ppo, reward_components, reward: rewardOf(reward_components) }, known);
    expect(lied.filter(({ status }) => status === "failed").map(({ name }) => name)).toEqual(["correctness-is-true"]);
  }
});

describe.each(families.map((family) => [family.name, family] as const))("%s", (_name, family) => {
  test("attempts end in the misconception's answer and are no longer than the solution by much", () => {
    for (let seed = 0; seed < 30; seed++) {
      const problem = work(family, difficulties[seed % 3]!, seed);
      for (const misconception of problem.misconceptions) {
        const attempt = attemptOf(problem, misconception);
        expect(readAnswer(attempt.text), problem.origin).toBe(misconception.answer);
        expect(attempt.steps).toEqual(misconception.steps);
        expect(attempt.steps, `${problem.origin}: ${misconception.name}`).not.toEqual(problem.steps);
        expect(attempt.text).not.toContain(`Answer: ${problem.answer.text}\n`);
        expect(attempt.text.length).toBeLessThan(3 * solution(problem).length);
      }
      const draw = { seed: 4, index: seed };
      expect(attempts(problem, draw)).toHaveLength(problem.misconceptions.length);
      expect(given(problem, draw)).not.toContain(problem.answer.text);
    }
  });
});

test("chemistry's wrong attempts are as long as the right solutions, so that length does not tell them apart", () => {
  const ratios: number[] = [];
  for (const family of families.filter(({ domain }) => domain === "chemistry")) {
    for (let seed = 0; seed < 20; seed++) {
      const problem = work(family, difficulties[seed % 3]!, seed);
      const length = solution(problem).length;
      for (const misconception of problem.misconceptions) {
        const ratio = attemptOf(problem, misconception).text.length / length;
        expect(ratio, `${problem.origin}: ${misconception.name}`).toBeGreaterThan(0.5);
        ratios.push(ratio);
      }
    }
  }
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
  expect(median).toBeGreaterThan(0.8);
  expect(median).toBeLessThan(1.25);
});

test.each([
  ["follows the right solution to the last step", ["a", "b", "c", "wrong"], 3 / 4],
  ["goes wrong at once", ["wrong", "b", "c", "d"], 0],
])("the sound share of an attempt that %s", (_case, steps, expected) => {
  const problem = { ...work(families[0]!, "easy", 1), steps: ["a", "b", "c", "d"] };
  const attempt = attemptOf(problem, { name: "n", answer: "1 g", why: "w", steps });
  expect(attempt.sound / attempt.steps.length).toBe(expected);
});
