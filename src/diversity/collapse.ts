import { createReader } from "../dedup/worker/reader.mjs";
import { jaccard, shinglesOf } from "../dedup/worker/signature.mjs";
import { createFrequentTexts } from "./frequent.ts";

/** Questions of a cell that are looked at together, and how many there must be for a verdict. */
export const collapseWindow = 20;
export const collapseLeast = 10;
/** Share of repeating questions above which a cell has collapsed. */
export const collapseShare = 0.5;

/** Words of a shingle, and the Jaccard similarity from which a question repeats another. */
const shingleWords = 3;
const repeating = 0.7;
const openingWords = 4;
/** An opening is named when this many questions of the window have it. */
const openingLeast = 3;
const openingsNamed = 5;

/** What stands in the settle record of a model-written question. */
export interface QuestionEcho {
  /** Whether it says what an earlier question of its cell says, numbers aside. */
  repeats: boolean;
  /** Its first words. */
  opening: string;
}

/** The words of a question without its numbers: other data in the same words is a repetition here. */
const wording = (text: string): string => text.replace(/[-+]?\d[\d.,]*/g, " 0 ");

function createShingles(): (text: string) => Uint32Array {
  const reader = createReader();
  return (text) => shinglesOf(reader.read(wording(text)), shingleWords).slice();
}

/**
 * Whether each of a block of questions repeats an earlier one of the block or one of `known`. Pure, so that it is the same
 * whenever it is asked.
 */
export function echoesOf(texts: readonly string[], known: readonly string[]): QuestionEcho[] {
  const shinglesIn = createShingles();
  const earlier = known.map(shinglesIn);
  return texts.map((text) => {
    const own = shinglesIn(text);
    const repeats = earlier.some((other) => jaccard(own, other) >= repeating);
    earlier.push(own);
    return { repeats, opening: text.trim().toLowerCase().split(/\s+/).slice(0, openingWords).join(" ") };
  });
}

/** Finds the first of `known` that a text says again, numbers aside; -1 where there is none. */
export function repetitionsOf(known: readonly string[]): (text: string) => number {
  const shinglesIn = createShingles();
  const earlier = known.map(shinglesIn);
  return (text) => {
    const own = shinglesIn(text);
    return earlier.findIndex((other) => jaccard(own, other) >= repeating);
  };
}

/** A cell whose questions have become the same. */
export interface Collapse {
  cell: string;
  /** Share of the window's questions that repeat another. */
  share: number;
  openings: string[];
}

/**
 * Watches the questions of each cell as they are settled, in index order. Above the bound it raises an alarm, once for a
 * window, and from a horizon later on the question agent is told which openings to avoid. A function of the settle
 * records alone, so a resumed run decides the same.
 */
export function createCollapseWatch(horizon: number) {
  const windows = new Map<string, QuestionEcho[]>();
  const decisions = new Map<string, { from: number; openings: string[] }[]>();
  const shares = new Map<string, number>();
  return {
    /** Takes in the question of the item at `index`; gives the alarm if this one sets it off. */
    settle(cell: string, index: number, echo: QuestionEcho | undefined): Collapse | null {
      if (!echo) return null;
      const window = [...(windows.get(cell) ?? []), echo].slice(-collapseWindow);
      windows.set(cell, window);
      const share = window.filter(({ repeats }) => repeats).length / window.length;
      if (window.length < collapseLeast || share <= collapseShare) return null;
      const openings = commonOpenings(window);
      windows.delete(cell);
      decisions.set(cell, [...(decisions.get(cell) ?? []), { from: index + horizon, openings }]);
      shares.set(cell, Math.max(share, shares.get(cell) ?? 0));
      return { cell, share, openings };
    },
    /** Openings that a block of questions is to avoid whose first item stands at `index`. */
    openings(cell: string, index: number): string[] {
      return (decisions.get(cell) ?? []).findLast(({ from }) => from <= index)?.openings ?? [];
    },
    /** Cells that have raised the alarm, with the highest share seen. */
    collapsed: (): { cell: string; share: number }[] => [...shares].map(([cell, share]) => ({ cell, share })),
  };
}

export type CollapseWatch = ReturnType<typeof createCollapseWatch>;

function commonOpenings(window: readonly QuestionEcho[]): string[] {
  const openings = createFrequentTexts(collapseWindow);
  for (const { opening } of window) openings.add(opening);
  return openings
    .top(openingsNamed)
    .filter(({ count }) => count >= openingLeast)
    .map(({ text }) => text);
}
