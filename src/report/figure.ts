/** One bar of a figure. */
export interface FigureBar {
  label: string;
  /** What the length of the bar says; not negative. */
  value: number;
  /** How the value is written. */
  text: string;
}

/** One chart as data; `draw.ts` draws it, and the page gives it as a table too. */
export interface Figure {
  title: string;
  /** One sentence that says what is seen, also to those who do not see it. */
  description: string;
  /** `list`: named bars below each other · `columns`: a distribution or a course of time, in order. */
  layout: "list" | "columns";
  /** Headings of the table. */
  headings: readonly [label: string, value: string];
  bars: readonly FigureBar[];
}

const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** `12,345.6`. */
export const number = (value: number): string => grouped.format(value);

/** `37%`, `0.4%`; of nothing 0%. */
export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  return `${share > 0 && share < 1 ? share.toFixed(1) : Math.round(share)}%`;
}

/** USD with as many digits as matter. */
export function money(usd: number): string {
  return `$${usd === 0 || usd >= 1 ? usd.toFixed(2) : usd >= 0.01 ? usd.toFixed(4) : usd.toFixed(6)}`;
}

/** `40 ms`, `1.4 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.ceil(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1_000);
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
