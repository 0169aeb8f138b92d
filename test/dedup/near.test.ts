import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNearFinder } from "../../src/dedup/near.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { droppedBy, edited, prose, seeded, similarity } from "./texts.ts";

const here = { threads: 0 };

describe("near-duplicates of prose", () => {
  test("planted pairs are found by their real similarity, and none below the threshold is merged", async () => {
    const random = seeded(1);
    const texts: string[] = [];
    const pairs: { second: number; similarity: number }[] = [];
    for (let pair = 0; pair < 1_000; pair++) {
      const words = prose(random, random.integer(60, 240));
      const copy = edited(random, words, random.integer(1, Math.ceil(words.length / 12)));
      texts.push(words.join(" "), copy.join(" "));
      pairs.push({ second: texts.length - 1, similarity: similarity(words.join(" "), copy.join(" ")) });
    }
    const found = new Set(await droppedBy(createNearFinder(here), texts));
    const recall = (from: number, to: number): number => {
      const inside = pairs.filter((pair) => pair.similarity >= from && pair.similarity < to);
      expect(inside.length).toBeGreaterThan(20);
      return inside.filter((pair) => found.has(pair.second)).length / inside.length;
    };
    expect(recall(0.85, 1.01)).toBeGreaterThanOrEqual(0.99);
    expect(recall(0.8, 0.85)).toBeGreaterThanOrEqual(0.9);
    expect(recall(0, 0.8)).toBe(0);
    expect([...found].every((at) => at % 2 === 1)).toBe(true);
  });

  test("a lower threshold reaches further down, and still no further than it says", async () => {
    const random = seeded(2);
    const texts: string[] = [];
    const kept: number[] = [];
    const wanted: number[] = [];
    for (let pair = 0; pair < 400; pair++) {
      const words = prose(random, 120);
      const copy = edited(random, words, random.integer(2, 12));
      texts.push(words.join(" "), copy.join(" "));
      (similarity(words.join(" "), copy.join(" ")) >= 0.6 ? wanted : kept).push(texts.length - 1);
    }
    const found = new Set(await droppedBy(createNearFinder({ ...here, threshold: 0.6 }), texts));
    expect(wanted.filter((at) => found.has(at)).length / wanted.length).toBeGreaterThan(0.97);
    expect(kept.filter((at) => found.has(at))).toEqual([]);
  });

  test("what remains has no duplicates, in any order, and the same texts remain with any number of threads", async () => {
    const random = seeded(3);
    const texts = Array.from({ length: 1_200 }, () => prose(random, 70)).flatMap((words) => [
      words.join(" "),
      edited(random, words, random.integer(0, 3)).join(" "),
    ]);
    const alone = await droppedBy(createNearFinder(here), texts);
    expect(alone.length).toBeGreaterThan(500);
    const left = texts.filter((_, at) => !alone.includes(at));
    expect(await droppedBy(createNearFinder(here), left)).toEqual([]);
    expect(await droppedBy(createNearFinder({ threads: 1 }), texts)).toEqual(alone);
    expect(await droppedBy(createNearFinder({ threads: 3 }), texts)).toEqual(alone);
    const shuffled = random.shuffle(texts);
    expect(await droppedBy(createNearFinder(here), shuffled)).toHaveLength(alone.length);
  });

  test("texts chained by duplicates are one group, of which one stays", async () => {
    const random = seeded(4);
    const words = prose(random, 200);
    const chain = [words];
    for (let link = 1; link < 6; link++) chain.push(edited(random, chain[link - 1]!, 3));
    const texts = chain.map((link) => link.join(" "));
    expect(similarity(texts[0]!, texts[5]!)).toBeLessThan(0.8);
    expect(await droppedBy(createNearFinder(here), texts)).toEqual([1, 2, 3, 4, 5]);
    const best = createNearFinder({ ...here, keep: "best" });
    expect(await droppedBy(best, texts, (at) => (at === 3 ? 0.95 : 0.9))).toEqual([0, 1, 2, 4, 5]);
  });

  test("five thousand copies are done in linear work", async () => {
    const text = prose(seeded(5), 100).join(" ");
    const found = await droppedBy(createNearFinder(here), new Array<string>(5_000).fill(text));
    expect(found).toHaveLength(4_999);
  }, 30_000);
});

describe("problems with data", () => {
  test("the offline families' thousand problems are no duplicates of one another", async () => {
    const difficulties = ["easy", "medium", "hard"] as const;
    const list = Object.values(families);
    const prompts = list.flatMap((family) =>
      Array.from({ length: Math.ceil(1_000 / list.length) }, (_, at) => {
        return work(family, difficulties[at % 3]!, at * 31 + 7).prompt;
      }),
    );
    expect(await droppedBy(createNearFinder(here), prompts)).toEqual([]);
    // The usual way would drop some of them: other data in the same words.
    expect((await droppedBy(createNearFinder({ ...here, details: "ignore" }), prompts)).length).toBeGreaterThan(0);
  });

  const long =
    "A student prepares a solution in a volumetric flask and wants to know how much solid has to be weighed out before " +
    "the flask is filled up to the mark with pure water at room temperature while the balance shows two decimals.";
  test.each([
    ["another number", "It is 250 mL of it.", "It is 500 mL of it."],
    ["another formula", "The solid is NaCl here.", "The solid is KCl here."],
    ["case that tells", "The gas is called Co here.", "The gas is called CO here."],
    ["another sign", "The charge is +2 here.", "The charge is -2 here."],
    ["another operator", "Then x * 3 is asked.", "Then x / 3 is asked."],
    ["numbers the other way round", "Use 2 flasks and 3 spoons.", "Use 3 flasks and 2 spoons."],
    ["another name", "The work is done in Lisbon today.", "The work is done in Vienna today."],
    ["a negation", "The lid is closed.", "The lid is not closed."],
    ["at least for exactly", "Take at least one.", "Take at most one."],
    ["a superscript", "It holds 10² grains.", "It holds 10³ grains."],
  ])("%s makes another problem", async (_what, a, b) => {
    const texts = [`${long} ${a}`, `${long} ${b}`];
    expect(similarity(texts[0]!, texts[1]!)).toBeGreaterThan(0.75);
    expect(await droppedBy(createNearFinder({ ...here, threshold: 0.5 }), texts)).toEqual([]);
  });

  test.each([
    ["case and marks", "What is it? 250 mL of NaCl.", "what is it, 250 mL of NaCl"],
    ["subscripts", "It is H₂O in 5 mL.", "It is H2O in 5 mL."],
    ["emphasis", "It is **very** much of it.", "It is very much of it."],
    ["spaces and dashes", "From 5 – 7 mL.", "From  5 - 7\nmL."],
  ])("%s do not", async (_what, a, b) => {
    expect(await droppedBy(createNearFinder(here), [`${long} ${a}`, `${long} ${b}`])).toEqual([1]);
  });
});

describe("odd texts", () => {
  test("empty and short texts", async () => {
    const texts = ["", " ", "!", "Why?", "why", "Why not?", "人工智能", "人工智能", "人工知能", "a b c d", "a b c e"];
    expect(await droppedBy(createNearFinder(here), texts)).toEqual([4, 7]);
  });

  test("any texts at all: copies go, first ones stay, and again nothing goes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: "grapheme", maxLength: 60 }), { maxLength: 25 }), async (texts) => {
        const dropped = await droppedBy(createNearFinder(here), [...texts, ...texts]);
        const left = [...texts, ...texts].filter((_, at) => !dropped.includes(at));
        expect(await droppedBy(createNearFinder(here), left)).toEqual([]);
        expect(dropped).not.toContain(0);
      }),
      { numRuns: 60 },
    );
  });

  test("a threshold out of range is refused", () => {
    expect(() => createNearFinder({ threshold: 0.3 })).toThrow(/between 0.5 and 1; got 0.3/);
  });
});
