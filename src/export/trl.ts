import { defineExporter, type ExportDataset, type ExportPart } from "../../schema/export.ts";
import { provenanceColumn } from "./provenance.ts";

/**
 * JSON Lines in TRL's conversational form, one object a row, with a `provenance` column.
 * Column names: https://huggingface.co/docs/trl/dataset_formats
 */
export const trl = defineExporter({
  name: "trl",
  description: "JSON Lines in TRL's conversational form",
  async *files(dataset: ExportDataset) {
    for (const part of dataset.parts) yield { path: `${part}.jsonl`, content: lines(dataset, part) };
  },
});

async function* lines({ type, rows }: ExportDataset, part: ExportPart): AsyncGenerator<{ data: string; rows: number }> {
  for await (const { sample, evidence } of rows(part)) {
    const columns = type.exports.trl(sample.row);
    yield { data: `${JSON.stringify({ ...columns, provenance: provenanceColumn(sample, evidence) })}\n`, rows: 1 };
  }
}
