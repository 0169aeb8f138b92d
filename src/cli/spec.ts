import type { Plan, Quote, Spec } from "../index.ts";
import { count, money, percent, plural } from "./format.ts";
import { pairs, type TableOptions, table } from "./table.ts";

type Cell = Plan["cells"][number];

/** The request understood, with what was assumed. */
export function specLines(spec: Spec, options: TableOptions): string[] {
  const { easy, medium, hard } = spec.difficulty;
  const mix = Object.entries({ easy, medium, hard }).filter(([, share]) => share > 0);
  const entries: [string, string][] = [
    ["type", spec.trainingType],
    ["count", `${plural(spec.count, "approved row")}`],
    ["domain", spec.domain + (spec.subTopics.length > 0 ? `: ${spec.subTopics.join(", ")}` : "")],
    ["difficulty", mix.map(([name, share]) => `${percent(share)} ${name}`).join(", ")],
    ["language", spec.language],
    ...spec.constraints.map((text, index): [string, string] => [index === 0 ? "wishes" : "", text]),
    ...spec.assumptions.map((text, index): [string, string] => [index === 0 ? "assumed" : "", text]),
  ];
  return pairs(entries, options);
}

/** One line on a plan: its size and its price. */
export function planLine(plan: Plan): string {
  const subTopics = new Set(plan.cells.map((cell) => cell.subTopic)).size;
  const sources = plan.sources.length > 0 ? `; sources ${plan.sources.join(", ")}` : "";
  return `${plural(subTopics, "sub-topic")}, ${plural(plan.cells.length, "cell")}${sources}; ${priceLine(plan.quote)}`;
}

export function priceLine(quote: Quote): string {
  if (quote.expectedUsd === null || quote.upperUsd === null) return "price unknown: a model has no price in the table";
  if (quote.upperUsd === 0) return "costs nothing";
  return `about ${money(quote.expectedUsd)}, nine times in ten below ${money(quote.upperUsd)}`;
}

/** The cells with their quotas, one sub-topic a line and one column a difficulty. */
export function cellLines(cells: readonly Cell[], options: TableOptions): string[] {
  const difficulties = ["easy", "medium", "hard"] as const;
  const subTopics = [...new Set(cells.map((cell) => cell.subTopic))];
  const quota = (chosen: readonly Cell[]): string => {
    const sum = chosen.reduce((total, cell) => total + cell.quota, 0);
    return sum === 0 ? "" : count(sum);
  };
  const row = (name: string, chosen: readonly Cell[]): string[] => [
    name,
    ...difficulties.map((difficulty) => quota(chosen.filter((cell) => cell.difficulty === difficulty))),
    quota(chosen),
  ];
  return table(
    [
      { title: "sub-topic", least: 12 },
      ...difficulties.map((title) => ({ title, align: "right" as const })),
      { title: "rows", align: "right" },
    ],
    [
      ...subTopics.map((name) =>
        row(
          name,
          cells.filter((cell) => cell.subTopic === name),
        ),
      ),
      row("total", cells),
    ],
    options,
  );
}

/** What the run is expected to cost, by agent and model. */
export function quoteLines(quote: Quote, options: TableOptions): string[] {
  const right = "right" as const;
  return [
    ...table(
      [
        { title: "agent", least: 8 },
        { title: "model", least: 10 },
        { title: "calls", align: right },
        { title: "tokens in", align: right },
        { title: "tokens out", align: right },
        { title: "USD", align: right },
      ],
      [
        ...quote.lines.map((line) => [
          line.agent,
          line.model,
          count(Math.round(line.calls)),
          count(Math.round(line.inputTokens)),
          count(Math.round(line.outputTokens)),
          money(line.usd),
        ]),
        [
          "total",
          "",
          count(quote.calls),
          count(quote.inputTokens),
          count(quote.outputTokens),
          money(quote.expectedUsd),
        ],
      ],
      options,
    ),
    "",
    `${plural(quote.calls, "call")}: ${priceLine(quote)}.`,
  ];
}

/** The parts of a plan that are sentences. */
export function planLines(plan: Plan, options: TableOptions): string[] {
  return pairs(
    [
      ["research", plan.researchPlan],
      ["execution", plan.executionPlan],
      ["sources", plan.sources.join(", ") || "none"],
      ["models", modelsByName(plan).join("\n")],
    ].filter(([, text]) => text !== "") as [string, string][],
    options,
  );
}

function modelsByName(plan: Plan): string[] {
  const agents = new Map<string, string[]>();
  for (const [agent, model] of Object.entries(plan.models)) agents.set(model, [...(agents.get(model) ?? []), agent]);
  return [...agents].map(([model, names]) => `${model}: ${names.join(", ")}`);
}
