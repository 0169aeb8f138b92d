import type { Evidence, SynthesisedContext } from "../../schema/evidence.ts";
import type { Random } from "../../schema/random.ts";

/** What an operator may change: one row, with what its draft has beside it and what it rests on. */
export interface CalibrationSubject {
  /**
   * Columns by TRL's names: the row's own, and those that only the draft has (the program, the answer). Operators look
   * for the columns they need and never ask for the type.
   */
  columns: Readonly<Record<string, unknown>>;
  /** BCP 47 tag of the row's language. */
  language: string;
  evidence: readonly Evidence[];
  context: SynthesisedContext | null;
  /** Prompts that stand earlier in the same dataset. */
  earlier: readonly string[];
}

/** One way to make a right row wrong. Pure: equal subjects and equal randomness give equal faults. */
export interface MutationOperator {
  name: string;
  /** The fault, a few words for the report. */
  description: string;
  /** Whether rules can find it with certainty, or only a reader who understands the text. */
  decidable: "deterministic" | "judge";
  /** The subject with the fault, or null where it has nothing to plant it in. */
  apply(subject: CalibrationSubject, random: Random): CalibrationSubject | null;
}

/** Checks the declaration's types; returns it unchanged. */
export function defineOperator(operator: MutationOperator): MutationOperator {
  return operator;
}
