/** Words too common to tell texts apart, besides the verbs of a request. */
const common = new Set(
  (
    "a an and are as at be been but by can do does each for from had has have how if in into is it its may more most " +
    "no not of on one or other our over should so some such than that the their them then there these they this those " +
    "to under up was we were what when where which while who why will with would you your about between given using use"
  ).split(" "),
);

const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const wordPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;

/** Folds English plurals and a last e, so that mole, moles and mol are one; leaves everything else as it is. */
function stem(word: string): string {
  let folded = word;
  if (word.length > 4 && word.endsWith("ies")) folded = `${word.slice(0, -3)}y`;
  else if (/(x|ch|sh|ss)es$/.test(word)) folded = word.slice(0, -2);
  else if (word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word)) folded = word.slice(0, -1);
  return folded.length > 3 && folded.endsWith("e") ? folded.slice(0, -1) : folded;
}

/** The telling words of a text, in order: case and accents folded, common words dropped. */
export function words(text: string): string[] {
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return [...folded.matchAll(wordPattern)]
    .map(([word]) => word)
    .filter((word) => !common.has(word) && (word.length > 1 || ideograph.test(word) || /\p{N}/u.test(word)));
}

/** The stems by which a text is found. */
export function terms(text: string): string[] {
  return words(text).map(stem);
}

/** How often each term stands in a text, weighted by the field it stands in. */
export type TermWeights = Map<string, number>;

export function weigh(fields: readonly (readonly [text: string, weight: number])[]): TermWeights {
  const weights: TermWeights = new Map();
  for (const [text, weight] of fields) {
    for (const term of terms(text)) weights.set(term, (weights.get(term) ?? 0) + weight);
  }
  return weights;
}

const saturation = 1.2;
const lengthInfluence = 0.75;

/** Okapi BM25 over a fixed set of texts. Scores have the order of the texts; 0 means that no term of the query stands there. */
export function createRanking(texts: readonly TermWeights[]): (query: string) => number[] {
  const lengths = texts.map((text) => [...text.values()].reduce((sum, weight) => sum + weight, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;
  const containing = new Map<string, number>();
  for (const text of texts) for (const term of text.keys()) containing.set(term, (containing.get(term) ?? 0) + 1);

  return (query) => {
    const asked = [...new Set(terms(query))].filter((term) => containing.has(term));
    return texts.map((text, index) => {
      let score = 0;
      for (const term of asked) {
        const weight = text.get(term);
        if (weight === undefined) continue;
        const holders = containing.get(term) ?? 0;
        const rarity = Math.log(1 + (texts.length - holders + 0.5) / (holders + 0.5));
        const norm = 1 - lengthInfluence + (lengthInfluence * (lengths[index] ?? 0)) / meanLength;
        score += (rarity * weight * (saturation + 1)) / (weight + saturation * norm);
      }
      return score;
    });
  };
}

/** Indices of the positive scores, best first; equal scores keep their order. */
export function best(scores: readonly number[], limit: number): number[] {
  return scores
    .map((score, index) => ({ score, index }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit)
    .map(({ index }) => index);
}
