import { readFileSync } from "node:fs";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

export type Row = Record<string, unknown>;

/** The rows of a file by readers that the writers do not use: JSON.parse, or hyparquet. */
export async function readRows(path: string): Promise<Row[]> {
  const bytes = readFileSync(path);
  if (path.endsWith(".parquet")) {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    return parquetReadObjects({ file, compressors });
  }
  const text = bytes.toString("utf8");
  if (text !== "" && !text.endsWith("\n")) throw new Error(`${path} ends within a line`);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Row);
}

/** Gathers what is wrong. */
export class Problems {
  readonly list: string[] = [];
  expect(holds: boolean, problem: string): void {
    if (!holds && this.list.length < 20) this.list.push(problem);
  }
  keys(row: Row, required: readonly string[], optional: readonly string[], where: string): void {
    for (const key of required) this.expect(row[key] !== undefined && row[key] !== null, `${where} lacks ${key}`);
    const known = new Set([...required, ...optional]);
    for (const key of Object.keys(row)) this.expect(known.has(key), `${where} has the unknown key ${key}`);
  }
}

export const isText = (value: unknown): value is string => typeof value === "string";
export const listOf = (value: unknown): Row[] => (Array.isArray(value) ? (value as Row[]) : []);
