import { AssayError } from "../../schema/error.ts";
import type {
  ExportContainer,
  ExportDataset,
  Exporter,
  ExportFile,
  ExportForm,
  ExportPart,
  ExportRequest,
  ExportRow,
} from "../../schema/export.ts";
import type { TrainingForm } from "../../schema/training/define.ts";
import { columnsOf } from "./columns.ts";
import { jsonLines, type Piece } from "./lines.ts";
import type { Columns } from "./messages.ts";
import { RowShape, type Shape } from "./parquet/shape.ts";
import { parquetChunks } from "./parquet/write.ts";
import { provenanceColumn } from "./provenance.ts";

/** What a format may need beside the row's columns. */
export interface RowPlace {
  form: TrainingForm;
  layout: ExportForm;
  part: ExportPart;
  /** Place in the part, from 0. */
  place: number;
  row: ExportRow;
  dataset: ExportDataset;
  /** The row's origin, as one JSON object. */
  provenance: Record<string, unknown>;
}

export type RowView = (columns: Columns, place: RowPlace) => Columns;

/** A format of one object a row: JSON Lines or Parquet, a file a part. */
export interface RowFormat {
  name: string;
  description: string;
  /** What a row of each form becomes, in words and in deed. */
  rows: Partial<Record<TrainingForm, { becomes: string; view: RowView }>>;
  /** See Exporter.otherwise. */
  otherwise: string;
  forms?: readonly ExportForm[];
  containers?: readonly ExportContainer[];
  /**
   * Where a row's origin goes: in a column beside the others; in a file of its own, a line a row, where readers refuse
   * unknown columns; or within what the view makes of the row.
   */
  provenance: "column" | "file" | "within";
  /** Dotted names of columns that hold whole numbers; other numbers are written as doubles. */
  whole?: readonly string[];
  /** Files beside the rows, made when those are written. */
  beside?(request: ExportRequest, dataset: ExportDataset, paths: ReadonlyMap<ExportPart, string>): ExportFile[];
}

/** Makes an exporter of a row format. */
export function rowFormat(format: RowFormat): Exporter {
  const takes = Object.fromEntries(Object.entries(format.rows).map(([form, { becomes }]) => [form, becomes]));
  return {
    name: format.name,
    description: format.description,
    takes,
    otherwise: format.otherwise,
    forms: format.forms ?? ["conversational"],
    containers: format.containers ?? ["jsonl"],
    async *files(request) {
      const [dataset] = request.datasets;
      const reader = new RowReader(format, request, dataset);
      const shape = request.settings.container === "parquet" ? await reader.shape() : null;
      const paths = new Map<ExportPart, string>();
      for (const part of dataset.parts) {
        const path = `${part}.${request.settings.container}`;
        paths.set(part, path);
        const rows = reader.rows(part);
        const content = shape ? parquetChunks(rows, shape, { createdBy: `assay ${request.version}` }) : jsonLines(rows);
        yield { path, content };
        if (format.provenance === "file") yield { path: `${part}.provenance.jsonl`, content: reader.origins(part) };
      }
      yield* format.beside?.(request, dataset, paths) ?? [];
    },
  };
}

/** A dataset's rows as a format sees them. */
export class RowReader {
  readonly #format: RowFormat;
  readonly #request: ExportRequest;
  readonly #dataset: ExportDataset;

  constructor(format: RowFormat, request: ExportRequest, dataset: ExportDataset) {
    this.#format = format;
    this.#request = request;
    this.#dataset = dataset;
  }

  async *rows(part: ExportPart): AsyncGenerator<Columns> {
    const text = this.#request.settings.container === "parquet";
    let place = 0;
    for await (const row of this.#dataset.rows(part)) {
      const provenance = provenanceColumn(row.sample, row.evidence);
      const view = this.#view(row, part, place, provenance);
      place += 1;
      if (this.#format.provenance !== "column") yield view;
      else yield { ...view, provenance: text ? JSON.stringify(provenance) : provenance };
    }
  }

  /** The rows' origins, in the same order. */
  async *origins(part: ExportPart): AsyncGenerator<Piece> {
    const { rows } = this.#dataset;
    async function* all(): AsyncGenerator<unknown> {
      for await (const { sample, evidence } of rows(part)) yield provenanceColumn(sample, evidence);
    }
    // They are no rows of the dataset.
    for await (const { data } of jsonLines(all())) yield { data, rows: 0 };
  }

  /** What the columns of all parts hold; of the type's own examples when there is no row. */
  async shape(): Promise<Map<string, Shape>> {
    const shape = new RowShape();
    const known = this.#format.provenance === "column" ? { provenance: "" } : {};
    let any = false;
    for (const part of this.#dataset.parts) {
      let place = 0;
      for await (const row of this.#dataset.rows(part)) {
        shape.add(this.#view(row, part, place, {}));
        place += 1;
        any = true;
      }
    }
    if (!any) for (const row of exampleRows(this.#dataset)) shape.add(this.#view(row, "train", 0, {}));
    shape.add(known);
    for (const name of this.#format.whole ?? []) shape.makeWhole(name.split("."));
    return shape.columns;
  }

  #view(row: ExportRow, part: ExportPart, place: number, provenance: Record<string, unknown>): Columns {
    const { type } = this.#dataset;
    const { form: layout, thinking } = this.#request.settings;
    const columns = columnsOf(type, row, thinking);
    const { view } = this.#format.rows[type.form]!;
    return view(columns, { form: type.form, layout, part, place, row, dataset: this.#dataset, provenance });
  }
}

/** The type's accepted examples as rows, for the columns of a dataset without any. */
export function exampleRows({ type }: ExportDataset): ExportRow[] {
  return type.examples
    .filter(({ accept }) => accept)
    .map(({ row }) => ({ evidence: [], sample: { ...exampleSample, type: type.name, row } }));
}

/** A row that is in no run: what stands in for what is not known of one. */
export const exampleSample: Omit<ExportRow["sample"], "type" | "row"> = {
  id: "",
  runId: "",
  questionId: "",
  index: 0,
  systemPrompt: null,
  topic: "",
  subTopic: "",
  difficulty: "",
  qualityScore: 0,
  reviewStatus: "",
  sources: [],
  licence: "",
  provenance: {},
  contentHash: "",
  createdAt: "",
};

/** The error for a row that a format has no place for, although it takes most of its form. */
export function noPlace(format: string, what: string, instead: string): AssayError {
  return new AssayError("export/form", `${format} has no place for ${what}.`, { hint: `Choose ${instead}.` });
}
