import { createReader, mix } from "./reader.mjs";
import { shinglesOf, sign, slots } from "./signature.mjs";

/**
 * @typedef {object} SigningOptions
 * @property {number} shingleWords words of a shingle
 * @property {number} bands bands that the 128 slots are cut into
 * @property {boolean} details whether texts with different numbers, formulae, symbols or names are kept apart
 *
 * @typedef {object} SignedBatch what is known of the texts of one batch, in their order
 * @property {number} count
 * @property {Uint8Array} signatures 128 bytes a text: the low bits of its slots (b-bit minwise hashing, Li and König 2010)
 * @property {Uint32Array} keys a key for each band of a text; texts that share one are compared
 * @property {Uint32Array} details
 * @property {Uint32Array} sequences equal for texts of the same words in the same order, whatever the case of long ones
 * @property {Uint32Array} sizes number of shingles of each text
 * @property {Uint32Array} shingles of one text after the other, each ascending
 */

/**
 * Makes the function that signs batches of texts. It keeps no state between batches, so it does not matter which thread
 * signs which.
 *
 * @param {SigningOptions} options
 * @returns {(texts: readonly string[]) => SignedBatch}
 */
export function createSigner({ shingleWords, bands, details: kept }) {
  const reader = createReader();
  const rows = slots / bands;
  const signature = new Uint32Array(slots);

  return (texts) => {
    const count = texts.length;
    const signatures = new Uint8Array(count * slots);
    const keys = new Uint32Array(count * bands);
    const details = new Uint32Array(count);
    const sequences = new Uint32Array(count);
    const sizes = new Uint32Array(count);
    const sets = [];
    let total = 0;
    for (let at = 0; at < count; at++) {
      const words = reader.read(texts[at]);
      const set = shinglesOf(words, shingleWords);
      sign(set, signature);
      details[at] = kept ? words.details : 0;
      sequences[at] = mix(words.sequence ^ words.forms);
      sizes[at] = set.length;
      total += set.length;
      sets.push(set);
      for (let slot = 0; slot < slots; slot++) signatures[at * slots + slot] = signature[slot] >>> 7;
      for (let band = 0; band < bands; band++) {
        let key = details[at] ^ band;
        for (let row = 0; row < rows; row++) key = mix(Math.imul(key, 0x9e3779b1) ^ signature[band * rows + row]);
        keys[at * bands + band] = key;
      }
    }
    const shingles = new Uint32Array(total);
    let offset = 0;
    for (const set of sets) {
      shingles.set(set, offset);
      offset += set.length;
    }
    return { count, signatures, keys, details, sequences, sizes, shingles };
  };
}
