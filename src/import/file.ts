import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { AssayError } from "../../schema/error.ts";
import { countParquet, parquetRecords } from "./parquet.ts";
import type { FileRecord } from "./record.ts";
import { countText, textRecords } from "./text.ts";

/** A file to import, not yet parsed. */
export interface ImportFile {
  path: string;
  container: "text" | "parquet";
  sha256: string;
  /** From the start each time, in the file's order. */
  records(signal: AbortSignal): AsyncGenerator<FileRecord>;
  /** Records in the file, good and bad. */
  count(signal: AbortSignal): Promise<number>;
}

/** Known by their first bytes; what we do not read is refused by name. */
const packed: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], "gzip"],
  [[0x28, 0xb5, 0x2f, 0xfd], "Zstandard"],
  [[0x50, 0x4b, 0x03, 0x04], "ZIP"],
  [[0x41, 0x52, 0x52, 0x4f, 0x57], "Arrow"],
];

/** Opens a file: what it is, and its hash. Throws AssayError `import/unreadable` for what is no readable file. */
export async function openImport(path: string, signal: AbortSignal): Promise<ImportFile> {
  const unreadable = (why: string, hint: string): AssayError =>
    new AssayError("import/unreadable", `${path} ${why}.`, { hint });
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(`cannot be read (${error.code})`, "Give the path of a JSON Lines or Parquet file.");
  });
  if (!found.isFile()) throw unreadable("is no file", "Give the files of a folder one by one.");
  if (found.size === 0) throw unreadable("is empty", "Give a file with at least one record.");
  const head = await firstBytes(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(`cannot be read (${error.code})`, "Check its permissions.");
  });
  const other = packed.find(([magic]) => magic.every((byte, index) => head[index] === byte));
  if (other) throw unreadable(`is a ${other[1]} file`, "Unpack or convert it to JSON Lines or Parquet first.");
  const container = head.toString("latin1", 0, 4) === "PAR1" ? "parquet" : "text";
  const [records, count] =
    container === "parquet" ? ([parquetRecords, countParquet] as const) : ([textRecords, countText] as const);
  return {
    path,
    container,
    sha256: await hashOf(path, signal),
    records: (until) => records(path, until),
    count: (until) => count(path, until),
  };
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, signal })) hash.update(chunk);
  return hash.digest("hex");
}
