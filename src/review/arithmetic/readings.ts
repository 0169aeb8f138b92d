import type { Token } from "./tokens.ts";
import type { Reading } from "./value.ts";

const usual: Reading = { degrees: true, logBase: 10 };

const isOperand = (token: Token | undefined): boolean => /^(?:number|close|unit)$/.test(token?.kind ?? "");

/** The readings of an expression each of which people mean; where one makes an equality true, it is true. */
export function soundReadings(tokens: readonly Token[]): Reading[] {
  let readings: Reading[] = [usual];
  const also = (change: Partial<Reading>): void => {
    readings = readings.flatMap((reading) => [reading, { ...reading, ...change }]);
  };
  const names = tokens.filter(({ kind }) => kind === "function").map(({ text }) => text);
  if (names.some((name) => /sin|cos|tan/.test(name))) also({ degrees: false });
  if (names.some((name) => name === "log" || name === "lg")) {
    readings = readings.flatMap((reading) => [10, Math.E, 2].map((logBase) => ({ ...reading, logBase })));
  }
  const slash = tokens.some(({ text }) => text === "/");
  const beside = tokens.some((token, i) => /^(?:open|function|number)$/.test(token.kind) && isOperand(tokens[i - 1]));
  if (slash && beside) also({ tight: true });
  if (tokens.some((token, i) => token.mantissa !== token.value && tokens[i - 1]?.text === "/")) also({ apart: true });
  if (tokens.some(({ text }, i) => text === "/" && tokens[i + 2]?.text === "/")) also({ nested: true });
  if (tokens.some(({ unit }) => unit && unit.binary !== 1)) also({ binary: true });
  return readings;
}

/** Readings that are sloppy or of another notation: an equality that holds in one of them is neither right nor wrong. */
export function looseReadings(tokens: readonly Token[], right: readonly Token[]): Partial<Reading>[] {
  const has = (test: (token: Token, index: number) => boolean): boolean => tokens.some(test);
  const slash = has(({ text }) => text === "/");
  const bare = has(({ kind }, i) => kind === "function" && tokens[i + 1]?.kind !== "open");
  const found: Partial<Reading>[] = [];
  if (slash && has(({ text }, i) => text === "*" && i > 0)) found.push({ over: true });
  if (bare) found.push({ greedy: "product" }, { greedy: "rest" });
  if (slash && right.length === 1 && right[0]!.integer) found.push({ floors: true });
  if (has(({ text }) => text === "^")) found.push({ xor: true });
  if (has(({ text }, i) => text === "-" && tokens[i + 2]?.text === "^")) found.push({ signed: true });
  if (has(({ text }, i) => /^10\d\d?$/.test(text) && tokens[i - 1]?.text === "*")) found.push({ lost: true });
  return found;
}

/** The digits of whole numbers read to another base, `1011 + 1 = 1100`; null where they are no such digits. */
export function inBase(tokens: readonly Token[], base: number): Token[] | null {
  const digits = tokens.filter(({ kind }) => kind === "number");
  const allowed = "0123456789".slice(0, Math.min(base, 10));
  if (!digits.every(({ text, integer }) => integer && [...text].every((digit) => allowed.includes(digit)))) return null;
  return tokens.map((token) =>
    token.kind === "number"
      ? { ...token, value: Number.parseInt(token.text, base), mantissa: Number.parseInt(token.text, base) }
      : token,
  );
}

/** Numbers with a comma before the fraction or points between thousands: `1,234` and `1.234` read the other way. */
export function otherMarks(tokens: readonly Token[], plain: string): Token[] | null {
  let changed = false;
  const read = tokens.map((token) => {
    if (token.kind !== "number") return token;
    const written = plain.slice(token.start, token.end);
    const comma = /^\d{1,3},\d{3}$/.test(written);
    const point = /^\d{1,3}\.\d{3}$/.test(written);
    if (!comma && !point) return token;
    changed = true;
    const value = comma ? Number(written.replace(",", ".")) : Number(written.replace(".", ""));
    return { ...token, value, mantissa: value, place: comma ? 1e-3 : 1, integer: point };
  });
  return changed ? read : null;
}
