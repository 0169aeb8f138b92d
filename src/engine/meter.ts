import { type RunEvent, type Stage, stages } from "../../schema/event.ts";
import type { RunContext } from "./context.ts";
import type { RunState } from "./orchestrate.ts";

const interval = 200;

/** Turns the run's state into progress events, at most five a second, and groups repeated warnings. */
export function createMeter(context: RunContext, before: Record<string, number>) {
  const shown = stages.filter((stage) => stage !== "attempt" || context.config.passK !== undefined);
  const perStage = Object.fromEntries(shown.map((stage) => [stage, before[stage] ?? 0])) as Record<Stage, number>;
  const startedAt = context.clock.now().getTime();
  let state: RunState | undefined;
  let approvedBefore = 0;
  const warnings = new Map<string, { code: string; message: string; count: number }>();
  let lastAt = 0;

  const progress = (state: RunState, inFlight: number): RunEvent => {
    const seconds = (context.clock.now().getTime() - startedAt) / 1000;
    const made = state.counts.approved - approvedBefore;
    const rate = seconds > 0 ? made / seconds : 0;
    return {
      type: "progress",
      requested: state.target,
      ...state.counts,
      inFlight,
      stages: { ...perStage },
      spendUsd: context.gateway.spend().usd,
      budgetUsd: context.config.budget ?? null,
      rowsPerSecond: rate,
      etaSeconds: rate > 0 ? Math.max(0, state.target - state.counts.approved) / rate : null,
    };
  };

  return {
    /** Takes the state whose counts are shown, once it stands where the last sitting left it. */
    begin(replayed: RunState): void {
      state = replayed;
      approvedBefore = replayed.counts.approved;
    },
    /** Looks at an event on its way out; false when it is held back because it repeats an earlier warning. */
    observe(event: RunEvent): boolean {
      if (event.type === "stage-end") perStage[event.stage] += 1;
      if (event.type !== "warning") return true;
      const key = `${event.code} ${event.message}`;
      const known = warnings.get(key);
      if (known) known.count += event.count;
      else warnings.set(key, { ...event });
      return known === undefined;
    },
    tick(inFlight: number, emit: (event: RunEvent) => void, force = false): void {
      const now = context.clock.now().getTime();
      if (!state || (!force && now - lastAt < interval)) return;
      lastAt = now;
      emit(progress(state, inFlight));
    },
    /** Warnings that came more than once, with their counts. */
    repeated(): RunEvent[] {
      return [...warnings.values()]
        .filter(({ count }) => count > 1)
        .map((warning) => ({ type: "warning", ...warning }));
    },
    elapsedMs: () => context.clock.now().getTime() - startedAt,
  };
}

export type Meter = ReturnType<typeof createMeter>;
