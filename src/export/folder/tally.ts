import { createHash, type Hash } from "node:crypto";

/** Bars of the quality histogram: [0, 0.1), …, [0.9, 1]. */
const bars = 10;

/** A row as it stands in the files. */
export interface WrittenRow {
  config: string;
  part: string;
  /** Its columns without the provenance. */
  columns: Readonly<Record<string, unknown>>;
  provenance: Readonly<Record<string, unknown>>;
}

type Counts = Record<string, number>;

const counted = ["topic", "sub_topic", "difficulty", "verdict", "licence"] as const;
type Counted = (typeof counted)[number];

/** The numbers of a card. Computed from the files alone, so that anybody can compute them again. */
export interface Statistics {
  rows: number;
  /** Rows by configuration and part. */
  configs: Record<string, Counts>;
  topics: Counts;
  sub_topics: Counts;
  difficulties: Counts;
  verdicts: Counts;
  licences: Counts;
  quality: { mean: number | null; least: number | null; most: number | null; histogram: number[] };
  /** Characters of a row's text, provenance left out. */
  characters: { sum: number; mean: number | null; least: number | null; most: number | null };
  /** One entry a document, by address; `rows` rest on it. */
  sources: { source: string; title: string; url: string; license: string; rows: number; passages: number }[];
  /** Rows by agent and model; `prompts` is one hash over the hashes of the rendered prompts, in the order of the rows. */
  agents: Record<string, { models: Counts; prompts: string }>;
}

interface Measured {
  sum: number;
  count: number;
  least: number;
  most: number;
}
const unmeasured = (): Measured => ({ sum: 0, count: 0, least: Number.POSITIVE_INFINITY, most: 0 });

interface Document {
  entry: Omit<Statistics["sources"][number], "passages">;
  passages: Set<string>;
}

/** Counts rows while they stream by. Memory grows with documents and sub-topics, not with rows. */
export class Tally {
  #rows = 0;
  readonly #configs: Record<string, Counts> = {};
  readonly #counts: Record<Counted, Map<string, number>> = {
    topic: new Map(),
    sub_topic: new Map(),
    difficulty: new Map(),
    verdict: new Map(),
    licence: new Map(),
  };
  readonly #quality = unmeasured();
  readonly #histogram: number[] = new Array(bars).fill(0);
  readonly #characters = unmeasured();
  readonly #documents = new Map<string, Document>();
  readonly #agents = new Map<string, { models: Counts; prompts: Hash }>();

  /** Says that a part exists, though it may stay empty. */
  open(config: string, part: string): void {
    this.#configs[config] ??= {};
    this.#configs[config][part] ??= 0;
  }

  add({ config, part, columns, provenance }: WrittenRow): void {
    this.#rows += 1;
    this.open(config, part);
    this.#configs[config]![part]! += 1;
    for (const name of counted) {
      const counts = this.#counts[name];
      const value = String(provenance[name] ?? "");
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const quality = provenance.quality_score;
    if (typeof quality === "number") {
      measure(this.#quality, quality);
      this.#histogram[Math.min(bars - 1, Math.floor(quality * bars + 1e-9))]! += 1;
    }
    measure(this.#characters, textLength(columns));
    this.#addSources(provenance.sources);
    this.#addAgents(provenance.agents);
  }

  #addSources(sources: unknown): void {
    for (const { source, title, url, license, passages } of listOf(sources)) {
      const key = String(url);
      const known = this.#documents.get(key);
      const document: Document = known ?? {
        entry: { source: String(source), title: String(title), url: key, license: String(license), rows: 0 },
        passages: new Set(),
      };
      if (!known) this.#documents.set(key, document);
      document.entry.rows += 1;
      if (Array.isArray(passages)) for (const id of passages) document.passages.add(String(id));
    }
  }

  #addAgents(agents: unknown): void {
    if (typeof agents !== "object" || agents === null) return;
    for (const [agent, { model, prompt }] of Object.entries(agents as Record<string, Counts>)) {
      let known = this.#agents.get(agent);
      if (!known) {
        known = { models: {}, prompts: createHash("sha256") };
        this.#agents.set(agent, known);
      }
      known.models[String(model)] = (known.models[String(model)] ?? 0) + 1;
      known.prompts.update(`${prompt}\n`);
    }
  }

  result(): Statistics {
    const { topic, sub_topic, difficulty, verdict, licence } = this.#counts;
    const [quality, characters] = [this.#quality, this.#characters];
    return {
      rows: this.#rows,
      configs: this.#configs,
      topics: sorted(topic),
      sub_topics: sorted(sub_topic),
      difficulties: sorted(difficulty),
      verdicts: sorted(verdict),
      licences: sorted(licence),
      quality: { ...summary(quality), histogram: [...this.#histogram] },
      characters: { sum: characters.sum, ...summary(characters) },
      sources: [...this.#documents.values()]
        .map(({ entry, passages }) => ({ ...entry, passages: passages.size }))
        .sort((a, b) => (a.url < b.url ? -1 : 1)),
      agents: Object.fromEntries(
        [...this.#agents]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([agent, { models, prompts }]) => [
            agent,
            { models: sorted(new Map(Object.entries(models))), prompts: prompts.copy().digest("hex") },
          ]),
      ),
    };
  }
}

function measure(measured: Measured, value: number): void {
  measured.sum += value;
  measured.count += 1;
  if (value < measured.least) measured.least = value;
  if (value > measured.most) measured.most = value;
}

const rounded = (value: number): number => Number(value.toFixed(4));

function summary({ sum, count, least, most }: Measured): Pick<Statistics["quality"], "mean" | "least" | "most"> {
  if (count === 0) return { mean: null, least: null, most: null };
  return { mean: rounded(sum / count), least: rounded(least), most: rounded(most) };
}

/** The most frequent first. */
function sorted(counts: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

/** UTF-16 code units of all text below a value; keys are not text. */
export function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 0;
  let length = 0;
  if (Array.isArray(value)) for (const item of value) length += textLength(item);
  else for (const key in value) length += textLength((value as Record<string, unknown>)[key]);
  return length;
}
