import type { Distribution, NamedCount, StatsReport } from "../index.ts";
import { bar, count, duration, money, plural } from "./format.ts";
import { pairs, type TableOptions, table } from "./table.ts";

/** Names of a list that are printed; `--json` has them all. */
const namesShown = 12;
const barWidth = 16;
const right = "right" as const;

/** A dataset in numbers, as tables. */
export function statsLines(report: StatsReport, options: TableOptions): string[] {
  const { statistics } = report;
  if (statistics.rows === 0) return [...heading(report, options), "", "There is no row to describe."];
  const lists: [string, readonly NamedCount[]][] = [
    ["verdict", statistics.verdicts],
    ["topic", statistics.topics],
    ["source", statistics.sources],
    ["licence", statistics.licences],
    ["model", statistics.models],
    ["attempts", statistics.attempts.map(({ attempts, rows }) => ({ name: String(attempts), rows }))],
    ["failed check", statistics.failed_checks],
    ["unchecked check", statistics.unchecked_checks],
  ];
  return [
    ...heading(report, options),
    ...lists
      .filter(([, counts]) => counts.length > 0)
      .flatMap(([title, counts]) => ["", ...listLines(title, counts, statistics.rows, options)]),
    "",
    ...cellLines(report, options),
    "",
    ...distributionLines(report, options),
    "",
    ...diversityLines(report, options),
  ];
}

function heading({ dataset, statistics, cost }: StatsReport, options: TableOptions): string[] {
  const entries: [string, string][] =
    dataset.kind === "run"
      ? [
          ["run", dataset.name],
          ["request", dataset.request],
          [
            "rows",
            `${count(statistics.rows)} of ${dataset.type}, ${dataset.status}, ${count(dataset.requested)} wanted`,
          ],
          ...(dataset.failed === 0 ? [] : ([["without a row", plural(dataset.failed, "item")]] as [string, string][])),
        ]
      : [
          ["folder", dataset.name],
          ["files", dataset.files.length > 4 ? plural(dataset.files.length, "file") : dataset.files.join(", ")],
          ["rows", `${count(statistics.rows)} of ${statistics.types.map(({ name }) => name).join(", ") || "no type"}`],
        ];
  if (cost) {
    const each =
      cost.usdPerApprovedRow === null ? "no row approved" : `${money(cost.usdPerApprovedRow)} an approved row`;
    entries.push(
      ["cost", `${money(cost.usd)}; ${each}; ${plural(cost.calls, "call")}`],
      ["tokens", `${count(cost.inputTokens)} in, ${count(cost.outputTokens)} out`],
      ["time", duration(cost.durationMs)],
    );
  }
  return pairs(entries, options);
}

const share = (rows: number, all: number): string => `${((100 * rows) / all).toFixed(1)}%`;

function listLines(title: string, counts: readonly NamedCount[], rows: number, options: TableOptions): string[] {
  const shown = counts.length > namesShown + 1 ? counts.slice(0, namesShown) : counts;
  const rest = counts.slice(shown.length);
  const further = rest.reduce((sum, entry) => sum + entry.rows, 0);
  const all = rest.length === 0 ? shown : [...shown, { name: `${count(rest.length)} further`, rows: further }];
  return table(
    [{ title, least: 12 }, { title: "rows", align: right }, { title: "share", align: right }, { title: "" }],
    all.map(({ name, rows: of }) => [name, count(of), share(of, rows), bar(Math.min(1, of / rows), barWidth)]),
    options,
  );
}

const order = ["easy", "medium", "hard"];

/** Sub-topic × difficulty, with the mean quality of each sub-topic. */
function cellLines({ statistics }: StatsReport, options: TableOptions): string[] {
  const { cells } = statistics;
  const known = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const difficulties = statistics.difficulties
    .map(({ name }) => name)
    .sort((a, b) => known(a) - known(b) || (a < b ? -1 : 1))
    .slice(0, 5);
  const subTopics = statistics.sub_topics.slice(0, 30);
  const of = (subTopic: string, difficulty: string) =>
    cells.find((cell) => cell.sub_topic === subTopic && cell.difficulty === difficulty);
  const quality = (subTopic: string): string => {
    const judged = cells.filter((cell) => cell.sub_topic === subTopic && cell.quality !== null);
    const rows = judged.reduce((sum, cell) => sum + cell.rows, 0);
    return rows === 0 ? "" : (judged.reduce((sum, cell) => sum + cell.quality! * cell.rows, 0) / rows).toFixed(2);
  };
  const further = statistics.sub_topics.length - subTopics.length;
  return [
    ...table(
      [
        { title: "sub-topic", least: 12 },
        ...difficulties.map((title) => ({ title, align: right })),
        { title: "rows", align: right },
        { title: "quality", align: right },
      ],
      subTopics.map(({ name, rows }) => [
        name,
        ...difficulties.map((difficulty) => count(of(name, difficulty)?.rows ?? 0)),
        count(rows),
        quality(name),
      ]),
      options,
    ),
    ...(further > 0 ? [`and ${plural(further, "further sub-topic")}`] : []),
  ];
}

function distributionLines({ statistics }: StatsReport, options: TableOptions): string[] {
  const row = (name: string, of: Distribution, digits: number): string[] => [
    name,
    ...[of.mean, of.minimum, of.p05, of.p50, of.p95, of.maximum].map((value) =>
      value === null ? "" : digits === 0 ? count(Math.round(value)) : value.toFixed(digits),
    ),
  ];
  const units = { characters: "characters", words: "words", tokens: "tokens, est." } as const;
  const texts = (["prompt", "response"] as const).flatMap((text) =>
    (Object.keys(units) as (keyof typeof units)[]).map((unit) =>
      row(`${text} ${units[unit]}`, statistics.lengths[text][unit], 0),
    ),
  );
  const names = ["mean", "least", "5%", "median", "95%", "most"];
  return table(
    [{ title: "distribution", least: 12 }, ...names.map((title) => ({ title, align: right }))],
    [row("quality", statistics.quality, 2), ...texts],
    options,
  );
}

function diversityLines({ statistics }: StatsReport, options: TableOptions): string[] {
  const { entropy, distinct, typeTokenRatio, openings } = statistics.diversity;
  const [first] = openings;
  return pairs(
    [
      ["evenness", `${entropy.toFixed(3)} over sub-topics and difficulties; 1 is even`],
      ["distinct", distinct.map(({ n, ratio }) => `${ratio.toFixed(3)} of ${n}-word runs`).join(", ")],
      ["vocabulary", `${typeTokenRatio.toFixed(3)} different words in a thousand`],
      ...(first
        ? ([["openings", `${share(first.rows, statistics.rows)} begin "${first.opening}"`]] as [string, string][])
        : []),
    ],
    options,
  );
}
