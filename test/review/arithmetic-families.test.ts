import { describe, expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { work } from "../../src/offline/family.ts";
import { equalities } from "../../src/review/arithmetic/equalities.ts";
import { reviewChecks } from "../../src/review/index.ts";
import { allFamilies, subjectOf } from "./subjects.ts";

const families = await allFamilies();
const seeds = 200;
/** Seeds of the rows that every training type makes. */
const rowSeeds = 6;

/** Right solutions are all that the reader of equalities may never refute. */
describe.each(families.map((family) => [family.name, family] as const))("arithmetic of %s", (_name, family) => {
  test("no step of any solution is refuted, alone or in its solution", () => {
    const refuted = difficulties.flatMap((difficulty) =>
      Array.from({ length: seeds }, (_, seed) => work(family, difficulty, seed)).flatMap((problem) => {
        const together = equalities(`${problem.prompt}\n${problem.steps.join("\n")}`, problem.prompt);
        return together
          .concat(problem.steps.flatMap((step) => equalities(step)))
          .filter(({ holds }) => !holds)
          .map(({ written }) => `${problem.origin}: ${written}`);
      }),
    );
    expect(refuted).toEqual([]);
  });

  test("no row of any training type is refuted", () => {
    const refuted = difficulties.flatMap((difficulty) =>
      Array.from({ length: rowSeeds }, (_, seed) => work(family, difficulty, seed)).flatMap((problem, index) =>
        Object.values(trainingTypes).flatMap((type) => {
          const draw = { seed: 1, index };
          const draft = type.draft.parse(type.fromProblem(problem, { context: null, draw })) as never;
          const { text: answer } = problem.answer;
          const execution = { printed: answer, derived: answer, agrees: true };
          const row = type.finish(draft, { question: problem.prompt, execution }, draw) as never;
          const finding = reviewChecks.arithmetic.run({
            ...subjectOf(problem),
            text: type.text(row),
            claim: type.claim(draft),
          });
          return finding?.status === "failed" ? [`${type.name} ${problem.origin}: ${finding.reason}`] : [];
        }),
      ),
    );
    expect(refuted).toEqual([]);
  });
});
