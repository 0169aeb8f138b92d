import type { z } from "zod";
import type { agents } from "../../agents/index.ts";
import { contentId } from "../../schema/canonical.ts";
import { difficulties } from "../../schema/problem.ts";
import type { Cell, Spec } from "../../schema/request.ts";

type Division = z.infer<typeof agents.planning.output>["subTopics"];

/**
 * Quotas over sub-topic × difficulty that sum to the count. A difficulty gets its share of the count by largest remainder;
 * every sub-topic and every cell gets its exact share rounded down or up, so few rows over many sub-topics keep the mix
 * of difficulties too. Cells without a row are left out.
 */
export function makeCells(spec: Spec, subTopics: Division): Cell[] {
  const levels = difficulties.filter((difficulty) => spec.difficulty[difficulty] > 0);
  const mix = levels.map((level) => spec.difficulty[level]);
  const scale = spec.count / (sum(subTopics.map(({ weight }) => weight)) * sum(mix));
  const exact = subTopics.map(({ weight }) => mix.map((share) => scale * weight * share));
  const quotas = roundTable(exact, largestRemainder(spec.count, mix));
  return subTopics.flatMap(({ name }, index) =>
    levels.flatMap((difficulty, column) => {
      const quota = quotas[index]![column]!;
      const id = contentId({ subTopic: name, difficulty }, 10);
      return quota === 0 ? [] : [{ id, topic: spec.domain, subTopic: name, difficulty, quota }];
    }),
  );
}

/**
 * Controlled rounding (Bacharach, Matrix rounding problems, Management Science 9(4), 1966): a table of shares, with the
 * totals that its columns must have, becomes whole numbers whose cells and rows differ from their shares by less than
 * one. The rows that round up are found as a matching, by augmenting paths: rows are first filled to what they must
 * have, then to what they may have, and a path never takes from a row. With at most three columns one always exists.
 */
function roundTable(exact: readonly number[][], columnTotals: readonly number[]): number[][] {
  const table = exact.map((row) => row.map(down));
  const rest = exact.map((row, index) => row.map((share, column) => share - table[index]![column]!));
  const rests = rest.map(sum);
  const up = rest.map(() => new Set<number>());
  const open = columnTotals.map((total, column) => total - sum(table.map((row) => row[column]!)));

  function place(column: number, limits: readonly number[], seen: Set<number>): boolean {
    const wants = (row: number): number => rests[row]! - up[row]!.size;
    const rows = [...rest.keys()]
      .filter((row) => rest[row]![column]! > noise && !up[row]!.has(column))
      .sort((a, b) => wants(b) - wants(a) || rest[b]![column]! - rest[a]![column]! || a - b);
    for (const row of rows) {
      if (seen.has(row)) continue;
      seen.add(row);
      if (up[row]!.size >= limits[row]!) {
        const moved = [...up[row]!].find((other) => place(other, limits, seen));
        if (moved === undefined) continue;
        up[row]!.delete(moved);
      }
      up[row]!.add(column);
      return true;
    }
    return false;
  }

  for (const limits of [
    rests.map((share) => Math.floor(share + noise)),
    rests.map((share) => Math.ceil(share - noise)),
  ]) {
    const live = new Set(open.keys());
    while (live.size > 0) {
      const column = [...live].reduce((most, other) => (open[other]! > open[most]! ? other : most));
      if (open[column]! > 0 && place(column, limits, new Set())) open[column]! -= 1;
      else live.delete(column);
    }
  }
  return table.map((row, index) => row.map((quota, column) => quota + (up[index]!.has(column) ? 1 : 0)));
}

/** Errors of division in shares that are whole numbers. */
const noise = 1e-7;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const down = (share: number): number => Math.floor(share + noise);

/** Whole shares of a count that sum to it, each within one of its exact share. */
function largestRemainder(count: number, weights: readonly number[]): number[] {
  const total = sum(weights);
  const exact = weights.map((weight) => (count * weight) / total);
  const shares = exact.map(down);
  const order = exact
    .map((share, index) => ({ index, remainder: share - down(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const left = count - sum(shares);
  for (let turn = 0; turn < left; turn++) shares[order[turn % order.length]!.index]! += 1;
  return shares;
}
