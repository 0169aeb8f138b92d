import type { InferInsertModel, Table } from "drizzle-orm";
import { getTableColumns, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { SqliteTables } from "../../schema/db/sqlite.ts";

/**
 * Queries are written once, in SQLite's types. PostgreSQL's builder has the same methods and its tables the same rows,
 * so its driver passes its own two for these (the one cast is there).
 */
export type Database = BetterSQLite3Database;
export type Tables = SqliteTables;
export type TableName = keyof Tables & string;
export type NewRow<Name extends TableName> = InferInsertModel<Tables[Name]>;

interface Preparable {
  prepare(): unknown;
}

/** One query with named placeholders. Drivers build and prepare it once per connection. */
export interface Statement<Row> {
  build(database: Database, tables: Tables): Preparable;
  /** In the types only. */
  readonly row?: Row;
}

/** A statement that gives rows back. */
export function query<Row>(
  build: (database: Database, tables: Tables) => Preparable & PromiseLike<Row[]>,
): Statement<Row> {
  return { build };
}

/** A statement that gives nothing back. */
export function command(build: (database: Database, tables: Tables) => Preparable): Statement<never> {
  return { build };
}

export interface Step {
  statement: Statement<unknown>;
  values: Record<string, unknown>;
}

/**
 * Reads and writes that belong together, said without I/O: a generator that asks for statements and is given their
 * rows. SQLite's driver runs it in one go, PostgreSQL's awaits each step; both in one transaction.
 */
export type Operation<Result> = Generator<Step, Result, unknown[]>;

/** One step of an operation. */
export function* run<Row>(statement: Statement<Row>, values: Record<string, unknown> = {}): Operation<Row[]> {
  return (yield { statement, values }) as Row[];
}

/** A placeholder for each of the keys, in the clothes of a row. */
export function placeholdersOf<Row>(keys: readonly (keyof Row & string)[]): Row {
  return Object.fromEntries(keys.map((key) => [key, sql.placeholder(key)])) as Row;
}

/** A placeholder for every column that the database does not fill by itself. */
export function placeholders<Name extends TableName>(tables: Tables, name: Name): NewRow<Name> {
  const columns = Object.entries(getTableColumns(tables[name] as Table));
  const filled = columns.filter(([, column]) => !(column.primary && column.name === "sequence"));
  return placeholdersOf<NewRow<Name>>(filled.map(([key]) => key as keyof NewRow<Name> & string));
}

/** Inserts whole rows into a table. */
export function inserter<Name extends TableName>(name: Name): (row: NewRow<Name>) => Operation<unknown[]> {
  const statement = command((database, tables) =>
    database.insert(tables[name] as SQLiteTable).values(placeholders(tables, name)),
  );
  return (row) => run(statement, row);
}

/** Runs an operation on a connection that answers at once. */
export function runNow<Result>(operation: Operation<Result>, answer: (step: Step) => unknown[]): Result {
  let next = operation.next();
  while (!next.done) {
    next = operation.next(answer(next.value));
  }
  return next.value;
}

/** Runs an operation on a connection that has to be awaited. */
export async function runLater<Result>(
  operation: Operation<Result>,
  answer: (step: Step) => Promise<unknown[]>,
): Promise<Result> {
  let next = operation.next();
  while (!next.done) {
    next = operation.next(await answer(next.value));
  }
  return next.value;
}
