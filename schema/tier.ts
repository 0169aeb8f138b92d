import type { Tier } from "./model.ts";

/** What kind of work a call is; an agent says so of its input and never names a tier itself. */
export interface Work {
  kind: "decide" | "plan" | "reason" | "retrieve" | "extract" | "write" | "validate" | "format";
  /** Whether the domain needs multi-step expertise (sciences, law, medicine, …). */
  complexDomain: boolean;
}

const simpleDomains = new Set(["general knowledge", "geography", "history", "literature", "art", "music", "languages"]);

/** Whether a domain counts as complex for the choice of tier: everything that is not listed as simple. */
export function isComplexDomain(domain: string): boolean {
  return !simpleDomains.has(domain.toLowerCase());
}

/**
 * The specification's heuristic: multi-step reasoning, complex domain expertise and decisions go to the complex tier;
 * retrieval, extraction and simple writing to the standard tier; validation and formatting to the fast tier.
 */
export function selectTier(work: Work): Tier {
  switch (work.kind) {
    case "decide":
    case "plan":
      return "complex";
    case "reason":
    case "write":
      return work.complexDomain ? "complex" : "standard";
    case "retrieve":
    case "extract":
      return "standard";
    case "validate":
    case "format":
      return "fast";
  }
}
