const plain = (word: string): string => word.toLowerCase().replace(/[-_\s]/g, "");

/** Edits (insert, delete, replace, swap two neighbours) from one word to another. */
export function editDistance(from: string, to: string): number {
  const rows: number[][] = Array.from({ length: from.length + 1 }, (_, row) => [row]);
  for (let column = 1; column <= to.length; column++) rows[0]![column] = column;
  for (let row = 1; row <= from.length; row++) {
    for (let column = 1; column <= to.length; column++) {
      const replace = rows[row - 1]![column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      let best = Math.min(rows[row - 1]![column]! + 1, rows[row]![column - 1]! + 1, replace);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, rows[row - 2]![column - 2]! + 1);
      rows[row]![column] = best;
    }
  }
  return rows[from.length]![to.length]!;
}

/** The candidate somebody most likely meant: a few edits away, or the only one that starts so. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(word);
  if (wanted === "") return undefined;
  const allowed = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate)) }))
    .filter((entry) => entry.distance <= allowed)
    .sort((left, right) => left.distance - right.distance);
  if (ranked[0]) return ranked[0].candidate;
  const starting = wanted.length < 3 ? [] : candidates.filter((candidate) => plain(candidate).startsWith(wanted));
  return starting.length === 1 ? starting[0] : undefined;
}

/** `Did you mean --count?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const match = nearest(word, candidates);
  return match === undefined ? undefined : `Did you mean ${match}?`;
}
