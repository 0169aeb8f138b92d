/**
 * Tables in words both SQL dialects know. Every table is said once in tables.ts and made twice, in sqlite.ts and
 * postgres.ts; the types of the rows follow from the words, so they cannot differ.
 */
export interface ColumnConfig {
  data: unknown;
  optional: boolean;
  /** Filled by the database. */
  generated: boolean;
}

export type ColumnKind = "text" | "real" | "integer" | "boolean" | "json" | "sequence";

export interface ColumnWord<Config extends ColumnConfig = ColumnConfig> {
  kind: ColumnKind;
  optional: boolean;
  /** In the types only. */
  readonly config?: Config;
}

export type Columns = Record<string, ColumnWord>;

type Required<Data> = ColumnWord<{ data: Data; optional: false; generated: false }>;

export interface TableWords<Own extends Columns = Columns> {
  name: string;
  columns: Own;
  primaryKey: readonly (keyof Own & string)[];
  indexes?: readonly { columns: readonly (keyof Own & string)[]; unique?: boolean }[];
  /** Foreign keys; the other table must stand before this one. */
  references?: readonly { columns: readonly (keyof Own & string)[]; table: string; foreign: readonly string[] }[];
}

/** Checks the declaration's types; returns it unchanged. */
export function table<const Own extends Columns>(words: TableWords<Own>): TableWords<Own> {
  return words;
}

/** Any text, ISO times among it. */
export function text<Data extends string = string>(): Required<Data> {
  return { kind: "text", optional: false };
}

/** A double. */
export function real(): Required<number> {
  return { kind: "real", optional: false };
}

/** A whole number that JavaScript can hold. */
export function integer(): Required<number> {
  return { kind: "integer", optional: false };
}

/** True or false. */
export function boolean(): Required<boolean> {
  return { kind: "boolean", optional: false };
}

/** Any JSON value, kept as the text it was written as: order of the keys included. */
export function json<Data>(): Required<Data> {
  return { kind: "json", optional: false };
}

/** Counts up by itself in the order of the writes. */
export function sequence(): ColumnWord<{ data: number; optional: false; generated: true }> {
  return { kind: "sequence", optional: false };
}

/** The same column, which may be null. */
export function optional<Data>(column: Required<Data>): ColumnWord<{ data: Data; optional: true; generated: false }> {
  return { kind: column.kind, optional: true };
}

/** `subTopic` → `sub_topic`; names that have no capitals stay. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Name of an index or a constraint of a table. */
export function constraintName(words: { name: string }, columns: readonly string[], end: string): string {
  return [words.name, ...columns.map(columnName), end].join("_");
}

const marker = "\uFFFFjson:";

/** PostgreSQL cannot hold NUL, and UTF-8 no lone surrogate: such a text is kept as JSON behind a mark. */
export function textToDriver<Value extends string | null>(value: Value): Value | string {
  if (value === null || (!/[\0\p{Surrogate}]/u.test(value) && !value.startsWith(marker))) return value;
  return marker + JSON.stringify(value).replaceAll("\0", "\\u0000");
}

/** Undoes textToDriver. */
export function textFromDriver(value: string): string {
  return typeof value === "string" && value.startsWith(marker) ? JSON.parse(value.slice(marker.length)) : value;
}
