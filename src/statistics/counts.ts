/** Distinct names counted apart; rows with a name seen later than these are counted together, so memory is bounded. */
export const namesCounted = 2_000;

/** The name under which rows beyond {@link namesCounted} are counted. */
export const otherNames = "(further names)";

/** Rows that carry a name. */
export interface NamedCount {
  name: string;
  rows: number;
}

/** Counts rows by name. Equal rows in any order give equal counts as long as there are at most {@link namesCounted} names. */
export interface Counter {
  add(name: string, rows?: number): void;
  /** Most rows first, equal ones by name. */
  list(): NamedCount[];
}

export function createCounter(limit: number = namesCounted): Counter {
  const counts = new Map<string, number>();
  let other = 0;
  return {
    add(name, rows = 1) {
      const known = counts.get(name);
      if (known !== undefined) counts.set(name, known + rows);
      else if (counts.size < limit) counts.set(name, rows);
      else other += rows;
    },
    list() {
      const named = [...counts].map(([name, rows]) => ({ name, rows }));
      named.sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
      return other === 0 ? named : [...named, { name: otherNames, rows: other }];
    },
  };
}
