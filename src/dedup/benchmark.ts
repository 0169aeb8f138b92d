import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { createInterface } from "node:readline";
import { AssayError } from "../../schema/error.ts";
import { readJsonLines } from "../dataset/jsonl.ts";
import { readParquet } from "../dataset/parquet.ts";

/** One item of a benchmark: every text that it holds. */
export interface BenchmarkItem {
  /** From 1, in the order of the file: its line or row. */
  number: number;
  texts: string[];
}

export interface Benchmark {
  /** The file's name without its folder, as the card gives it. */
  file: string;
  sha256: string;
  bytes: number;
  items(): AsyncIterable<BenchmarkItem>;
}

/** Kinds of benchmark files; any other ending is read as plain text, one item a line. */
const readers: Record<string, (path: string) => AsyncIterable<BenchmarkItem>> = {
  ".jsonl": (path) => itemsOf(readJsonLines(path)),
  ".ndjson": (path) => itemsOf(readJsonLines(path)),
  ".parquet": (path) => itemsOf(readParquet(path)),
};

/** Opens a benchmark file by its ending. Throws `export/benchmark` when it cannot be read. */
export async function openBenchmark(path: string): Promise<Benchmark> {
  const facts = await stat(path).catch((error: NodeJS.ErrnoException) => unreadable(path, error.code ?? "unreadable"));
  if (!facts.isFile()) return unreadable(path, "not a file");
  const ending = extname(path).toLowerCase();
  if (ending === ".csv" || ending === ".json") {
    throw new AssayError("export/benchmark", `Benchmark files are JSON Lines, Parquet or plain text; got ${path}.`, {
      hint: "Convert it to .jsonl, one object a line, or to .txt, one item a line.",
    });
  }
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const read = readers[ending] ?? readLines;
  return {
    file: basename(path),
    sha256: hash.digest("hex"),
    bytes: facts.size,
    items: () => withText(read(path), path),
  };
}

function unreadable(path: string, why: string): never {
  throw new AssayError("export/benchmark", `The benchmark file ${path} cannot be read (${why}).`, {
    hint: "Give --decontaminate a JSON Lines, Parquet or text file.",
  });
}

/** The items of a file that holds any text: against an empty one every row would look clean. */
async function* withText(items: AsyncIterable<BenchmarkItem>, path: string): AsyncGenerator<BenchmarkItem> {
  let texts = 0;
  for await (const item of items) {
    texts += item.texts.filter((text) => text.trim() !== "").length;
    yield item;
  }
  if (texts > 0) return;
  throw new AssayError("export/benchmark", `The benchmark file ${path} holds no text that rows could repeat.`, {
    hint: "Check that it was downloaded whole, or leave it out.",
  });
}

async function* itemsOf(rows: AsyncIterable<Record<string, unknown>>): AsyncGenerator<BenchmarkItem> {
  let number = 0;
  for await (const row of rows) {
    number += 1;
    yield { number, texts: textsOf(row) };
  }
}

async function* readLines(path: string): AsyncGenerator<BenchmarkItem> {
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (line.trim() !== "") yield { number, texts: [line] };
  }
}

/** All strings inside a value, however deep: questions, answers, choices, messages. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(textsOf);
}
