import { createReadStream } from "node:fs";
import { AssayError } from "../../schema/error.ts";

const lineFeed = 10;

/** The objects of a JSON Lines file, one at a time, in the order of the file. Blank lines are passed over. */
export async function* readJsonLines(path: string): AsyncGenerator<Record<string, unknown>> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    if (line.trim() === "") continue;
    yield parse(line, path, number);
  }
}

function parse(line: string, path: string, number: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new AssayError("export/unreadable", `Line ${number} of ${path} is not a JSON object.`, {
    hint: "A JSON Lines file holds one object a line.",
  });
}

/** Split at line feeds alone: U+2028 and U+2029 may stand inside JSON strings. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let pieces: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const line = chunk.subarray(start, end);
      yield (pieces.length === 0 ? line : Buffer.concat([...pieces, line])).toString("utf8");
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
  if (pieces.length > 0) yield Buffer.concat(pieces).toString("utf8");
}
