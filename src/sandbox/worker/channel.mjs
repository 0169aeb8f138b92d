/**
 * The worker's only two ways out: requests on fd 0, one JSON document a line, and results on fd 3. Both are synchronous:
 * once a worker serves, it never returns to the event loop, so that nothing a program has scheduled can ever run.
 */
import { readSync, writeSync } from "node:fs";

const { parse, stringify } = JSON;
const concat = Buffer.concat.bind(Buffer);
const from = Buffer.from.bind(Buffer);
const toText = Function.prototype.call.bind(Buffer.prototype.toString);
const indexOf = Function.prototype.call.bind(Buffer.prototype.indexOf);
const subarray = Function.prototype.call.bind(Buffer.prototype.subarray);
const alloc = Buffer.alloc.bind(Buffer);
const exit = process.exit.bind(process);
const chunk = Buffer.alloc(65_536);
let rest = Buffer.alloc(0);

/** Blocks until a whole request is there; ends the process when the parent has gone. */
export function readRequest() {
  for (;;) {
    const newline = indexOf(rest, 10);
    if (newline >= 0) {
      const line = toText(rest, "utf8", 0, newline);
      rest = subarray(rest, newline + 1);
      return parse(line);
    }
    const size = readSync(0, chunk, 0, chunk.length, null);
    if (size === 0) exit(0);
    rest = concat([rest, subarray(chunk, 0, size)]);
  }
}

/** The `size` bytes that follow the last request. */
export function readBytes(size) {
  const bytes = alloc(size);
  const first = subarray(rest, 0, size);
  bytes.set(first);
  rest = subarray(rest, first.length);
  for (let done = first.length; done < size; ) {
    const more = readSync(0, bytes, done, size - done, null);
    if (more === 0) exit(0);
    done += more;
  }
  return bytes;
}

export function writeResult(result) {
  writeBytes(from(`${stringify(result)}\n`, "utf8"));
}

export function writeBytes(bytes) {
  for (let left = bytes; left.length > 0; ) left = subarray(left, writeSync(3, left));
}

/** Keeps up to a limit of what a program writes and counts the rest. */
export function createCapture() {
  let parts = [];
  let kept = 0;
  let total = 0;
  let limit = 0;
  return {
    start(bytes) {
      parts = [];
      kept = 0;
      total = 0;
      limit = bytes;
    },
    write(bytes) {
      total += bytes.length;
      const room = limit - kept;
      if (room > 0) {
        const part = from(subarray(from(bytes), 0, room));
        parts[parts.length] = part;
        kept += part.length;
      }
      return bytes.length;
    },
    text: () => toText(concat(parts), "base64"),
    truncated: () => total > kept,
  };
}
