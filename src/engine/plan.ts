import type { z } from "zod";
import type { agents } from "../../agents/index.ts";
import { contentId } from "../../schema/canonical.ts";
import { difficulties } from "../../schema/problem.ts";
import type { Cell, Spec } from "../../schema/request.ts";

type Division = z.infer<typeof agents.planning.output>["subTopics"];

/**
 * Quotas over sub-topic × difficulty that sum to the count. Sub-topics and difficulties get their shares of the count by
 * largest remainder, and the cells are rounded so that both hold: few rows over many sub-topics keep the mix of
 * difficulties too. Cells without a row are left out.
 */
export function makeCells(spec: Spec, subTopics: Division): Cell[] {
  const levels = difficulties.filter((difficulty) => spec.difficulty[difficulty] > 0);
  const topicRows = largestRemainder(
    spec.count,
    subTopics.map(({ weight }) => weight),
  );
  const levelRows = largestRemainder(
    spec.count,
    levels.map((level) => spec.difficulty[level]),
  );
  const weights = subTopics.reduce((sum, { weight }) => sum + weight, 0);
  const mix = levels.reduce((sum, level) => sum + spec.difficulty[level], 0);
  const exact = subTopics.map(({ weight }) =>
    levels.map((level) => (spec.count * weight * spec.difficulty[level]) / (weights * mix)),
  );
  const quotas = exact.map((shares) => shares.map(down));
  const open = levelRows.map((rows, column) => rows - quotas.reduce((sum, row) => sum + row[column]!, 0));
  for (const [index, row] of quotas.entries()) {
    const fresh = new Set(row.keys());
    for (let left = topicRows[index]! - row.reduce((sum, rows) => sum + rows, 0); left > 0; left--) {
      const column = best(fresh, open, exact[index]!) ?? best(new Set(row.keys()), open, exact[index]!)!;
      fresh.delete(column);
      row[column]! += 1;
      open[column]! -= 1;
    }
  }
  return subTopics.flatMap(({ name }, index) =>
    levels.flatMap((difficulty, column) => {
      const quota = quotas[index]![column]!;
      const id = contentId({ subTopic: name, difficulty }, 10);
      return quota === 0 ? [] : [{ id, topic: spec.domain, subTopic: name, difficulty, quota }];
    }),
  );
}

/** Rounds down; shares that are whole but for the error of their division stay whole. */
const down = (share: number): number => Math.floor(share + 1e-9);

/** The column with most rows still to place, of equal ones that which rounding down cost most; undefined when all are full. */
function best(columns: ReadonlySet<number>, open: readonly number[], exact: readonly number[]): number | undefined {
  const lost = (column: number): number => exact[column]! - down(exact[column]!);
  return [...columns]
    .filter((column) => open[column]! > 0)
    .sort((a, b) => open[b]! - open[a]! || lost(b) - lost(a) || a - b)[0];
}

/** Whole shares of a count that sum to it, each within one of its exact share. */
function largestRemainder(count: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (count * weight) / total);
  const shares = exact.map(down);
  const order = exact
    .map((share, index) => ({ index, remainder: share - down(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const left = count - shares.reduce((sum, share) => sum + share, 0);
  for (let turn = 0; turn < left; turn++) shares[order[turn % order.length]!.index]! += 1;
  return shares;
}
