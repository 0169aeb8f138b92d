import type { DiffReport, Distribution, SideBySide, StatsReport } from "../index.ts";
import { count, money, plural } from "./format.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { cut } from "./text.ts";

const right = "right" as const;
const rowsShown = 12;

const meanings: Record<keyof DiffReport["rows"], string> = {
  same: "the same columns, judged alike",
  rejudged: "the same columns, another verdict, quality or licence",
  changed: "the same id, other columns",
  reworded: "nearly the same prompt",
  added: "only in B",
  removed: "only in A",
};

/** Two datasets beside each other, as tables. */
export function diffLines(report: DiffReport, options: TableOptions): string[] {
  const { a, b, rows } = report;
  const named = ({ dataset, statistics }: StatsReport): string =>
    `${dataset.name}, ${plural(statistics.rows, "row")}${dataset.kind === "run" ? " of a run" : ""}`;
  const head = pairs(
    [
      ["A", named(a)],
      ["B", named(b)],
    ],
    options,
  );
  if (report.equal) return [...head, "", `Equal: ${plural(rows.same, "row")} on both sides.`];
  const cells = report.cells.filter((cell) => cell.a !== cell.b);
  return [
    ...head,
    "",
    ...table(
      [{ title: "rows" }, { title: "", align: right }, { title: "", least: 16 }],
      Object.entries(rows).map(([match, number]) => [match, count(number), meanings[match as keyof typeof meanings]]),
      options,
    ),
    ...differenceLines(report, options),
    ...(cells.length === 0
      ? []
      : [
          "",
          ...table(
            [
              { title: "sub-topic", least: 12 },
              { title: "difficulty" },
              { title: "A", align: right },
              { title: "B", align: right },
              { title: "B − A", align: right },
            ],
            cells.map((cell) => [
              cell.sub_topic,
              cell.difficulty,
              count(cell.a),
              count(cell.b),
              signed(cell.b - cell.a),
            ]),
            options,
          ),
        ]),
    ...sideLines("verdict", report.verdicts, options),
    ...sideLines("licence", report.licences, options),
    ...sideLines("source", report.sources, options),
    ...sideLines("model", report.models, options),
    "",
    ...measureLines(report, options),
  ];
}

const signed = (value: number): string => (value > 0 ? `+${count(value)}` : value < 0 ? `−${count(-value)}` : "0");

function differenceLines({ differences }: DiffReport, options: TableOptions): string[] {
  if (differences.length === 0) return [];
  return [
    "",
    ...table(
      [{ title: "row", least: 8 }, { title: "is" }, { title: "prompt", least: 16 }],
      differences
        .slice(0, rowsShown)
        .map(({ change, a, b, prompt }) => [
          (b ?? a ?? "").slice(0, 12),
          change,
          cut(prompt, Math.max(16, options.width - 26)),
        ]),
      options,
    ),
    ...(differences.length > rowsShown ? [`More stand in --json, at most twenty of each kind.`] : []),
  ];
}

/** Only lists in which the sides differ. */
function sideLines(title: string, list: readonly SideBySide[], options: TableOptions): string[] {
  if (list.every(({ a, b }) => a === b)) return [];
  return [
    "",
    ...table(
      [
        { title, least: 12 },
        { title: "A", align: right },
        { title: "B", align: right },
        { title: "B − A", align: right },
      ],
      list.map(({ name, a, b }) => [name, count(a), count(b), signed(b - a)]),
      options,
    ),
  ];
}

function measureLines({ a, b }: DiffReport, options: TableOptions): string[] {
  const of = (side: StatsReport, read: (side: StatsReport) => Distribution, digits: number): string => {
    const value = read(side).p50;
    return value === null ? "" : digits === 0 ? count(Math.round(value)) : value.toFixed(digits);
  };
  const price = ({ cost }: StatsReport): string =>
    cost === null ? "not known" : cost.usdPerApprovedRow === null ? "no row" : money(cost.usdPerApprovedRow);
  const measures: [string, (side: StatsReport) => Distribution, number][] = [
    ["median quality", ({ statistics }) => statistics.quality, 2],
    ["median prompt, tokens", ({ statistics }) => statistics.lengths.prompt.tokens, 0],
    ["median response, tokens", ({ statistics }) => statistics.lengths.response.tokens, 0],
  ];
  return table(
    [{ title: "measure" }, { title: "A", align: right }, { title: "B", align: right }],
    [
      ...measures.map(([name, read, digits]) => [name, of(a, read, digits), of(b, read, digits)]),
      ["price of an approved row", price(a), price(b)],
    ],
    options,
  );
}
