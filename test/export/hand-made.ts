import { contentId } from "../../schema/canonical.ts";
import type {
  ExportDataset,
  Exporter,
  ExportPart,
  ExportRequest,
  ExportRow,
  ExportSettings,
} from "../../schema/export.ts";
import type { TrainingForm } from "../../schema/training/define.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { exampleSample } from "../../src/export/row-format.ts";

type Row = Record<string, unknown>;

const turn = (role: string, content: string): Row => ({ role, content });

/** Columns of every form around one text, as a training type's `trl` view gives them. */
export const columnsByForm: Record<TrainingForm, (text: string, place: number) => Row> = {
  "language-modelling": (text, place) => ({
    messages: [turn("system", "Be exact."), turn("user", `${text} ${place}`), turn("assistant", `So: ${text}`)],
    patterns: ["asks back"],
  }),
  "prompt-completion": (text, place) => ({
    prompt: [turn("user", `${text} ${place}`)],
    completion: [turn("assistant", `So: ${text}`)],
    context: null,
  }),
  preference: (text, place) => ({
    prompt: [turn("user", `${text} ${place}`)],
    chosen: [turn("assistant", `Right: ${text}`)],
    rejected: [turn("assistant", `Wrong: ${text}`)],
    chosen_rating: 0.9,
    rejected_rating: null,
  }),
  "implicit-preference": (text, place) => ({
    chosen: [turn("user", `${text} ${place}`), turn("assistant", `Right: ${text}`)],
    rejected: [turn("user", `${text} ${place}`), turn("assistant", `Wrong: ${text}`)],
    margin: place / 10,
  }),
  "unpaired-preference": (text, place) => ({
    prompt: [turn("user", `${text} ${place}`)],
    completion: [turn("assistant", `So: ${text}`)],
    label: place % 2 === 0,
  }),
  "prompt-only": (text, place) => ({
    prompt: [turn("user", `${text} ${place}`)],
    ground_truth: `${place} g`,
    solution: text,
    code: `print("Answer: ${place} g")`,
    reward_components: { correct: 1, clear: 0.5 },
    note: null,
  }),
};

/** A type whose rows are its columns: enough of one for an export. */
export function typeOf(form: TrainingForm): AnyTrainingType {
  const columns = columnsByForm[form];
  return {
    name: `hand-${form}`,
    form,
    examples: [{ accept: true, why: "", row: columns("an example", 0) }],
    exports: { trl: (row: Row) => row },
    text: (row: Row) => ({ prompt: JSON.stringify(row), response: "" }),
  } as unknown as AnyTrainingType;
}

export function rowOf(type: AnyTrainingType, row: Row, index: number, systemPrompt: string | null = null): ExportRow {
  const contentHash = contentId({ type: type.name, row }, 64);
  const sample = {
    ...exampleSample,
    id: contentId({ contentHash, seed: 0, index }),
    type: type.name,
    index,
    systemPrompt,
    topic: "chemistry",
    subTopic: ["dilution", "gases"][index % 2]!,
    difficulty: "easy",
    qualityScore: 0.9,
    reviewStatus: "approved",
    licence: "CC0-1.0",
    provenance: { seed: 0, index, agents: { generation: { model: "offline/expert", prompt: "0".repeat(64) } } },
    contentHash,
    row,
  };
  return { sample, evidence: [] };
}

export function datasetOf(type: AnyTrainingType, rows: readonly ExportRow[], parts: ExportPart[] = ["train"]) {
  const dataset: ExportDataset = {
    type,
    parts,
    async *rows(part) {
      for (const [place, row] of rows.entries()) if (parts[place % parts.length] === part) yield row;
    },
    origin: {
      request: "hand-made rows",
      seed: 0,
      domain: "chemistry",
      language: "en",
      config: {},
      spend: { usd: 0, inputTokens: 0, outputTokens: 0 },
      counts: { approved: rows.length, needs_revision: 0, rejected: 0, unchecked: 0, failed: 0 },
    },
  };
  return dataset;
}

export function requestOf(
  datasets: ExportRequest["datasets"],
  exporter: Pick<Exporter, "forms" | "containers">,
  settings: Partial<ExportSettings> = {},
): ExportRequest {
  return {
    datasets,
    version: "0.0.0",
    settings: {
      form: exporter.forms[0]!,
      container: exporter.containers[0] ?? "jsonl",
      thinking: "inline",
      ...settings,
    },
    gates: () => ({ withheld: {}, findings: {} }),
  };
}
