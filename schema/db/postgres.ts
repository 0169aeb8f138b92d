import type { BuildColumns } from "drizzle-orm/column-builder";
import type { PgColumn, PgColumnBuilderBase, PgTableWithColumns } from "drizzle-orm/pg-core";
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ColumnKind, Columns, ColumnWord, TableWords } from "./column.ts";
import { columnName, constraintName, textFromDriver, textToDriver } from "./column.ts";
import { type Tables, tables } from "./tables.ts";

const text = customType<{ data: string; driverData: string }>({
  dataType: () => "text",
  toDriver: textToDriver,
  fromDriver: textFromDriver,
});

/** `json`, not `jsonb`: keeps the order of keys and every character, as SQLite's text does. */
const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => "json",
  toDriver: (value) => (value === null ? null : JSON.stringify(value)),
});

const integer = (name: string) => bigint(name, { mode: "number" });

const kinds = {
  text,
  real: doublePrecision,
  integer,
  boolean,
  json,
  sequence: (name: string) => integer(name).generatedAlwaysAsIdentity(),
} satisfies Record<ColumnKind, unknown>;

type Builder<Word> =
  Word extends ColumnWord<infer Config>
    ? PgColumnBuilderBase<{
        name: "";
        dataType: "custom";
        columnType: "PgCustomColumn";
        data: Config["data"];
        driverParam: unknown;
        enumValues: undefined;
      }> & { _: { notNull: Config["optional"] extends true ? false : true; hasDefault: Config["generated"] } }
    : never;

type Table<Words> =
  Words extends TableWords<infer Own>
    ? PgTableWithColumns<{
        name: Words["name"];
        schema: undefined;
        columns: BuildColumns<Words["name"], { [Key in keyof Own]: Builder<Own[Key]> }, "pg">;
        dialect: "pg";
      }>
    : never;

/** A table in PostgreSQL's words; `others` holds the tables it may refer to. */
export function postgresTableOf<Own extends Columns>(
  words: TableWords<Own>,
  others: Record<string, unknown> = {},
): Table<TableWords<Own>> {
  const single = words.primaryKey.length === 1 ? words.primaryKey[0] : undefined;
  const columns = Object.fromEntries(
    Object.entries(words.columns).map(([key, word]) => {
      const column = kinds[word.kind](columnName(key));
      const required = word.optional ? column : column.notNull();
      return [key, key === single ? required.primaryKey() : required];
    }),
  );
  const made = pgTable(words.name, columns, (self) => {
    const pick = (table: object, keys: readonly string[]) =>
      keys.map((key) => (table as Record<string, PgColumn>)[key]) as [PgColumn, ...PgColumn[]];
    return [
      ...(single ? [] : [primaryKey({ columns: pick(self, words.primaryKey) })]),
      ...(words.indexes ?? []).map((entry) =>
        (entry.unique ? uniqueIndex : index)(constraintName(words, entry.columns, "index")).on(
          ...pick(self, entry.columns),
        ),
      ),
      ...(words.references ?? []).map((entry) =>
        foreignKey({
          name: constraintName(words, entry.columns, "reference"),
          columns: pick(self, entry.columns),
          foreignColumns: pick(others[entry.table] as object, entry.foreign),
        }),
      ),
    ];
  });
  return made as unknown as Table<TableWords<Own>>;
}

export type PostgresTables = { [Name in keyof Tables]: Table<Tables[Name]> };

/** Every table for PostgreSQL. */
export const postgresTables = Object.values(tables).reduce<Record<string, unknown>>(
  (made, words) => Object.assign(made, { [words.name]: postgresTableOf(words as unknown as TableWords, made) }),
  {},
) as unknown as PostgresTables;
