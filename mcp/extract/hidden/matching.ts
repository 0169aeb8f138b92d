import type { Work } from "./bounds.ts";
import type { Placed } from "./tree.ts";

export type Test = (element: Placed, work: Work) => boolean;

/** A selector without commas, ready to be tried. */
export interface Selector {
  /** Its compounds from left to right, each a list of tests, and what stands before each of them. */
  compounds: readonly { combinator: string; tests: readonly Test[] }[];
  /** As one number: a million to an id, a thousand to a class, one to a name. */
  specificity: number;
  /** What an element must have one of (`#id`, `.class`, `[attribute`, `name`); missing where any may match. */
  keys: readonly string[] | undefined;
}

/** Whether a selector picks an element. `scope` is where a selector of :has() starts. */
export function matches({ compounds }: Selector, element: Placed, work: Work, scope?: Placed): boolean {
  const passes = (at: number, here: Placed): boolean => {
    const { tests } = compounds[at]!;
    work.spend(tests.length);
    return tests.every((test) => test(here, work));
  };
  const isPreceded = (at: number, here: Placed): boolean => {
    if (at === 0 && scope === undefined) return true;
    const { combinator } = compounds[at]!;
    const step = combinator === "~" || combinator === "+" ? "previous" : "parent";
    const near = combinator === ">" || combinator === "+";
    // What is not found above the nearest match is not found above a further one either.
    const decides = scope === undefined && compounds.slice(0, at).every((one) => one.combinator.trim() === "");
    for (let there = here[step]; there; there = near ? undefined : there[step]) {
      if (at === 0) {
        if (there === scope) return true;
      } else if (passes(at - 1, there)) {
        if (isPreceded(at - 1, there)) return true;
        if (decides) return false;
      }
    }
    return false;
  };
  const last = compounds.length - 1;
  return passes(last, element) && isPreceded(last, element);
}

export const matchesAny = (selectors: readonly Selector[], element: Placed, work: Work): boolean =>
  selectors.some((selector) => matches(selector, element, work));

/** Whether an element holds, or stands before, what a selector of :has() picks. */
export function has(selector: Selector, scope: Placed, work: Work): boolean {
  const beside = /[+~]/.test(selector.compounds[0]!.combinator);
  const end = beside ? (scope.parent?.last ?? scope.last) : scope.last;
  for (let index = scope.index + 1; index <= end; index += 1) {
    if (matches(selector, work.elements[index]!, work, scope)) return true;
  }
  return false;
}
