const grouped = new Intl.NumberFormat("en-GB");

export const count = (value: number): string => grouped.format(value);

/** USD with as many digits as matter: `$0.0042`, `$12.30`; a price nobody knows is said to be so. */
export function money(usd: number | null): string {
  if (usd === null) return "unknown";
  if (usd === 0) return "$0.00";
  const digits = usd < 0.01 ? 6 : usd < 1 ? 4 : 2;
  return `$${usd.toFixed(digits)}`;
}

/** `40 ms`, `1.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  if (milliseconds > 0 && seconds < 1) return `${Math.ceil(milliseconds)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Rows a second, or a minute when they are slow. */
export function rate(rowsPerSecond: number): string {
  if (rowsPerSecond >= 100) return `${Math.round(rowsPerSecond)} rows/s`;
  return rowsPerSecond >= 1 || rowsPerSecond === 0
    ? `${rowsPerSecond.toFixed(1)} rows/s`
    : `${(rowsPerSecond * 60).toFixed(1)} rows/min`;
}

export function bytes(size: number): string {
  if (size < 1_000) return `${size} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = size / 1_000;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** An ISO time to the minute, in UTC: `2026-11-21 08:50`. */
export const day = (iso: string): string => iso.slice(0, 16).replace("T", " ");

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** A filled bar of exactly `width` columns. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return "█".repeat(filled) + "░".repeat(width - filled);
}

/** `1 row`, `2 rows`. */
export const plural = (amount: number, noun: string): string => `${count(amount)} ${noun}${amount === 1 ? "" : "s"}`;
