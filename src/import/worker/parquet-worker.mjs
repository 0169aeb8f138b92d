// Reads a Parquet file batch by batch, apart from the process that asks: a damaged file may loop or eat memory here only.
import { parentPort, workerData } from "node:worker_threads";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const { path, batchRows, largestPage, largestGroup } = workerData;

/**
 * Bytes that a Zstandard frame can unpack to at most, from its block headers alone (RFC 8878, 3.1.1): its decoder takes
 * no limit. A block holds up to 128 KiB.
 */
function zstandardBound(input) {
  const flags = input[4] ?? 0;
  const single = (flags >> 5) & 1;
  const sizeBytes = [single, 2, 4, 8][flags >> 6];
  let at = 5 + (1 - single) + [0, 1, 2, 4][flags & 3] + sizeBytes;
  let bound = 0;
  for (let last = false; !last && at + 3 <= input.byteLength; ) {
    const header = input[at] | (input[at + 1] << 8) | (input[at + 2] << 16);
    const [type, size] = [(header >> 1) & 3, header >> 3];
    last = (header & 1) === 1;
    bound += type === 2 ? 128 * 1024 : size;
    at += 3 + (type === 1 ? 1 : size);
  }
  return bound;
}

/** No page may claim more than the limit, nor unpack to more than it claims. */
const limited = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (input, length) => {
      if (!(length >= 0 && length <= largestPage)) throw new Error(`a page claims ${length} bytes`);
      if (codec === "ZSTD" && zstandardBound(input) > 2 * largestPage) throw new Error("a page unpacks to too much");
      const output = unpack(input, length);
      if (output.byteLength > length) throw new Error("a page unpacks to more than it claims");
      return output;
    },
  ]),
);

/** What JSON can carry: whole numbers as numbers where they fit, times as text, bytes as base64. */
function plain(value, depth = 0) {
  if (depth > 64) throw new Error("a value is nested deeper than 64 levels");
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== "object" || value === null) return value === undefined ? null : value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) {
    return value instanceof Uint8Array
      ? Buffer.from(value).toString("base64")
      : Array.from(value, (one) => plain(one, depth + 1));
  }
  if (Array.isArray(value)) return value.map((one) => plain(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, depth + 1)]));
}

async function open() {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  const counted = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (!Number.isSafeInteger(rows) || rows < 0 || rows !== counted) throw new Error("its row counts disagree");
  for (const group of metadata.row_groups) {
    const bytes = group.columns.reduce(
      (sum, column) => sum + Number(column.meta_data?.total_uncompressed_size ?? 0),
      0,
    );
    if (bytes > largestGroup) throw new Error(`a row group of ${bytes} bytes is larger than ${largestGroup}`);
  }
  return { file, metadata, rows };
}

const opened = open();
opened.then(
  ({ rows }) => parentPort.postMessage({ rows }),
  (error) => parentPort.postMessage({ error: String(error?.message ?? error) }),
);
parentPort.on("message", async (rowStart) => {
  try {
    const { file, metadata, rows } = await opened;
    const rowEnd = Math.min(rows, rowStart + batchRows);
    const records = await parquetReadObjects({
      file,
      metadata,
      rowStart,
      rowEnd,
      compressors: limited,
      useOffsetIndex: true,
    });
    parentPort.postMessage({ records: records.map((record) => plain(record)) });
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error) });
  }
});
