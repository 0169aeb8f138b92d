import { type Interval, through, Unreadable } from "./interval.ts";

/** How to read what prose leaves open: angles without a sign, and the base of `log`. */
export interface Conventions {
  degrees: boolean;
  logBase: number;
}

const degree = Math.PI / 180;
/** Zero, where binary fractions make a trace of it. */
const settled = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : value);

/** The function of an interval. `angle` is the unit of the argument where it has one. */
export function apply(
  name: string,
  argument: Interval,
  conventions: Conventions,
  more: { base?: number | undefined; angle?: "degrees" | "radians" | null; inverse?: boolean } = {},
): Interval {
  const degrees = more.angle ? more.angle === "degrees" : conventions.degrees;
  const turn = degrees ? degree : 1;
  const base = Math.log(more.base ?? conventions.logBase);
  const table: Record<string, (x: number) => number> = {
    ln: Math.log,
    lg: (x) => Math.log(x) / (conventions.logBase === 2 ? Math.LN2 : Math.LN10),
    log: (x) => Math.log(x) / base,
    exp: Math.exp,
    sqrt: Math.sqrt,
    cbrt: Math.cbrt,
    sin: (x) => settled(Math.sin(x * turn)),
    cos: (x) => settled(Math.cos(x * turn)),
    tan: (x) => settled(Math.tan(x * turn)),
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    arcsin: (x) => Math.asin(x) / (conventions.degrees ? degree : 1),
    arccos: (x) => Math.acos(x) / (conventions.degrees ? degree : 1),
    arctan: (x) => Math.atan(x) / (conventions.degrees ? degree : 1),
  };
  const inverses: Record<string, string> = { sin: "arcsin", cos: "arccos", tan: "arctan" };
  const wanted = more.inverse ? inverses[name] : name.replace(/^a(?=sin|cos|tan)/, "arc");
  const found = wanted === undefined ? undefined : table[wanted];
  if (found === undefined) throw new Unreadable();
  return through(argument, found);
}

export const isInverse = (name: string, power: number | undefined): boolean =>
  /^a(?:rc)?(?:sin|cos|tan)$/.test(name) || (power === -1 && /^(?:sin|cos|tan)$/.test(name));
