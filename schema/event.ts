import type { Plan, Spec } from "./request.ts";
import type { Verdict } from "./review.ts";
import type { RunSummary } from "./run.ts";

export const stages = ["research", "synthesise", "generate", "verify", "review", "attempt", "settle"] as const;
export type Stage = (typeof stages)[number];
/** Stages that a run has only when it is told to; its progress leaves them out otherwise. */
export type OptionalStage = Extract<Stage, "attempt">;

/** Everything that happens in a run. Progress bars, logs, pages and tests read only these. */
export type RunEvent =
  | { type: "run-start"; run: string; spec: Spec; plan: Plan; resumed: boolean; models: string[]; executor: string }
  | { type: "decision"; by: string; decision: string; reason: string }
  | { type: "question"; item: number; text: string; cell: string }
  | { type: "stage-end"; item: number; stage: Stage; attempt: number; durationMs: number }
  | { type: "revision"; item: number; attempt: number; feedback: string }
  | { type: "sample"; item: number; id: string; verdict: Verdict; qualityScore: number }
  | { type: "item-failed"; item: number; stage: string; code: string; message: string }
  | { type: "warning"; code: string; message: string; count: number }
  | {
      type: "progress";
      requested: number;
      approved: number;
      needs_revision: number;
      rejected: number;
      unchecked: number;
      failed: number;
      inFlight: number;
      stages: Record<Exclude<Stage, OptionalStage>, number> & Partial<Record<OptionalStage, number>>;
      spendUsd: number;
      budgetUsd: number | null;
      rowsPerSecond: number;
      etaSeconds: number | null;
    }
  | { type: "run-end"; summary: RunSummary };
