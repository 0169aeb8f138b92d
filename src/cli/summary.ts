import type { RunSummary } from "../index.ts";
import { count, duration, money, percent, plural, rate } from "./format.ts";
import { noPaint } from "./paint.ts";
import type { Group } from "./progress.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { wrap } from "./text.ts";

const meanings: Record<RunSummary["status"], string> = {
  running: "running, or cut off",
  done: "done",
  short: "ended short of the target",
  budget: "stopped at the budget",
  interrupted: "interrupted; everything is saved",
  failed: "failed; what was made is saved",
};

/** A run's status in words, with its reason where that says more. */
export function statusText({ status, reason }: Pick<RunSummary, "status" | "reason">): string {
  return meanings[status] + (reason && status !== "interrupted" ? `: ${reason}` : "");
}

/** The table at the end of a run. */
export function summaryLines(summary: RunSummary, options: TableOptions): string[] {
  const settled = summary.approved + summary.needs_revision + summary.rejected + summary.unchecked + summary.failed;
  const pace = summary.duration_ms > 0 ? (summary.approved * 1_000) / summary.duration_ms : 0;
  const share =
    settled > 0 ? ` (${Math.round((summary.approved * 100) / settled)}% of ${plural(settled, "item")})` : "";
  return pairs(
    [
      ["run", summary.run],
      ["status", statusText(summary)],
      ["approved", `${count(summary.approved)} of ${plural(summary.requested, `${summary.type} row`)}${share}`],
      ["not approved", othersText(summary)],
      ...(summary.difficulty ? [["difficulty", difficultyText(summary.difficulty)] as const] : []),
      ...(summary.repetitive ? [["repetitive", repetitiveText(summary.repetitive)] as const] : []),
      ...(summary.without_context ? [["no context", plural(summary.without_context, "approved row")] as const] : []),
      ["spend", spendText(summary)],
      ["time", `${duration(summary.duration_ms)}, ${rate(pace)}`],
      ["database", summary.database],
    ],
    options,
  );
}

function othersText(summary: RunSummary): string {
  return [
    `${count(summary.needs_revision)} to revise`,
    `${count(summary.rejected)} rejected`,
    `${count(summary.unchecked)} unchecked`,
    `${count(summary.failed)} failed`,
  ].join(", ");
}

function repetitiveText(cells: NonNullable<RunSummary["repetitive"]>): string {
  const [first, ...others] = [...cells].sort((a, b) => b.share - a.share);
  const more = others.length === 0 ? "" : `, and ${plural(others.length, "other cell")} too`;
  return `${percent(first!.share)} of a window of ${first!.cell}'s questions repeat another${more}`;
}

function difficultyText({ model, kind, k, rows, mean_pass_rate, band }: NonNullable<RunSummary["difficulty"]>): string {
  const kept = band === null ? "" : `, kept from ${band}`;
  return `${model} (${kind}) solves ${percent(mean_pass_rate)} on average, ${plural(k, "attempt")} at each of ${plural(rows, "row")}${kept}`;
}

function spendText({ spend_usd, tokens }: RunSummary): string {
  const used = tokens.input + tokens.output > 0;
  return money(spend_usd) + (used ? `, ${count(tokens.input)} tokens in, ${count(tokens.output)} out` : "");
}

/** What happened more than once or went wrong, one entry a kind; empty when there is nothing to tell. */
export function groupLines(groups: Iterable<Group>, options: TableOptions): string[] {
  const { paint = noPaint, width } = options;
  const told = [...groups].filter((group) => group.kind !== "decision" || group.count > 1);
  if (told.length === 0) return [];
  return [
    ...wrap("Worth knowing (all of it is in the run's events):", width).map((line) => paint("dim", line)),
    ...table(
      [
        { title: "", align: "right" },
        { title: "", least: 6 },
        { title: "", least: 16 },
      ],
      told.map(({ kind, title, message, count: number }) => [`${count(number)}×`, `${kind} ${title}`, message]),
      options,
    ),
  ];
}
