import type { Mistake } from "./family.ts";

/**
 * Makes mistakes whose worked solutions keep the first steps of the right one, go wrong, and from there on consistently
 * reach an answer of their own. They are written as the right one is: as long, as certain, and with the same numbers.
 */
export function wrongSolution(right: readonly string[], state: (value: number) => string) {
  return (
    name: string,
    value: number,
    why: string,
    /** How many steps of the right solution stand before the mistake. */
    kept: number,
    rest: (answer: string) => string[],
  ): Mistake => ({ name, value, steps: [...right.slice(0, kept), ...rest(state(value))], why });
}

/** Begins a sentence with a phrase. */
export const capitalise = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);
