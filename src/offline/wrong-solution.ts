import type { Mistake } from "./family.ts";

/** Makes mistakes whose worked solutions share the first step, go wrong in the second, and state the result in the third. */
export function wrongSolution(opening: string, conclude: (value: number) => string) {
  return (name: string, value: number, step: string, why: string): Mistake => ({
    name,
    value,
    steps: [opening, step, conclude(value)],
    why,
  });
}

/** Begins a sentence with a phrase. */
export const capitalise = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);
