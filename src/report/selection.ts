import type { DatasetRow } from "../dataset/index.ts";

/**
 * Keeps a fair selection of rows while they stream past: those with the smallest content hashes, so that it depends on the
 * rows alone and not on their order. Constant memory.
 */
export function createSelection(size: number) {
  let kept: DatasetRow[] = [];
  const key = (row: DatasetRow): string => `${row.contentHash} ${row.id}`;
  const order = (a: DatasetRow, b: DatasetRow): number => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  return {
    look(row: DatasetRow) {
      if (size === 0 || (kept.length === size && order(row, kept.at(-1)!) > 0)) return;
      kept = [...kept, row].sort(order).slice(0, size);
    },
    rows: (): readonly DatasetRow[] => kept,
  };
}
