import { expect, test } from "vitest";
import type { ExportGate, ExportRow } from "../../schema/export.ts";
import type { Store } from "../../schema/store.ts";
import { openDatasets, type RunSource } from "../../src/export/dataset.ts";
import { parseSplit, whole } from "../../src/export/split.ts";
import { columnsByForm, datasetOf, rowOf, typeOf } from "./hand-made.ts";

const type = typeOf("prompt-completion");
const rows = Array.from({ length: 20 }, (_, place) =>
  rowOf(type, columnsByForm["prompt-completion"](`question ${place} of ${place * 7}`, place), place),
);
let passes = 0;

/** As much of a store as an export reads. */
const store = {
  evidence: { get: async () => [] },
  samples: {
    async *iterate() {
      passes += 1;
      for (const { sample } of rows) yield sample;
    },
  },
} as unknown as Store;
const source: RunSource = { run: "r", type, origin: datasetOf(type, []).origin };

const indexes = async (given: AsyncIterable<ExportRow>): Promise<number[]> => {
  const found: number[] = [];
  for await (const { sample } of given) found.push(sample.index);
  return found;
};

/** A gate that refuses multiples, and notes what it was shown. */
function refusing(name: string, divisor: number, looks: boolean) {
  const shown: number[] = [];
  const gate: ExportGate = {
    name,
    refuses: ({ sample }) => (sample.index % divisor === 0 ? `${name}: divisible` : null),
    findings: () => ({ divisor }),
    ...(looks ? { look: ({ sample }: ExportRow) => void shown.push(sample.index) } : {}),
  };
  return { gate, shown };
}

test("a later gate never sees what an earlier one refused, and rows are counted once however often they are read", async () => {
  const [first, second] = [refusing("first", 2, false), refusing("second", 3, true)];
  const opened = await openDatasets(store, [source], {
    gates: [first.gate, second.gate],
    verdicts: ["approved"],
    split: whole,
  });
  expect(second.shown).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  const [dataset] = opened.datasets;
  const kept = [1, 5, 7, 11, 13, 17, 19];
  expect(await indexes(dataset.rows("train"))).toEqual(kept);
  expect(await indexes(dataset.rows("train"))).toEqual(kept);
  expect(opened.gates()).toEqual({
    withheld: { "first: divisible": 10, "second: divisible": 3 },
    findings: { first: { divisor: 2 }, second: { divisor: 3 } },
  });
});

test("without a gate that must look, rows are read once", async () => {
  passes = 0;
  const { gate } = refusing("first", 2, false);
  const opened = await openDatasets(store, [source], { gates: [gate], verdicts: ["approved"], split: whole });
  await indexes(opened.datasets[0].rows("train"));
  expect(passes).toBe(1);
});

test("what is held back is counted over all parts of a split", async () => {
  const { gate } = refusing("first", 2, false);
  const split = parseSplit("50/25/25");
  const opened = await openDatasets(store, [source], { gates: [gate], verdicts: ["approved"], split });
  const [dataset] = opened.datasets;
  const all: number[] = [];
  for (const part of dataset.parts) all.push(...(await indexes(dataset.rows(part))));
  expect(all.sort((a, b) => a - b)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
  expect(opened.gates().withheld).toEqual({ "first: divisible": 10 });
});

test("two runs of one type are one stream of rows to a gate", async () => {
  const { gate, shown } = refusing("only", 100, true);
  const sources: [RunSource, RunSource] = [source, { ...source, run: "other" }];
  await openDatasets(store, sources, { gates: [gate], verdicts: ["approved"], split: whole });
  expect(shown).toHaveLength(40);
});
