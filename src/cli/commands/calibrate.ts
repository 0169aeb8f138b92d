import { AssayError } from "../../config/errors.ts";
import type { CalibrationProgress } from "../../index.ts";
import { calibrationLines } from "../calibration-report.ts";
import type { Command, Context } from "../command.ts";
import { exit } from "../faults.ts";
import { bar, count, money, plural } from "../format.ts";
import { catchInterrupts } from "../interrupt.ts";
import { introduce } from "../introduction.ts";
import { createLive } from "../live.ts";
import { cut, wrap } from "../text.ts";

const exitOf = { done: exit.done, interrupted: exit.interrupted, budget: exit.budget } as const;

export const calibrate: Command = {
  summary: "measure the reviewer on rows with planted faults",
  usage: "",
  description:
    "Takes rows that are right, reviews them, plants faults of every kind into those that are approved, and reviews them again with the stages of a run. Prints how many faults of each kind are found, how many right rows are turned away, and, with --labels, how far the reviewer agrees with people. Faults that only a reader can see are counted apart.",
  examples: [
    { line: "assay calibrate", does: "180 rows from the problem families, every training type, every kind of fault" },
    {
      line: "assay calibrate --run 20261121-0850 --model gemini-2.5-flash --budget 2",
      does: "the approved rows of a run, judged by another model, for at most 2 USD",
    },
  ],
  flags: {
    rows: { kind: "text", meaning: "right rows to begin with (default 180; with --run, all)", placeholder: "N" },
    types: { kind: "text", meaning: "training types (default all)", placeholder: "A,B" },
    operators: { kind: "text", meaning: "kinds of fault (default all)", placeholder: "A,B" },
    run: { kind: "text", meaning: "take the approved rows of this run as right", placeholder: "RUN" },
    labels: { kind: "text", meaning: "verdicts of people, as JSON Lines", placeholder: "FILE" },
  },
  settings: [
    "domain",
    "model",
    "tierComplex",
    "tierStandard",
    "tierFast",
    "derivationModel",
    "judges",
    "db",
    "seed",
    "budget",
    "callConcurrency",
    "approveAt",
    "reviseAt",
    "timeout",
    "retries",
    "cache",
    "executor",
    "minTier",
    "executionTimeout",
    "plugins",
  ],
  words: 0,
  async run(context) {
    const { rows, types, operators, run, labels } = context.flags;
    const wanted = rows === undefined ? undefined : readRows(rows);
    const { readLabels } = await import("../../index.ts");
    const people = labels === undefined ? undefined : await readLabels(labels);
    const interruption = catchInterrupts(() => {
      context.report.lines(
        ...wrap("Stopping: what has been measured is reported. Ctrl-C again ends at once.", context.layout().width),
      );
    });
    const assay = await context.open();
    introduce(context);
    const shown = showProgress(context);
    try {
      const report = await assay.calibrate({
        signal: interruption.signal,
        onProgress: shown.progress,
        ...(wanted === undefined ? {} : { rows: wanted }),
        ...(types === undefined ? {} : { types: split(types) }),
        ...(operators === undefined ? {} : { operators: split(operators) }),
        ...(run === undefined ? {} : { run }),
        ...(people === undefined ? {} : { labels: people }),
      });
      shown.end();
      context.result(report, () => ["", ...calibrationLines(report, context.layout())]);
      return exitOf[report.status];
    } finally {
      shown.end();
      interruption.dispose();
    }
  },
};

const split = (text: string): string[] => text.split(",").map((name) => name.trim());

const most = 100_000;

function readRows(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
  throw new AssayError("config/bad-value", `--rows expects a whole number from 1 to ${most}; "${text}" came.`, {
    hint: "For instance --rows 180",
  });
}

const plainEvery = 3_000;

/** One line that is redrawn on a terminal, and said again every few seconds elsewhere. */
function showProgress({ report }: Context): { progress(now: CalibrationProgress): void; end(): void } {
  let last: CalibrationProgress | null = null;
  let told = "";
  const line = (width: number): string => {
    if (!last) return "";
    const { rows, ofRows, planted, spendUsd } = last;
    const filled = width >= 60 && report.live ? `${bar(rows / ofRows, 20)} ` : "";
    return cut(
      `${filled}${count(rows)} of ${plural(ofRows, "row")}, ${plural(planted, "fault")} planted, ${money(spendUsd)}`,
      width,
    );
  };
  const live = report.live ? createLive(report, (width) => (last ? [line(width)] : [])) : null;
  const tell = (): void => {
    const now = line(report.width());
    if (now !== "" && now !== told) report.lines(now);
    told = now;
  };
  const timer = live ? undefined : setInterval(tell, plainEvery);
  timer?.unref();
  let ended = false;
  return {
    progress(now) {
      last = now;
      live?.changed();
    },
    end() {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      if (live) live.end(true);
      else tell();
    },
  };
}
