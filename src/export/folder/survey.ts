import type { ExportDataset, ExportPart, ExportRequest } from "../../../schema/export.ts";
import { shardOf } from "../../licences/index.ts";
import { columnsOf } from "../columns.ts";
import { RowShape, type Shape } from "../parquet/shape.ts";
import { weight } from "../parquet/write.ts";
import { exampleRows } from "../row-format.ts";
import { standardColumns } from "../standard.ts";

/** A shard is closed when its rows have about this many bytes uncompressed, as `datasets` does it. */
const shardBytes = 500 * 1024 * 1024;
/** What a row's provenance adds, about. */
const provenanceBytes = 1_500;

/** One configuration of a dataset folder: the rows of one training type, or of one licence class of it. */
export interface FolderConfig {
  name: string;
  /** Name of the class's shard, as src/licences calls it. */
  licenceShard: string;
  datasets: ExportDataset[];
  shape: Map<string, Shape>;
  /** Rows of each shard, by part. */
  shards: Map<ExportPart, number[]>;
}

interface Found {
  type: string;
  licenceShard: string;
  datasets: ExportDataset[];
  shape: RowShape;
  plans: Map<ExportPart, { rows: number[]; bytes: number }>;
}

/**
 * Reads all rows once to learn what must be known before the first file is named: columns, licence classes, and how many
 * shards each part fills. Runs of one type share its configuration; a type whose rows are of several licence classes has
 * one for each.
 */
export async function survey(request: ExportRequest): Promise<FolderConfig[]> {
  const found = new Map<string, Found>();
  const place = (dataset: ExportDataset, licenceShard: string): Found => {
    const key = `${dataset.type.name} ${licenceShard}`;
    let entry = found.get(key);
    if (!entry) {
      entry = { type: dataset.type.name, licenceShard, datasets: [], shape: new RowShape(), plans: new Map() };
      found.set(key, entry);
    }
    if (!entry.datasets.includes(dataset)) entry.datasets.push(dataset);
    return entry;
  };
  for (const dataset of request.datasets) {
    for (const part of dataset.parts) {
      for await (const row of dataset.rows(part)) {
        const entry = place(dataset, shardOf(row));
        const columns = viewOf(request, dataset, row);
        entry.shape.add(columns);
        plan(entry, part, weight(columns) + provenanceBytes);
      }
    }
    // A run without rows has its configuration all the same, with the columns of its type's examples.
    if (![...found.values()].some(({ type }) => type === dataset.type.name)) {
      const entry = place(dataset, "data-permissive");
      for (const row of exampleRows(dataset)) entry.shape.add(viewOf(request, dataset, row));
    }
  }
  const entries = [...found.values()];
  return entries.map((entry) => {
    const alone = entries.filter(({ type }) => type === entry.type).length === 1;
    entry.shape.add({ provenance: "" });
    return {
      name: alone ? entry.type : `${entry.type}${entry.licenceShard.replace(/^data/, "")}`,
      licenceShard: entry.licenceShard,
      datasets: entry.datasets,
      shape: entry.shape.columns,
      shards: new Map(request.datasets[0].parts.map((part) => [part, entry.plans.get(part)?.rows ?? [0]])),
    };
  });
}

/** A row's columns as the folder holds them, without the provenance. */
export function viewOf(
  { settings }: Pick<ExportRequest, "settings">,
  { type }: ExportDataset,
  row: Parameters<typeof columnsOf>[1],
): Record<string, unknown> {
  const columns = columnsOf(type, row, settings.thinking);
  return settings.form === "standard" ? standardColumns(type.form, columns) : columns;
}

function plan(entry: Found, part: ExportPart, bytes: number): void {
  let planned = entry.plans.get(part);
  if (!planned) {
    planned = { rows: [0], bytes: 0 };
    entry.plans.set(part, planned);
  }
  if (planned.bytes >= shardBytes) {
    planned.rows.push(0);
    planned.bytes = 0;
  }
  planned.rows[planned.rows.length - 1]! += 1;
  planned.bytes += bytes;
}
