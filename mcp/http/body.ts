import type { Duplex, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { AssayError } from "../../schema/error.ts";

const decoders: Record<string, () => Duplex> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
export const acceptEncoding = "gzip, deflate, br";

/** Lets go of a reply unread; undici reports the end of an unread body as an error that nobody needs. */
export function discard(body: Readable): void {
  body.on("error", () => undefined).destroy();
}

/** The body of a reply, with its bytes counted after decompression: a small bomb stays small. */
export async function readBytes(
  body: Readable,
  headers: Record<string, string>,
  { maxBytes, shown }: { maxBytes: number; shown: string },
): Promise<Buffer> {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() || "identity";
  const decoder = decoders[encoding];
  if (!decoder && encoding !== "identity") {
    discard(body);
    throw new AssayError("source/upstream", `${shown} came in the unknown encoding "${encoding}".`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const tooLarge = (): AssayError => new AssayError("source/upstream", `${shown} is larger than ${maxBytes} bytes.`);
  const collect = async (stream: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  };
  try {
    if (decoder) await pipeline(body, decoder(), collect);
    else await collect(body);
  } catch (error) {
    // The pipeline may tell how the socket ended and not why we ended it.
    throw size > maxBytes ? tooLarge() : error;
  }
  return Buffer.concat(chunks);
}

/** The text of a body in the character set that its media type says, or UTF-8. */
export function decodeText(bytes: Uint8Array, headers: Record<string, string>, shown: string): string {
  const charset = /charset="?([\w-]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AssayError("source/upstream", `${shown} came in the unknown character set "${charset}".`);
  }
}
