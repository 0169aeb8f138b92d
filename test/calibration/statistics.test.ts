import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cohensKappa, wilson } from "../../src/calibration/statistics.ts";

describe("wilson", () => {
  // By hand with z = 1.959964 from the formula of Wilson (1927).
  test.each([
    [9, 10, 0.9, 0.59585, 0.982124],
    [1, 10, 0.1, 0.017876, 0.40415],
    [50, 100, 0.5, 0.403832, 0.596168],
    [10, 10, 1, 0.722467, 1],
    [0, 10, 0, 0, 0.277533],
    [0, 1000, 0, 0, 0.003827],
  ])("%i of %i is %d, from %d to %d", (hits, of, value, low, high) => {
    const interval = wilson(hits, of);
    expect(interval.value).toBeCloseTo(value, 6);
    expect(interval.low).toBeCloseTo(low, 5);
    expect(interval.high).toBeCloseTo(high, 5);
  });

  test("nothing observed has neither share nor interval", () => {
    expect(wilson(0, 0)).toEqual({ hits: 0, of: 0, value: null, low: null, high: null });
  });

  test("the interval holds the share and mirrors when hits and misses change places", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const hits = Math.round(part * of);
        const [one, other] = [wilson(hits, of), wilson(of - hits, of)];
        expect(one.low!).toBeLessThanOrEqual(one.value!);
        expect(one.high!).toBeGreaterThanOrEqual(one.value!);
        expect(one.low!).toBeCloseTo(1 - other.high!, 5);
      }),
    );
  });
});

describe("Cohen's kappa", () => {
  const pairs = (counts: [string, string, number][]): [string, string][] =>
    counts.flatMap(([first, second, count]) => Array.from({ length: count }, (): [string, string] => [first, second]));

  test("of the 2 × 2 table 20, 5, 10, 15 is 0.4", () => {
    // Observed 35/50 = 0.7; expected 0.5 × 0.6 + 0.5 × 0.4 = 0.5; (0.7 − 0.5) / 0.5 = 0.4; error √(0.21 / (50 × 0.25)).
    const table = pairs([
      ["yes", "yes", 20],
      ["yes", "no", 5],
      ["no", "yes", 10],
      ["no", "no", 15],
    ]);
    const result = cohensKappa(table);
    expect(result).toMatchObject({ pairs: 50, agreement: 0.7, kappa: 0.4 });
    expect(result.low).toBeCloseTo(0.4 - 1.959964 * 0.129615, 4);
    expect(result.high).toBeCloseTo(0.4 + 1.959964 * 0.129615, 4);
  });

  test("is 1 for raters who always agree, and -1 for those who never do in equal halves", () => {
    expect(
      cohensKappa(
        pairs([
          ["a", "a", 3],
          ["b", "b", 4],
        ]),
      ).kappa,
    ).toBe(1);
    expect(
      cohensKappa(
        pairs([
          ["a", "b", 5],
          ["b", "a", 5],
        ]),
      ).kappa,
    ).toBe(-1);
  });

  test("of three ratings comes from observed 0.8 and expected 0.38", () => {
    const table = pairs([
      ["a", "a", 4],
      ["b", "b", 3],
      ["c", "c", 1],
      ["a", "b", 1],
      ["b", "c", 1],
    ]);
    // Shares 0.5, 0.4, 0.1 and 0.4, 0.4, 0.2: expected 0.2 + 0.16 + 0.02 = 0.38.
    expect(cohensKappa(table).kappa).toBeCloseTo((0.8 - 0.38) / 0.62, 6);
  });

  test("is not defined when all ratings are one, nor without pairs", () => {
    expect(cohensKappa(pairs([["a", "a", 9]])).kappa).toBeNull();
    expect(cohensKappa([]).kappa).toBeNull();
  });
});
