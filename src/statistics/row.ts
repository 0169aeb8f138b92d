import type { Evidence } from "../../schema/evidence.ts";
import type { Review } from "../../schema/review.ts";
import type { Sample } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { rowText } from "./text.ts";

/** What the statistics read of one row, wherever it lies. */
export interface StatisticsRow {
  /** Training type, or the configuration's name in a folder that does not say. */
  type: string;
  topic: string;
  subTopic: string;
  difficulty: string;
  verdict: string;
  /** 0 to 1; null where nobody judged. */
  quality: number | null;
  /** SPDX expression. */
  licence: string;
  /** One entry a document: the source's name and the document's title. */
  documents: readonly { source: string; title: string }[];
  /** `driver/model` of every agent that worked on it. */
  models: readonly string[];
  /** Attempts that it took, the first included; null where it is not known. */
  attempts: number | null;
  /** Of the last review; empty where there is none. */
  checks: readonly { name: string; status: string }[];
  prompt: string;
  response: string;
}

/** Stands where a dataset does not say. */
export const notStated = "(not stated)";

/**
 * The row of a run, with the texts of its exported form, so that a run and its export have the same statistics.
 * `reviews` may be left out: then checks are not counted.
 */
export function statisticsRow(
  type: AnyTrainingType,
  sample: Sample,
  evidence: readonly Pick<Evidence, "source" | "title" | "url">[],
  reviews: readonly Review[] = [],
): StatisticsRow {
  const { prompt, response } = rowText(type.exports.trl(sample.row));
  const documents = new Map(evidence.map(({ source, title, url }) => [url, { source, title }]));
  const { attempt, agents } = sample.provenance;
  return {
    type: sample.type,
    topic: sample.topic,
    subTopic: sample.subTopic,
    difficulty: sample.difficulty,
    verdict: sample.reviewStatus,
    quality: sample.qualityScore,
    licence: sample.licence,
    documents: [...documents.values()],
    models: modelsOf(agents),
    attempts: typeof attempt === "number" ? attempt : null,
    checks: reviews.at(-1)?.checks ?? [],
    prompt,
    response,
  };
}

/** The models that a row's provenance names, each once. */
export function modelsOf(agents: unknown): string[] {
  if (typeof agents !== "object" || agents === null) return [];
  const named = Object.values(agents).map((agent: unknown) =>
    typeof agent === "object" && agent !== null && "model" in agent ? String(agent.model) : notStated,
  );
  return [...new Set(named)].sort();
}
