import { expect, test } from "vitest";
import { createExactFinder } from "../../src/dedup/exact.ts";
import { promptMark } from "../../src/review/duplicates.ts";
import { droppedBy } from "./texts.ts";

test("texts that differ in case, marks and spaces alone are one; the first or the best stays", async () => {
  const texts = [
    "What is the mass of 2 g?",
    "what is  the mass of 2 g",
    "What is the mass of 3 g?",
    "WHAT is the mass of 2 g!",
  ];
  expect(await droppedBy(createExactFinder(), texts)).toEqual([1, 3]);
  expect(await droppedBy(createExactFinder({ keep: "best" }), texts, (at) => at / 4)).toEqual([0, 1]);
});

test("case that tells makes another text", async () => {
  const texts = ["Cross Aa Bb × aa BB.", "Cross Aa Bb × aa Bb.", "What is the mass of CO?", "What is the mass of Co?"];
  expect(await droppedBy(createExactFinder(), texts)).toEqual([]);
});

test("a run does not take two genotypes or two substances for one prompt", () => {
  expect(promptMark("Cross Aa Bb with aa BB, 500 of 7.")).not.toBe(promptMark("Cross Aa Bb with aa Bb, 500 of 7."));
  expect(promptMark("What is the molar mass of CO?")).not.toBe(promptMark("What is the molar mass of Co?"));
  expect(promptMark("What is the mass of 2 g of it?")).toBe(promptMark("what is the mass of 2 g of it"));
});
