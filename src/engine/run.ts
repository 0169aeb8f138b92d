import { agents } from "../../agents/index.ts";
import type { Engine } from "../../schema/engine.ts";
import { isAssayError } from "../../schema/error.ts";
import type { RunEvent } from "../../schema/event.ts";
import { seedFrom } from "../../schema/random.ts";
import type { Run, RunSummary } from "../../schema/run.ts";
import { runAgent } from "./agent-loop.ts";
import type { RunContext } from "./context.ts";
import { fateOf, type Halt, Halted } from "./halt.ts";
import { ItemFailure, type SettleOutput } from "./item.ts";
import { createMeter } from "./meter.ts";
import {
  type Action,
  beginRun,
  type CellState,
  horizon,
  type RunState,
  settleConsultation,
  settleOutcome,
} from "./orchestrate.ts";
import { createPipeline, type Finished } from "./pipeline.ts";
import { createQuestions } from "./questions.ts";
import { settle, settleFailure } from "./stages/settle.ts";

/** Times an item is tried again while something outside is down, and the pause before each. */
const outagePauses = [2_000, 10_000];
/** How long stages under way may still take after a stop. */
const graceMs = 20_000;
/** How long the orchestrator may think about a failing cell. */
const consultMs = 120_000;

/**
 * Carries a run from wherever it stands to its end. Items go through their stages side by side; everything that depends
 * on other items happens in `settleReady`, in index order.
 */
export async function executeRun(
  run: Run,
  context: RunContext,
  engine: Engine,
  stop: AbortSignal,
): Promise<RunSummary> {
  const { store, config } = context;
  const state = beginRun(run.plan.cells, run.spec.count, config.attemptFactor, seedFrom(context.seed, "cells"));
  const seen = new Set<string>();
  const slots = new Map<string, number>();
  const reasons: Reasons = new Map();
  const finished = new Map<number, Finished | ItemFailure>();
  const meter = createMeter(context, state, await store.stages.progress(run.id));
  let halt: Halt | null = null;
  let started = 0;
  let wake: () => void = () => {};

  const emit = (event: RunEvent): void => {
    if (meter.observe(event)) context.emit(event);
  };
  const note = async (event: RunEvent): Promise<void> => {
    emit(event);
    const { type, ...body } = event;
    await store.events.append(run.id, { at: context.clock.now().toISOString(), type, body });
  };
  const stopWith = (next: Halt): void => {
    if (halt === null || (halt.error === null && next.error !== null)) halt = next;
    wake();
  };
  const onStop = (): void => stopWith({ status: "interrupted", reason: "stopped by the user", error: null });
  if (stop.aborted) onStop();
  else stop.addEventListener("abort", onStop, { once: true });

  const scope: RunContext = { ...context, emit };
  const questions = createQuestions(scope, run.spec);
  const work = createPipeline(scope, run.spec, run.plan, questions, () => {
    if (halt !== null) throw new Halted();
  });

  /** Applies a settle record to the state and carries out what follows; the same live and when replayed. */
  async function apply(index: number, output: SettleOutput): Promise<void> {
    const cell = state.allotted[index]!;
    if (output.fingerprint !== null && output.verdict === "approved") seen.add(output.fingerprint);
    if (output.verdict !== "approved") {
      const ofCell = reasons.get(cell) ?? new Map<string, number>();
      ofCell.set(output.reason, (ofCell.get(output.reason) ?? 0) + 1);
      if (ofCell.size <= 200) reasons.set(cell, ofCell);
    }
    for (const action of settleOutcome(state, output.verdict)) await carryOut(action);
  }

  async function carryOut(action: Action): Promise<void> {
    if (action.type === "consult") {
      const answer = await consult(run, state, action.cell, reasons.get(action.cell), context);
      await note({
        type: "decision",
        by: "orchestrator",
        decision: `${answer.action} ${action.cell}`,
        reason: answer.reason,
      });
      for (const next of settleConsultation(state, action.cell, answer)) await carryOut(next);
    } else if (action.type === "replace") {
      emit({ type: "decision", by: "orchestrator", decision: `top up ${action.cell}`, reason: action.reason });
    } else {
      await note({ type: "decision", by: "orchestrator", decision: action.type, reason: action.reason });
    }
  }

  async function settleNext(item: Finished | ItemFailure): Promise<void> {
    const index = state.settled;
    const made =
      item instanceof ItemFailure
        ? { output: settleFailure(item), writes: {} }
        : settle(item, item.row, item.evidence, seen, context);
    const place = { run: run.id, item: `i:${index}`, stage: "settle", attempt: 1 };
    if ((await store.stages.commit(place, made.output, made.writes)) === "already") {
      made.output = (await store.stages.settled(run.id, index, index + 1)).get(index) as SettleOutput;
    }
    finished.delete(index);
    if (item instanceof ItemFailure) {
      const { stage, code, message } = item;
      await note({ type: "item-failed", item: index, stage, code, message });
    } else {
      const { verdict, sample } = made.output;
      if (verdict !== "failed" && sample !== null) {
        emit({ type: "sample", item: index, id: sample, verdict, qualityScore: item.review.review.qualityScore });
      }
      emit({ type: "stage-end", item: index, stage: "settle", attempt: 1, durationMs: 0 });
    }
    await apply(index, made.output);
  }

  async function handle(name: string, signal: AbortSignal): Promise<void> {
    const index = Number(name.slice(2));
    const cell = state.cells.get(state.allotted[index]!) as CellState;
    const slot = slotOf.get(index)!;
    for (let tries = 0; ; tries++) {
      try {
        finished.set(index, await work({ index, cell, slot }, signal));
        break;
      } catch (error) {
        if (error instanceof ItemFailure) {
          finished.set(index, error);
          break;
        }
        if (error instanceof Halted || signal.aborted) return;
        const fate = fateOf(error);
        if (fate.kind === "item") {
          finished.set(index, new ItemFailure("generate", fate.code, fate.message));
          break;
        }
        if (fate.kind === "run") return stopWith(fate.halt);
        emit({ type: "warning", code: fate.code, message: fate.message, count: 1 });
        const pause = outagePauses[tries];
        if (pause === undefined)
          return stopWith({ status: "short", reason: `${fate.code}: ${fate.message}`, error: null });
        await context.clock.sleep(pause, signal).catch(() => undefined);
        if (halt !== null) return;
      }
    }
    slotOf.delete(index);
    wake();
  }

  // Replay what is settled already; the state then stands where the last sitting left it.
  const page = 500;
  for (let from = 0; ; from = state.settled) {
    const records = await store.stages.settled(run.id, from, from + page);
    while (records.has(state.settled)) {
      countSlot(slots, state.allotted[state.settled]!);
      await apply(state.settled, records.get(state.settled) as SettleOutput);
    }
    if (state.settled < from + page) break;
  }
  started = state.settled;

  const slotOf = new Map<number, number>();
  const ahead = Math.min(horizon, Math.max(64, config.concurrency * 4));
  const feed = async (): Promise<void> => {
    const fresh: { run: string; item: string }[] = [];
    while (halt === null && started < state.allotted.length && started < state.settled + ahead) {
      slotOf.set(started, countSlot(slots, state.allotted[started]!));
      fresh.push({ run: run.id, item: `i:${started}` });
      started += 1;
    }
    if (fresh.length > 0) await engine.enqueue(fresh);
  };

  const pool = await engine.work((item, signal) => handle(item.item, signal), { slots: config.concurrency });
  const saveEvery = 2_000;
  let savedAt = 0;
  try {
    while (halt === null && state.stopped === null && state.settled < state.allotted.length) {
      await feed();
      const item = finished.get(state.settled);
      if (item) await settleNext(item);
      else await new Promise<void>((resolve) => (wake = resolve));
      meter.tick(started - state.settled, context.emit);
      if (meter.elapsedMs() - savedAt > saveEvery) {
        savedAt = meter.elapsedMs();
        await save(run, context, meter.elapsedMs());
      }
    }
  } finally {
    stop.removeEventListener("abort", onStop);
    halt ??= { status: "done", reason: "", error: null };
    if (state.stopped !== null) await engine.cancel(run.id);
    await pool.drain(graceMs);
  }
  while (finished.has(state.settled) && state.stopped === null) await settleNext(finished.get(state.settled)!);
  for (const warning of meter.repeated()) context.emit(warning);
  meter.tick(0, context.emit, true);
  return conclude(run, context, state, halt, meter.elapsedMs(), reasons, note);
}

/** Reasons of items that were not approved, with their counts, by cell. */
type Reasons = Map<string, Map<string, number>>;

/** Adds the most frequent reason of all cells to why a run ended short. */
function because(why: string, reasons: Reasons): string {
  const total = new Map<string, number>();
  for (const ofCell of reasons.values()) {
    for (const [reason, count] of ofCell) total.set(reason, (total.get(reason) ?? 0) + count);
  }
  const [most] = [...total].sort((a, b) => b[1] - a[1]);
  return most ? `${why}; most often (${most[1]} times): ${most[0].slice(0, 200)}` : why;
}

function countSlot(slots: Map<string, number>, cell: string): number {
  const slot = slots.get(cell) ?? 0;
  slots.set(cell, slot + 1);
  return slot;
}

type Decision = { action: "keep" | "move" | "stop"; to: string | null; reason: string };

/** Asks the orchestrator about a failing cell. The answer is a durable record, so a resumed run decides the same. */
async function consult(
  run: Run,
  state: RunState,
  cellId: string,
  reasons: Map<string, number> | undefined,
  context: RunContext,
): Promise<Decision> {
  const place = { run: run.id, item: `d:${state.settled}`, stage: "decide", attempt: 1 };
  const stored = (await context.store.stages.load(place))[0];
  if (stored) return stored.output as Decision;
  const report = ({ id, subTopic, difficulty, quota, tried, approved }: CellState) => ({
    id,
    subTopic,
    difficulty,
    quota,
    tried,
    approved,
  });
  const failing = state.cells.get(cellId)!;
  const result = await runAgent(
    agents.decide,
    {
      domain: run.spec.domain,
      trainingType: run.spec.trainingType,
      failing: report(failing),
      reasons: [...(reasons ?? [])]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 5)
        .map(([reason]) => reason),
      others: [...state.cells.values()].filter((cell) => cell.id !== cellId).map(report),
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
  await context.store.stages.commit(place, decision);
  return decision;
}

async function save(run: Run, context: RunContext, elapsedMs: number, set: Partial<Run> = {}): Promise<void> {
  const spend = context.gateway.spend();
  await context.store.runs.update(run.id, {
    ...set,
    spendUsd: spend.usd,
    inputTokens: spend.inputTokens,
    outputTokens: spend.outputTokens,
    durationMs: run.durationMs + elapsedMs,
    updatedAt: context.clock.now().toISOString(),
  });
}

/** Writes the run's end and makes its summary; rejects with what ended it when that was an error. */
async function conclude(
  run: Run,
  context: RunContext,
  state: RunState,
  halt: Halt,
  elapsedMs: number,
  reasons: Reasons,
  note: (event: RunEvent) => Promise<void>,
): Promise<RunSummary> {
  const reached = state.counts.approved >= state.target;
  const short = because(state.stopped ?? state.exhausted ?? "the plan has no more items", reasons);
  const status = reached ? "done" : halt.status !== "done" ? halt.status : "short";
  const reason = reached ? "" : halt.status !== "done" ? halt.reason : short;
  await save(run, context, elapsedMs, { status, reason, owner: "" });
  const spend = context.gateway.spend();
  const summary: RunSummary = {
    run: run.id,
    type: run.spec.trainingType,
    status,
    reason,
    requested: run.spec.count,
    ...state.counts,
    spend_usd: Number(spend.usd.toFixed(6)),
    tokens: { input: spend.inputTokens, output: spend.outputTokens },
    duration_ms: Math.round(run.durationMs + elapsedMs),
    database: context.store.location,
  };
  await note({ type: "run-end", summary });
  if (!reached && halt.error !== null) throw halt.error;
  return summary;
}
