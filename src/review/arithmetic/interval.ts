/** Every number between two bounds, both included. */
export interface Interval {
  low: number;
  high: number;
}

/** Thrown where tokens are no expression, or one without a value. */
export class Unreadable extends Error {}

export const exactly = (value: number): Interval => ({ low: value, high: value });
export const around = (value: number, below: number, above = below): Interval => ({
  low: value - below,
  high: value + above,
});
export const middle = ({ low, high }: Interval): number => (low + high) / 2;
export const scaled = ({ low, high }: Interval, factor: number): Interval => ({
  low: Math.min(low * factor, high * factor),
  high: Math.max(low * factor, high * factor),
});

/** The values of an operation at the corners: right where it is monotonic in both. */
export function corners(a: Interval, b: Interval, apply: (x: number, y: number) => number): Interval {
  const values = [apply(a.low, b.low), apply(a.low, b.high), apply(a.high, b.low), apply(a.high, b.high)];
  if (!values.every(Number.isFinite)) throw new Unreadable();
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** The values of a function at both ends and in the middle. */
export function through(a: Interval, apply: (x: number) => number): Interval {
  const values = [apply(a.low), apply(middle(a)), apply(a.high)];
  if (!values.every(Number.isFinite)) throw new Unreadable();
  return { low: Math.min(...values), high: Math.max(...values) };
}

export function divided(a: Interval, b: Interval): Interval {
  if (b.low <= 0 && b.high >= 0) throw new Unreadable();
  return corners(a, b, (x, y) => x / y);
}

export function powered(base: Interval, exponent: Interval): Interval {
  const whole = Number.isInteger(exponent.low) && exponent.low === exponent.high;
  if (!whole && base.low <= 0) throw new Unreadable();
  const straddles = base.low < 0 && base.high > 0;
  if (straddles && exponent.low < 0) throw new Unreadable();
  const range = corners(base, exponent, (x, y) => x ** y);
  if (straddles && whole && exponent.low % 2 === 0) range.low = 0;
  return range;
}

/** Whether the two share a number, but for a share of their size: what binary fractions lose, unless more is given. */
export function overlap(a: Interval, b: Interval, share = 1e-9): boolean {
  const slack = share * Math.max(Math.abs(a.low), Math.abs(a.high), Math.abs(b.low), Math.abs(b.high));
  return a.low <= b.high + slack && b.low <= a.high + slack;
}
