import { describe, expect, test } from "vitest";
import { difficulties } from "../../schema/problem.ts";
import { work } from "../../src/offline/family.ts";
import { fingerprint, nearFingerprint, reviewChecks, runChecks } from "../../src/review/index.ts";
import { allFamilies, subjectOf } from "./subjects.ts";

const families = await allFamilies();
const seeds = 50;

/** Right rows must pass: whatever a check fails here it would throw away in life. */
describe.each(families.map((family) => [family.name, family] as const))("%s", (_name, family) => {
  const problems = difficulties.flatMap((difficulty) =>
    Array.from({ length: seeds }, (_, seed) => work(family, difficulty, seed)),
  );

  test("no check fails a right row", () => {
    const failures = problems.flatMap((problem) =>
      runChecks(subjectOf(problem))
        .filter((finding) => finding.status !== "passed")
        .map((finding) => `${problem.origin}: ${finding.name}: ${finding.reason}`),
    );
    expect(failures).toEqual([]);
  });

  test("a misconception in place of the answer or of the reasoning is found", () => {
    for (const problem of problems.filter((_, index) => index % 10 === 0)) {
      const right = subjectOf(problem);
      for (const wrong of problem.misconceptions) {
        const claimed = reviewChecks["answer-agrees"].run({
          ...right,
          claim: { ...right.claim!, answer: wrong.answer },
        });
        expect(claimed?.status, `${problem.origin}: ${wrong.answer}`).toBe("failed");
        const claim = { ...right.claim!, reasoning: wrong.steps.join("\n") };
        const reasoned = reviewChecks["reasoning-ends-in-answer"].run({ ...right, claim });
        expect(reasoned?.status, `${problem.origin}: ${wrong.steps.at(-1)}`).toBe("failed");
      }
    }
  });

  test("problems with different texts have different fingerprints", () => {
    const texts = new Set(problems.map((problem) => problem.prompt));
    expect(new Set([...texts].map(fingerprint)).size).toBe(texts.size);
    const data = new Set(
      problems.map((problem) => `${problem.prompt.match(/\d[\d.]*/g)?.join(" ")} ${problem.answer.value}`),
    );
    expect(new Set([...texts].map(nearFingerprint)).size).toBeGreaterThanOrEqual(Math.min(data.size, texts.size));
  });
});
