import { createReader, mix } from "./worker/reader.mjs";

/** Words of a text in the form in which they are compared: lower case, without punctuation and symbols. */
export interface GramOptions {
  /** Words of a run that must be found whole; GPT-3's 13. */
  words: number;
  /** `any`: all numbers count as equal, so that a problem with other data is found too. */
  numbers: "same" | "any";
}

/** Where a run of words, or a whole short text, was found. */
export interface GramMatch {
  item: number;
  /** The words as compared. */
  gram: string;
  kind: "gram" | "whole";
}

interface Words {
  text: string;
  count: number;
  hashes: Uint32Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

const base = 0x01000193;
const notThere = 0xffffffff;
/** Texts of items held in words. */
const textsSplit = 256;

/**
 * An index of the word n-grams of benchmark items, as in GPT-3's decontamination (Brown et al. 2020, appendix C): lower
 * case, punctuation stripped, a match is one shared run of n words. Items of fewer than n words are found by a prompt that
 * equals them. A rolling hash finds candidates and the words themselves decide, so a collision of hashes never counts.
 */
export function createGramIndex({ words: size, numbers }: GramOptions) {
  const reader = createReader({ wordsOnly: true });
  const texts: string[] = [];
  const owners: number[] = [];
  const whole = new Map<string, number>();
  let table = createTable(1 << 12);
  let grams = 0;
  let shortItems = 0;

  const read = (text: string): Words => {
    const words: Words = reader.read(text);
    if (numbers === "any") {
      for (let at = 0; at < words.count; at++) if (isNumber(words, at)) words.hashes[at] = numberHash;
    }
    return words;
  };
  const split = (words: Words): string[] =>
    Array.from({ length: words.count }, (_, at) =>
      numbers === "any" && isNumber(words, at) ? "0" : plain(words.text.slice(words.starts[at], words.ends[at])),
    );
  /** Words of an item's text; the same few are asked for again and again where items share phrases. */
  const recent = new Map<number, string[]>();
  const wordsOf = (text: number): string[] => {
    let found = recent.get(text);
    if (!found) {
      found = texts[text]!.split(" ");
      if (recent.size >= textsSplit) recent.clear();
      recent.set(text, found);
    }
    return found;
  };

  /** Calls `visit` with the rolling hash of every run of `size` words until it says stop. */
  const roll = (words: Words, visit: (hash: number, from: number) => boolean): void => {
    let power = 1;
    for (let step = 1; step < size; step++) power = Math.imul(power, base);
    let hash = 0;
    for (let at = 0; at < words.count; at++) {
      if (at >= size) hash = (hash - Math.imul(words.hashes[at - size]!, power)) | 0;
      hash = (Math.imul(hash, base) + words.hashes[at]!) | 0;
      if (at >= size - 1 && visit(mix(hash), at - size + 1)) return;
    }
  };

  /** The text that holds the run of words from `from` on, or nothing. */
  const lookUp = (hash: number, own: () => readonly string[], from: number): number | undefined => {
    for (let slot = table.first(hash); table.texts[slot] !== notThere; slot = table.next(slot)) {
      if (table.hashes[slot] !== hash) continue;
      const [text, place] = [table.texts[slot]!, table.places[slot]!];
      const [mine, theirs] = [own(), wordsOf(text)];
      let step = 0;
      while (step < size && mine[from + step] === theirs[place + step]) step++;
      if (step === size) return text;
    }
    return undefined;
  };

  return {
    /** Takes in one text of an item; an item may have several. */
    add(item: number, text: string): void {
      const words = read(text);
      if (words.count === 0) return;
      const own = split(words);
      if (own.length < size) {
        const all = own.join(" ");
        if (!whole.has(all)) whole.set(all, item);
        shortItems += 1;
        return;
      }
      const number = texts.length;
      texts.push(own.join(" "));
      owners.push(item);
      roll(words, (hash, from) => {
        if (lookUp(hash, () => own, from) !== undefined) return false;
        if (2 * (grams + 1) > table.hashes.length) table = table.larger();
        table.put(hash, number, from);
        grams += 1;
        return false;
      });
    },
    /** The first run of words, from the start of the text, that stands in an item; `wholeToo` also equal short items. */
    find(text: string, wholeToo: boolean): GramMatch | null {
      const words = read(text);
      let made: string[] | undefined;
      const own = (): string[] => {
        made ??= split(words);
        return made;
      };
      if (wholeToo && whole.size > 0 && words.count < size && words.count > 0) {
        const gram = own().join(" ");
        const item = whole.get(gram);
        return item === undefined ? null : { item, gram, kind: "whole" };
      }
      let match: GramMatch | null = null;
      roll(words, (hash, from) => {
        const found = lookUp(hash, own, from);
        if (found === undefined) return false;
        match = {
          item: owners[found]!,
          gram: own()
            .slice(from, from + size)
            .join(" "),
          kind: "gram",
        };
        return true;
      });
      return match;
    },
    counts: () => ({ grams, shortItems }),
  };
}

export type GramIndex = ReturnType<typeof createGramIndex>;

const numberHash = 0x5f3759df;

const isNumber = ({ text, starts, ends }: Words, at: number): boolean =>
  /^[\d.,:]+$/.test(text.slice(starts[at], ends[at]));

/** A word as the reader folds it. */
function plain(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  const bare = word.replace(/["'`_\u00ad\u200b-\u200d\u2060\ufeff“”„‘’«»]/g, "");
  return bare.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

/** An open-addressing table from hashes to places; several entries may have the same hash. */
function createTable(capacity: number) {
  const hashes = new Uint32Array(capacity);
  const texts = new Uint32Array(capacity).fill(notThere);
  const places = new Uint32Array(capacity);
  const next = (slot: number): number => (slot + 1) & (capacity - 1);
  const table = {
    hashes,
    texts,
    places,
    first: (hash: number): number => hash & (capacity - 1),
    next,
    put(hash: number, text: number, place: number): void {
      let slot = hash & (capacity - 1);
      while (texts[slot] !== notThere) slot = next(slot);
      hashes[slot] = hash;
      texts[slot] = text;
      places[slot] = place;
    },
    larger() {
      const larger: typeof table = createTable(capacity * 2);
      for (let slot = 0; slot < capacity; slot++) {
        if (texts[slot] !== notThere) larger.put(hashes[slot]!, texts[slot]!, places[slot]!);
      }
      return larger;
    },
  };
  return table;
}
