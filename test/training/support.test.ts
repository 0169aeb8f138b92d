import { expect, test } from "vitest";
import { sha256 } from "../../schema/canonical.ts";
import { trainingTypes } from "../../schema/training/index.ts";
import { runChecks } from "../../src/review/index.ts";

const passage = "The Peace of Westphalia was signed in October 1648 in Münster and Osnabrück and ended the war.";
const evidence = [{ id: "p1", text: passage, sha256: sha256(passage), start: 0, end: passage.length }];
const question = "Which treaties ended the Thirty Years' War, and when were they signed?";
const draft = (id: string) => ({
  completion:
    "The war was ended by the Peace of Westphalia, which was signed in October 1648 in Münster and Osnabrück.",
  code: null,
  answer: null,
  support: [{ statement: "The Peace of Westphalia was signed in October 1648.", evidence: [id] }],
});

/** A history row: nothing to compute, so its statements are held to the passages. */
const checked = (id: string) => {
  const type = trainingTypes.sft;
  const facts = { question, execution: null };
  const row = type.finish(draft(id), facts, { seed: 1, index: 0 });
  expect(type.claim(draft(id))).toBeNull();
  const subject = {
    question: { text: question, subTopic: "treaties", difficulty: "easy" as const, language: "en" },
    text: type.text(row),
    claim: null,
    program: null,
    derivation: null,
    evidence,
    context: null,
    support: type.support(draft(id)),
  };
  return [...runChecks(subject), ...type.verify(row, facts)].filter(({ status }) => status !== "passed");
};

test("a row without a number passes when its statements stand in the passages they name", () => {
  expect(checked("p1")).toEqual([]);
});

test("a statement that names a passage which does not exist is found", () => {
  expect(checked("p9").map(({ name }) => name)).toEqual(["citations"]);
});
