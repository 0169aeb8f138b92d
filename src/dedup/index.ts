export { type ContaminationOptions, contaminationGate } from "./contamination-gate.ts";
export {
  type DuplicateMethod,
  type DuplicateOptions,
  duplicateGate,
  duplicateMethods,
  type Reference,
} from "./duplicate-gate.ts";
export type { Finder, Keep } from "./finder.ts";
export { openMeaningGates } from "./meaning-gate.ts";
export { createNearFinder } from "./near.ts";
export { openReferences } from "./references.ts";
export { openSemantic } from "./semantic.ts";
