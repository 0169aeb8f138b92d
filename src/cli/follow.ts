import type { RunHandle, RunSummary } from "../api.ts";
import { isAssayError } from "../config/index.ts";
import type { Context } from "./command.ts";
import { exit } from "./faults.ts";
import { type Interruption } from "./interrupt.ts";
import { emptyProgress, type ProgressState } from "./progress.ts";
import { groupLines, summaryLines } from "./summary.ts";
import { wrap } from "./text.ts";
import { createView } from "./view.ts";

const exitOf: Record<RunSummary["status"], number> = {
  done: exit.done,
  short: exit.short,
  budget: exit.budget,
  interrupted: exit.interrupted,
  running: exit.interrupted,
  failed: exit.user,
};

/** What a run can be followed with: the handle, and who is told when it is to stop. */
export interface Followed {
  handle: RunHandle;
  interruption: Interruption;
}

/** Shows a run until it ends, says how it ended and how to go on; returns the exit code. */
export async function follow({ handle, interruption }: Followed, context: Context): Promise<number> {
  const state = emptyProgress();
  const view = createView(context.report, state);
  const onStop = (): void => {
    handle.stop();
    view.say("Stopping: what is under way is saved first. Ctrl-C again ends at once.");
  };
  if (interruption.signal.aborted) onStop();
  else interruption.signal.addEventListener("abort", onStop, { once: true });
  let summary: RunSummary;
  try {
    for await (const event of handle) view.show(event);
    summary = await handle;
  } catch (error) {
    view.end();
    const stopped = interruption.signal.aborted && isAssayError(error) && error.code.startsWith("run/");
    if (!stopped) return failWith(error, state, context);
    if (state.start) say(context, [`Go on with: ${context.next(`assay resume ${state.start.run}`)}`]);
    else say(context, ["Stopped before the run began; nothing was made."]);
    return exit.interrupted;
  }
  view.end();
  context.result(summary, () => []);
  say(context, [
    "",
    ...groupLines(state.groups.values(), context.layout()),
    ...(state.groups.size > 0 ? [""] : []),
    ...summaryLines(summary, context.layout()),
    "",
    ...nextSteps(summary, context),
  ]);
  return exitOf[summary.status];
}

function say({ report }: Context, lines: readonly string[]): void {
  report.lines(...lines);
}

/** A run that broke off: what it has is said, and then what broke it. */
function failWith(error: unknown, state: ProgressState, context: Context): never {
  const { summary } = state;
  const lines = [...groupLines(state.groups.values(), context.layout())];
  if (summary) lines.push("", ...summaryLines(summary, context.layout()));
  if (state.start) lines.push("", `When it is mended: ${context.next(`assay resume ${state.start.run}`)}`);
  say(context, lines);
  throw error;
}

/** How to go on; the last line is how to export what there is. */
export function nextSteps(summary: RunSummary, { next, layout }: Pick<Context, "next" | "layout">): string[] {
  const lines: string[] = [];
  if (summary.status === "interrupted") lines.push(`Go on with: ${next(`assay resume ${summary.run}`)}`);
  if (summary.status === "budget") {
    lines.push(`Go on with a higher budget: ${next(`assay resume ${summary.run} --budget USD`)}`);
  }
  if (summary.approved > 0) lines.push(`Export: ${next(`assay export ${summary.run} --out assay-export`)}`);
  return lines.flatMap((line) => wrap(line, layout().width));
}
