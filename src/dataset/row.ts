import { contentId } from "../../schema/canonical.ts";
import { modelsOf, notStated, type StatisticsRow } from "../statistics/row.ts";
import { rowText } from "../statistics/text.ts";

/** One row of a dataset, wherever it lies. */
export interface DatasetRow extends StatisticsRow {
  /** As in the provenance; of rows without one, the beginning of the content hash. */
  id: string;
  /** Of the training columns as they leave the house, see {@link contentHashOf}: equal in a run and in its export. */
  contentHash: string;
}

/** Columns that say something about a row and are not trained on. */
const descriptive = new Set([
  ...["provenance", "id", "type", "topic", "sub_topic", "difficulty", "quality_score", "verdict", "review_status"],
  ...["licence", "license", "sources", "source_id", "source_datasets", "agents", "attempt", "content_hash"],
]);

/** SHA-256 of the training columns. Absent and null are the same, as Parquet does not tell them apart. */
export function contentHashOf(columns: Columns): string {
  const training = Object.entries(columns).filter(([name]) => !descriptive.has(name));
  return contentId(withoutNulls(Object.fromEntries(training)), 64);
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(present.map(([name, inner]) => [name, withoutNulls(inner)]));
}

type Columns = Readonly<Record<string, unknown>>;

/**
 * A row of an exported file, read by its `provenance` column where there is one and by columns of the same names where
 * there is not. What it does not say is {@link notStated}.
 */
export function exportedRow(columns: Columns, type: string): DatasetRow {
  const provenance = nested(columns.provenance);
  const field = (...names: string[]): unknown =>
    names.map((name) => provenance[name] ?? columns[name]).find((value) => value !== undefined && value !== null);
  const word = (...names: string[]): string => {
    const value = field(...names);
    return typeof value === "string" && value !== "" ? value : notStated;
  };
  const quality = field("quality_score");
  const attempt = field("attempt");
  const hash = contentHashOf(columns);
  const id = field("id");
  return {
    id: typeof id === "string" ? id : hash.slice(0, 24),
    contentHash: hash,
    type: word("type") === notStated ? type : word("type"),
    topic: word("topic"),
    subTopic: word("sub_topic"),
    difficulty: word("difficulty"),
    verdict: word("verdict", "review_status"),
    quality: typeof quality === "number" && quality >= 0 && quality <= 1 ? quality : null,
    licence: word("licence", "license"),
    documents: documentsOf(field("sources")),
    models: modelsOf(nested(field("agents"))),
    attempts: typeof attempt === "number" && Number.isInteger(attempt) && attempt >= 1 ? attempt : null,
    checks: [],
    ...rowText(columns),
  };
}

/** A nested column, which some formats write as a JSON string. */
export function nested(value: unknown): Columns {
  let inner = value;
  if (typeof value === "string") {
    try {
      inner = JSON.parse(value);
    } catch {
      inner = null;
    }
  }
  return typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as Columns) : {};
}

function documentsOf(value: unknown): DatasetRow["documents"] {
  let sources = value;
  if (typeof sources === "string") sources = Object.values(nested(`{"sources":${sources}}`))[0];
  if (!Array.isArray(sources)) return [];
  return sources.map((entry: unknown) => {
    const { source, title, url } = nested(entry);
    const name = typeof source === "string" ? source : notStated;
    return { source: name, title: typeof title === "string" ? title : typeof url === "string" ? url : notStated };
  });
}
