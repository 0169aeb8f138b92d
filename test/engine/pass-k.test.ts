import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ConfigInput } from "../../schema/config.ts";
import { type PassRate, parseBand, wilsonInterval } from "../../schema/pass-rate.ts";
import { families } from "../../src/offline/families/index.ts";
import { work } from "../../src/offline/family.ts";
import { startGeminiEmulator } from "../emulators/gemini/index.mjs";
import { createTutor } from "../emulators/gemini/tutor.mjs";
import { exported, hurriedClock, openAssay } from "../support/assay.ts";

const rowsOf = (text: string): { provenance: { pass_rate: PassRate; difficulty: string } }[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("offline", () => {
  const config: ConfigInput = { type: "grpo", domain: "chemistry", count: 12, seed: 5, passK: 8 };

  test("every approved row carries the attempts, their rate and that no language model made them", async () => {
    const assay = openAssay(config);
    const summary = await assay.generate("rows with measured difficulty");
    expect(summary).toMatchObject({ approved: 12, difficulty: { model: "offline/expert", k: 8, band: null } });
    for await (const { id, row, provenance } of assay.samples(summary.run, { verdicts: ["approved"] })) {
      const rate = provenance.pass_rate as PassRate;
      expect(rate).toMatchObject({ k: 8, graded: 8, kind: "procedural attempts, no language model" });
      expect(rate.rate).toBeCloseTo(rate.passed / 8);
      expect(rate.low).toBeLessThanOrEqual(rate.rate);
      expect(rate.high).toBeGreaterThanOrEqual(rate.rate);
      const completions = row.completions as { completion: string; reward: number }[];
      expect(completions.filter(({ reward }) => reward === 1)).toHaveLength(rate.passed);
      const truth = `Answer: ${row.ground_truth}`;
      for (const { completion, reward } of completions) expect(completion.endsWith(truth)).toBe(reward === 1);
      expect((await assay.show(id)).measured?.attempts).toHaveLength(8);
    }
  });

  test("a band keeps the rows inside it, rejects the others with the reason, and tops up", async () => {
    const assay = openAssay({ ...config, passBand: "0.2-0.8", attemptFactor: 10 });
    const summary = await assay.generate("rows neither trivial nor hopeless");
    expect(summary, summary.reason).toMatchObject({ status: "done", approved: 12 });
    expect(summary.rejected).toBeGreaterThan(0);
    for (const { provenance } of rowsOf(await exported(assay, summary.run))) {
      expect(provenance.pass_rate.rate).toBeGreaterThanOrEqual(0.2);
      expect(provenance.pass_rate.rate).toBeLessThanOrEqual(0.8);
    }
    for await (const { provenance } of assay.samples(summary.run, { verdicts: ["rejected"] })) {
      const { rate } = provenance.pass_rate as PassRate;
      expect(rate < 0.2 || rate > 0.8).toBe(true);
    }
  });

  test("the bytes are the same at any concurrency, and after a stop", async () => {
    const band = { ...config, passBand: "0.1-0.9", attemptFactor: 10 };
    const texts: string[] = [];
    for (const concurrency of [1, 16]) {
      const assay = openAssay({ ...band, concurrency, callConcurrency: concurrency });
      texts.push(await exported(assay, (await assay.generate("the same")).run));
    }
    expect(texts[1]).toBe(texts[0]);
    const assay = openAssay(band);
    const run = assay.generate("the same");
    for await (const event of run) if (event.type === "stage-end" && event.stage === "attempt") run.stop();
    const stopped = await run;
    expect(stopped.status).toBe("interrupted");
    const resumed = await assay.resume(stopped.run);
    expect(resumed).toMatchObject({ status: "done", approved: 12 });
    expect(await exported(assay, stopped.run)).toBe(texts[0]);
  });
});

describe("on a language model", () => {
  async function emulated(config: ConfigInput, right: (attempt: number) => boolean) {
    const tries = new Map<string, number>();
    const tutor = createTutor({
      families,
      workProblem: work,
      spoil: (agent, answer, problem) => {
        if (agent !== "attempt" || !problem) return answer;
        const number = (tries.get(problem.prompt) ?? 0) + 1;
        tries.set(problem.prompt, number);
        return right(number) ? answer : { ...answer, answer: "123456 parsec" };
      },
    });
    const emulator = await startGeminiEmulator({ reply: tutor });
    onTestFinished(() => emulator.close());
    const environment = { GEMINI_API_KEY: "a-secret-key", GOOGLE_GEMINI_BASE_URL: emulator.url };
    const assay = openAssay(
      { count: 3, type: "grpo", domain: "chemistry", passModel: "gemini-2.0-flash", ...config },
      { environment, clock: hurriedClock },
    );
    const attempts = () =>
      emulator.requests.filter(({ schema }) => Object.keys(schema?.properties ?? {}).join() === "reasoning,answer");
    return { assay, attempts };
  }

  test("k attempts a row by the named model, each with a seed of its own, are graded against the ground truth", async () => {
    const { assay, attempts } = await emulated({ passK: 4 }, (attempt) => attempt !== 2);
    const summary = await assay.generate("rows");
    expect(summary).toMatchObject({
      approved: 3,
      difficulty: { model: "gemini/gemini-2.0-flash", k: 4, rows: 3, mean_pass_rate: 0.75 },
    });
    expect(attempts()).toHaveLength(12);
    expect(attempts().every(({ model }) => model === "gemini-2.0-flash")).toBe(true);
    expect(new Set(attempts().map(({ body }) => body.generationConfig.seed)).size).toBe(12);
    expect(attempts().every(({ body }) => body.generationConfig.temperature > 0)).toBe(true);
    for (const { provenance } of rowsOf(await exported(assay, summary.run))) {
      expect(provenance.pass_rate).toMatchObject({ kind: "language model", passed: 3, graded: 4, rate: 0.75 });
    }
  });

  test("a run stopped among the attempts and resumed buys none of them twice", async () => {
    const { assay, attempts } = await emulated({ passK: 6, concurrency: 1 }, (attempt) => attempt % 2 === 0);
    const run = assay.generate("rows");
    for await (const event of run) if (event.type === "stage-end" && event.stage === "attempt") run.stop();
    expect(await run).toMatchObject({ status: "interrupted" });
    const before = attempts().length;
    expect(before).toBeGreaterThanOrEqual(6);
    expect(await assay.resume((await run).run)).toMatchObject({ status: "done", approved: 3 });
    const bought = attempts().map(({ text, body }) => `${text} ${body.generationConfig.seed}`);
    expect(new Set(bought).size).toBe(bought.length);
    expect(bought).toHaveLength(18);
  });

  test("the quote holds the attempts, and a band's expected losses", async () => {
    const { assay: plain } = await emulated({}, () => true);
    const { assay: measured } = await emulated({ passK: 8 }, () => true);
    const { assay: banded } = await emulated({ passK: 8, passBand: "0.2-0.8" }, () => true);
    const [without, withAttempts, withBand] = await Promise.all(
      [plain, measured, banded].map((assay) => assay.quote("3 rows")),
    );
    const line = withAttempts!.lines.find(({ agent }) => agent === "attempt");
    expect(line).toMatchObject({ model: "gemini/gemini-2.0-flash", calls: 28 });
    expect(withAttempts!.expectedUsd!).toBeCloseTo(without!.expectedUsd! + line!.usd!);
    expect(withBand!.expectedUsd!).toBeGreaterThan(withAttempts!.expectedUsd! * 1.5);
  });
});

describe("bad settings get one clear line", () => {
  test.each([
    ["a band without attempts", { passBand: "0.2-0.8" }],
    ["a band the wrong way round", { passK: 4, passBand: "0.8-0.2" }],
    ["a band that is none", { passK: 4, passBand: "some" }],
    ["a rate above one", { passK: 4, passBand: "0.2-1.8" }],
  ])("%s", (_name, config) => {
    expect(() => openAssay(config)).toThrowError(expect.objectContaining({ code: "config/value" }));
  });

  test("a type that has no answer to be met", async () => {
    const assay = openAssay({ type: "dpo", domain: "chemistry", count: 2, passK: 4 });
    await expect(assay.generate("two rows")).rejects.toMatchObject({ code: "config/pass-k", hint: /grpo/ });
  });
});

describe("Wilson's interval", () => {
  test("has the published values", () => {
    // Agresti and Coull 1998, doi:10.2307/2685469, and any table of the score interval.
    expect(wilsonInterval(8, 10)).toEqual({ low: 0.4902, high: 0.9433 });
    expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: 0.2775 });
    expect(wilsonInterval(1, 1)).toEqual({ low: 0.2065, high: 1 });
  });

  test("holds the rate, is symmetric, and narrows as attempts are added", () => {
    const counts = fc.integer({ min: 1, max: 500 }).chain((total) => fc.tuple(fc.nat(total), fc.constant(total)));
    fc.assert(
      fc.property(counts, ([passed, total]) => {
        const { low, high } = wilsonInterval(passed, total);
        expect(low).toBeLessThanOrEqual(passed / total + 1e-4);
        expect(high).toBeGreaterThanOrEqual(passed / total - 1e-4);
        const mirrored = wilsonInterval(total - passed, total);
        expect(mirrored.low).toBeCloseTo(1 - high, 3);
        const more = wilsonInterval(passed * 4, total * 4);
        expect(more.high - more.low).toBeLessThanOrEqual(high - low + 1e-4);
      }),
    );
  });

  test("a band is read in either dash, ends included", () => {
    expect(parseBand("0.2-0.8")).toEqual({ low: 0.2, high: 0.8 });
    expect(parseBand(" 0 – 1 ")).toEqual({ low: 0, high: 1 });
  });
});
