/** How a row of one dataset stands to the other. */
export const rowMatches = ["same", "rejudged", "changed", "reworded", "added", "removed"] as const;
export type RowMatch = (typeof rowMatches)[number];

/** 48-bit keys of a dataset's rows, in the order of its rows. */
export interface Keys {
  readonly length: number;
  /** Each argument is a hexadecimal hash; an empty one is not known, and then like any other. */
  add(content: string, id: string, prompt: string, judgement: string, verdict: string): void;
  content(row: number): number;
  id(row: number): number;
  prompt(row: number): number;
  judgement(row: number): number;
  verdict(row: number): number;
}

const columns = 5;

/** Keys in one growing array of numbers: 40 bytes a row. */
export function createKeys(): Keys {
  let values = new Float64Array(columns * 1_024);
  let length = 0;
  const at = (column: number) => (row: number) => values[row * columns + column]!;
  return {
    get length() {
      return length;
    },
    add(...hashes) {
      if ((length + 1) * columns > values.length) {
        const larger = new Float64Array(values.length * 2);
        larger.set(values);
        values = larger;
      }
      hashes.forEach((hash, column) => {
        values[length * columns + column] = hash === "" ? 0 : Number.parseInt(hash.slice(0, 12), 16);
      });
      length += 1;
    },
    content: at(0),
    id: at(1),
    prompt: at(2),
    judgement: at(3),
    verdict: at(4),
  };
}

/** Places of two rows that belong together, or of one that stands alone. */
export interface RowPair {
  change: Exclude<RowMatch, "same">;
  a: number | null;
  b: number | null;
}

/**
 * Pairs the rows of two datasets, each row at most once: by content, then by id, then by the near-identical prompt; of
 * several candidates the first. Gives the counts, and the first `shown` pairs of each kind in the order of B, then of A.
 */
export function matchRows(a: Keys, b: Keys, shown: number): { counts: Record<RowMatch, number>; pairs: RowPair[] } {
  const partners = new Int32Array(b.length).fill(-1);
  const kinds = new Uint8Array(b.length).fill(rowMatches.indexOf("added"));
  const taken = new Uint8Array(a.length);

  function pairUp(key: (keys: Keys, row: number) => number, kind: (rowA: number, rowB: number) => RowMatch): void {
    const rows = queues(
      a,
      (row) => taken[row] === 0,
      (row) => key(a, row),
    );
    for (let row = 0; row < b.length; row++) {
      if (partners[row]! >= 0) continue;
      const partner = rows.take(key(b, row));
      if (partner < 0) continue;
      partners[row] = partner;
      taken[partner] = 1;
      kinds[row] = rowMatches.indexOf(kind(partner, row));
    }
  }
  const judged = (x: number, y: number): RowMatch => {
    const [before, after] = [a.verdict(x), b.verdict(y)];
    const alike = a.judgement(x) === b.judgement(y) && (before === after || before === 0 || after === 0);
    return alike ? "same" : "rejudged";
  };
  // Content and some of the judgement first, so that of several equal rows the one judged alike is the partner.
  pairUp((keys, row) => keys.content(row) + (keys.judgement(row) % 32) / 32, judged);
  pairUp((keys, row) => keys.content(row), judged);
  pairUp(
    (keys, row) => keys.id(row),
    () => "changed",
  );
  pairUp(
    (keys, row) => keys.prompt(row),
    () => "reworded",
  );

  const counts = Object.fromEntries(rowMatches.map((match) => [match, 0])) as Record<RowMatch, number>;
  const pairs: RowPair[] = [];
  const count = (change: RowMatch, pair: { a: number | null; b: number | null }): void => {
    counts[change] += 1;
    if (change !== "same" && counts[change] <= shown) pairs.push({ change, ...pair });
  };
  for (let row = 0; row < b.length; row++) {
    count(rowMatches[kinds[row]!]!, { a: partners[row]! < 0 ? null : partners[row]!, b: row });
  }
  for (let row = 0; row < a.length; row++) if (taken[row] === 0) count("removed", { a: row, b: null });
  return { counts, pairs: rowMatches.flatMap((match) => pairs.filter((pair) => pair.change === match)) };
}

/** The rows of each key, first come first taken. */
function queues(keys: Keys, wanted: (row: number) => boolean, keyOf: (row: number) => number) {
  const heads = new Map<number, number>();
  const next = new Int32Array(keys.length).fill(-1);
  for (let row = keys.length - 1; row >= 0; row--) {
    if (!wanted(row)) continue;
    next[row] = heads.get(keyOf(row)) ?? -1;
    heads.set(keyOf(row), row);
  }
  return {
    take(key: number): number {
      const row = heads.get(key) ?? -1;
      if (row >= 0) heads.set(key, next[row]!);
      return row;
    },
  };
}
