import { createRequire } from "node:module";
import zlib from "node:zlib";

export interface Codec {
  name: "ZSTD" | "SNAPPY";
  /** Null for the one that hyparquet-writer has itself. */
  compress: ((input: Uint8Array) => Uint8Array) | null;
}

type ZstdModule = { zstdCompressSync?: (input: Uint8Array) => Uint8Array };

/**
 * The best codec that is there: zstd where Node has it (22.15 and later), otherwise native snappy, otherwise snappy in
 * JavaScript. Found out by looking, not by version. All of them are read by every Parquet reader.
 */
export function chooseCodec(): Codec {
  const zstd = (zlib as ZstdModule).zstdCompressSync;
  if (typeof zstd === "function") return { name: "ZSTD", compress: (input) => zstd(input) };
  try {
    const { compressSync } = createRequire(import.meta.url)("snappy") as { compressSync(input: Uint8Array): Buffer };
    return { name: "SNAPPY", compress: (input) => compressSync(input) };
  } catch {
    return { name: "SNAPPY", compress: null };
  }
}
