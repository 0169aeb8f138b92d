import { describe, expect, test } from "vitest";
import { interpret } from "../../agents/orchestrator.ts";
import type { Config } from "../../schema/config.ts";
import { type AnyTrainingType, trainingTypes } from "../../schema/training/index.ts";
import { settleSpec } from "../../src/engine/brief.ts";
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

const topicsOf = (domain: string) => catalogue.inDomain(domain).map(({ topic }) => topic);
const allBut = (domain: string, ...excluded: string[]) => topicsOf(domain).filter((topic) => !excluded.includes(topic));

describe("how many rows", () => {
  test.each([
    ["100% hard grpo chemistry, 7 rows", 7],
    ["12.5% easy sft chemistry, 40 rows", 40],
    ["10 percent yield problems, sft", 10],
    ["30 sft chemistry, 80 per cent hard", 30],
    ["a dozen KTO rows about stoichiometry", 12],
    ["two dozen sft rows on molarity", 24],
    ["3 dozen sft rows on molarity", 36],
    ["half a dozen sft rows on molarity", 6],
    ["20 sft rows on molarity, half of them hard", 20],
    ["a couple of sft rows on molarity", 2],
    ["a hundred sft rows on molarity", 100],
    ["two hundred and fifty sft rows on molarity", 250],
    ["twenty-five sft rows on molarity", 25],
    ["two thousand five hundred sft rows on molarity", 2500],
    ["1.5 sft examples for chemistry", 1.5],
    ["2.3k sft examples for chemistry", 2300],
    ["-5 sft examples for chemistry", -5],
    ["sft rows on half-life", null],
  ])("%s: %s", (request, expected) => {
    expect(read(request).count).toBe(expected);
  });
});

describe("the difficulties of a request", () => {
  const [easy, medium, hard] = [0.3, 0.4, 0.3];
  test.each([
    ["GRPO examples for chemistry, 40, not easy", [0, medium / 0.7, hard / 0.7]],
    ["GRPO examples for chemistry, 40, no easy ones", [0, medium / 0.7, hard / 0.7]],
    ["40 GRPO examples for chemistry, nothing easy", [0, medium / 0.7, hard / 0.7]],
    ["40 GRPO examples without hard ones for chemistry", [easy / 0.7, medium / 0.7, 0]],
    ["40 GRPO examples for chemistry, no easy or hard ones", [0, 1, 0]],
    ["40 GRPO examples for chemistry, not easy but hard", [0, 0, 1]],
    ["40 GRPO examples for chemistry, nothing but hard ones", [0, 0, 1]],
    ["40 GRPO examples for chemistry, not only hard but easy", [0.5, 0, 0.5]],
    ["10 sft chemistry, 80% hard 20% easy", [0.2, 0, 0.8]],
    ["10 sft chemistry, hard: 80%, easy: 20%", [0.2, 0, 0.8]],
    ["10 sft chemistry, 80% of them hard, the rest easy", [0.2, 0, 0.8]],
    ["10 sft chemistry, 30 percent hard", [(0.7 * easy) / 0.7, (0.7 * medium) / 0.7, 0.3]],
    ["10 sft chemistry, 50% hard, no easy ones", [0, 0.5, 0.5]],
    ["100% hard grpo chemistry, 7 rows", [0, 0, 1]],
    ["20 KTO examples on gas laws, half of them hard", [0.5 * (easy / 0.7), 0.5 * (medium / 0.7), 0.5]],
    ["20 KTO examples on gas laws, half hard, half easy", [0.5, 0, 0.5]],
    ["20 KTO examples on gas laws, a third easy, a third medium, a third hard", [1 / 3, 1 / 3, 1 / 3]],
    ["20 KTO examples on gas laws, two thirds of the problems should be hard, the rest easy", [1 / 3, 0, 2 / 3]],
    ["20 KTO examples on gas laws, three quarters medium and one quarter hard", [0, 0.75, 0.25]],
    ["20 KTO examples on gas laws, mostly hard, some easy", [0.3, 0, 0.7]],
    ["20 hard KTO examples on half-life", [0, 0, 1]],
    ["20 KTO examples on half life hard problems", [0, 0, 1]],
    ["7 chemistry rows, 100% verified", null],
  ])("%s", (request, expected) => {
    const { difficulty } = read(request);
    const shares = difficulty && [difficulty.easy, difficulty.medium, difficulty.hard];
    expect(shares?.map((share) => share.toFixed(6)) ?? null).toEqual(
      expected?.map((share) => share.toFixed(6)) ?? null,
    );
  });
});

describe("the topics of a request", () => {
  const genetics = ["mendelian inheritance", "hardy-weinberg equilibrium"];
  test.each([
    ["10 DPO examples for biology: no genetics", "biology", allBut("biology", ...genetics)],
    ["10 DPO examples for biology without any genetics", "biology", allBut("biology", ...genetics)],
    ["10 DPO examples for biology minus genetics", "biology", allBut("biology", ...genetics)],
    ["10 DPO examples for biology, don't include genetics", "biology", allBut("biology", ...genetics)],
    ["10 DPO examples without genetics for biology", "biology", allBut("biology", ...genetics)],
    ["10 DPO examples for biology, but not genetics, hard", "biology", allBut("biology", ...genetics)],
    [
      "10 DPO rows for biology except serial dilution",
      "biology",
      allBut("biology", "serial dilution and colony counts"),
    ],
    ["10 DPO rows for chemistry excluding electrolysis", "chemistry", allBut("chemistry", "electrolysis")],
    ["10 DPO rows for chemistry, no moles and mass", "chemistry", allBut("chemistry", "moles and mass")],
    ["10 DPO rows for chemistry, no buffer pH", "chemistry", allBut("chemistry", "buffer pH")],
    [
      "10 DPO rows for chemistry, no dilution, electrolysis or calorimetry, easy",
      "chemistry",
      allBut("chemistry", "dilution", "electrolysis", "calorimetry"),
    ],
    ["10 rows on everything but electrolysis, dpo, for chemistry", "chemistry", allBut("chemistry", "electrolysis")],
    ["10 chemistry DPO rows, no hard ones", "chemistry", []],
    ["10 dpo pairs on buffer pH", "chemistry", ["buffer pH"]],
    ["10 dpo pairs on pH of weak acids", "chemistry", ["pH of weak acids"]],
    ["10 dpo pairs on pH of strong acids and bases", "chemistry", ["pH of strong acids and bases"]],
    ["10 dpo pairs on pH", "chemistry", topicsOf("chemistry").filter((topic) => topic.includes("pH"))],
    ["10 dpo pairs on molarity and dilution", "chemistry", ["molarity", "dilution"]],
  ])("%s", (request, domain, expected) => {
    const reading = read(request);
    expect(reading).toMatchObject({ trainingType: "dpo", count: 10, domain, leftOut: [] });
    expect([...reading.subTopics].sort()).toEqual([...expected].sort());
  });

  test("excluding all that is wished for is an error, and the reply keeps to its schema", () => {
    expect(() => read("10 dpo rows on molarity, no molarity")).toThrow(/without molarity/);
    expect(interpret.output.safeParse(read("10 dpo rows for chemistry, no molarity")).success).toBe(true);
  });

  test("a domain that is set apart from the request is what the exclusion is taken from", () => {
    const given = { trainingType: null, count: null, domain: "biology" };
    const reading = interpretOffline({ request: "10 dpo rows, no genetics", trainingTypes: types, given }, catalogue);
    expect(reading).toMatchObject({ domain: "biology", subTopics: allBut("biology", ...genetics) });
  });
});

describe("what one run cannot do is told", () => {
  const oneType = (name: string) => `One run makes one training type; ${name} is left out.`;
  const oneDomain = (name: string) => `One run has one domain; ${name} is left out.`;
  test.each([
    ["10 sft and 10 dpo examples for chemistry", { trainingType: "sft", leftOut: [oneType("dpo")] }],
    ["10 sft and 10 preference pairs for chemistry", { trainingType: "sft", leftOut: [oneType("dpo")] }],
    ["10 dpo examples for chemistry, not sft", { trainingType: "dpo", leftOut: [] }],
    ["10 examples for chemistry, not sft but dpo", { trainingType: "dpo", leftOut: [] }],
    ["20 chemistry SFT conversations", { trainingType: "sft", leftOut: [] }],
    ["10 sft examples for chemistry and physics", { domain: "chemistry", leftOut: [oneDomain("physics")] }],
    ["10 sft examples for physics and chemistry", { domain: "physics", leftOut: [oneDomain("chemistry")] }],
    ["10 sft examples for chemistry, not physics", { domain: "chemistry", leftOut: [] }],
    [
      "5 GRPO examples about molarity in German",
      {
        subTopics: ["molarity"],
        language: "en",
        leftOut: ["The offline expert writes English only; German is left out."],
      },
    ],
    ["5 GRPO examples in french about molarity", { subTopics: ["molarity"], language: "en" }],
    ["5 GRPO examples about molarity in English", { language: "en", leftOut: [] }],
    [
      "5 GRPO examples about molarity, polish the answers",
      { language: null, leftOut: ['The offline expert knows nothing of "polish" and leaves it out.'] },
    ],
    [
      "40 sft examples on acid-base titrations with unicorns",
      {
        subTopics: ["buffer pH", "pH of strong acids and bases", "pH of weak acids"],
        leftOut: ['The offline expert knows nothing of "titrations unicorns" and leaves it out.'],
      },
    ],
    ["20 hard sft problems on high school algebra for beginners, please, with worked solutions", { leftOut: [] }],
    ["two dozen dpo rows on gas laws, half of them hard and the rest easy", { leftOut: [] }],
    [
      "5 GRPO examples about molarity without calculators",
      {
        subTopics: ["molarity"],
        leftOut: ['The offline expert has no topic "calculators"; excluding it changes nothing.'],
      },
    ],
    ["5 GRPO examples about molarity, no more than that", { subTopics: ["molarity"], leftOut: [] }],
  ])("%s", (request, expected) => {
    expect(read(request)).toMatchObject(expected);
  });

  test("the specification assumes it, and a count that is no whole number is an error", () => {
    const settle = (request: string) => settleSpec(request, read(request), {} as Config, trainingTypes);
    expect(settle("10 sft and 10 dpo examples for chemistry").spec.assumptions).toContain(oneType("dpo"));
    expect(settle("5 GRPO examples about molarity in German").spec.assumptions).not.toContain("Language: English.");
    for (const count of ["1.5", "-5"]) {
      expect(() => settle(`${count} sft examples for chemistry`)).toThrow(
        `The count must be a whole number from 1 to 10000000; got ${count}.`,
      );
    }
  });

  test.each([
    ["Generate 100 sft examples for chemistry", 100, false],
    ["Generate 1,000 sft examples for chemistry", 1_000, false],
    ["Generate 2.5k sft examples for chemistry", 2_500, false],
    ["Generate 3 thousand sft examples for chemistry", 3_000, false],
    ["Generate a dozen sft examples for chemistry", 12, false],
    ["Generate 100 sft examples for chemistry", 10, true],
    ["Generate some sft examples for chemistry", 50, true],
  ])("a count that a model made up is said: %s, read as %d", (request, count, said) => {
    const { spec } = settleSpec(request, { ...read(request), count }, {} as Config, trainingTypes);
    expect(spec.count).toBe(count);
    expect(spec.assumptions.includes(`The count is read as ${count}, a number that the request does not name.`)).toBe(
      said,
    );
  });

  test.each([
    ["acids and bases", "chemistry", ["buffer pH", "pH of strong acids and bases", "pH of weak acids"]],
    ["chemical kinetics", "chemistry", ["Arrhenius equation", "first-order kinetics"]],
    ["electrochemistry", "chemistry", ["cell potential", "electrolysis"]],
    ["hardy-weinberg equilibrium", "biology", ["hardy-weinberg equilibrium"]],
    ["genetics", "biology", ["hardy-weinberg equilibrium", "mendelian inheritance"]],
    ["probability", "mathematics", ["discrete probability"]],
    ["quadratic equations", "mathematics", ["quadratic equations"]],
    ["algorithms", "computer science", ["operation counts of loops", "shortest paths in graphs"]],
    ["the normal distribution", "statistics", ["z-scores and the normal distribution"]],
  ])("the name of a field, %s, finds its topics", (field, domain, subTopics) => {
    expect(read(`20 GRPO examples on ${field}`)).toMatchObject({ domain, subTopics, leftOut: [] });
  });
});
