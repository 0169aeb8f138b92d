import { characters, kinds } from "./characters.mjs";

const openers = new Set([..."([{"].map((character) => character.charCodeAt(0)));
const brackets = new Set([..."()[]{}"].map((character) => character.charCodeAt(0)));
const sentenceEnds = new Set([...".!?:\n\r"].map((character) => character.charCodeAt(0)));
const [hyphen, star, letterA, letterI] = [..."-*ai"].map((character) => character.charCodeAt(0));

/** Words that turn a question into another one, though everything else stays. */
const turning =
  "not no never none without only least most exactly fewer less more greater larger smaller maximum minimum highest " +
  "lowest largest smallest increase increases increased decrease decreases decreased before after above below first " +
  "last former latter all any either neither both same different positive negative odd even true false correct " +
  "incorrect advantages disadvantages causes effects buy sell dominant recessive oxidation reduction oxidised reduced";

/** Short words whose case says nothing. */
const small =
  "a i am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we de la le du et un el y il en un der";

/** Spreads the bits of a 32-bit integer (the finaliser of MurmurHash3, public domain, Austin Appleby). */
export function mix(value) {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Reads texts into words, one hash a word, without making a string for any of them. What it returns is its own and valid
 * until the next `read`.
 *
 * `details` identifies, in their order, the words that tell one problem from another of the same wording: numbers,
 * formulae, single-letter symbols, operators, names (a capital inside a sentence), and words such as "not" or "least".
 * `forms` identifies the words whose case tells, however alike the rest is: Co is not CO, and Bb is not BB. `sequence`
 * identifies all words in their order, whatever their case. `wordsOnly` leaves out symbols.
 */
export function createReader({ wordsOnly = false } = {}) {
  const { kind, folded } = characters();
  const turns = new Set(turning.split(" ").map(hashOf));
  const common = new Set(small.split(" ").map(hashOf));
  let hashes = new Uint32Array(1_024);
  let starts = new Uint32Array(1_024);
  let ends = new Uint32Array(1_024);
  const result = { text: "", count: 0, hashes, starts, ends, details: 0, forms: 0, sequence: 0 };

  const grow = () => {
    const larger = (/** @type {Uint32Array} */ old) => {
      const copy = new Uint32Array(old.length * 2);
      copy.set(old);
      return copy;
    };
    hashes = larger(hashes);
    starts = larger(starts);
    ends = larger(ends);
  };

  /** @param {string} given */
  const read = (given) => {
    // Marks that stand by themselves are joined with their letters, so that both spellings of é are one.
    const text = /[\u0300-\u036f]/.test(given) ? given.normalize("NFC") : given;
    const length = text.length;
    let count = 0;
    let details = 0x2545f491;
    let sequence = 0x1b873593;
    let forms = 0x38495ab5;
    let sentenceStart = true;
    for (let at = 0; at < length; ) {
      const unit = text.charCodeAt(at);
      const what = kind[unit];
      if (what === kinds.gap || what === kinds.nothing) {
        if (sentenceEnds.has(unit)) sentenceStart = true;
        at++;
        continue;
      }
      const start = at;
      let hash = 0x811c9dc5;
      let detail = false;
      let form = false;
      if (what === kinds.symbol || what === kinds.ideograph) {
        at++;
        if (what === kinds.symbol && (wordsOnly || (unit === star && !isProduct(text, start, kind)))) continue;
        const plain = folded[unit];
        hash = Math.imul(hash ^ plain, 0x01000193);
        detail = what === kinds.symbol && tells(text, start, plain, kind);
      } else {
        let letters = 0;
        let digits = 0;
        let capitals = 0;
        let first = 0;
        for (; at < length; at++) {
          const next = text.charCodeAt(at);
          const nextKind = kind[next];
          if (nextKind === kinds.letter) {
            letters++;
            if (next < 128 ? next < 91 : folded[next] !== next) capitals++;
          } else if (nextKind === kinds.digit) digits++;
          else if (nextKind === kinds.nothing) continue;
          else if (!isInsideNumber(text, at, next, kind)) break;
          const plain = folded[next];
          first ||= plain;
          hash = Math.imul(hash ^ plain, 0x01000193);
        }
        form = letters > 0 && (digits > 0 || letters < 3);
        const single = letters === 1 && digits === 0;
        detail = digits > 0 || capitals > 1 || (single ? first !== letterA && first !== letterI : false);
        if (!detail && capitals === 1 && letters > 1) detail = !sentenceStart || kind[unit] !== kinds.letter;
      }
      sentenceStart = false;
      hash = mix(hash);
      if (count === hashes.length) grow();
      hashes[count] = hash;
      starts[count] = start;
      ends[count++] = at;
      sequence = Math.imul(sequence ^ hash, 0x5bd1e995) + 0x7ed55d16;
      form &&= !common.has(hash);
      if (detail || form || turns.has(hash)) {
        const exact = detail || form ? hashOf(text.slice(start, at)) : hash;
        if (detail || turns.has(hash)) details = Math.imul(details ^ exact, 0x5bd1e995) + 0x165667b1;
        if (form) forms = Math.imul(forms ^ exact, 0x5bd1e995) + 0x27d4eb2f;
      }
    }
    Object.assign(result, { text, count, hashes, starts, ends });
    result.details = mix(details);
    result.forms = mix(forms);
    result.sequence = mix(sequence);
    return result;
  };
  return { read };
}

/** The hash of a word with its capitals, as far as they are ASCII. */
function hashOf(word) {
  const { kind, folded } = characters();
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    if (kind[unit] !== kinds.nothing) hash = Math.imul(hash ^ (unit < 128 ? unit : folded[unit]), 0x01000193);
  }
  return mix(hash);
}

/** A point, comma or colon between two digits belongs to the number. */
function isInsideNumber(text, at, unit, kind) {
  if (unit !== 0x2e && unit !== 0x2c && unit !== 0x3a) return false;
  return kind[text.charCodeAt(at - 1)] === kinds.digit && kind[text.charCodeAt(at + 1)] === kinds.digit;
}

/** A star that multiplies stands between two operands or between two spaces; any other is markup. */
function isProduct(text, at, kind) {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 1);
  if (before === 0x20 && after === 0x20) return true;
  const isOperand = (unit) => unit !== star && kind[unit] !== kinds.gap && kind[unit] !== kinds.nothing;
  return at > 0 && isOperand(before) && at + 1 < text.length && isOperand(after);
}

/** Whether a symbol is data: not a hyphen inside a word, and of brackets only the opening one of `f(x)` or `2(x + 1)`. */
function tells(text, at, plain, kind) {
  const before = kind[text.charCodeAt(at - 1)];
  const after = kind[text.charCodeAt(at + 1)];
  if (plain === hyphen) return after === kinds.digit || before !== kinds.letter || after !== kinds.letter;
  if (!brackets.has(plain)) return true;
  return openers.has(plain) && (before === kinds.letter || before === kinds.digit);
}
