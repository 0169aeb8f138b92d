import { readFileSync } from "node:fs";
import { Problems } from "./read.ts";

/** The records of a file by RFC 4180, read by a parser of its own. */
export function readCsv(path: string): string[][] {
  const text = readFileSync(path, "utf8");
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  for (let place = 0; place < text.length; ) {
    if (text[place] === '"') {
      for (place += 1; ; place += 1) {
        if (place >= text.length) throw new Error("a quoted field does not end");
        if (text[place] !== '"') field += text[place];
        else if (text[place + 1] === '"') {
          field += '"';
          place += 1;
        } else break;
      }
      place += 1;
    } else if (text[place] === "," || text.startsWith("\r\n", place)) {
      record.push(field);
      field = "";
      if (text[place] !== ",") {
        records.push(record);
        record = [];
        place += 1;
      }
      place += 1;
    } else {
      if (/["\r\n]/.test(text[place]!)) throw new Error("a bare quote or line break");
      field += text[place];
      place += 1;
    }
  }
  if (record.length > 0 || field !== "") throw new Error("the last record does not end");
  return records;
}

/** A header, as many fields in every record, and a provenance that parses. */
export async function validateCsv(path: string): Promise<string[]> {
  const problems = new Problems();
  const [header = [], ...records] = readCsv(path);
  problems.expect(new Set(header).size === header.length && header.at(-1) === "provenance", "header");
  for (const [place, record] of records.entries()) {
    problems.expect(record.length === header.length, `record ${place} has ${record.length} fields`);
    problems.expect(JSON.parse(record.at(-1)!).id !== undefined, `record ${place} has no provenance`);
  }
  return problems.list;
}
