import { createReadStream } from "node:fs";
import { type FileRecord, faulty, longestRecord, parseRecord } from "./record.ts";

const chunkBytes = 256 * 1024;
const tooLong = `longer than ${longestRecord / 1024 / 1024} MB`;

/** The text of a file, by its byte-order mark: UTF-8, or UTF-16 of either order. Bytes that are no text become U+FFFD. */
async function* decoded(path: string, signal: AbortSignal): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes, signal }) as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
}

/**
 * The records of a text file, in constant memory: JSON Lines, or one JSON array of objects, told by the first character.
 * A record that is too long is skipped, not held.
 */
export async function* textRecords(path: string, signal: AbortSignal): AsyncGenerator<FileRecord> {
  let splitter: Splitter | undefined;
  let blank = "";
  for await (const chunk of decoded(path, signal)) {
    if (!splitter) {
      blank += chunk;
      const first = /\S/.exec(blank);
      if (!first) {
        // Only the line breaks of leading blank text matter.
        blank = blank.replace(/[^\n]/g, "").slice(0, longestRecord);
        continue;
      }
      splitter = first[0] === "[" ? splitArray() : splitLines();
      yield* splitter.take(blank);
    } else yield* splitter.take(chunk);
  }
  if (splitter) yield* splitter.end();
}

/** Number of records in a text file. */
export async function countText(path: string, signal: AbortSignal): Promise<number> {
  let lines = 0;
  let array: boolean | undefined;
  for await (const chunk of decoded(path, signal)) {
    const first = /\S/.exec(chunk);
    if (first) array ??= first[0] === "[";
    if (array) break;
    for (const line of chunk.split("\n").slice(1)) if (line !== "") lines += 1;
    if (lines === 0 && first) lines = 1;
  }
  if (!array) return lines;
  let elements = 0;
  for await (const _record of textRecords(path, signal)) elements += 1;
  return elements;
}

interface Splitter {
  take(text: string): Iterable<FileRecord>;
  end(): Iterable<FileRecord>;
}

function splitLines(): Splitter {
  let rest = "";
  let skipping = false;
  let line = 0;
  function* whole(text: string): Generator<FileRecord> {
    line += 1;
    if (skipping) {
      yield faulty(line, tooLong, rest);
      skipping = false;
    } else if (rest.length + text.length > longestRecord) yield faulty(line, tooLong, rest + text);
    else {
      const record = rest + text;
      if (record.trim() !== "") yield parseRecord(line, record);
    }
    rest = "";
  }
  return {
    *take(text) {
      let from = 0;
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
        yield* whole(text.slice(from, at));
        from = at + 1;
      }
      if (skipping) return;
      rest += text.slice(from);
      if (rest.length <= longestRecord) return;
      skipping = true;
      rest = rest.slice(0, 2_000);
    },
    *end() {
      if (rest.trim() !== "" || skipping) yield* whole("");
    },
  };
}

/** Elements of an array, told apart by depth and quotes; their own grammar is JSON.parse's to check. */
function splitArray(): Splitter {
  let place = 0;
  let rest = "";
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let closed = false;
  let skipping = false;
  function* element(): Generator<FileRecord> {
    const text = rest.trim();
    rest = "";
    if (skipping) {
      place += 1;
      yield faulty(place, tooLong, text);
      skipping = false;
    } else if (text !== "") {
      place += 1;
      yield parseRecord(place, text);
    }
  }
  function keep(text: string): void {
    if (skipping) return;
    rest += text;
    if (rest.length <= longestRecord) return;
    skipping = true;
    rest = rest.slice(0, 2_000);
  }
  return {
    *take(text) {
      let from = 0;
      for (let at = 0; at < text.length; at += 1) {
        const character = text.charCodeAt(at);
        if (quoted) {
          if (escaped) escaped = false;
          else if (character === 0x5c) escaped = true;
          else if (character === 0x22) quoted = false;
        } else if (character === 0x22) quoted = true;
        else if (character === 0x5b || character === 0x7b) {
          depth += 1;
          if (depth === 1) from = at + 1;
        } else if (character === 0x5d || character === 0x7d) {
          depth -= 1;
          if (depth > 0 || closed) continue;
          keep(text.slice(from, at));
          from = at + 1;
          closed = true;
          yield* element();
        } else if (character === 0x2c && depth === 1) {
          keep(text.slice(from, at));
          from = at + 1;
          yield* element();
        }
      }
      keep(text.slice(from));
    },
    *end() {
      if (closed && rest.trim() === "") return;
      place += 1;
      yield faulty(place, closed ? "text behind the end of the array" : "the array is cut off", rest);
    },
  };
}
