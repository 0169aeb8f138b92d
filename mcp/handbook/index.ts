import { stoichiometry } from "./chemistry/stoichiometry.ts";
import type { HandbookEntry } from "./entry.ts";

/** Every entry of the offline handbook; the order has no meaning. */
export const handbook: readonly HandbookEntry[] = [stoichiometry];
