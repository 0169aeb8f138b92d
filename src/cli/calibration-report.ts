import type { CalibrationReport, OperatorResult, Proportion } from "../index.ts";
import { count, money, plural } from "./format.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { wrap } from "./text.ts";

const right = "right" as const;
/** A share in per cent with one decimal, cut and not rounded up to 100. */
const share = (value: number): string => `${(Math.floor(value * 1_000 + 1e-9) / 10).toFixed(1)}`;

const interval = ({ low, high }: Proportion): string =>
  low === null || high === null ? "" : `${share(low)}–${(Math.ceil(high * 1_000 - 1e-9) / 10).toFixed(1)}`;
const whole = (proportion: Proportion): string =>
  proportion.value === null
    ? "none"
    : `${share(proportion.value)} % (${count(proportion.hits)} of ${count(proportion.of)}; 95 %: ${interval(proportion)})`;

/** Recall by fault; the check that finds most of them stands last. */
function operatorTable(results: readonly OperatorResult[], options: TableOptions): string[] {
  return table(
    [
      { title: "fault" },
      { title: "planted", align: right },
      { title: "% found", align: right },
      { title: "95 %", align: right },
      { title: "by" },
    ],
    results.map(({ name, recall, foundBy }) => [
      name,
      count(recall.of),
      recall.value === null ? "" : share(recall.value),
      interval(recall),
      Object.keys(foundBy)[0] ?? "",
    ]),
    options,
  );
}

function confusionTable({ confusion }: CalibrationReport, options: TableOptions): string[] {
  const rows = { right: "no fault", deterministic: "fault for rules", judge: "fault for a reader" } as const;
  return table(
    [
      { title: "planted" },
      { title: "approved", align: right },
      { title: "to revise", align: right },
      { title: "rejected", align: right },
      { title: "unchecked", align: right },
    ],
    Object.entries(rows).map(([key, name]) => {
      const counts = confusion[key as keyof typeof rows];
      return [name, ...[counts.approved, counts.needs_revision, counts.rejected, counts.unchecked].map(count)];
    }),
    options,
  );
}

function humanLines({ human }: CalibrationReport, options: TableOptions): string[] {
  if (human === null) return [];
  const { pairs: number, agreement, kappa, low, high, unchecked } = human;
  const value =
    kappa === null
      ? "not defined: all agree by chance"
      : `${kappa.toFixed(2)} (95 %: ${low?.toFixed(2)} to ${high?.toFixed(2)})`;
  return [
    "",
    ...pairs(
      [
        ["labelled rows", `${count(number)}, and ${count(unchecked)} that could not be checked`],
        ["agreement with people", `${share(agreement)} %`],
        ["Cohen's kappa", value],
      ],
      options,
    ),
  ];
}

const stopped: Record<CalibrationReport["status"], string> = {
  done: "",
  interrupted: "Stopped before the end: the figures are of what was measured until then.",
  budget: "The budget was reached: the figures are of what was measured until then.",
};

/** What the bench measured, for people. */
export function calibrationLines(report: CalibrationReport, options: TableOptions): string[] {
  const { operators, recall, falseRejections, falseRejectedBy, types, families, run, rows, models, seed, spend } =
    report;
  const of = (decidable: OperatorResult["decidable"]): OperatorResult[] =>
    operators.filter((result) => result.decidable === decidable && result.recall.of > 0);
  const absent = operators.filter((result) => result.recall.of === 0).map(({ name }) => name);
  const origin = run === null ? `${plural(families, "problem family").replace("familys", "families")}` : `run ${run}`;
  const blamed = Object.entries(falseRejectedBy).map(([name, number]) => `${name} ${count(number)}`);
  const section = (title: string, results: readonly OperatorResult[]): string[] =>
    results.length === 0 ? [] : [...wrap(title, options.width), ...operatorTable(results, options), ""];
  return [
    ...section("Faults that rules can find", of("deterministic")),
    ...section("Faults that only a reader can find", of("judge")),
    ...confusionTable(report, options),
    "",
    ...pairs(
      [
        ["right rows", `${count(rows)} of ${types.join(", ")}, from ${origin}, seed ${seed}`],
        ["reviewed by", `${models.join(", ")}, for ${money(spend.usd)}`],
        ["recall, rules", whole(recall.deterministic)],
        ["recall, reader", whole(recall.judge)],
        ["false rejections", `${whole(falseRejections)}${blamed.length > 0 ? `: ${blamed.join(", ")}` : ""}`],
        ...(absent.length > 0 ? ([["not planted", absent.join(", ")]] as const) : []),
      ],
      options,
    ),
    ...humanLines(report, options),
    ...(report.status === "done" ? [] : ["", ...wrap(stopped[report.status], options.width)]),
  ];
}
