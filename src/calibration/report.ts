import { type Verdict, verdicts } from "../../schema/review.ts";
import type { Examined } from "./examine.ts";
import type { MutationOperator } from "./operator.ts";
import { type Kappa, type Proportion, wilson } from "./statistics.ts";

/** How often one kind of fault was found. */
export interface OperatorResult {
  name: string;
  description: string;
  decidable: MutationOperator["decidable"];
  /** Found: rejected or sent back. Neither approved nor unchecked rows count. */
  recall: Proportion;
  verdicts: Record<Verdict, number>;
  /** What found it, by check: `duplicate` is the settlement, `judge` low scores, `shape` the row's own shape. */
  foundBy: Record<string, number>;
  /** The first places where it was not found, as `row 17 (qa): approved`; rows count from 0. */
  missed: string[];
}

const missesShown = 5;

/** What the bench measured. Equal seeds, rows and models give equal reports but for `spend`. */
export interface CalibrationReport {
  status: "done" | "interrupted" | "budget";
  seed: number;
  /** Models that judged and derived. */
  models: string[];
  types: string[];
  /** Families, or the run, that the right rows came from. */
  families: number;
  run: string | null;
  /** Right rows that were reviewed. */
  rows: number;
  /** Faults planted; only in rows that were approved without one. */
  planted: number;
  operators: OperatorResult[];
  /** Over all faults that rules can find, and over those that need a reader. */
  recall: Record<MutationOperator["decidable"], Proportion>;
  /** Right rows that were rejected or sent back. */
  falseRejections: Proportion;
  falseRejectedBy: Record<string, number>;
  /** Rows by what was planted and by verdict. */
  confusion: Record<"right" | MutationOperator["decidable"], Record<Verdict, number>>;
  /** Agreement with people on whether a row is approved; null without labels. */
  human: (Kappa & { unchecked: number; confusion: Record<string, Record<string, number>> }) | null;
  spend: { usd: number; calls: number };
}

const none = (): Record<Verdict, number> =>
  Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
const found = (counts: Record<Verdict, number>): number => counts.rejected + counts.needs_revision;
const total = (counts: Record<Verdict, number>): number => verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
const sorted = (counts: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));

/** Counts verdicts; the order in which they come does not matter. */
export function createTally(operators: readonly MutationOperator[]) {
  const right = none();
  const rightBy: Record<string, number> = {};
  const byOperator = new Map(
    operators.map(({ name }) => [
      name,
      { counts: none(), by: {} as Record<string, number>, missed: [] as { row: number; text: string }[] },
    ]),
  );

  return {
    right({ verdict, by }: Examined): void {
      right[verdict]++;
      if (verdict !== "approved") rightBy[by] = (rightBy[by] ?? 0) + 1;
    },
    planted(operator: MutationOperator, row: number, type: string, { verdict, by }: Examined): void {
      const entry = byOperator.get(operator.name)!;
      entry.counts[verdict]++;
      if (verdict === "rejected" || verdict === "needs_revision") entry.by[by] = (entry.by[by] ?? 0) + 1;
      else entry.missed.push({ row, text: `row ${row} (${type}): ${verdict}` });
    },
    get rows() {
      return total(right);
    },
    get faults() {
      return [...byOperator.values()].reduce((sum, { counts }) => sum + total(counts), 0);
    },
    results(): Pick<
      CalibrationReport,
      "rows" | "planted" | "operators" | "recall" | "falseRejections" | "falseRejectedBy" | "confusion"
    > {
      const confusion = { right, deterministic: none(), judge: none() };
      const results = operators.map(({ name, description, decidable }): OperatorResult => {
        const { counts, by, missed } = byOperator.get(name)!;
        for (const verdict of verdicts) confusion[decidable][verdict] += counts[verdict];
        return {
          name,
          description,
          decidable,
          recall: wilson(found(counts), total(counts)),
          verdicts: counts,
          foundBy: sorted(by),
          missed: missed
            .sort((a, b) => a.row - b.row)
            .slice(0, missesShown)
            .map(({ text }) => text),
        };
      });
      const share = (counts: Record<Verdict, number>): Proportion => wilson(found(counts), total(counts));
      return {
        rows: total(right),
        planted: total(confusion.deterministic) + total(confusion.judge),
        operators: results,
        recall: { deterministic: share(confusion.deterministic), judge: share(confusion.judge) },
        falseRejections: share(right),
        falseRejectedBy: sorted(rightBy),
        confusion,
      };
    },
  };
}

export type Tally = ReturnType<typeof createTally>;
