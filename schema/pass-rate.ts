import { z } from "zod";
import { AssayError } from "./error.ts";

/** How often a model answered a question rightly, with the interval that so few attempts allow. */
export const PassRate = z.object({
  model: z.string(),
  /** `procedural attempts, no language model` where the model answers by rules. */
  kind: z.enum(["language model", "procedural attempts, no language model"]),
  /** Attempts asked for, attempts that could be graded, and those that were right. */
  k: z.number().int().min(1),
  graded: z.number().int().min(0),
  passed: z.number().int().min(0),
  /** passed / graded. */
  rate: z.number().min(0).max(1),
  /** Wilson's 95 % interval of the rate. */
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
});
export type PassRate = z.infer<typeof PassRate>;

/** Standard normal quantile of a two-sided 95 % interval. */
const quantile = 1.959964;

/** Wilson's score interval of a proportion at 95 % (Wilson 1927, doi:10.1080/01621459.1927.10502953). `total` ≥ 1. */
export function wilsonInterval(passed: number, total: number): { low: number; high: number } {
  const rate = passed / total;
  const square = quantile ** 2 / total;
  const centre = (rate + square / 2) / (1 + square);
  const half = (quantile / (1 + square)) * Math.sqrt((rate * (1 - rate)) / total + square / (4 * total));
  const rounded = (value: number): number => Number(Math.min(1, Math.max(0, value)).toFixed(4));
  return {
    low: passed === 0 ? 0 : rounded(centre - half),
    high: passed === total ? 1 : rounded(centre + half),
  };
}

/** Who made the attempts, for provenance and people. */
export const attemptKind = (procedural: boolean): PassRate["kind"] =>
  procedural ? "procedural attempts, no language model" : "language model";

/** The pass rate of a number of graded attempts; `graded` ≥ 1. */
export function passRate(
  model: { id: string; procedural: boolean },
  counts: { k: number; graded: number; passed: number },
): PassRate {
  return {
    model: model.id,
    kind: attemptKind(model.procedural),
    ...counts,
    rate: Number((counts.passed / counts.graded).toFixed(4)),
    ...wilsonInterval(counts.passed, counts.graded),
  };
}

/** Pass rates that are kept, both ends included. */
export interface Band {
  low: number;
  high: number;
}

/** Reads `0.2-0.8`; throws AssayError `config/value` for anything else. */
export function parseBand(text: string): Band {
  const match = /^\s*(0(?:\.\d+)?|1(?:\.0+)?)\s*[-–]\s*(0(?:\.\d+)?|1(?:\.0+)?)\s*$/.exec(text);
  const [low, high] = [Number(match?.[1]), Number(match?.[2])];
  if (match && low <= high) return { low, high };
  throw new AssayError("config/value", `passBand must be two rates from 0 to 1, the lower first; "${text}" came.`, {
    hint: "For instance --pass-band 0.2-0.8.",
  });
}

/** Refuses a band that cannot be read, or one that nothing is measured for. */
export function checkBand({ passK, passBand }: { passK?: number | undefined; passBand?: string | undefined }): void {
  if (passBand === undefined) return;
  parseBand(passBand);
  if (passK === undefined) {
    throw new AssayError("config/value", "passBand keeps rows by their pass rate, and passK is not set.", {
      hint: "Say how many attempts measure it, e.g. --pass-k 8.",
    });
  }
}
