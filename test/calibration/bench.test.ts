import { beforeAll, describe, expect, test } from "vitest";
import { trainingTypes } from "../../schema/training/index.ts";
import type { CalibrationReport } from "../../src/calibration/report.ts";
import { openAssay } from "../support/assay.ts";

const types = Object.keys(trainingTypes);

describe("the calibration bench on the offline reviewer", () => {
  let report: CalibrationReport;
  beforeAll(async () => {
    const { createAssay } = await import("../../src/assay.ts");
    const assay = createAssay({ db: ":memory:", seed: 3 }, { environment: {} });
    report = await assay.calibrate({ rows: 3 * types.length });
    await assay.close();
  }, 180_000);

  test("approves the right rows of every type and plants into all of them", () => {
    expect(report).toMatchObject({
      status: "done",
      rows: 3 * types.length,
      types,
      models: ["offline/expert"],
      human: null,
    });
    expect(report.falseRejections.hits, JSON.stringify(report.falseRejectedBy)).toBe(0);
    expect(report.confusion.right.approved).toBe(3 * types.length);
    expect(report.planted).toBeGreaterThan(20 * report.rows);
  });

  test("finds what rules can find", () => {
    const missed = report.operators.filter(
      ({ decidable, recall }) => decidable === "deterministic" && recall.hits < recall.of,
    );
    expect(missed.map(({ name, missed }) => `${name}: ${missed.join(", ")}`)).toEqual([]);
    expect(report.recall.deterministic.value).toBe(1);
  });

  test("counts what only a reader can find apart, and does not find it by chance", () => {
    const readers = report.operators.filter(({ decidable }) => decidable === "judge");
    expect(report.recall.judge.of).toBe(readers.reduce((sum, { recall }) => sum + recall.of, 0));
    expect(report.recall.judge.value).toBeLessThan(0.5);
    const judged = Object.values(report.confusion.judge).reduce((sum, count) => sum + count, 0);
    expect(judged).toBe(report.recall.judge.of);
  });
});

describe("a calibration", () => {
  const few = ["wrong-number", "wrong-step", "constant-code", "flipped-label"];

  test("gives the same report from the same seed, and another from another", async () => {
    const measure = async (seed: number) => {
      const { spend: _spend, ...lasting } = await openAssay({ seed }).calibrate({ rows: 6, operators: few });
      return lasting;
    };
    const [one, again, other] = [await measure(1), await measure(1), await measure(2)];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  }, 60_000);

  test("takes the approved rows of a run as right", async () => {
    const assay = openAssay({ type: "grpo", count: 4, domain: "chemistry" });
    const { run } = await assay.generate("4 GRPO examples for stoichiometry");
    const report = await assay.calibrate({ run, operators: few });
    expect(report).toMatchObject({ run, rows: 4, types: ["grpo"], families: 0 });
    expect(report.falseRejections.hits).toBe(0);
    expect(report.recall.deterministic.value).toBe(1);
    expect(report.operators.find(({ name }) => name === "flipped-label")?.recall.of).toBe(0);
  }, 60_000);

  test("measures agreement with people by kappa, rows by id and rows by themselves", async () => {
    const assay = openAssay();
    const { run } = await assay.generate("3 GRPO examples for stoichiometry");
    const labels = [];
    for await (const { id } of assay.samples(run)) labels.push({ id, verdict: "approved" as const });
    const row = {
      prompt: "What is the pH of pure water at 25 °C?",
      completion: "I'm sorry, but I can't help with that.",
    };
    labels.push({ type: "sft", row, verdict: "rejected" as const });
    const { human } = await assay.calibrate({ rows: 1, operators: [], labels });
    expect(human).toMatchObject({ pairs: 4, agreement: 1, kappa: 1, unchecked: 0 });
    expect(human?.confusion.approved).toEqual({ approved: 3 });
  }, 60_000);

  test("that is stopped reports what it has", async () => {
    const stop = new AbortController();
    const report = await openAssay().calibrate({
      rows: 500,
      operators: few,
      signal: stop.signal,
      onProgress: ({ rows }) => rows >= 2 && stop.abort(),
    });
    expect(report.status).toBe("interrupted");
    expect(report.rows).toBeGreaterThanOrEqual(2);
    expect(report.rows).toBeLessThan(20);
  }, 60_000);

  test.each([
    [{ types: ["sft", "dop"] }, '"dop" is not a training type'],
    [{ operators: ["typo"] }, '"typo" is not a kind of fault'],
  ])("refuses %j", async (options, message) => {
    await expect(openAssay().calibrate(options)).rejects.toThrow(message);
  });

  test("refuses a domain without families, a run without approved rows and a label of no row", async () => {
    await expect(openAssay({ domain: "alchemy" }).calibrate({})).rejects.toThrow('no problem families for "alchemy"');
    const labels = [{ id: "0123456789ab", verdict: "approved" as const }];
    await expect(openAssay().calibrate({ rows: 1, operators: [], labels })).rejects.toThrow("no row 0123456789ab");
  }, 60_000);
});
