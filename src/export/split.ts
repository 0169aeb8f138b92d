import { sha256 } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { ExportPart } from "../../schema/export.ts";
import { nearFingerprint } from "../review/index.ts";

/** Shares of the parts of a dataset; they sum to 1. */
export type Split = Record<ExportPart, number>;

export const whole: Split = { train: 1, validation: 0, test: 0 };

/** Reads `80/10/10` or `90/10`: whole shares of train, validation and test that sum to 100. */
export function parseSplit(text: string): Split {
  const shares = text.split("/").map((part) => (/^\d{1,3}$/.test(part.trim()) ? Number(part) : Number.NaN));
  const [train = 0, validation = 0, test = 0] = shares;
  if (shares.length < 2 || shares.length > 3 || train + validation + test !== 100) {
    throw new AssayError("export/split", `A split is two or three whole shares that sum to 100; got "${text}".`, {
      hint: "For instance 80/10/10, for train, validation and test.",
    });
  }
  return { train: train / 100, validation: validation / 100, test: test / 100 };
}

/**
 * The part a row belongs to, by its group alone: prompts of one sub-topic with the same numbers are variants of one
 * problem, and variants never straddle. So a row keeps its part in every export, and shares hold on average.
 */
export function partOf(split: Split, subTopic: string, prompt: string): ExportPart {
  const numbers = prompt.match(/\d+(?:\.\d+)?/g) ?? [];
  const group = numbers.length > 1 ? `${subTopic}|${numbers.sort().join("|")}` : nearFingerprint(prompt);
  const place = Number.parseInt(sha256(group).slice(0, 12), 16) / 16 ** 12;
  if (place < split.train) return "train";
  return place < split.train + split.validation ? "validation" : "test";
}
