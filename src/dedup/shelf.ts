import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AssayError } from "../../schema/error.ts";

/** Bytes of shingles held in memory before they go to a file. */
const inMemory = 64 * 2 ** 20;

/** Keeps the shingles of all texts for the few that are compared: in memory while they are few, then in a file. */
export interface Shelf {
  /** Takes the shingles of the next text or texts, one after the other. */
  put(shingles: Uint32Array): void;
  /** `size` shingles from the place `start`, counted over everything that was put. */
  get(start: number, size: number): Uint32Array;
  close(): void;
}

export function createShelf(limit = inMemory): Shelf {
  let held: { start: number; shingles: Uint32Array }[] = [];
  let heldBytes = 0;
  let total = 0;
  let written = 0;
  let file: { descriptor: number; folder: string } | undefined;

  const spill = (): void => {
    file ??= openFile();
    for (const { shingles } of held) {
      const bytes = new Uint8Array(shingles.buffer, shingles.byteOffset, shingles.byteLength);
      for (let done = 0; done < bytes.length; ) {
        done += writing(() => writeSync(file!.descriptor, bytes, done, bytes.length - done, written * 4 + done));
      }
      written += shingles.length;
    }
    held = [];
    heldBytes = 0;
  };

  return {
    put(shingles) {
      held.push({ start: total, shingles });
      total += shingles.length;
      heldBytes += shingles.byteLength;
      if (heldBytes > limit) spill();
    },
    get(start, size) {
      if (start < written) {
        const found = new Uint32Array(size);
        const bytes = new Uint8Array(found.buffer);
        for (let done = 0; done < bytes.length; ) {
          const read = readSync(file!.descriptor, bytes, done, bytes.length - done, start * 4 + done);
          if (read === 0) throw new AssayError("export/dedup", "The file of shingles ended early.");
          done += read;
        }
        return found;
      }
      let low = 0;
      for (let high = held.length - 1; low < high; ) {
        const middle = (low + high + 1) >> 1;
        if (held[middle]!.start <= start) low = middle;
        else high = middle - 1;
      }
      const { start: first, shingles } = held[low]!;
      return shingles.subarray(start - first, start - first + size);
    },
    close() {
      held = [];
      if (!file) return;
      closeSync(file.descriptor);
      rmSync(file.folder, { recursive: true, force: true });
      file = undefined;
    },
  };
}

function openFile(): { descriptor: number; folder: string } {
  return writing(() => {
    const folder = mkdtempSync(join(tmpdir(), "assay-dedup-"));
    return { folder, descriptor: openSync(join(folder, "shingles"), "w+") };
  });
}

function writing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw new AssayError("export/full", `Shingles could not be kept in ${tmpdir()}: ${(error as Error).message}.`, {
      hint: "Free space there, or set TMPDIR to another folder.",
      cause: error,
    });
  }
}
