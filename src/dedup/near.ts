import { availableParallelism } from "node:os";
import { AssayError } from "../../schema/error.ts";
import { createRegister, dropped, type Finder, type Keep } from "./finder.ts";
import { createGroups, uniteByKey } from "./groups.ts";
import { createShelf } from "./shelf.ts";
import { createSigners } from "./signers.ts";
import type { SignedBatch } from "./worker/batch.mjs";
import { jaccard, slots } from "./worker/signature.mjs";

export interface NearOptions {
  /** Jaccard similarity of word 5-grams from which two texts are duplicates; 0.5 to 1, default 0.8. */
  threshold?: number | undefined;
  keep?: Keep | undefined;
  /**
   * `distinguish` (the default): texts whose numbers, formulae, symbols or names differ, or stand in another order, are no
   * duplicates however alike their words are; so two problems of one family with other data both stay. `ignore`: only
   * the shared words count, as is usual for prose from the web.
   */
  details?: "distinguish" | "ignore" | undefined;
  /** Threads beside this one; default: one per core, four at most. The result does not depend on it. */
  threads?: number | undefined;
}

export const shingleWords = 5;
export const defaultThreshold = 0.8;
const batchSize = 256;
/** Four standard errors of a signature's estimate; a pair below that is not looked at further. */
const margin = 0.18;
/** Share of equal bytes that unequal slots give by chance. */
const chance = 1 / 256;
/** Pairs remembered as looked at and not alike. */
const refusalsKept = 500_000;

/**
 * Finds near-duplicates by MinHash and locality-sensitive hashing. Candidates share one of 16 bands of 8 slots (32 of 4
 * below a threshold of 0.75), agree by their signatures, and are then decided by the exact Jaccard similarity of their
 * shingles, so nothing below the threshold is ever merged. A candidate pair of similarity s is found with probability
 * 1 - (1 - s^8)^16: 0.95 at 0.8, 0.99 at 0.85. Texts that are chained by duplicates form one group. Holds about 220 bytes
 * a text; shingles go to a file beyond 64 MB.
 */
export function createNearFinder(options: NearOptions = {}): Finder {
  const { threshold = defaultThreshold, keep = "first", details = "distinguish" } = options;
  const { threads = Math.min(4, availableParallelism()) } = options;
  if (!(threshold >= 0.5 && threshold <= 1)) {
    throw new AssayError("export/dedup", `A near-duplicate threshold lies between 0.5 and 1; got ${threshold}.`, {
      hint: "0.8 is usual.",
    });
  }
  const bands = threshold < 0.75 ? 32 : 16;
  const register = createRegister(keep);
  const signers = createSigners({ shingleWords, bands, details: details === "distinguish" }, threads);
  const shelf = createShelf();
  const pending: Promise<SignedBatch>[] = [];
  const batches: SignedBatch[] = [];
  const starts: Float64Array[] = [];
  let shelved = 0;
  let texts: string[] = [];

  /** Files the next batch in order; batches are filed as they were sent, whoever is ready first. */
  const file = async (): Promise<void> => {
    const { shingles, ...batch } = await pending.shift()!;
    const offsets = new Float64Array(batch.count);
    for (let at = 0; at < batch.count; at++) {
      offsets[at] = shelved;
      shelved += batch.sizes[at]!;
    }
    starts.push(offsets);
    batches.push({ ...batch, shingles: nothing });
    shelf.put(shingles);
  };
  const send = async (): Promise<void> => {
    const { done } = await signers.sign(texts);
    pending.push(done);
    texts = [];
    if (pending.length > 2 * threads + 1) await file();
  };
  const batchOf = (entry: number): SignedBatch => batches[Math.floor(entry / batchSize)]!;
  const shinglesAt = (entry: number): Uint32Array => {
    const at = entry % batchSize;
    return shelf.get(starts[Math.floor(entry / batchSize)]![at]!, batchOf(entry).sizes[at]!);
  };

  function alike(a: number, b: number): boolean {
    const [left, right] = [batchOf(a), batchOf(b)];
    const [i, j] = [a % batchSize, b % batchSize];
    if (left.details[i] !== right.details[j] || left.sizes[i] === 0) return false;
    const [small, large] = [left.sizes[i]!, right.sizes[j]!].sort((x, y) => x - y) as [number, number];
    if (small < threshold * large) return false;
    let equal = 0;
    for (let slot = 0; slot < slots; slot++) {
      if (left.signatures[i * slots + slot] === right.signatures[j * slots + slot]) equal++;
    }
    if ((equal / slots - chance) / (1 - chance) < threshold - margin) return false;
    return jaccard(shinglesAt(a), shinglesAt(b)) >= threshold;
  }

  /** Same words in the same order, whatever the case of long ones; two empty texts are not compared. */
  function isCopy(a: number, b: number): boolean {
    const [left, right] = [batchOf(a), batchOf(b)];
    const [i, j] = [a % batchSize, b % batchSize];
    if (left.sequences[i] !== right.sequences[j] || left.sizes[i] !== right.sizes[j]) return false;
    return left.sizes[i]! > 0 && jaccard(shinglesAt(a), shinglesAt(b)) === 1;
  }

  return {
    async add(entry) {
      register.add(entry);
      texts.push(entry.text);
      if (texts.length === batchSize) await send();
    },
    async finish() {
      try {
        if (texts.length > 0) await send();
        while (pending.length > 0) await file();
        await signers.close();
        const groups = createGroups(register.count);
        const sequenceOf = (entry: number): number => batchOf(entry).sequences[entry % batchSize]!;
        uniteByKey(register.count, sequenceOf, isCopy, groups);
        const seen = remembering(alike, register.count);
        for (let band = 0; band < bands; band++) {
          const keyOf = (entry: number): number => batchOf(entry).keys[(entry % batchSize) * bands + band]!;
          uniteByKey(register.count, keyOf, seen, groups);
        }
        return dropped(groups.find, register, (entry, kept) => (isCopy(entry, kept) ? "exact" : "near"));
      } finally {
        await signers.close();
        shelf.close();
      }
    },
    method: () => ({
      method: "near",
      comparison: `one-permutation MinHash, ${slots} slots, ${bands} bands; then exact Jaccard similarity`,
      shingle: `${shingleWords} words`,
      threshold,
      details,
    }),
  };
}

const nothing = new Uint32Array(0);

/** Asks `alike` once about a pair that is not alike; most of them come back in other bands. */
function remembering(alike: (a: number, b: number) => boolean, size: number): (a: number, b: number) => boolean {
  const refused = new Set<number>();
  return (a, b) => {
    const pair = Math.min(a, b) * size + Math.max(a, b);
    if (refused.has(pair)) return false;
    if (alike(a, b)) return true;
    if (refused.size < refusalsKept) refused.add(pair);
    return false;
  };
}
