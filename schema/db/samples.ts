import type { Column } from "../training/define.ts";
import type { AnyTrainingType, RowOf, TrainingTypeName } from "../training/index.ts";
import { trainingTypes } from "../training/index.ts";
import type { ColumnWord, TableWords } from "./column.ts";
import { integer, json, optional, real, text } from "./column.ts";

/** Columns of every training type's table. */
export const sharedColumns = {
  id: text(),
  runId: text(),
  questionId: text(),
  itemIndex: integer(),
  systemPrompt: optional(text()),
  topic: text(),
  subTopic: text(),
  difficulty: text(),
  qualityScore: real(),
  reviewStatus: text(),
  sources: json<string[]>(),
  licence: text(),
  provenance: json<Record<string, unknown>>(),
  contentHash: text(),
  createdAt: text(),
};

type OwnColumns<Row> = {
  [Key in keyof Row & string]-?: ColumnWord<{
    data: NonNullable<Row[Key]>;
    optional: null extends Row[Key] ? true : undefined extends Row[Key] ? true : false;
    generated: false;
  }>;
};

type Flat<Type> = { [Key in keyof Type]: Type[Key] };

type SampleWords = {
  [Name in TrainingTypeName as `synthetic_data_${Name}`]: TableWords<
    Flat<typeof sharedColumns & OwnColumns<RowOf<Name>>>
  >;
};

/** Name of a training type's table. */
export function sampleTableName<Name extends string>(type: Name): `synthetic_data_${Name}` {
  return `synthetic_data_${type}`;
}

/** One real table with typed columns per training type, from the columns the type declares. */
export const sampleTables = Object.fromEntries(
  Object.values<AnyTrainingType>(trainingTypes).map((type) => {
    const declared: [string, Column][] = Object.entries(type.columns);
    const own = declared.map(([name, { kind, optional: mayBeNull = false }]): [string, ColumnWord] => [
      name,
      { kind, optional: mayBeNull },
    ]);
    const words: TableWords<typeof sharedColumns> = {
      name: sampleTableName(type.name),
      columns: { ...sharedColumns, ...Object.fromEntries(own) },
      primaryKey: ["runId", "id"],
      indexes: [{ columns: ["runId", "itemIndex", "id"] }, { columns: ["id"] }],
      references: [{ columns: ["runId", "questionId"], table: "questions", foreign: ["runId", "id"] }],
    };
    return [words.name, words];
  }),
) as unknown as SampleWords;
