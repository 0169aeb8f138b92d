/** What a UTF-16 code unit is to the reader. */
export const kinds = {
  /** Separates words: spaces, sentence marks, brackets that stand apart. */
  gap: 0,
  letter: 1,
  digit: 2,
  /** A word of its own: operators, currency, superscripts, emoji. */
  symbol: 3,
  /** A word of its own: scripts that are written without spaces. */
  ideograph: 4,
  /** Not there: quotation marks, markup, zero-width characters. A word goes on across it. */
  nothing: 5,
};

/** Scripts written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const quotesAndMarkup = new Set("\"'`_“”„‘’«»\u200b\u200c\u200d\u2060\ufeff\u00ad");
const sentenceMarks = new Set(".,;:!?…、。，；：！？¿¡#~\\");
const dashes = new Set("−–‐‑‒—");

/** @type {{ kind: Uint8Array, folded: Uint16Array } | undefined} */
let made;

/**
 * Two tables over UTF-16 code units: what each is, and the one that stands for it (lower case, compatibility forms such as
 * full width and subscripts replaced, dashes made one). Superscripts stay what they are, so that 10² is not 102. Made on
 * first use, in some ten milliseconds.
 */
export function characters() {
  made ??= make();
  return made;
}

function make() {
  const kind = new Uint8Array(65_536);
  const folded = new Uint16Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) {
    const character = String.fromCharCode(unit);
    kind[unit] = kindOf(unit, character);
    folded[unit] = fold(unit, character);
  }
  return { kind, folded };
}

/** @param {number} unit @param {string} character */
function kindOf(unit, character) {
  if (unit >= 0xd800 && unit <= 0xdfff) return kinds.letter;
  if (quotesAndMarkup.has(character)) return kinds.nothing;
  if (sentenceMarks.has(character)) return kinds.gap;
  if (/\p{Nd}|[₀-₉]/u.test(character)) return kinds.digit;
  if (/\p{L}|\p{M}/u.test(character)) return unspaced.test(character) ? kinds.ideograph : kinds.letter;
  if (/[\p{S}\p{N}\p{P}]/u.test(character)) return kinds.symbol;
  return kinds.gap;
}

/** @param {number} unit @param {string} character */
function fold(unit, character) {
  if (dashes.has(character)) return 0x2d;
  if (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]/.test(character)) return unit;
  const plain = character.normalize("NFKC").toLowerCase();
  return plain.length === 1 ? plain.charCodeAt(0) : unit;
}
