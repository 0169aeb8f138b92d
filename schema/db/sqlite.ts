import type { BuildColumns } from "drizzle-orm/column-builder";
import type { SQLiteColumn, SQLiteColumnBuilderBase, SQLiteTableWithColumns } from "drizzle-orm/sqlite-core";
import {
  customType,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { AssayError } from "../error.ts";
import type { ColumnKind, Columns, ColumnWord, TableWords } from "./column.ts";
import { columnName, constraintName, textFromDriver, textToDriver } from "./column.ts";
import { type Tables, tables } from "./tables.ts";

const text = customType<{ data: string; driverData: string }>({
  dataType: () => "text",
  toDriver: textToDriver,
  fromDriver: textFromDriver,
});

/** What is neither 0 nor 1 stays as it is, for its shape to refuse. */
const boolean = customType<{ data: boolean; driverData: number }>({
  dataType: () => "integer",
  toDriver: (value) => (value === null ? value : Number(value)),
  fromDriver: (value) => (value === 1 ? true : value === 0 ? false : (value as unknown as boolean)),
});

const json = (name: string) =>
  customType<{ data: unknown; driverData: string | null }>({
    dataType: () => "text",
    toDriver: (value) => (value === null ? null : JSON.stringify(value)),
    fromDriver: (value) => parseColumn(name, value),
  })(name);

const kinds = {
  text: (name: string) => text(name),
  real: (name: string) => real(name),
  integer: (name: string) => integer(name),
  boolean: (name: string) => boolean(name),
  json,
  sequence: (name: string) => integer(name),
} satisfies Record<ColumnKind, unknown>;

function parseColumn(name: string, value: unknown): unknown {
  try {
    return JSON.parse(value as string);
  } catch (cause) {
    throw new AssayError("store/corrupt", `column ${name} in the database holds no JSON.`, {
      hint: "Restore the database from a copy.",
      cause,
    });
  }
}

type Builder<Word> =
  Word extends ColumnWord<infer Config>
    ? SQLiteColumnBuilderBase<{
        name: "";
        dataType: "custom";
        columnType: "SQLiteCustomColumn";
        data: Config["data"];
        driverParam: unknown;
        enumValues: undefined;
      }> & { _: { notNull: Config["optional"] extends true ? false : true; hasDefault: Config["generated"] } }
    : never;

type Table<Words> =
  Words extends TableWords<infer Own>
    ? SQLiteTableWithColumns<{
        name: Words["name"];
        schema: undefined;
        columns: BuildColumns<Words["name"], { [Key in keyof Own]: Builder<Own[Key]> }, "sqlite">;
        dialect: "sqlite";
      }>
    : never;

/** A table in SQLite's words; `others` holds the tables it may refer to. */
export function sqliteTableOf<Own extends Columns>(
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
  const made = sqliteTable(words.name, columns, (self) => {
    const pick = (table: object, keys: readonly string[]) =>
      keys.map((key) => (table as Record<string, SQLiteColumn>)[key]) as [SQLiteColumn, ...SQLiteColumn[]];
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

export type SqliteTables = { [Name in keyof Tables]: Table<Tables[Name]> };

/** Every table for SQLite. */
export const sqliteTables = Object.values(tables).reduce<Record<string, unknown>>(
  (made, words) => Object.assign(made, { [words.name]: sqliteTableOf(words as unknown as TableWords, made) }),
  {},
) as unknown as SqliteTables;
