import { AssayError } from "../../../schema/error.ts";
import type { Placed } from "./tree.ts";

/** What is refused, since to read on would take too long and to read less would let hidden text through. */
export const tooMuch = (what: string): AssayError =>
  new AssayError("source/upstream", `The page has more ${what} than can be read.`);

/** Parts of selectors that elements are compared with at most: about a second. Honest pages need some hundred thousand. */
const mostSteps = 3_000_000;

/** The work that a page's style sheets make. */
export interface Work {
  elements: readonly Placed[];
  /** Counts parts of selectors that an element is compared with; throws when it has been too many. */
  spend(parts?: number): void;
}

export function createWork(elements: readonly Placed[]): Work {
  let steps = 0;
  return {
    elements,
    spend(parts = 1) {
      steps += parts;
      if (steps > mostSteps) throw tooMuch("work for its style sheets");
    },
  };
}
