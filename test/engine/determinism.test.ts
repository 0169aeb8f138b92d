import { expect, test } from "vitest";
import { trainingTypes } from "../../schema/training/index.ts";
import { exported, openAssay } from "../support/assay.ts";

const request = "Generate 40 GRPO examples for chemistry and physics problems";

test("the export is the same bytes at any concurrency, over many topics", async () => {
  const texts: string[] = [];
  for (const concurrency of [1, 7, 64]) {
    const assay = openAssay({ seed: 11, concurrency, callConcurrency: concurrency, domain: "chemistry", count: 30 });
    const summary = await assay.generate(request);
    expect(summary, summary.reason).toMatchObject({ status: "done", approved: 30, type: "grpo" });
    texts.push(await exported(assay, summary.run));
  }
  expect(texts[0]!.trimEnd().split("\n")).toHaveLength(30);
  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).toBe(texts[0]);
}, 120_000);

test.each(Object.keys(trainingTypes))("%s: the export is the same bytes at concurrency 1 and 16", async (type) => {
  const texts = await Promise.all(
    [1, 16].map(async (concurrency) => {
      const assay = openAssay({
        seed: 12,
        concurrency,
        callConcurrency: concurrency,
        type,
        domain: "chemistry",
        count: 9,
      });
      const summary = await assay.generate("nine rows");
      expect(summary, summary.reason).toMatchObject({ status: "done", approved: 9, type });
      return exported(assay, summary.run);
    }),
  );
  expect(texts[0]!.trimEnd().split("\n")).toHaveLength(9);
  expect(texts[1]).toBe(texts[0]);
});

test("another seed gives other problems", async () => {
  const texts = await Promise.all(
    [1, 2].map(async (seed) => {
      const assay = openAssay({ seed, count: 5, domain: "chemistry", type: "grpo" });
      return exported(assay, (await assay.generate("more rows")).run);
    }),
  );
  expect(texts[0]).not.toBe(texts[1]);
});

test("two runs in one database do not disturb one another", async () => {
  const assay = openAssay({ seed: 3, count: 6, type: "sft", domain: "statistics" });
  const [first, second] = await Promise.all([assay.generate("six rows"), assay.generate("six rows")]);
  expect(first.run).not.toBe(second.run);
  expect(await exported(assay, first.run)).toBe(await exported(assay, second.run));
});
