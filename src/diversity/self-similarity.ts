import { mix } from "../dedup/worker/reader.mjs";
import { agreement, shinglesOf, sign, slots } from "../dedup/worker/signature.mjs";

/** Rows that are compared with each other. */
const sampled = 512;
/** Words of a shingle: short, so that shared phrasing shows and not only copies. */
const shingleWords = 3;
/** Agreement from which two prompts say nearly the same. */
const close = 0.8;

export interface SelfSimilarity {
  /** Prompts compared, at most 512. */
  sampled: number;
  /** Mean Jaccard similarity of two prompts' word triples. */
  meanPair: number;
  /** Mean of every prompt's similarity to the one that is most like it. */
  meanNearest: number;
  /** Share of the prompts whose nearest is 0.8 or more alike. */
  shareClose: number;
}

interface Sampled {
  key: number;
  order: number;
  signature: Uint32Array;
}

/**
 * Estimates by MinHash how alike a dataset's prompts are to each other, from the rows whose hashes are smallest: constant
 * memory, and of equal rows always the same sample.
 */
export function createSelfSimilarity() {
  let rows: Sampled[] = [];
  let order = 0;
  let limit = 0xffffffff;
  const shrink = (): void => {
    rows.sort((a, b) => a.key - b.key || a.order - b.order);
    rows = rows.slice(0, sampled);
    if (rows.length === sampled) limit = rows[sampled - 1]!.key;
  };
  return {
    add(words: { count: number; hashes: Uint32Array; sequence: number }): void {
      order += 1;
      // Equal prompts differ by their turn, so that copies are sampled like anything else.
      const key = mix(words.sequence ^ mix(order));
      if (key > limit || words.count === 0) return;
      const signature = new Uint32Array(slots);
      sign(shinglesOf(words, shingleWords), signature);
      rows.push({ key, order, signature });
      if (rows.length >= 2 * sampled) shrink();
    },
    finish(): SelfSimilarity {
      shrink();
      const nearest = new Float64Array(rows.length);
      let total = 0;
      for (let i = 0; i < rows.length; i++) {
        for (let j = 0; j < i; j++) {
          const alike = agreement(rows[i]!.signature, rows[j]!.signature);
          total += alike;
          if (alike > nearest[i]!) nearest[i] = alike;
          if (alike > nearest[j]!) nearest[j] = alike;
        }
      }
      const pairs = (rows.length * (rows.length - 1)) / 2;
      const mean = (sum: number, of: number): number => (of === 0 ? 0 : sum / of);
      return {
        sampled: rows.length,
        meanPair: mean(total, pairs),
        meanNearest: mean(
          nearest.reduce((sum, value) => sum + value, 0),
          rows.length,
        ),
        shareClose: mean(nearest.filter((value) => value >= close).length, rows.length),
      };
    },
  };
}
