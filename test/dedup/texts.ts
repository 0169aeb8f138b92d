import { createRandom, type Random } from "../../schema/random.ts";
import type { Finder } from "../../src/dedup/finder.ts";
import { createReader } from "../../src/dedup/worker/reader.mjs";
import { jaccard, shinglesOf } from "../../src/dedup/worker/signature.mjs";

const syllables = "ba co di fe gu ha jo ki lu me na po qui ra se to vu we xi ya".split(" ");

/** A made-up word of two to four syllables. */
export const word = (random: Random): string =>
  Array.from({ length: random.integer(2, 4) }, () => random.pick(syllables)).join("");

export const prose = (random: Random, words: number): string[] => Array.from({ length: words }, () => word(random));

/** A copy in which `edits` words at random places are others. */
export function edited(random: Random, words: readonly string[], edits: number): string[] {
  const places = random.shuffle(words.map((_, place) => place)).slice(0, edits);
  return words.map((old, place) => (places.includes(place) ? word(random) : old));
}

const reader = createReader();

/** Jaccard similarity of two texts' word 5-grams, computed over the sets and not over signatures. */
export function similarity(a: string, b: string): number {
  const left = shinglesOf(reader.read(a), 5);
  return jaccard(left, shinglesOf(reader.read(b), 5));
}

/** Numbers of the texts that a finder drops, ascending. */
export async function droppedBy(
  finder: Finder,
  texts: readonly string[],
  quality: (at: number) => number = () => 1,
): Promise<number[]> {
  for (const [at, text] of texts.entries()) await finder.add({ text, quality: quality(at), reference: null });
  return [...(await finder.finish()).keys()].sort((a, b) => a - b);
}

export const seeded = (seed: number): Random => createRandom(seed);
