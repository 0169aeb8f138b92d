import type { StatsReport } from "../statistics/describe.ts";
import type { Distribution, NamedCount } from "../statistics/index.ts";
import { type Figure, money, number, percent } from "./figure.ts";

/** Bars of a list; what is beyond them is one bar more. */
const barsShown = 12;

/** Every chart by its name, which is also its file's. Null where the dataset has nothing to draw. */
export const charts = {
  topics: ({ statistics }) => names("Topics", "topic", statistics.topics, statistics.rows),
  "sub-topics": ({ statistics }) => names("Sub-topics", "sub-topic", statistics.sub_topics, statistics.rows),
  difficulties: ({ statistics }) => names("Difficulty", "difficulty", statistics.difficulties, statistics.rows),
  verdicts: ({ statistics }) => names("Verdicts", "verdict", statistics.verdicts, statistics.rows),
  quality: ({ statistics }) => distribution("Quality", "quality", statistics.quality, 2),
  "prompt-length": ({ statistics }) =>
    distribution("Length of prompts", "estimated tokens", statistics.lengths.prompt.tokens, 0),
  "response-length": ({ statistics }) =>
    distribution("Length of responses", "estimated tokens", statistics.lengths.response.tokens, 0),
  "failed-checks": ({ statistics }) => names("Failed checks", "check", statistics.failed_checks, statistics.rows),
  "unchecked-checks": ({ statistics }) =>
    names("Checks that could not be made", "check", statistics.unchecked_checks, statistics.rows),
  attempts: ({ statistics }) =>
    names(
      "Attempts a row took",
      "attempt count",
      statistics.attempts.map(({ attempts, rows }) => ({ name: String(attempts), rows })),
      statistics.rows,
    ),
  sources: ({ statistics }) => names("Sources", "source", statistics.sources, statistics.rows),
  documents: ({ statistics }) => names("Documents", "document", statistics.documents, statistics.rows),
  licences: ({ statistics }) => names("Licences", "licence", statistics.licences, statistics.rows),
  models: ({ statistics }) => names("Models", "model", statistics.models, statistics.rows),
  "rows-over-time": ({ timeline }) => course("Rows over time", "rows", timeline, (step) => step.rows, number),
  "cost-over-time": (report) => spending(report),
} satisfies Record<string, (report: StatsReport) => Figure | null>;

export type ChartName = keyof typeof charts;

/** `noun` says what is counted, in the singular. */
function names(title: string, noun: string, counts: readonly NamedCount[], rows: number): Figure | null {
  if (counts.length === 0) return null;
  const shown = counts.length > barsShown + 1 ? counts.slice(0, barsShown) : counts;
  const rest = counts.slice(shown.length);
  const bars = shown.map(({ name, rows: of }) => ({
    label: name,
    value: of,
    text: `${number(of)} · ${percent(of, rows)}`,
  }));
  if (rest.length > 0) {
    const further = rest.reduce((sum, entry) => sum + entry.rows, 0);
    // Without a bar: what many names have together would dwarf each of them.
    bars.push({ label: `${rest.length} further`, value: 0, text: `${number(further)} · ${percent(further, rows)}` });
  }
  const [first] = counts;
  return {
    title,
    description: `${counted(counts.length, noun)} in ${counted(rows, "row")}; most often ${first!.name}, in ${number(first!.rows)} (${percent(first!.rows, rows)}).`,
    layout: "list",
    headings: [title, "Rows"],
    bars,
  };
}

/** `1 row`, `1,200 rows`, `2 difficulties`. */
function counted(amount: number, noun: string): string {
  if (amount === 1) return `1 ${noun}`;
  return `${number(amount)} ${noun.replace(/y$/, "ie")}s`;
}

function distribution(title: string, unit: string, of: Distribution, digits: number): Figure | null {
  if (of.count === 0) return null;
  const written = (value: number): string => (digits === 0 ? number(value) : value.toFixed(digits));
  return {
    title,
    description: `${unit[0]!.toUpperCase()}${unit.slice(1)} of ${counted(of.count, "row")}: median ${number(of.p50!)}, middle half ${number(of.p25!)} to ${number(of.p75!)}, from ${number(of.minimum!)} to ${number(of.maximum!)}.`,
    layout: "columns",
    headings: [unit, "Rows"],
    bars: of.histogram.map(({ from, to, rows }) => ({
      label: to === null ? `${written(from)} and more` : `${written(from)}–${written(to)}`,
      value: rows,
      text: number(rows),
    })),
  };
}

type Step = StatsReport["timeline"][number];

function course(
  title: string,
  what: string,
  timeline: readonly Step[],
  measure: (step: Step, index: number) => number,
  written: (value: number) => string,
): Figure | null {
  const values = timeline.map(measure);
  if (values.every((value) => value === 0)) return null;
  const clock = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  return {
    title,
    description: `Equal steps from ${clock(timeline[0]!.from)} to ${clock(timeline.at(-1)!.from)} UTC; at most ${written(Math.max(...values))} ${what} in a step.`,
    layout: "columns",
    headings: ["UTC from", what],
    bars: timeline.map((step, index) => ({
      label: clock(step.from),
      value: values[index]!,
      text: written(values[index]!),
    })),
  };
}

function spending({ timeline, cost }: StatsReport): Figure | null {
  let sum = 0;
  const sums = timeline.map((step) => {
    sum += step.usd;
    return sum;
  });
  const figure = course("Spend over time", "spent", timeline, (_step, index) => sums[index]!, money);
  if (!figure || !cost) return null;
  const elsewhere = Math.max(0, cost.usd - sum);
  return {
    ...figure,
    description: `Spent on rows up to each step: ${money(sum)} at the end. A further ${money(elsewhere)} went into planning, questions and items without a row.`,
  };
}
