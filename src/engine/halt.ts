import { isAssayError } from "../../schema/error.ts";
import type { RunStatus } from "../../schema/run.ts";

/** Thrown between two stages when the run is stopping; the item is taken up again by `resume`. */
export class Halted extends Error {}

/** Why a run ends before its work does. */
export interface Halt {
  status: RunStatus;
  reason: string;
  /** What `generate` rejects with; null where the summary says enough. */
  error: unknown;
}

/** What a failure inside an item means for the run. */
export type Fate =
  /** The item settles as failed; the run goes on. */
  | { kind: "item"; code: string; message: string }
  /** Something outside is down; the item may be tried again. */
  | { kind: "outage"; code: string; message: string }
  | { kind: "run"; halt: Halt };

/** Codes of failures that concern one item only, though the provider reported them. */
const ofTheItem = new Set(["model/bad-request", "model/unknown-question"]);

/** Sorts a failure by what it means. Anything that is not an AssayError is our own fault and ends the run. */
export function fateOf(error: unknown): Fate {
  if (!isAssayError(error)) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "run", halt: { status: "failed", reason, error } };
  }
  if (error.code === "run/budget")
    return { kind: "run", halt: { status: "budget", reason: error.message, error: null } };
  if (error.retryable) return { kind: "outage", code: error.code, message: error.message };
  if (ofTheItem.has(error.code)) return { kind: "item", code: error.code, message: error.message };
  return { kind: "run", halt: { status: "failed", reason: error.line, error } };
}
