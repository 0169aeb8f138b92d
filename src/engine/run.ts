import type { Engine } from "../../schema/engine.ts";
import type { RunEvent } from "../../schema/event.ts";
import type { Run, RunSummary } from "../../schema/run.ts";
import { type CollapseWatch, createCollapseWatch } from "../diversity/collapse.ts";
import { createAllotment } from "./allotment.ts";
import type { RunContext } from "./context.ts";
import { fateOf, type Halt, Halted } from "./halt.ts";
import { type Item, ItemFailure } from "./item.ts";
import { createMeter, type Meter } from "./meter.ts";
import { horizon } from "./orchestrate.ts";
import { createPipeline, type Finished } from "./pipeline.ts";
import { createQuestions } from "./questions.ts";
import { createSettlement, type Note, type Settlement } from "./settlement.ts";
import { templatesOf } from "./templates.ts";

/** Times an item is tried again while something outside is down, and the pause before each, in milliseconds. */
const outagePauses = [2_000, 10_000];
/** How long stages under way may still take after a stop. */
const graceMs = 20_000;
/** How often spending and duration are saved while the run goes on. */
const saveEveryMs = 2_000;

/**
 * Carries a run from wherever it stands to its end. Items go through their stages side by side and are settled one by
 * one, in index order.
 */
export async function executeRun(run: Run, outer: RunContext, engine: Engine, stop: AbortSignal): Promise<RunSummary> {
  let halt: Halt | null = null;
  let wake: () => void = () => {};
  const finished = new Map<number, Finished | ItemFailure>();
  const haltWith = (next: Halt): void => {
    if (halt === null || (halt.error === null && next.error !== null)) halt = next;
    wake();
  };
  const onStop = (): void => haltWith({ status: "interrupted", reason: "stopped by the user", error: null });
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();

  const meter = createMeter(outer, await outer.store.stages.progress(run.id));
  const context: RunContext = { ...outer, emit: (event) => meter.observe(event) && outer.emit(event) };
  const note: Note = async (event) => {
    context.emit(event);
    const { type, ...body } = event;
    await context.store.events.append(run.id, { at: context.clock.now().toISOString(), type, body });
  };
  const watch = createCollapseWatch(horizon);
  const settlement = createSettlement(run, context, watch, note);
  await settlement.replay();
  const { state } = settlement;
  meter.begin(state);
  const allotment = createAllotment(state, Math.max(64, context.config.concurrency * 4));
  const templates = await templatesOf(context.store, run.id, context.seed, context.config.templates);
  const questions = createQuestions(context, run.spec, watch, templates);
  const work = createPipeline(context, run.spec, run.plan, questions, () => {
    if (halt !== null) throw new Halted();
  });

  /** Works on an item until it has a result, waiting out what is down outside; null when the run stops before. */
  async function attend(item: Item, signal: AbortSignal): Promise<Finished | ItemFailure | null> {
    for (let tries = 0; halt === null; tries++) {
      try {
        return await work(item, signal);
      } catch (error) {
        if (error instanceof ItemFailure) return error;
        if (error instanceof Halted || signal.aborted) return null;
        const fate = fateOf(error);
        if (fate.kind === "item") return new ItemFailure("generate", fate.code, fate.message);
        if (fate.kind === "run") haltWith(fate.halt);
        else {
          context.emit({ type: "warning", code: fate.code, message: fate.message, count: 1 });
          const pause = outagePauses[tries];
          if (pause === undefined) haltWith({ status: "short", reason: `${fate.code}: ${fate.message}`, error: null });
          else await context.clock.sleep(pause, signal);
        }
      }
    }
    return null;
  }

  const pool = await engine.work(
    async ({ item }, signal) => {
      const index = Number(item.slice(2));
      const result = await attend(allotment.get(index), signal);
      if (result === null) return;
      finished.set(index, result);
      allotment.done(index);
      wake();
    },
    { slots: context.config.concurrency },
  );
  const settleNext = async (): Promise<void> => {
    const result = finished.get(state.settled)!;
    finished.delete(state.settled);
    await settlement.settle(result);
  };

  let savedAt = 0;
  while (halt === null && state.stopped === null && state.settled < state.allotted.length) {
    context.gateway.expect(state.allotted.length);
    await engine.enqueue(allotment.fresh().map(({ index }) => ({ run: run.id, item: `i:${index}` })));
    if (finished.has(state.settled)) await settleNext();
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (halt !== null || finished.has(state.settled)) resolve();
      });
    }
    meter.tick(allotment.inFlight(), outer.emit);
    if (meter.elapsedMs() - savedAt >= saveEveryMs) {
      savedAt = meter.elapsedMs();
      await save(run, context, savedAt, {});
    }
  }
  stop.removeEventListener("abort", onStop);
  if (state.stopped !== null) await engine.cancel(run.id);
  await pool.drain(graceMs);
  while (state.stopped === null && finished.has(state.settled)) await settleNext();
  for (const warning of meter.repeated()) outer.emit(warning);
  meter.tick(0, outer.emit, true);
  return conclude(run, context, settlement, watch, halt, meter, note);
}

async function save(run: Run, context: RunContext, elapsedMs: number, set: Partial<Run>): Promise<void> {
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
  { state, whyShort, difficulty, withoutContext }: Settlement,
  watch: CollapseWatch,
  halt: Halt | null,
  meter: Meter,
  note: (event: RunEvent) => Promise<void>,
): Promise<RunSummary> {
  const reached = state.counts.approved >= state.target;
  const status = reached ? "done" : (halt?.status ?? "short");
  const reason = reached ? "" : (halt?.reason ?? whyShort());
  await save(run, context, meter.elapsedMs(), { status, reason, owner: "" });
  const spend = context.gateway.spend();
  const hardness = difficulty();
  const repetitive = watch.collapsed().map(({ cell, share }) => ({ cell, share: Number(share.toFixed(4)) }));
  const summary: RunSummary = {
    run: run.id,
    type: run.spec.trainingType,
    status,
    reason,
    requested: run.spec.count,
    ...state.counts,
    ...(hardness ? { difficulty: hardness } : {}),
    ...(repetitive.length > 0 ? { repetitive } : {}),
    ...(withoutContext() > 0 ? { without_context: withoutContext() } : {}),
    spend_usd: Number(spend.usd.toFixed(6)),
    tokens: { input: spend.inputTokens, output: spend.outputTokens },
    duration_ms: Math.round(run.durationMs + meter.elapsedMs()),
    database: context.store.location,
  };
  await note({ type: "run-end", summary });
  if (!reached && halt !== null && halt.error !== null) throw halt.error;
  return summary;
}
