import { describe, expect, test } from "vitest";
import { type AnyTrainingType, trainingTypes } from "../../schema/training/index.ts";
import { createCatalogue } from "../../src/offline/catalogue.ts";
import { families } from "../../src/offline/families/index.ts";
import { interpretOffline } from "../../src/offline/interpret.ts";

const catalogue = createCatalogue(families);
const types = Object.values<AnyTrainingType>(trainingTypes).map(({ name, description, aliases }) => ({
  name,
  description,
  aliases: [...aliases],
}));
const read = (request: string) =>
  interpretOffline(
    { request, trainingTypes: types, given: { trainingType: null, count: null, domain: null } },
    catalogue,
  );

describe("the training type of a request", () => {
  test.each([
    ["Generate 100 GRPO examples for chemistry reasoning problems", "grpo"],
    ["50 DPO examples for stoichiometry", "dpo"],
    ["Make 20 preference pairs about stoichiometry", "dpo"],
    ["give me 30 chosen and rejected answers on dilution", "dpo"],
    ["10 examples to train a reward model on physics", "rlhf"],
    ["RLHF comparisons for mathematics, 12 of them", "rlhf"],
    ["25 human preference examples for statistics", "rlhf"],
    ["Instruction tuning data for biology, 40 rows", "sft"],
    ["supervised fine-tuning rows about chemistry", "sft"],
    ["15 tutoring conversations about dilution", "chat"],
    ["8 multi-turn dialogues on electrolysis", "chat"],
    ["Question answering data for chemistry", "qa"],
    ["60 Q&A rows for physics", "qa"],
    ["60 question-answer pairs for physics", "qa"],
    ["Kahneman-Tversky rows for chemistry", "kto"],
    ["40 thumbs up or down examples for mathematics", "kto"],
    ["odds-ratio preference optimisation rows for chemistry", "orpo"],
    ["proximal policy optimization data for chemistry", "ppo"],
    ["responses with reward signals for chemistry", "ppo"],
    ["problems with verifiable rewards for chemistry", "grpo"],
    ["20 chemistry SFT conversations", "sft"],
    ["20 chemistry problems", null],
  ])("%s: %s", (request, expected) => {
    expect(read(request).trainingType).toBe(expected);
  });

  test.each(types.flatMap(({ name, aliases }) => [name, name.toUpperCase(), ...aliases].map((said) => [said, name])))(
    "“%s” is %s",
    (said, name) => {
      expect(read(`Generate 5 ${said} examples for stoichiometry`)).toMatchObject({
        trainingType: name,
        count: 5,
        domain: "chemistry",
        subTopics: ["stoichiometry"],
      });
      expect(read(`5 stoichiometry ${said}`)).toMatchObject({ trainingType: name, domain: "chemistry" });
    },
  );
});

test("a topic that no family knows is an error of one line that says which are known and how to set a key", () => {
  const error = (() => {
    try {
      read("Generate 50 DPO examples for organic chemistry reactions");
    } catch (thrown) {
      return thrown as { line: string };
    }
  })();
  expect(error?.line).toMatch(/organic chemistry/);
  expect(error?.line).toMatch(/stoichiometry|chemistry \(/);
  expect(error?.line).toMatch(/GEMINI_API_KEY/);
  expect(error?.line).not.toContain("\n");
});
