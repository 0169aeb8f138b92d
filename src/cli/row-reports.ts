import type { AuditReport, ExportResult } from "../index.ts";
import { bytes, count, plural } from "./format.ts";
import { pairs, type TableOptions, table } from "./table.ts";
import { wrap } from "./text.ts";

/** What an export wrote, and what it held back. */
export function exportLines(result: ExportResult, options: TableOptions): string[] {
  const right = "right" as const;
  const withheld = Object.entries(result.withheld).filter(([, rows]) => rows > 0);
  return [
    ...pairs(
      [
        ["run", result.run],
        ["format", result.format],
        ["folder", result.out],
      ],
      options,
    ),
    "",
    ...table(
      [
        { title: "file", least: 10 },
        { title: "rows", align: right },
        { title: "size", align: right },
        { title: "sha256", least: 16 },
      ],
      result.files.map((file) => [file.path, count(file.rows), bytes(file.bytes), `${file.sha256.slice(0, 16)}…`]),
      options,
    ),
    "",
    ...(result.files.every((file) => file.rows === 0)
      ? [withheld.length === 0 ? "No row went out: the run has none with these verdicts." : "No row went out."]
      : []),
    ...emptyParts(result.files),
    ...(withheld.length === 0
      ? ["No row was held back."]
      : [
          "Held back",
          ...table(
            [
              { title: "rows", align: right },
              { title: "reason", least: 16 },
            ],
            withheld.map(([reason, rows]) => [count(rows), reason]),
            options,
          ),
        ]),
  ];
}

/** What a re-check of a run's rows found. */
export function auditLines(report: AuditReport, options: TableOptions): string[] {
  const { findings, checked, failed, rows } = report;
  const subject = report.folder === null ? `run ${report.run}` : report.folder;
  const found = Object.values(failed).reduce((sum, number) => sum + number, 0);
  const verdict =
    findings.length === 0
      ? `${plural(rows, "row")} of ${subject}: every one still proves itself.`
      : `${plural(rows, "row")} of ${subject}: ${plural(found, "finding")}.`;
  return [
    ...table(
      [{ title: "check" }, { title: "checked", align: "right" }, { title: "findings", align: "right" }],
      Object.entries(checked).map(([check, number]) => [
        check,
        count(number),
        count(failed[check as keyof typeof failed] ?? 0),
      ]),
      options,
    ),
    "",
    ...(findings.length === 0
      ? []
      : [
          ...table(
            [{ title: "sample", least: 8 }, { title: "check" }, { title: "finding", least: 16 }],
            findings.map(({ sample, check, message }) => [sample, check, message]),
            options,
          ),
          "",
        ]),
    ...wrap(rows === 0 && found === 0 ? `${subject} has no approved row to check.` : verdict, options.width),
  ];
}

/** Which parts of a split stayed empty, which trainers refuse to load. */
function emptyParts(files: ExportResult["files"]): string[] {
  const parts = new Map<string, number>();
  for (const { path, rows } of files) {
    const part = /(?:^|[\\/])(train|validation|test)(?:-\d+-of-\d+)?\.(?:jsonl|parquet|csv)$/.exec(path)?.[1];
    if (part !== undefined) parts.set(part, (parts.get(part) ?? 0) + rows);
  }
  const empty = [...parts].filter(([, rows]) => rows === 0).map(([part]) => part);
  if (empty.length === 0 || empty.length === parts.size) return [];
  return [`No row fell to ${empty.join(" and ")}: there are too few for this split.`];
}
