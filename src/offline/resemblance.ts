import { difficulties } from "../../schema/problem.ts";
import { seedFrom } from "../../schema/random.ts";
import { type AnyFamily, work } from "./family.ts";

/** Problems of a family, of each difficulty, whose words are learnt. */
const learnt = 8;
/** Share of a text's telling words that a family must have, to be the one that it resembles. */
const least = 0.5;
/** Weight of a word that no family has: it speaks a little against all of them. */
const unheard = 0.75;

const wordsIn = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 2)
      .map((word) => word.replace(/(?<!s)s$/, "")),
  );

/**
 * Finds the family whose problems a text resembles, by the words of its topic, its keywords and its own problems; words
 * that few families have tell more. Undefined where no family has most of what the text says. Deterministic.
 */
export function createResemblance(families: readonly AnyFamily[]): (text: string) => AnyFamily | undefined {
  const vocabularies = families.map((family) => {
    const problems = difficulties.flatMap((difficulty) =>
      Array.from({ length: learnt }, (_, at) => work(family, difficulty, seedFrom("resemblance", at)).prompt),
    );
    return { family, words: wordsIn([family.topic, ...family.keywords, ...problems].join(" ")) };
  });
  const holders = new Map<string, number>();
  for (const { words } of vocabularies) for (const word of words) holders.set(word, (holders.get(word) ?? 0) + 1);
  const weightOf = (word: string): number => {
    const count = holders.get(word);
    return count === undefined ? unheard : Math.log((families.length + 1) / count);
  };
  return (text) => {
    const telling = [...wordsIn(text)].map((word) => ({ word, weight: weightOf(word) }));
    const whole = telling.reduce((sum, { weight }) => sum + weight, 0);
    let best: { family: AnyFamily; share: number } | undefined;
    for (const { family, words } of vocabularies) {
      const share = telling.reduce((sum, { word, weight }) => sum + (words.has(word) ? weight : 0), 0) / whole;
      if (share >= least && share > (best?.share ?? 0)) best = { family, share };
    }
    return best?.family;
  };
}
