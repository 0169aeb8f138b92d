import { describe, expect, test } from "vitest";
import { trainingTypes } from "../../schema/training/index.ts";
import { createCatalogue } from "../../src/offline/catalogue.ts";
import { families } from "../../src/offline/families/index.ts";
import { interpretOffline } from "../../src/offline/interpret.ts";

const catalogue = createCatalogue(families);
const types = Object.values(trainingTypes).map(({ name, description, aliases }) => ({
  name,
  description,
  aliases: [...aliases],
}));
const nothing = { trainingType: null, count: null, domain: null };
const read = (request: string) => interpretOffline({ request, trainingTypes: types, given: nothing }, catalogue);

describe("reading requests without a model", () => {
  test.each([
    [
      "Generate 100 GRPO examples for chemistry reasoning problems",
      { trainingType: "grpo", count: 100, domain: "chemistry", subTopics: [] },
    ],
    ["Generate 1,000 chemistry SFT examples", { trainingType: "sft", count: 1000, domain: "chemistry", subTopics: [] }],
    [
      "50 sft rows on stoichiometry",
      { trainingType: "sft", count: 50, domain: "chemistry", subTopics: ["stoichiometry"] },
    ],
    ["give me 2k hard GRPO problems about maths", { trainingType: "grpo", count: 2000, domain: "mathematics" }],
    ["Generate fifty SFT examples for physics", { trainingType: "sft", count: 50, domain: "physics" }],
    ["Generate 10 GRPO examples for computer science", { count: 10, domain: "computer science" }],
    [
      "make 12 grpo examples for statistics, easy and medium",
      { count: 12, difficulty: { easy: 0.5, medium: 0.5, hard: 0 } },
    ],
    ["Generate examples", { trainingType: null, count: null, domain: null }],
    ["Generate 5 KTO examples for biology", { trainingType: "kto", domain: "biology" }],
    ["Generate -1 GRPO examples for chemistry", { count: -1 }],
  ])("%s", (request, expected) => {
    expect(read(request)).toMatchObject(expected);
  });

  test.each([
    ["Generate 10 SFT examples for medieval history"],
    ["20 GRPO rows about contract law"],
    ["50 DPO examples for organic chemistry reactions in Latin poetry"],
  ])("%s: says what it knows and how to set a key, or stays within what it knows", (request) => {
    if (catalogue.match(request).length > 0) return;
    expect(() => read(request)).toThrow(/no problem families/);
    expect(() => read(request)).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/chemistry \(.*GEMINI_API_KEY/) }),
    );
  });

  test("finds every family by its own topic", () => {
    for (const family of families) {
      expect(
        catalogue.match(family.topic).map(({ name }) => name),
        family.topic,
      ).toContain(family.name);
    }
  });
  test("recalls problems from their origin, and nothing from another", () => {
    expect(catalogue.recall("chemistry/stoichiometry#hard#7")?.origin).toBe("chemistry/stoichiometry#hard#7");
    for (const origin of [
      "",
      "chemistry/stoichiometry",
      "chemistry/alchemy#hard#7",
      "chemistry/stoichiometry#hard#x",
    ]) {
      expect(catalogue.recall(origin)).toBeUndefined();
    }
  });
});
