import { sha256 } from "./canonical.ts";

/** A seeded source of randomness. Equal seeds give equal sequences on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** One element of a non-empty list. */
  pick<T>(items: readonly T[]): T;
  /** A uniform real in [low, high] rounded to `digits` decimal places. */
  decimal(low: number, high: number, digits: number): number;
  /** A new array in random order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** Derives a 32-bit seed from any parts: `seedFrom(runSeed, "question", 17)`. */
export function seedFrom(...parts: (string | number)[]): number {
  return Number.parseInt(sha256(parts.join("\u001f")).slice(0, 8), 16);
}

/** The mulberry32 generator: 32 bits of state, public domain algorithm by Tommy Ettinger. Not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    pick: (items) => items[integer(0, items.length - 1)]!,
    decimal: (low, high, digits) => Number((low + next() * (high - low)).toFixed(digits)),
    shuffle: (items) => {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
  };
}
