import { agents } from "../../agents/index.ts";
import { isAssayError } from "../../schema/error.ts";
import type { RunEvent } from "../../schema/event.ts";
import { attemptKind } from "../../schema/pass-rate.ts";
import { seedFrom } from "../../schema/random.ts";
import type { Run, RunSummary } from "../../schema/run.ts";
import type { Collapse, CollapseWatch } from "../diversity/collapse.ts";
import { runAgent } from "./agent-loop.ts";
import type { RunContext } from "./context.ts";
import { ItemFailure, type SettleOutput } from "./item.ts";
import { isProcedural } from "./judges.ts";
import { type Action, beginRun, type CellState, settleConsultation, settleOutcome } from "./orchestrate.ts";
import type { Finished } from "./pipeline.ts";
import { settle, settleFailure } from "./stages/settle.ts";

/** How long the orchestrator may think about a failing cell. */
const consultMs = 120_000;
/** Different reasons remembered of one cell. */
const reasonsKept = 200;
/** Settle records read at a time when replaying. */
const page = 500;

type Decision = { action: "keep" | "move" | "stop"; to: string | null; reason: string };

/** Emits an event and keeps it in the run's journal. */
export type Note = (event: RunEvent) => Promise<void>;

/**
 * Everything of a run that depends on other items, in index order: final verdicts, duplicates, top-up, consultations.
 * Applying a record is the same whether it was just made or is replayed after a stop.
 */
export function createSettlement(run: Run, context: RunContext, watch: CollapseWatch, note: Note) {
  const { store } = context;
  const state = beginRun(run.plan.cells, run.spec.count, context.config.attemptFactor, seedFrom(context.seed, "cells"));
  const seen = new Set<string>();
  const reasons = new Map<string, Map<string, number>>();
  const measured = { rows: 0, sum: 0 };
  let bare = 0;

  async function apply(output: SettleOutput, live: boolean): Promise<void> {
    const collapse = watch.settle(state.allotted[state.settled]!, state.settled, output.echo);
    if (collapse && live) await note({ type: "warning", code: "run/repetition", message: telling(collapse), count: 1 });
    if (output.passRate != null) {
      measured.rows += 1;
      measured.sum += output.passRate;
    }
    if (output.verdict === "approved") {
      if (output.fingerprint !== null) seen.add(output.fingerprint);
      if (output.withoutContext) bare += 1;
    } else {
      const cell = state.allotted[state.settled]!;
      const ofCell = reasons.get(cell) ?? new Map<string, number>();
      if (ofCell.has(output.reason) || ofCell.size < reasonsKept) {
        ofCell.set(output.reason, (ofCell.get(output.reason) ?? 0) + 1);
      }
      reasons.set(cell, ofCell);
    }
    for (const action of settleOutcome(state, output.verdict)) await carryOut(action);
  }

  async function carryOut(action: Action): Promise<void> {
    const decided = (decision: string, reason: string): RunEvent => ({
      type: "decision",
      by: "orchestrator",
      decision,
      reason,
    });
    if (action.type === "consult") {
      const answer = await consult(action.cell);
      await note(decided(`${answer.action} ${action.cell}`, answer.reason));
      for (const next of settleConsultation(state, action.cell, answer)) await carryOut(next);
    } else if (action.type === "replace") context.emit(decided(`top up ${action.cell}`, action.reason));
    else await note(decided(action.type, action.reason));
  }

  /** Asks the orchestrator about a failing cell. The answer is a durable record, so a resumed run decides the same. */
  async function consult(cellId: string): Promise<Decision> {
    const place = { run: run.id, item: `d:${state.settled}`, stage: "decide", attempt: 1 };
    const stored = (await store.stages.load(place))[0];
    if (stored) return stored.output as Decision;
    const cells = [...state.cells.values()];
    const result = await runAgent(
      agents.decide,
      {
        domain: run.spec.domain,
        trainingType: run.spec.trainingType,
        failing: report(state.cells.get(cellId)!),
        reasons: mostFrequent(reasons.get(cellId) ?? new Map(), 5).map(([reason]) => reason),
        others: cells.filter((cell) => cell.id !== cellId).map(report),
      },
      place,
      context,
      AbortSignal.timeout(consultMs),
    ).catch((error: unknown) => {
      if (!isAssayError(error)) throw error;
      return { ok: false as const, code: error.code };
    });
    const decision: Decision = result.ok
      ? result.output
      : { action: "keep", to: null, reason: `the orchestrator gave no usable answer (${result.code})` };
    await store.stages.commit(place, decision);
    return decision;
  }

  return {
    state,
    /** Measured difficulty of the settled items; null where it was not asked for or never measured. */
    difficulty(): RunSummary["difficulty"] | null {
      const { passK, passBand } = context.config;
      if (passK === undefined || measured.rows === 0) return null;
      const mean = Number((measured.sum / measured.rows).toFixed(4));
      const model = context.roles.attempts;
      return {
        model,
        kind: attemptKind(isProcedural(model, context)),
        k: passK,
        rows: measured.rows,
        mean_pass_rate: mean,
        band: passBand ?? null,
      };
    },
    /** Approved rows so far that rest on no passage. */
    withoutContext: () => bare,
    /** Brings the state to where the last sitting left it. */
    async replay(): Promise<void> {
      for (let from = -1; from < state.settled; ) {
        from = state.settled;
        const records = await store.stages.settled(run.id, from, from + page);
        while (records.has(state.settled)) await apply(records.get(state.settled) as SettleOutput, false);
      }
    },
    /** Settles the next item in index order: records its verdict and row, tells it, and decides what follows. */
    async settle(item: Finished | ItemFailure): Promise<void> {
      const index = state.settled;
      const { output, writes } =
        item instanceof ItemFailure
          ? { output: settleFailure(item), writes: {} }
          : settle(item, item.row, item.evidence, seen, context);
      const place = { run: run.id, item: `i:${index}`, stage: "settle", attempt: 1 };
      const written = await store.stages.commit(place, output, writes);
      if (item instanceof ItemFailure) {
        await note({ type: "item-failed", item: index, stage: item.stage, code: item.code, message: item.message });
      } else if (output.verdict !== "failed" && output.sample !== null) {
        const { qualityScore } = item.review.review;
        context.emit({ type: "sample", item: index, id: output.sample, verdict: output.verdict, qualityScore });
      }
      context.emit({ type: "stage-end", item: index, stage: "settle", attempt: 1, durationMs: 0 });
      const first = written === "written" ? output : (await store.stages.settled(run.id, index, index + 1)).get(index);
      await apply(first as SettleOutput, true);
    },
    /** Why the run ended below its target, with the most frequent reason of its items. */
    whyShort(): string {
      const total = new Map<string, number>();
      for (const ofCell of reasons.values()) {
        for (const [reason, count] of ofCell) total.set(reason, (total.get(reason) ?? 0) + count);
      }
      const why = state.stopped ?? state.exhausted ?? "the plan has no more items";
      const [most] = mostFrequent(total, 1);
      return most ? `${why}; most often (${most[1]} times): ${most[0].slice(0, 200)}` : why;
    },
  };
}

const telling = ({ cell, share, openings }: Collapse): string => {
  const often = openings.length === 0 ? "" : `; often they start "${openings.join('", "')}"`;
  return `the questions of ${cell} repeat themselves: ${Math.round(share * 100)} % of the last ones say what another says${often}`;
};

export type Settlement = ReturnType<typeof createSettlement>;

const report = ({ id, subTopic, difficulty, quota, tried, approved }: CellState) => ({
  id,
  subTopic,
  difficulty,
  quota,
  tried,
  approved,
});

const mostFrequent = (counts: ReadonlyMap<string, number>, limit: number): [string, number][] =>
  [...counts].sort((a, b) => b[1] - a[1]).slice(0, limit);
