import type { Evidence, SynthesisedContext } from "../../schema/evidence.ts";
import type { ExecResult } from "../../schema/execution.ts";
import type { Question } from "../../schema/question.ts";
import type { Check } from "../../schema/review.ts";
import type { Claim, RowText } from "../../schema/training/define.ts";
import type { Support } from "../../schema/training/parts.ts";

/** Everything a deterministic check may look at. Pure data: every execution has already happened. */
export interface ReviewSubject {
  question: Pick<Question, "text" | "subTopic" | "difficulty"> & { language: string };
  /** What a reader of the row sees. */
  text: RowText;
  /** The executable claim; null when the type or the domain has none. */
  claim: Claim | null;
  /** The run of the claim's program, with its perturbed variants; null when there is no claim. */
  program: ExecResult | null;
  /** The independent solution: the answer it states, and the run of its program. Null when there is none. */
  derivation: { answer: string; result: ExecResult | null } | null;
  evidence: readonly Pick<Evidence, "id" | "text" | "sha256" | "start" | "end">[];
  context: SynthesisedContext | null;
  /** Statements of fact in the row with the passages that bear them out. */
  support?: readonly Support[];
}

/** One deterministic check. Returns null where it does not apply. */
export interface ReviewCheck {
  name: string;
  /** One sentence for the documentation's table of checks. */
  description: string;
  run(subject: ReviewSubject): Check | null;
}
