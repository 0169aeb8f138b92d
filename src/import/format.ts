import type { Columns } from "./turns.ts";

/** One format that files come in. */
export interface ImportFormat {
  name: string;
  /** Its telling columns, for people. */
  description: string;
  /** Whether a record looks like this format and no other: formats are asked in order, the first one that says yes has it. */
  recognises(record: Columns): boolean;
  /** The record in TRL's conversational columns; null when it is not of this format. Never throws. */
  read(record: Columns): Columns | null;
  /** Name of the training type that the record says it is of, where it does. */
  type?(record: Columns): string | undefined;
}

/** Checks the declaration's types; returns it unchanged. */
export function defineImportFormat(format: ImportFormat): ImportFormat {
  return format;
}
