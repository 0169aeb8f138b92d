import { open } from "node:fs/promises";

const piece = 1 << 18;

/**
 * Bytes of a file, from `start` up to, not including, `end`, as a Blob that reads them as they are asked for. The client's
 * own one reads ahead without bound (Node's `Readable.toWeb` counts chunks where bytes are meant), so that a large file
 * would stand in memory.
 */
export function fileContent(path: string, start: number, end: number): Blob {
  const size = end - start;
  const within = (place: number): number => start + Math.min(size, Math.max(0, place < 0 ? size + place : place));

  async function* pieces(): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
    const file = await open(path, "r");
    try {
      for (let place = start; place < end; ) {
        const bytes = new Uint8Array(Math.min(piece, end - place));
        const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, place);
        if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`);
        place += bytesRead;
        yield bytes.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }
  async function arrayBuffer(): Promise<ArrayBuffer> {
    const whole = new Uint8Array(size);
    let place = 0;
    for await (const bytes of pieces()) {
      whole.set(bytes, place);
      place += bytes.byteLength;
    }
    return whole.buffer;
  }
  function stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const source = pieces();
    return new ReadableStream(
      {
        async pull(controller) {
          const next = await source.next();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        },
        async cancel() {
          await source.return();
        },
      },
      { highWaterMark: 1 },
    );
  }
  const slice = (from = 0, to = size): Blob => fileContent(path, within(from), Math.max(within(from), within(to)));
  const text = async (): Promise<string> => Buffer.from(await arrayBuffer()).toString("utf8");
  return Object.defineProperties(new Blob([]), {
    size: { value: size },
    arrayBuffer: { value: arrayBuffer },
    stream: { value: stream },
    slice: { value: slice },
    text: { value: text },
  });
}
