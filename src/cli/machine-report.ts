import type { Assay, DoctorReport } from "../index.ts";
import { noPaint } from "./paint.ts";
import { pairs, type TableOptions, table } from "./table.ts";

type ToolChange = Awaited<ReturnType<Assay["approveSource"]>>[number];
type Sources = DoctorReport["sources"];

/** The research sources and how they answered. */
export function sourceLines(sources: Sources, options: TableOptions): string[] {
  if (sources.length === 0) return ["No research source is configured."];
  return table(
    [
      { title: "source", least: 8 },
      { title: "state" },
      { title: "answered in", align: "right" },
      { title: "title", least: 12 },
      { title: "detail", least: 16 },
    ],
    sources.map(({ source, state, latencyMs, title, detail }) => [
      source,
      state,
      `${Math.round(latencyMs)} ms`,
      title,
      detail,
    ]),
    options,
  );
}

/** Tools of a server that changed: how each described itself when it was trusted, and how it does now. */
export function changeLines(changes: readonly ToolChange[], options: TableOptions): string[] {
  const { paint = noPaint } = options;
  return changes.flatMap(({ tool, before, after }) => [
    paint("bold", tool),
    ...pairs(
      [
        ["trusted", before.description],
        ["now", after.description],
        ...(JSON.stringify(before.inputSchema) === JSON.stringify(after.inputSchema)
          ? []
          : [
              ["input, trusted", JSON.stringify(before.inputSchema)] as const,
              ["input, now", JSON.stringify(after.inputSchema)] as const,
            ]),
      ],
      options,
    ),
  ]);
}

/** What this machine can do, and how to get what it lacks. */
export function doctorLines(report: DoctorReport, options: TableOptions): string[] {
  const { paint = noPaint } = options;
  const section = (title: string, lines: readonly string[]): string[] => ["", paint("bold", title), ...lines];
  const usable = report.executors.some((executor) => executor.available);
  const keyed = report.keys.some((key) => key.set);
  return [
    ...pairs(
      [
        ["assay", report.version],
        ["node", report.node],
        ["platform", report.platform],
        ["database", `${report.database.location}: ${report.database.state}`],
        ...(report.database.library ? [["opened with", report.database.library] as const] : []),
      ],
      options,
    ),
    ...section(
      `Executors${usable ? "" : ": none works, so nothing can be verified here"}`,
      table(
        [
          { title: "executor" },
          { title: "tier", align: "right" },
          { title: "works" },
          { title: "runs", least: 8 },
          { title: "detail", least: 16 },
        ],
        report.executors.map(({ id, tier, available, languages, detail }) => [
          id,
          String(tier),
          available ? "yes" : "no",
          languages.join(", "),
          detail,
        ]),
        options,
      ),
    ),
    ...section(
      "Keys",
      pairs(
        [
          ...report.keys.map(({ name, set }): [string, string] => [name, set ? "set" : "not set"]),
          ...(keyed
            ? []
            : [["", "without a key the offline expert works; to use Gemini: export GEMINI_API_KEY=…"] as const]),
        ],
        options,
      ),
    ),
    ...section(
      "Models",
      pairs(
        report.models.map(({ tier, model }) => [tier, model] as const),
        options,
      ),
    ),
    ...section("Sources", sourceLines(report.sources, options)),
  ];
}
