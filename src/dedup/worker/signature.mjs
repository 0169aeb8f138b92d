import { mix } from "./reader.mjs";

/** Slots of a signature. */
export const slots = 128;
const binBits = 7;
const empty = 0xffffffff;

/** Where an empty slot looks for a value, attempt by attempt: the same for every document. */
const borrowed = new Uint8Array(slots * slots);
for (let slot = 0; slot < slots; slot++) {
  for (let attempt = 0; attempt < slots; attempt++) {
    borrowed[slot * slots + attempt] =
      mix(Math.imul(slot + 1, 0x9e3779b1) ^ Math.imul(attempt + 1, 0x7feb352d)) % slots;
  }
}

/**
 * Distinct hashes of the runs of `size` words, ascending; one hash of all words where there are fewer. Equal for texts of
 * the same words in the same order.
 *
 * @param {{ count: number, hashes: Uint32Array }} words
 * @param {number} size
 * @returns {Uint32Array}
 */
export function shinglesOf({ count, hashes }, size) {
  if (count === 0) return new Uint32Array(0);
  const width = Math.min(size, count);
  const all = new Uint32Array(count - width + 1);
  for (let at = 0; at < all.length; at++) {
    let hash = width;
    for (let step = 0; step < width; step++) {
      hash = Math.imul(hash ^ hashes[at + step], 0xcc9e2d51);
      hash = (hash << 13) | (hash >>> 19);
    }
    all[at] = mix(hash);
  }
  all.sort();
  let kept = 1;
  for (let at = 1; at < all.length; at++) {
    if (all[at] !== all[at - 1]) all[kept++] = all[at];
  }
  return all.subarray(0, kept);
}

/**
 * One-permutation MinHash (Li, Owen and Zhang 2012): the hash's first bits choose a slot, which keeps the smallest of the
 * rest. Empty slots borrow by optimal densification (Shrivastava 2017, after Shrivastava and Li 2014), so that any two
 * slots of two signatures are equal with the probability of the sets' Jaccard similarity. Without shingles every slot is
 * its own, and nothing is similar to it.
 *
 * @param {Uint32Array} shingles
 * @param {Uint32Array} into 128 slots
 */
export function sign(shingles, into) {
  into.fill(empty);
  for (let at = 0; at < shingles.length; at++) {
    const hash = shingles[at];
    const slot = hash >>> (32 - binBits);
    const value = (hash << binBits) >>> 0;
    if (value < into[slot]) into[slot] = value;
  }
  if (shingles.length === 0) return;
  const filled = into.slice();
  for (let slot = 0; slot < slots; slot++) {
    if (filled[slot] !== empty) continue;
    let from = -1;
    for (let attempt = 0; attempt < slots && from < 0; attempt++) {
      const candidate = borrowed[slot * slots + attempt];
      if (filled[candidate] !== empty) from = candidate;
    }
    for (let next = slot; from < 0; ) {
      next = (next + 1) % slots;
      if (filled[next] !== empty) from = next;
    }
    into[slot] = filled[from];
  }
}

/** Share of equal slots: an estimate of the Jaccard similarity, with a standard error of 0.044 at worst. */
export function agreement(a, b) {
  let equal = 0;
  for (let slot = 0; slot < slots; slot++) if (a[slot] === b[slot]) equal++;
  return equal / slots;
}

/** Jaccard similarity of two ascending sets, exactly: shared members over all members. Two empty sets are not alike. */
export function jaccard(a, b) {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  const all = a.length + b.length - shared;
  return all === 0 ? 0 : shared / all;
}
