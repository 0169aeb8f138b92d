import type { HubLicence } from "../../licences/index.ts";
import { type Lock, lockName } from "./lock.ts";
import type { Statistics } from "./tally.ts";

/** Everything a card is made of. All of it stands in the folder, so the numbers can be made again from it. */
export interface CardFacts {
  lock: Lock;
  statistics: Statistics;
  hub: HubLicence;
  /** Features by configuration, in the words of `datasets`. */
  features: Record<string, Record<string, unknown>>;
}

/** Rows of a table on the card. */
const tableRows = 100;

const opening = "<!-- assay:numbers -->";
const closing = "<!-- /assay:numbers -->";

/** Offline rows come from procedural problem families; nothing else is said of what no language model wrote. */
const procedural = (model: string): boolean => model.startsWith("offline/");

/** The README.md of a dataset folder: front matter for the Hub, words, and the numbers between two marks. */
export async function cardText(facts: CardFacts): Promise<string> {
  const { stringify } = await import("yaml");
  return `---\n${stringify(frontMatter(facts), { lineWidth: 0 })}---\n\n${words(facts)}\n\n${numbers(facts)}\n`;
}

/** Fields of the front matter that the Hub acts on and that are computed; the others are for people, who may edit them. */
const computedFields = ["license", "license_name", "license_link", "size_categories", "configs", "dataset_info"];

/** The computed fields as a card must have them, in JSON. */
export const headFacts = (facts: CardFacts): string => factsOf(frontMatter(facts));

/** The same fields of a card as it stands; empty when its front matter cannot be read. */
export async function headFactsOf(card: string): Promise<string> {
  const { parse } = await import("yaml");
  try {
    return factsOf(parse(/^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? "") ?? {});
  } catch {
    return "";
  }
}

const factsOf = (fields: Record<string, unknown>): string =>
  JSON.stringify(Object.fromEntries(computedFields.map((name) => [name, fields[name] ?? null])), null, 2);

/** The card's numbers with the marks around them: what an audit computes again. */
export function numbers({ lock, statistics }: CardFacts): string {
  const { quality, characters } = statistics;
  const parts = Object.entries(statistics.configs).flatMap(([config, rows]) =>
    Object.entries(rows).map(([part, count]): [string, string, number] => [config, part, count]),
  );
  const spend = lock.runs.reduce((sum, run) => sum + run.spend.usd, 0);
  const tokens = lock.runs.reduce((sum, run) => sum + run.spend.inputTokens + run.spend.outputTokens, 0);
  return [
    opening,
    "## Numbers",
    `${statistics.rows} rows; mean quality ${quality.mean ?? "not known"}; ${characters.sum} characters, ${characters.mean ?? 0} a row.`,
    table(["configuration", "split", "rows"], parts),
    ...counted("topic", statistics.topics),
    ...counted("sub-topic", statistics.sub_topics),
    ...counted("difficulty", statistics.difficulties),
    ...counted("verdict", statistics.verdicts),
    ...counted("licence", statistics.licences),
    table(
      ["quality from", "rows"],
      quality.histogram.map((rows, bar) => [(bar / quality.histogram.length).toFixed(1), rows] as const),
    ),
    "### Sources",
    statistics.sources.length === 0
      ? "No row rests on a document."
      : table(
          ["source", "document", "licence", "passages", "rows"],
          statistics.sources.map(({ source, title, license, passages, rows }) => [
            source,
            title,
            license,
            passages,
            rows,
          ]),
        ),
    "### Models",
    table(
      ["agent", "model", "rows"],
      Object.entries(statistics.agents).flatMap(([agent, { models }]) =>
        Object.entries(models).map(([model, rows]) => [agent, model, rows] as const),
      ),
    ),
    `Spent: $${spend.toFixed(2)} for ${tokens} tokens.`,
    "### Held back",
    Object.keys(lock.withheld).length === 0
      ? "No row was held back from this export."
      : table(["reason", "rows"], Object.entries(lock.withheld)),
    ...Object.entries(lock.gates).map(([gate, findings]) => `- ${gate}: ${inline(brief(findings))}`),
    `Money, tokens and what was held back are not in the rows; an audit takes them from \`${lockName}\`.`,
    closing,
  ].join("\n\n");
}

/** The numbers in a card as it stands; undefined when the marks are gone. */
export function numbersOf(card: string): string | undefined {
  const start = card.indexOf(opening);
  const end = card.indexOf(closing, start);
  return start < 0 || end < 0 ? undefined : card.slice(start, end + closing.length);
}

function counted(title: string, counts: Record<string, number>): string[] {
  return [table([title, "rows"], Object.entries(counts))];
}

/** Findings without their long lists, which stand in the lock file. */
function brief(findings: Record<string, unknown>): string {
  const short = Object.entries(findings).map(([name, value]) => [
    name,
    Array.isArray(value) && value.length > 10 ? `${value.length} entries` : value,
  ]);
  return JSON.stringify(Object.fromEntries(short));
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => inline(String(cell))).join(" | ")} |`;
  const left = rows.length - tableRows;
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.slice(0, tableRows).map(line),
    ...(left > 0 ? [line([`${left} more, in statistics.json`, ...head.slice(1).map(() => "")])] : []),
  ].join("\n");
}

const inline = (text: string): string => text.replace(/\s+/g, " ").replace(/\|/g, "\\|").replace(/</g, "&lt;");

const sizes: [number, string][] = [
  [1e3, "n<1K"],
  [1e4, "1K<n<10K"],
  [1e5, "10K<n<100K"],
  [1e6, "100K<n<1M"],
  [1e7, "1M<n<10M"],
  [1e8, "10M<n<100M"],
  [1e9, "100M<n<1B"],
  [Number.POSITIVE_INFINITY, "n>1B"],
];

const tasks: Record<string, string[]> = {
  "language-modelling": ["text-generation"],
  "prompt-completion": ["text-generation", "question-answering"],
  preference: ["text-generation"],
  "implicit-preference": ["text-generation", "text-ranking"],
  "unpaired-preference": ["text-generation"],
  "prompt-only": ["text-generation", "reinforcement-learning"],
};

function frontMatter({ lock, statistics, hub, features }: CardFacts): Record<string, unknown> {
  const types = [...new Set(lock.runs.map(({ type }) => type))];
  const configs = Object.entries(statistics.configs).map(([name, parts], place) => ({
    config_name: name,
    ...(place === 0 ? { default: true } : {}),
    data_files: Object.keys(parts).map((part) => ({ split: part, path: `${name}/${part}-*.parquet` })),
  }));
  const info = Object.entries(statistics.configs).map(([name, parts]) => ({
    config_name: name,
    features: cardFeatures(features[name] ?? {}),
    splits: Object.entries(parts).map(([part, rows]) => ({ name: part, num_examples: rows })),
  }));
  return {
    ...hub,
    language: [...new Set(lock.runs.map(({ language }) => language))],
    pretty_name: titleOf(lock),
    size_categories: [sizes.find(([most]) => statistics.rows < most)![1]],
    task_categories: [...new Set(lock.runs.flatMap(({ form }) => tasks[form] ?? []))],
    annotations_creators: ["machine-generated"],
    language_creators: ["machine-generated"],
    source_datasets: ["original"],
    tags: ["synthetic", "text", "assay", ...types, ...new Set(lock.runs.map(({ domain }) => domain))],
    configs,
    dataset_info: info,
  };
}

/** Features as a card lists them: one entry a column, with its dtype, list or struct. */
function cardFeatures(features: Record<string, unknown>): unknown[] {
  return Object.entries(features).map(([name, feature]) => ({ name, ...cardFeature(feature) }));
}

function cardFeature(feature: unknown): Record<string, unknown> {
  const { _type, dtype, feature: inner, ...fields } = feature as Record<string, unknown>;
  if (_type === "Value") return { dtype };
  if (_type === "Json") return { dtype: "json" };
  if (_type !== "List") return { struct: cardFeatures(fields) };
  const item = cardFeature(inner);
  return { list: "struct" in item ? item.struct : "dtype" in item ? item.dtype : item };
}

const titleOf = (lock: Lock): string =>
  [...new Set(lock.runs.map(({ domain, type }) => `${domain} ${type}`))].join(", ");

function words({ lock, statistics }: CardFacts): string {
  const models = [...new Set(Object.values(statistics.agents).flatMap((agent) => Object.keys(agent.models)))];
  const [offline, online] = [models.filter(procedural), models.filter((model) => !procedural(model))];
  const made = [
    ...(online.length > 0 ? [`Rows were written and judged by language models: ${online.join(", ")}.`] : []),
    ...(offline.length > 0
      ? [
          `The model called ${offline.join(", ")} is no language model: its rows are procedural. Problems, solutions and programs come from seeded problem families; scores of its judge are rules over form.`,
        ]
      : []),
  ];
  const requests = lock.runs.map(({ type, request }) => `- ${type}: "${inline(request)}"`);
  return [
    `# ${titleOf(lock)}`,
    `Made by assay ${lock.assay} from ${lock.runs.length === 1 ? "this request" : "these requests"}:`,
    requests.join("\n"),
    "## What is synthetic",
    `All rows are synthetic. ${made.join(" ")} Passages of documents were retrieved word for word; they are in \`evidence.jsonl\`, with offsets, hashes and licences. What a row rests on stands in its \`provenance\`.`,
    "## Use",
    "The rows are for post-training of language models and for research on it. Columns have the names that TRL reads; every configuration is one training type. Load one with `load_dataset(path, name)`; `provenance` is one JSON text.",
    "## Limits",
    [
      "- Where a row has a program, its answer is what two independent derivations agreed on when both were executed. Where it has none, its statements were compared with passages, which is weaker.",
      "- A quality score says how a row fared in the review that its provenance names. It is no human judgement.",
      "- The distribution over topics and difficulties is the one asked for, and not that of any population. Personal data was not sought; nobody has read all rows.",
      "- Licences were computed from those of the sources by fixed rules: see LICENSE and ATTRIBUTION.md. This is no legal advice.",
    ].join("\n"),
    "Check everything again with `assay audit` and the folder's path. The text of this card may be edited; licence, configurations and sizes at its head and the numbers below are computed.",
  ].join("\n\n");
}
