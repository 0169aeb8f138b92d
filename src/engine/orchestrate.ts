import { createRandom } from "../../schema/random.ts";
import type { Cell } from "../../schema/request.ts";
import type { RunCounts } from "../../schema/run.ts";

/** How an item ended; also the `verdict` of its settle record. */
export type Outcome = keyof RunCounts;

export interface CellState extends Cell {
  /** Approved rows still wanted of this cell, counting what is under way as if it would succeed. */
  tried: number;
  approved: number;
  /** Whether the orchestrator has already decided about its failure. */
  decided: boolean;
}

/**
 * The orchestrator's knowledge of a run. A pure function of the plan and of the outcomes in index order, so a resumed
 * run arrives at the same state, and timing can never show in the data.
 */
export interface RunState {
  target: number;
  maxItems: number;
  cells: Map<string, CellState>;
  /** Cell of every item allotted so far: the plan's first, replacements behind them. */
  allotted: string[];
  counts: RunCounts;
  settled: number;
  /** Settled items since the last approved one. */
  barren: number;
  /** Why nothing is replaced any more; what is allotted is still worked on. */
  exhausted: string | null;
  /** Why the run ends at once, short of its target. */
  stopped: string | null;
}

export type Action =
  | { type: "replace"; cell: string; reason: string }
  | { type: "consult"; cell: string }
  | { type: "exhausted"; reason: string }
  | { type: "stop"; reason: string };

/** Items settled without a single approval after which going on is judged a waste. */
export const barrenLimit = 30;
/**
 * An item is never started this far ahead of the settled ones, and a decision never changes an item nearer than this:
 * so no decision can depend on how fast items happened to be.
 */
export const horizon = 256;
/** Tried items of a cell after which its approval rate is believed, and the rate below which it is failing. */
const failingAfter = 12;
const failingRate = 0.2;

/** The state before anything is settled; the plan's cells are dealt out in an order drawn from the seed. */
export function beginRun(cells: readonly Cell[], target: number, attemptFactor: number, seed: number): RunState {
  const allotted = createRandom(seed).shuffle(cells.flatMap((cell) => new Array<string>(cell.quota).fill(cell.id)));
  return {
    target,
    maxItems: Math.max(target + 5, Math.ceil(target * attemptFactor)),
    cells: new Map(cells.map((cell) => [cell.id, { ...cell, tried: 0, approved: 0, decided: false }])),
    allotted,
    counts: { approved: 0, needs_revision: 0, rejected: 0, unchecked: 0, failed: 0 },
    settled: 0,
    barren: 0,
    exhausted: null,
    stopped: null,
  };
}

/** Takes in the outcome of the next item in index order and says what follows from it. Changes `state`. */
export function settleOutcome(state: RunState, outcome: Outcome): Action[] {
  const cellId = state.allotted[state.settled]!;
  const cell = state.cells.get(cellId)!;
  state.settled += 1;
  state.counts[outcome] += 1;
  cell.tried += 1;
  if (outcome === "approved") {
    cell.approved += 1;
    state.barren = 0;
    return [];
  }
  state.barren += 1;
  if (state.stopped !== null) return [];
  if (state.barren >= barrenLimit && state.counts.approved === 0) {
    return [stop(state, `none of the first ${state.settled} items could be approved`)];
  }
  if (state.exhausted !== null) return [];
  if (state.allotted.length >= state.maxItems) {
    state.exhausted = `the attempt limit of ${state.maxItems} items for ${state.target} rows was reached`;
    return [{ type: "exhausted", reason: state.exhausted }];
  }
  const failing = cell.tried >= failingAfter && cell.approved / cell.tried < failingRate;
  if (failing && !cell.decided && state.cells.size > 1) return [{ type: "consult", cell: cellId }];
  state.allotted.push(cellId);
  return [{ type: "replace", cell: cellId, reason: `item ${state.settled - 1} ended ${outcome}` }];
}

/** Carries out the answer to a consultation: the failed item and the cell's items beyond the horizon go to `to`. */
export function settleConsultation(
  state: RunState,
  cellId: string,
  answer: { action: "keep" | "move" | "stop"; to: string | null; reason: string },
): Action[] {
  const cell = state.cells.get(cellId)!;
  cell.decided = true;
  if (answer.action === "stop") return [stop(state, answer.reason)];
  const target = answer.action === "move" && answer.to !== null && state.cells.has(answer.to) ? answer.to : cellId;
  state.allotted.push(target);
  if (target !== cellId) {
    for (let index = state.settled + horizon; index < state.allotted.length; index++) {
      if (state.allotted[index] === cellId) state.allotted[index] = target;
    }
  }
  return [{ type: "replace", cell: target, reason: answer.reason }];
}

function stop(state: RunState, reason: string): Action {
  state.stopped = reason;
  return { type: "stop", reason };
}
