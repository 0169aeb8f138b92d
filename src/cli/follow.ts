import { isAssayError } from "../config/errors.ts";
import type { RunHandle, RunSummary } from "../index.ts";
import type { Context } from "./command.ts";
import { exit } from "./faults.ts";
import type { Interruption } from "./interrupt.ts";
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
    const message = "Stopping: what is under way is saved first. Ctrl-C again ends at once.";
    view.say(...wrap(message, context.layout().width));
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
    ...nextSteps(summary, state.sample, context),
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
export function nextSteps(
  summary: Pick<RunSummary, "run" | "status" | "approved">,
  sample: string | null,
  { next, layout }: Pick<Context, "next" | "layout">,
): string[] {
  const { run, status, approved } = summary;
  const resumable = status === "interrupted" || status === "failed" || status === "running";
  const lines = [
    ...(resumable ? [`Go on with: ${next(`assay resume ${run}`)}`] : []),
    ...(status === "budget" ? [`Go on with a higher budget: ${next(`assay resume ${run} --budget USD`)}`] : []),
    ...(sample === null ? [] : [`Look at a row: ${next(`assay show ${sample.slice(0, 12)}`)}`]),
    ...(approved > 0 ? [`Export: ${next(`assay export ${run} --out assay-export`)}`] : []),
  ];
  return lines.flatMap((line) => wrap(line, layout().width));
}
