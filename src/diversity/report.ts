import { createReader } from "../dedup/worker/reader.mjs";
import { shinglesOf } from "../dedup/worker/signature.mjs";
import { createDistinctCounter } from "./distinct.ts";
import { createFrequentTexts } from "./frequent.ts";
import { createSelfSimilarity, type SelfSimilarity } from "./self-similarity.ts";

/** What of a row its place in the distribution depends on. `prompt` is what `type.text(row).prompt` gives. */
export interface DiversityRow {
  subTopic: string;
  difficulty: string;
  prompt: string;
}

/** How varied a dataset's prompts are. Shares and ratios lie in 0..1. */
export interface DiversityReport {
  rows: number;
  /** By sub-topic and difficulty, in the order of their names. */
  cells: { subTopic: string; difficulty: string; rows: number; share: number }[];
  subTopics: { name: string; rows: number; share: number }[];
  difficulties: { name: string; rows: number; share: number }[];
  /** Shannon entropy of the cells' shares over that of equally many equal shares; 1 for one cell. */
  entropy: number;
  /** Different runs of n words over all runs of n words, over all prompts (distinct-n; Li et al., NAACL 2016). */
  distinct: { n: number; ratio: number; exact: boolean }[];
  /** Different words over all words, as the mean over windows of 1,000 words, so that sizes can be compared. */
  typeTokenRatio: number;
  /** The commonest first five words, with the share of the rows that start so. */
  openings: { opening: string; rows: number; share: number }[];
  similarity: SelfSimilarity;
}

const gramSizes = [1, 2, 3] as const;
const openingWords = 5;
const openingsShown = 5;
const openingsKept = 2_000;
const windowWords = 1_000;
/** Sub-topics times difficulties that are told apart; rows of further ones are counted under "other". */
const cellsKept = 10_000;

/** Describes a dataset row by row, in constant memory. Pure: equal rows in the same order give an equal report. */
export function createDiversityReport(): { add(row: DiversityRow): void; finish(): DiversityReport } {
  const reader = createReader();
  const cells = new Map<string, { subTopic: string; difficulty: string; rows: number }>();
  const grams = gramSizes.map((n) => ({ n, total: 0, distinct: createDistinctCounter() }));
  const openings = createFrequentTexts(openingsKept);
  const similarity = createSelfSimilarity();
  const window = createWindow();
  let rows = 0;

  return {
    add({ subTopic, difficulty, prompt }) {
      rows += 1;
      const key = `${subTopic}\u001f${difficulty}`;
      const known = cells.get(key);
      if (known) known.rows += 1;
      else if (cells.size < cellsKept) cells.set(key, { subTopic, difficulty, rows: 1 });
      else {
        const other = cells.get("other") ?? { subTopic: "other", difficulty: "other", rows: 0 };
        other.rows += 1;
        cells.set("other", other);
      }
      const words = reader.read(prompt);
      for (const gram of grams) {
        gram.total += Math.max(0, words.count - gram.n + 1);
        if (words.count >= gram.n) for (const hash of shinglesOf(words, gram.n)) gram.distinct.add(hash);
      }
      for (let at = 0; at < words.count; at++) window.add(words.hashes[at]!);
      if (words.count > 0) openings.add(openingOf(words));
      similarity.add(words);
    },
    finish() {
      const ordered = [...cells.values()].sort((a, b) =>
        a.subTopic === b.subTopic ? compare(a.difficulty, b.difficulty) : compare(a.subTopic, b.subTopic),
      );
      return {
        rows,
        cells: ordered.map((cell) => ({ ...cell, share: cell.rows / rows })),
        subTopics: summed(ordered, "subTopic", rows),
        difficulties: summed(ordered, "difficulty", rows),
        entropy: normalisedEntropy(ordered.map((cell) => cell.rows)),
        distinct: grams.map(({ n, total, distinct }) => ({
          n,
          ratio: total === 0 ? 0 : Math.min(1, distinct.count() / total),
          exact: distinct.exact(),
        })),
        typeTokenRatio: window.ratio(),
        openings: openings
          .top(openingsShown)
          .map(({ text, count }) => ({ opening: text, rows: count, share: count / rows })),
        similarity: similarity.finish(),
      };
    },
  };
}

/** The first five words of a prompt as they stand in it, in lower case. */
function openingOf(words: { text: string; count: number; starts: Uint32Array; ends: Uint32Array }): string {
  const last = Math.min(openingWords, words.count) - 1;
  return words.text.slice(words.starts[0], words.ends[last]).toLowerCase().replace(/\s+/g, " ");
}

/** Mean share of different words over whole windows; of what there is when not even one is full. */
function createWindow() {
  let different = new Set<number>();
  let filled = 0;
  let total = 0;
  let windows = 0;
  return {
    add(hash: number): void {
      different.add(hash);
      filled += 1;
      if (filled < windowWords) return;
      total += different.size / windowWords;
      windows += 1;
      different = new Set();
      filled = 0;
    },
    ratio: (): number => (windows > 0 ? total / windows : filled === 0 ? 0 : different.size / filled),
  };
}

function normalisedEntropy(counts: readonly number[]): number {
  if (counts.length < 2) return counts.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const bits = counts.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return bits / Math.log(counts.length);
}

function summed(
  cells: readonly { subTopic: string; difficulty: string; rows: number }[],
  by: "subTopic" | "difficulty",
  rows: number,
): { name: string; rows: number; share: number }[] {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell[by], (counts.get(cell[by]) ?? 0) + cell.rows);
  return [...counts]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, count]) => ({ name, rows: count, share: count / rows }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
