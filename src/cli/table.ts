import { noPaint, type Paint, type Style } from "./paint.ts";
import { displayWidth, pad, printable, wrap } from "./text.ts";

export interface Column {
  title: string;
  align?: "left" | "right";
  style?: Style;
  /** Narrowest width that still reads; the column is then never made narrower. Default: it keeps its natural width. */
  least?: number;
}

export interface TableOptions {
  width: number;
  paint?: Paint;
}

const gap = 2;

/** Widths of the columns within the room, the widest made narrower first; undefined when they do not fit. */
function narrow(columns: readonly Column[], natural: readonly number[], room: number): number[] | undefined {
  const widths = [...natural];
  const least = columns.map((column, index) => Math.min(natural[index]!, column.least ?? natural[index]!));
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let widest = -1;
    for (let index = 0; index < widths.length; index++) {
      if (widths[index]! > least[index]! && (widest < 0 || widths[index]! > widths[widest]!)) widest = index;
    }
    if (widest < 0) return undefined;
    widths[widest]!--;
    excess--;
  }
  return widths;
}

/** Names at the left, values at the right, folded to the width. */
export function pairs(entries: readonly (readonly [name: string, value: string])[], options: TableOptions): string[] {
  const { width, paint = noPaint } = options;
  const left = Math.min(Math.max(0, ...entries.map(([name]) => displayWidth(name))), Math.floor(width / 2)) + gap;
  return entries.flatMap(([name, value]) => {
    const lines = wrap(value, width - left);
    const head = paint("dim", pad(name, left));
    if (displayWidth(name) + gap > left) return [paint("dim", name), ...lines.map((line) => " ".repeat(left) + line)];
    return lines.map((line, index) => (index === 0 ? head + line : line && " ".repeat(left) + line).trimEnd());
  });
}

/** A table of lines no wider than the width; one record below another where the columns do not fit beside each other. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): string[] {
  const { width, paint = noPaint } = options;
  const cells = rows.map((row) => row.map((cell) => printable(cell)));
  const natural = columns.map((column, index) =>
    cells.reduce(
      (most, row) => Math.max(most, ...(row[index] ?? "").split("\n").map(displayWidth)),
      displayWidth(column.title),
    ),
  );
  const widths = narrow(columns, natural, width - gap * (columns.length - 1));
  if (!widths) return stacked(columns, cells, options);
  const line = (parts: readonly string[], style: (index: number) => Style | undefined): string =>
    parts
      .map((part, index) => {
        const chosen = style(index);
        const padded = pad(part, widths[index]!, columns[index]!.align);
        return chosen && part !== "" ? padded.replace(part, () => paint(chosen, part)) : padded;
      })
      .join(" ".repeat(gap))
      .trimEnd();
  const body = cells.flatMap((row) => {
    const folded = columns.map((_, index) => wrap(row[index] ?? "", widths[index]!));
    const height = Math.max(...folded.map((lines) => lines.length));
    return Array.from({ length: height }, (_, place) =>
      line(
        folded.map((lines) => lines[place] ?? ""),
        (index) => columns[index]!.style,
      ),
    );
  });
  const titles = columns.map((column) => column.title);
  return titles.every((title) => title === "") ? body : [line(titles, () => "dim"), ...body];
}

function stacked(columns: readonly Column[], rows: readonly string[][], options: TableOptions): string[] {
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : [""]),
    ...pairs(
      columns.map((column, place) => [column.title, row[place] ?? ""] as const),
      options,
    ),
  ]);
}
