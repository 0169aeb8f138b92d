import { terms } from "../../../mcp/ranking.ts";
import type { SupportedStatement, SynthesisedContext } from "../../../schema/evidence.ts";

/** Share of a statement's distinct content words that must stand in its passages: a paraphrase keeps more. */
export const wordsSupported = 1 / 3;
/** Share of its distinct numbers that must stand there: a worked example may add a result. */
export const numbersSupported = 1 / 2;
/** Longest token that is read as symbols side by side, such as PV or nRT. */
const longestSymbols = 3;

/**
 * The statements that have support. Ids of passages that were not given are struck out; a statement then stays if one is
 * left and in the passages together stand at least a third of its content words (as search folds them; common words
 * and TeX commands do not count) and at least half of its numbers (by value). Where a statement has no content words, or
 * a short one is not found, its letters count as the symbols of a formula. This finds what was made up, not what was
 * misunderstood: that is the reviewer's to find.
 */
export function withSupport(
  context: SynthesisedContext,
  passages: readonly { id: string; text: string }[],
): { context: SynthesisedContext; dropped: number } {
  const known = new Map(passages.map((passage) => [passage.id, passage.text]));
  const stock = new Map<string, Stock>();
  let dropped = 0;
  const keep = (statements: readonly SupportedStatement[]): SupportedStatement[] =>
    statements.flatMap(({ text, evidence }) => {
      const ids = evidence.filter((id) => known.has(id));
      const key = ids.join(" ");
      if (!stock.has(key)) stock.set(key, stockOf(ids.map((id) => known.get(id)).join("\n")));
      if (ids.length > 0 && isSupported(text, stock.get(key)!)) return [{ text, evidence: ids }];
      dropped += 1;
      return [];
    });
  const definitions = keep(context.definitions);
  const formulas = keep(context.formulas);
  return { context: { definitions, formulas, examples: keep(context.examples) }, dropped };
}

interface Stock {
  words: Set<string>;
  numbers: Set<number>;
  symbols: Set<string>;
}

function stockOf(text: string): Stock {
  const plain = text.normalize("NFKC").replace(/\\[A-Za-z]+/g, " ");
  const ungrouped = plain.replace(/(?<=\d)[,\u202f\u00a0](?=\d{3}(?!\d))/g, "");
  const symbols = [...plain.matchAll(/\p{L}+/gu)].map(([token]) => token).filter(isSymbols);
  return {
    words: new Set(terms(plain).filter((word) => !/^\p{N}+$/u.test(word))),
    numbers: new Set([...ungrouped.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number))),
    symbols: new Set(symbols.flatMap((token) => [...token.toLowerCase()])),
  };
}

/** A single letter that is no word, or a few side by side: capitals stand inside them as in no other word. */
function isSymbols(token: string): boolean {
  if (token.length === 1) return !/[aAI]/.test(token);
  return token.length <= longestSymbols && /^.+\p{Lu}/u.test(token);
}

function isSupported(statement: string, passages: Stock): boolean {
  const own = stockOf(statement);
  const symbolsFound = (word: string): boolean =>
    word.length <= longestSymbols && [...word].every((letter) => passages.symbols.has(letter));
  const words = own.words.size > 0 ? own.words : own.symbols;
  if (words.size + own.numbers.size === 0) return false;
  const foundWords = [...words].filter((word) => passages.words.has(word) || symbolsFound(word));
  const foundNumbers = [...own.numbers].filter((number) => passages.numbers.has(number));
  return (
    enough(foundWords.length, words.size, wordsSupported) &&
    enough(foundNumbers.length, own.numbers.size, numbersSupported)
  );
}

const enough = (found: number, all: number, share: number): boolean => all === 0 || found / all >= share;
