import type { ImportResult } from "../index.ts";
import { count, plural } from "./format.ts";
import { pairs, type TableOptions, table } from "./table.ts";

/** What an import took each file for, what it took in, and what it left out. */
export function importLines(result: ImportResult, next: string, options: TableOptions): string[] {
  const right = "right" as const;
  const counted = (title: string, counts: Readonly<Record<string, number>>): string[] =>
    Object.keys(counts).length === 0
      ? []
      : [
          "",
          ...table(
            [
              { title: "rows", align: right },
              { title, least: 16 },
            ],
            Object.entries(counts).map(([name, rows]) => [count(rows), name]),
            options,
          ),
        ];
  return [
    ...pairs(
      [
        ["run", result.run],
        ["type", result.type],
        [
          "verdicts",
          Object.entries(result.verdicts)
            .map(([verdict, rows]) => `${count(rows)} ${verdict}`)
            .join(", "),
        ],
      ],
      options,
    ),
    "",
    ...table(
      [
        { title: "file", least: 10 },
        { title: "taken for" },
        { title: "rows", align: right },
        { title: "rejected", align: right },
      ],
      result.files.map(({ path, format, container, rows, rejected }) => [
        path,
        `${format}, ${container === "text" ? "JSON" : "Parquet"}`,
        count(rows),
        count(rejected),
      ]),
      options,
    ),
    ...counted("assumed, because the file is silent", result.assumed),
    ...counted("column that was not kept", result.dropped),
    ...counted("reason of rejection", result.reasons),
    "",
    ...(result.report === null ? [] : [`Rejected records: ${result.report}`]),
    ...(result.unlicensed === 0
      ? []
      : [
          `${plural(result.unlicensed, "row")} whose licence is unknown or allows no derived work: --licence names one, --licence-policy private exports without.`,
        ]),
    `Go on with: ${next}`,
  ];
}
