import { AssayError, isAssayError } from "../../schema/error.ts";

/** The rows of a Parquet file, a row group at a time, in the order of the file. Whole numbers come as numbers. */
export async function* readParquet(path: string): AsyncGenerator<Record<string, unknown>> {
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import("hyparquet"),
    import("hyparquet-compressors"),
  ]);
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
      for (const row of rows) yield plain(row) as Record<string, unknown>;
      rowStart = rowEnd;
    }
  } catch (error) {
    if (isAssayError(error)) throw error;
    throw new AssayError("export/unreadable", `${path} cannot be read as Parquet.`, {
      hint: "It may be cut off; export again.",
      cause: error,
    });
  }
}

/** Parquet's values as JSON's. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
