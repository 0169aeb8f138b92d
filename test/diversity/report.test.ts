import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDistinctCounter } from "../../src/diversity/distinct.ts";
import { createFrequentTexts } from "../../src/diversity/frequent.ts";
import { createDiversityReport, type DiversityRow } from "../../src/diversity/report.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";

const describeRows = (rows: readonly DiversityRow[]) => {
  const report = createDiversityReport();
  for (const row of rows) report.add(row);
  return report.finish();
};
const row = (prompt: string, subTopic = "a", difficulty = "easy"): DiversityRow => ({ subTopic, difficulty, prompt });

describe("the distribution report", () => {
  test("counts cells, and an even mix has entropy 1", () => {
    const report = describeRows(
      ["a", "b"].flatMap((topic) => ["easy", "hard"].map((level) => row(`${topic} ${level}`, topic, level))),
    );
    expect(report.cells).toEqual([
      { subTopic: "a", difficulty: "easy", rows: 1, share: 0.25 },
      { subTopic: "a", difficulty: "hard", rows: 1, share: 0.25 },
      { subTopic: "b", difficulty: "easy", rows: 1, share: 0.25 },
      { subTopic: "b", difficulty: "hard", rows: 1, share: 0.25 },
    ]);
    expect(report.entropy).toBeCloseTo(1, 12);
    expect(report.subTopics).toEqual([
      { name: "a", rows: 2, share: 0.5 },
      { name: "b", rows: 2, share: 0.5 },
    ]);
    expect(report.difficulties.map(({ name, rows }) => [name, rows])).toEqual([
      ["easy", 2],
      ["hard", 2],
    ]);
  });

  test("a lopsided mix has the entropy of its shares", () => {
    const report = describeRows([row("x"), row("y"), row("z"), row("w", "b")]);
    const bits = -(0.75 * Math.log2(0.75) + 0.25 * Math.log2(0.25));
    expect(report.entropy).toBeCloseTo(bits, 12);
  });

  test("distinct-n and the type-token ratio are those one counts by hand", () => {
    const report = describeRows([row("the cat saw the dog"), row("The cat saw a bird.")]);
    // the cat saw dog a bird: 6 of 10 words; 7 of 8 pairs differ less the shared two.
    expect(report.distinct).toEqual([
      { n: 1, ratio: 6 / 10, exact: true },
      { n: 2, ratio: 6 / 8, exact: true },
      { n: 3, ratio: 5 / 6, exact: true },
    ]);
    expect(report.typeTokenRatio).toBe(0.6);
  });

  test("the commonest openings come first, with their shares", () => {
    const report = describeRows([
      row("What is the mass of 2 g of it?"),
      row("What is the  mass of 3 g?"),
      row("How much is it?"),
    ]);
    expect(report.openings[0]).toEqual({ opening: "what is the mass of", rows: 2, share: 2 / 3 });
    expect(report.openings).toHaveLength(2);
  });

  test("copies are alike, and unlike prompts are not", () => {
    const text = "A train leaves the station at noon and travels for three hours along the river to the coast.";
    const copies = describeRows(Array.from({ length: 30 }, () => row(text))).similarity;
    expect(copies).toMatchObject({ sampled: 30, meanPair: 1, meanNearest: 1, shareClose: 1 });
    const unlike = describeRows([row(text), row("Name four rivers that reach the Baltic Sea and say where.")]);
    expect(unlike.similarity.meanPair).toBeLessThan(0.05);
  });

  test("an empty dataset, empty prompts and one row give numbers, not NaN", () => {
    for (const rows of [[], [row("")], [row("One.")], [row(""), row("")]]) {
      const text = JSON.stringify(describeRows(rows));
      expect(text).not.toContain("null");
      expect(describeRows(rows).rows).toBe(rows.length);
    }
  });

  test("the offline expert's rows are varied", () => {
    const list = Object.values(families);
    const report = describeRows(
      Array.from({ length: 1_000 }, (_, at) => {
        const family = list[at % list.length]!;
        return row(work(family, "medium", at).prompt, family.topic, "medium");
      }),
    );
    expect(report.similarity.sampled).toBe(512);
    expect(report.similarity.meanPair).toBeLessThan(0.1);
    expect(report.entropy).toBeGreaterThan(0.99);
  });
});

describe("counting in constant memory", () => {
  test("distinct hashes are counted exactly while few, closely when many", () => {
    for (const size of [100, 16_384, 300_000]) {
      const counter = createDistinctCounter();
      for (let at = 0; at < size; at++) {
        const hash = Math.imul(at + 1, 0x9e3779b1);
        counter.add(hash ^ (hash >>> 15));
        if (at % 3 === 0) counter.add(hash ^ (hash >>> 15));
      }
      if (size <= 16_384) expect([counter.count(), counter.exact()]).toEqual([size, true]);
      else expect(Math.abs(counter.count() / size - 1)).toBeLessThan(0.04);
    }
  });

  test("a text with more than its share is never lost", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."abcdefghij"), { minLength: 1 }), (texts) => {
        const frequent = createFrequentTexts(4);
        for (const text of texts) frequent.add(text);
        const found = new Map(frequent.top(4).map(({ text, count }) => [text, count]));
        for (const text of new Set(texts)) {
          const count = texts.filter((other) => other === text).length;
          if (count > texts.length / 4) expect(found.has(text)).toBe(true);
          expect(found.get(text) ?? 0).toBeLessThanOrEqual(count);
        }
      }),
    );
  });
});
