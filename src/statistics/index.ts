import { createDiversityReport, type DiversityReport } from "../diversity/report.ts";
import { createCounter, type NamedCount, namesCounted, otherNames } from "./counts.ts";
import { createLengths, createShares, type Distribution, type Gatherer } from "./distribution.ts";
import { measure, methods } from "./measure.ts";
import type { StatisticsRow } from "./row.ts";

export type { NamedCount } from "./counts.ts";
export type { Bar, Distribution } from "./distribution.ts";
export { modelsOf, notStated, type StatisticsRow, statisticsRow } from "./row.ts";

export interface LengthDistributions {
  characters: Distribution;
  words: Distribution;
  tokens: Distribution;
}

export interface CellCount {
  sub_topic: string;
  difficulty: string;
  rows: number;
  approved: number;
  /** Mean of the rows that have a quality; null when none has. */
  quality: number | null;
}

/** A dataset in numbers. Lists stand with most rows first; a row counts in each source, document and model it names. */
export interface Statistics {
  rows: number;
  types: NamedCount[];
  topics: NamedCount[];
  sub_topics: NamedCount[];
  difficulties: NamedCount[];
  /** By sub-topic, then difficulty. */
  cells: CellCount[];
  verdicts: NamedCount[];
  quality: Distribution;
  lengths: { prompt: LengthDistributions; response: LengthDistributions };
  licences: NamedCount[];
  sources: NamedCount[];
  documents: NamedCount[];
  models: NamedCount[];
  /** Rows by the attempts they took. */
  attempts: { attempts: number; rows: number }[];
  failed_checks: NamedCount[];
  unchecked_checks: NamedCount[];
  diversity: Pick<DiversityReport, "entropy" | "distinct" | "typeTokenRatio" | "openings" | "similarity">;
  /** How the numbers were made. */
  methods: Record<keyof typeof methods, string>;
}

export interface StatisticsGatherer {
  add(row: StatisticsRow): void;
  result(): Statistics;
}

/** Attempts beyond this are counted with it. */
const attemptsCounted = 1_000;

/**
 * Describes a dataset row by row in constant memory. Reads no clock and draws nothing: equal rows in equal order give
 * equal statistics, and apart from `diversity` the order does not matter.
 */
export function createStatistics(): StatisticsGatherer {
  const named = {
    types: createCounter(),
    topics: createCounter(),
    sub_topics: createCounter(),
    difficulties: createCounter(),
    verdicts: createCounter(),
    licences: createCounter(),
    sources: createCounter(),
    documents: createCounter(),
    models: createCounter(),
    failed_checks: createCounter(),
    unchecked_checks: createCounter(),
  };
  const cells = createCells();
  const quality = createShares();
  const prompt = createLengthDistributions();
  const response = createLengthDistributions();
  const attempts = new Map<number, number>();
  const diversity = createDiversityReport();
  let rows = 0;

  return {
    add(row) {
      rows += 1;
      named.types.add(row.type);
      named.topics.add(row.topic);
      named.sub_topics.add(row.subTopic);
      named.difficulties.add(row.difficulty);
      named.verdicts.add(row.verdict);
      named.licences.add(row.licence);
      for (const source of new Set(row.documents.map((document) => document.source))) named.sources.add(source);
      for (const { source, title } of row.documents) named.documents.add(`${title} · ${source}`);
      for (const model of row.models) named.models.add(model);
      for (const check of distinctChecks(row, "failed")) named.failed_checks.add(check);
      for (const check of distinctChecks(row, "unchecked")) named.unchecked_checks.add(check);
      cells.add(row);
      if (row.quality !== null) quality.add(row.quality);
      prompt.add(row.prompt);
      response.add(row.response);
      if (row.attempts !== null) {
        const place = Math.min(attemptsCounted, row.attempts);
        attempts.set(place, (attempts.get(place) ?? 0) + 1);
      }
      diversity.add({ subTopic: row.subTopic, difficulty: row.difficulty, prompt: row.prompt });
    },
    result() {
      const { entropy, distinct, typeTokenRatio, openings, similarity } = diversity.finish();
      const lists = Object.fromEntries(
        Object.entries(named).map(([name, counter]) => [name, counter.list()]),
      ) as Record<keyof typeof named, NamedCount[]>;
      return {
        rows,
        types: lists.types,
        topics: lists.topics,
        sub_topics: lists.sub_topics,
        difficulties: lists.difficulties,
        cells: cells.list(),
        verdicts: lists.verdicts,
        quality: quality.result(),
        lengths: { prompt: prompt.result(), response: response.result() },
        licences: lists.licences,
        sources: lists.sources,
        documents: lists.documents,
        models: lists.models,
        attempts: [...attempts].sort(([a], [b]) => a - b).map(([number, count]) => ({ attempts: number, rows: count })),
        failed_checks: lists.failed_checks,
        unchecked_checks: lists.unchecked_checks,
        diversity: { entropy, distinct, typeTokenRatio, openings, similarity },
        methods,
      };
    },
  };
}

/** Names of the checks with this status; a row counts once for each. */
const distinctChecks = (row: StatisticsRow, status: string): Set<string> =>
  new Set(row.checks.filter((check) => check.status === status).map((check) => check.name));

function createLengthDistributions() {
  const gatherers: Record<keyof LengthDistributions, Gatherer> = {
    characters: createLengths(),
    words: createLengths(),
    tokens: createLengths(),
  };
  return {
    add(text: string) {
      const { characters, words, tokens } = measure(text);
      gatherers.characters.add(characters);
      gatherers.words.add(words);
      gatherers.tokens.add(tokens);
    },
    result: (): LengthDistributions => ({
      characters: gatherers.characters.result(),
      words: gatherers.words.result(),
      tokens: gatherers.tokens.result(),
    }),
  };
}

interface Cell {
  subTopic: string;
  difficulty: string;
  rows: number;
  approved: number;
  judged: number;
  /** In ten-thousandths, so that sums do not depend on the order. */
  quality: number;
}

/** Sub-topic × difficulty, as many as there are names, the further ones together. */
function createCells() {
  const cells = new Map<string, Cell>();
  return {
    add({ subTopic, difficulty, verdict, quality }: StatisticsRow) {
      const key = JSON.stringify([subTopic, difficulty]);
      const full = !cells.has(key) && cells.size >= namesCounted;
      const place = full ? otherNames : key;
      let cell = cells.get(place);
      if (!cell) {
        const names = full ? { subTopic: otherNames, difficulty: otherNames } : { subTopic, difficulty };
        cell = { ...names, rows: 0, approved: 0, judged: 0, quality: 0 };
        cells.set(place, cell);
      }
      cell.rows += 1;
      if (verdict === "approved") cell.approved += 1;
      if (quality !== null) {
        cell.judged += 1;
        cell.quality += Math.round(quality * 10_000);
      }
    },
    list: (): CellCount[] =>
      [...cells.values()]
        .sort((a, b) => compare(a.subTopic, b.subTopic) || compare(a.difficulty, b.difficulty))
        .map(({ subTopic, difficulty, rows, approved, judged, quality }) => ({
          sub_topic: subTopic,
          difficulty,
          rows,
          approved,
          quality: judged === 0 ? null : Number((quality / judged / 10_000).toFixed(4)),
        })),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
