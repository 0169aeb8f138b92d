import type { Run, RunReport } from "../index.ts";
import { bar, count, day, duration, money, percent } from "./format.ts";
import { statusText } from "./summary.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { wrap } from "./text.ts";

/** How a run stands, for `assay status`. */
export function reportLines(report: RunReport, options: TableOptions): string[] {
  const { run, counts, stages, spend } = report;
  const wanted = run.spec.count;
  const width = Math.max(8, Math.min(30, options.width - 40));
  const approved = `${bar(counts.approved / wanted, width)}  ${count(counts.approved)}/${count(wanted)}  ${percent(counts.approved / wanted)}`;
  const cap = run.config.budget === undefined ? "" : ` of ${money(run.config.budget)}`;
  const entries: [string, string][] = [
    ["run", run.id],
    ["request", run.request],
    ["type", `${run.spec.trainingType}, ${run.spec.domain}`],
    ["status", statusText(run)],
    ["approved", approved],
    ["not approved", otherCounts(counts)],
    ["stages", stagesText(stages)],
    ["spend", `${money(spend.usd)}${cap}, ${count(spend.inputTokens)} tokens in, ${count(spend.outputTokens)} out`],
    ["calls", count(spend.calls)],
    ["worked", duration(run.durationMs)],
    ["started", `${day(run.createdAt)} UTC`],
    ["changed", `${day(run.updatedAt)} UTC`],
  ];
  return pairs(entries, options);
}

const order = ["question", "research", "synthesise", "generate", "verify", "review", "attempt", "settle"];

function stagesText(stages: RunReport["stages"]): string {
  const names = Object.keys(stages).sort((left, right) => order.indexOf(left) - order.indexOf(right));
  return names.map((name) => `${name} ${count(stages[name]!)}`).join(", ") || "none yet";
}

function otherCounts(counts: RunReport["counts"]): string {
  const { needs_revision, rejected, unchecked, failed } = counts;
  return `${count(needs_revision)} to revise, ${count(rejected)} rejected, ${count(unchecked)} unchecked, ${count(failed)} failed`;
}

/** The list of runs, newest first. */
export function runsLines(runs: readonly Run[], options: TableOptions): string[] {
  if (runs.length === 0)
    return wrap('No run yet. Start one: assay generate "20 GRPO examples for chemistry"', options.width);
  return table(
    [
      { title: "run" },
      { title: "status" },
      { title: "type" },
      { title: "rows", align: "right" },
      { title: "spend", align: "right" },
      { title: "request", least: 12 },
    ],
    runs.map((run) => [
      run.id,
      run.status,
      run.spec.trainingType,
      count(run.spec.count),
      money(run.spendUsd),
      run.request,
    ]),
    options,
  );
}
