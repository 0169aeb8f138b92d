import { type Exporter, type ExportPart, type ExportRequest, exportParts } from "../../schema/export.ts";
import { trainingForms } from "../../schema/training/define.ts";
import { columnsOf } from "./columns.ts";
import type { Piece } from "./lines.ts";
import { type Columns, isConversation } from "./messages.ts";
import { provenanceColumn } from "./provenance.ts";
import { readable } from "./standard.ts";

/** What a cell holds: text as it is, a transcript of turns, JSON for what has structure, nothing for null. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (isConversation(value)) return readable(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const described = ["id", "topic", "sub_topic", "difficulty", "quality_score", "licence"] as const;

async function columnNames({ datasets: [dataset], settings }: ExportRequest): Promise<string[]> {
  const names = new Set<string>(trainingForms[dataset.type.form]);
  for (const part of dataset.parts) {
    for await (const row of dataset.rows(part)) {
      for (const name of Object.keys(columnsOf(dataset.type, row, settings.thinking))) names.add(name);
    }
  }
  return [...names];
}

/** Records turned into text at a time. */
const written = 200;

async function* content(request: ExportRequest, part: ExportPart, names: readonly string[]): AsyncGenerator<Piece> {
  const { stringify } = await import("csv-stringify/sync");
  const asText = (records: readonly string[][]): string =>
    stringify([...records], { record_delimiter: "windows", quoted_match: /[\r\n]/ });
  const { datasets, settings } = request;
  yield { data: asText([[...names, ...described, "provenance"]]), rows: 0 };
  let records: string[][] = [];
  for await (const row of datasets[0].rows(part)) {
    const columns: Columns = columnsOf(datasets[0].type, row, settings.thinking);
    const provenance = provenanceColumn(row.sample, row.evidence);
    const own = names.map((name) => cell(columns[name]));
    const about = described.map((name) => cell(provenance[name]));
    records.push([...own, ...about, JSON.stringify(provenance)]);
    if (records.length < written) continue;
    yield { data: asText(records), rows: records.length };
    records = [];
  }
  if (records.length > 0) yield { data: asText(records), rows: records.length };
}

const takes = Object.fromEntries(
  Object.entries(trainingForms).map(([form, columns]) => [form, columns.join(", ")]),
) as Exporter["takes"];

/**
 * Comma-separated values by RFC 4180, in UTF-8, for people and spreadsheets. Cells are as they are: one that begins with
 * "=" is text here, so import the columns as text.
 */
export const csv: Exporter = {
  name: "csv",
  description: "comma-separated values for spreadsheets: one cell a column, transcripts as text",
  takes,
  otherwise: "it takes every form",
  forms: ["conversational"],
  containers: [],
  async *files(request) {
    const names = await columnNames(request);
    for (const part of exportParts) {
      if (request.datasets[0].parts.includes(part)) {
        yield { path: `${part}.csv`, content: content(request, part, names) };
      }
    }
  },
};
