import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCounter, otherNames } from "../../src/statistics/counts.ts";
import { createLengths, createShares } from "../../src/statistics/distribution.ts";
import { createStatistics, type StatisticsRow } from "../../src/statistics/index.ts";
import { measure } from "../../src/statistics/measure.ts";
import { rowText } from "../../src/statistics/text.ts";
import { openAssay, temporaryFolder } from "../support/assay.ts";

const row = (set: Partial<StatisticsRow> = {}): StatisticsRow => ({
  type: "grpo",
  topic: "chemistry",
  subTopic: "molarity",
  difficulty: "easy",
  verdict: "approved",
  quality: 0.9,
  licence: "CC0-1.0",
  documents: [{ source: "handbook", title: "Molarity" }],
  models: ["offline/expert"],
  attempts: 1,
  checks: [],
  prompt: "How many moles?",
  response: "Two.",
  ...set,
});

describe("distributions", () => {
  /** Nearest rank, from the sorted values. */
  const exact = (values: number[], share: number): number =>
    [...values].sort((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length)) - 1]!;

  test("quantiles of quality are those of the sorted values", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 300 }), (values) => {
        const gathered = createShares();
        for (const value of values) gathered.add(value / 10_000);
        const result = gathered.result();
        for (const [name, share] of [
          ["p05", 0.05],
          ["p50", 0.5],
          ["p95", 0.95],
        ] as const) {
          expect(result[name]).toBe(exact(values, share) / 10_000);
        }
        expect(result.histogram.reduce((sum, bar) => sum + bar.rows, 0)).toBe(values.length);
      }),
    );
  });

  test("quantiles of lengths are at most 0.8 % too low, least and most exact, and every row stands in a bar", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 200 }), (values) => {
        const gathered = createLengths();
        for (const value of values) gathered.add(value);
        const result = gathered.result();
        for (const [name, share] of [
          ["p25", 0.25],
          ["p50", 0.5],
          ["p75", 0.75],
        ] as const) {
          const wanted = exact(values, share);
          expect(result[name]!).toBeLessThanOrEqual(wanted);
          expect(result[name]!).toBeGreaterThanOrEqual(wanted * (1 - 0.008) - 0.05);
        }
        expect([result.minimum, result.maximum]).toEqual([Math.min(...values), Math.max(...values)]);
        expect(result.histogram.reduce((sum, bar) => sum + bar.rows, 0)).toBe(values.length);
        for (const bar of result.histogram) expect(bar.to === null || bar.to > bar.from).toBe(true);
      }),
    );
  });

  test("nothing gives no number", () => {
    expect(createLengths().result()).toMatchObject({ count: 0, mean: null, p50: null, histogram: [] });
    expect(createShares().result()).toMatchObject({ count: 0, mean: null, maximum: null });
  });
});

describe("counts", () => {
  test("stay bounded: names beyond the limit are counted together", () => {
    const counter = createCounter(3);
    for (const name of ["a", "b", "b", "c", "d", "e", "d"]) counter.add(name);
    expect(counter.list()).toEqual([
      { name: "b", rows: 2 },
      { name: "a", rows: 1 },
      { name: "c", rows: 1 },
      { name: otherNames, rows: 3 },
    ]);
  });

  test("a row counts once for each source, model and failed check that it names", () => {
    const statistics = createStatistics();
    const documents = [
      { source: "wikipedia", title: "Mole" },
      { source: "wikipedia", title: "Molarity" },
    ];
    const checks = ["format", "format", "units"].map((name) => ({ name, status: "failed" }));
    statistics.add(row({ documents, checks: [...checks, { name: "executes", status: "unchecked" }] }));
    const result = statistics.result();
    expect(result.sources).toEqual([{ name: "wikipedia", rows: 1 }]);
    expect(result.documents.map(({ name }) => name)).toEqual(["Molarity · wikipedia", "Mole · wikipedia"].sort());
    expect(result.failed_checks).toEqual([
      { name: "format", rows: 1 },
      { name: "units", rows: 1 },
    ]);
    expect(result.unchecked_checks).toEqual([{ name: "executes", rows: 1 }]);
  });

  test("cells carry rows, approved rows and mean quality; names like __proto__ are names", () => {
    const statistics = createStatistics();
    statistics.add(row({ subTopic: "__proto__", quality: 0.5, verdict: "rejected" }));
    statistics.add(row({ subTopic: "__proto__", quality: 1 }));
    statistics.add(row({ subTopic: "__proto__", quality: null }));
    expect(statistics.result().cells).toEqual([
      { sub_topic: "__proto__", difficulty: "easy", rows: 3, approved: 2, quality: 0.75 },
    ]);
  });

  test("the order of the rows does not matter, diversity left aside", () => {
    const rows = ["a", "b", "c", "d"].flatMap((subTopic, index) =>
      [0.31, 0.77].map((quality) => row({ subTopic, quality, prompt: "x ".repeat(index * 300) })),
    );
    const of = (list: StatisticsRow[]): unknown => {
      const statistics = createStatistics();
      for (const one of list) statistics.add(one);
      return { ...statistics.result(), diversity: null };
    };
    expect(of([...rows].reverse())).toEqual(of(rows));
  });
});

describe("texts", () => {
  test("are measured in code points and words", () => {
    expect(measure("")).toEqual({ characters: 0, words: 0, tokens: 0 });
    expect(measure("Zwei  Wörter\n")).toMatchObject({ characters: 13, words: 2 });
    expect(measure("🧪 \u3000 H₂O")).toMatchObject({ characters: 7, words: 2 });
  });

  test.each([
    [
      "TRL conversational",
      { prompt: [{ role: "user", content: "Q" }], completion: [{ role: "assistant", content: "A" }] },
    ],
    ["TRL standard", { prompt: "Q", completion: "A" }],
    [
      "messages with a system turn",
      {
        messages: [
          { role: "system", content: "S" },
          { role: "user", content: "Q" },
          { role: "assistant", content: "A" },
        ],
      },
    ],
    ["preference", { prompt: "Q", chosen: "A", rejected: "B" }],
    [
      "sharegpt",
      {
        conversations: [
          { from: "human", value: "Q" },
          { from: "gpt", value: "A" },
        ],
      },
    ],
    ["alpaca", { instruction: "Q", input: "", output: "A" }],
    [
      "Vertex",
      {
        contents: [
          { role: "user", parts: [{ text: "Q" }] },
          { role: "model", parts: [{ text: "A" }] },
        ],
      },
    ],
    [
      "OpenAI preference",
      {
        input: { messages: [{ role: "user", content: "Q" }] },
        preferred_output: [{ role: "assistant", content: "A" }],
      },
    ],
    [
      "implicit preference",
      {
        chosen: [
          { role: "user", content: "Q" },
          { role: "assistant", content: "A" },
        ],
        rejected: [],
      },
    ],
  ])("are found in %s", (_name, columns) => {
    expect(rowText(columns)).toEqual({ prompt: "Q", response: "A" });
  });

  test("no shape of a row makes them fail", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("prompt", "messages", "chosen", "input", "output", "contents"), fc.jsonValue()),
        (columns) => {
          const { prompt, response } = rowText(columns);
          expect([typeof prompt, typeof response]).toEqual(["string", "string"]);
        },
      ),
    );
  });
});

describe("a run and its exports", () => {
  test("have the same statistics, in JSON Lines and in Parquet, and the run its price too", async () => {
    const assay = openAssay();
    const { run } = await assay.generate("6 SFT examples for chemistry");
    const ofRun = await assay.stats(run);
    expect(ofRun.dataset).toMatchObject({ kind: "run", name: run, requested: 6, failed: 0 });
    expect(ofRun.cost).toMatchObject({ usd: 0, usdPerApprovedRow: 0 });
    expect(ofRun.timeline.reduce((sum, step) => sum + step.rows, 0)).toBe(ofRun.statistics.rows);
    expect(await assay.stats(run)).toEqual(ofRun);
    for (const format of ["trl", "hf"]) {
      const out = temporaryFolder();
      await assay.export(run, { format, out });
      const ofFiles = await assay.stats(out);
      expect(ofFiles.cost).toBeNull();
      const { failed_checks, unchecked_checks, types, ...counted } = ofFiles.statistics;
      expect(counted).toEqual(JSON.parse(JSON.stringify(await approvedOnly(ofRun.statistics, counted))));
      expect([failed_checks, unchecked_checks]).toEqual([[], []]);
      expect(types).toEqual([{ name: format === "hf" ? "sft" : "prompt-completion", rows: 6 }]);
    }
  });
});

/** The run had no row but approved ones, so that the numbers can be the same. */
async function approvedOnly(statistics: { rows: number; verdicts: { name: string; rows: number }[] }, like: object) {
  expect(statistics.verdicts).toEqual([{ name: "approved", rows: statistics.rows }]);
  return Object.fromEntries(Object.keys(like).map((name) => [name, statistics[name as "rows"]]));
}
