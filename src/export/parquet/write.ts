import { setImmediate } from "node:timers/promises";
import { type Codec, chooseCodec } from "./codec.ts";
import { features, rowFitter, schemaElements } from "./schema.ts";
import type { Shape } from "./shape.ts";

/** A row group ends at whichever comes first. Small groups keep memory low and page through fast in viewers. */
const groupRows = 10_000;
const groupBytes = 32 * 1024 * 1024;
/** Pages of a column chunk; the page index points at each. */
const pageBytes = 256 * 1024;

export interface ParquetOptions {
  /** Program and version, for the file's metadata. */
  createdBy: string;
  /** Default: the best that is there. */
  codec?: Codec;
  /** Called with every row as the file holds it. */
  written?(row: Record<string, unknown>): void;
}

export interface ParquetChunk {
  data: Uint8Array;
  rows: number;
}

/**
 * Rows as one Parquet file, in constant memory: one row group at a time, with a page index and the `huggingface` key in
 * its metadata. Equal rows give equal bytes on equal versions of Node; the codec is the best one there.
 */
export async function* parquetChunks(
  rows: AsyncIterable<Record<string, unknown>> | Iterable<Record<string, unknown>>,
  columns: ReadonlyMap<string, Shape>,
  { createdBy, codec = chooseCodec(), written }: ParquetOptions,
): AsyncGenerator<ParquetChunk> {
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const writer = new ByteWriter(1024 * 1024);
  const parquet = new ParquetWriter({
    writer,
    schema: schemaElements(columns),
    codec: codec.name,
    ...(codec.compress ? { compressors: { [codec.name]: codec.compress } } : {}),
    createdBy,
    kvMetadata: [{ key: "huggingface", value: JSON.stringify({ info: { features: features(columns) } }) }],
  });
  const names = [...columns.keys()];
  const fitted = rowFitter(columns);
  // Nobody looks for the least of a conversation or of an origin, and finding it costs time.
  const prose = new Set(
    [...columns].filter(([, { kind }]) => kind === "list" || kind === "struct").map(([name]) => name),
  );
  prose.add("provenance");
  let data: unknown[][] = names.map(() => []);
  let count = 0;
  let bytes = 0;

  const take = (taken: number): ParquetChunk => {
    const chunk = { data: writer.getBytes().slice(), rows: taken };
    // The buffer is used again; `offset` goes on counting.
    writer.index = 0;
    return chunk;
  };
  const writeGroup = async (): Promise<ParquetChunk> => {
    const columnData = names.map((name, place) => ({
      name,
      data: data[place]!,
      columnIndex: true,
      statistics: !prose.has(name),
    }));
    await parquet.write({ columnData, rowGroupSize: count, pageSize: pageBytes });
    const chunk = take(count);
    data = names.map(() => []);
    count = 0;
    bytes = 0;
    // Native compressors give their buffers back only between turns of the event loop.
    await setImmediate();
    return chunk;
  };

  for await (const row of rows) {
    const values = fitted(row);
    written?.(values);
    for (let place = 0; place < names.length; place++) {
      const value = values[names[place]!];
      data[place]!.push(value);
      bytes += weight(value);
    }
    count += 1;
    if (count >= groupRows || bytes >= groupBytes) yield await writeGroup();
  }
  if (count > 0) yield await writeGroup();
  await parquet.finish();
  yield take(0);
}

/** About how many bytes a value has. */
export function weight(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 8;
  let sum = 8;
  if (Array.isArray(value)) for (const item of value) sum += weight(item);
  else for (const key in value) sum += weight((value as Record<string, unknown>)[key]);
  return sum;
}
