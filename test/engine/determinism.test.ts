import { expect, test } from "vitest";
import { exported, openAssay } from "../support/assay.ts";

const request = "Generate 40 GRPO examples for chemistry and physics problems";

test("the export is the same bytes at any concurrency, for both training types", async () => {
  for (const [type, domain] of [
    ["grpo", "chemistry"],
    ["sft", "mathematics"],
  ] as const) {
    const texts: string[] = [];
    for (const concurrency of [1, 7, 64]) {
      const assay = openAssay({ seed: 11, concurrency, callConcurrency: concurrency, type, domain, count: 30 });
      const summary = await assay.generate(request);
      expect(summary, summary.reason).toMatchObject({ status: "done", approved: 30, type });
      texts.push(await exported(assay, summary.run));
    }
    expect(texts[0]!.trimEnd().split("\n")).toHaveLength(30);
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
  }
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
