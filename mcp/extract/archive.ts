import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AssayError } from "../../schema/error.ts";

/** What a packed paper turned out to be. Nothing of it is ever written to a disk; names are only keys. */
export type Unpacked = { kind: "pdf"; bytes: Uint8Array } | { kind: "files"; files: ReadonlyMap<string, Uint8Array> };

export interface ArchiveLimits {
  /** Bytes after decompression, all entries and their headers together. */
  unpacked: number;
  entries: number;
  /** Bytes of one entry. */
  entry: number;
}

// arXiv takes submissions of at most 50 MB unpacked (info.arxiv.org/help/sizes).
const defaults: ArchiveLimits = { unpacked: 64_000_000, entries: 2_000, entry: 32_000_000 };

const block = 512;
const inflate = promisify(gunzip);

/**
 * Opens what arXiv sends as a paper's source: gzip of a tar or of one file, the same without gzip, or a PDF. Looks at
 * the bytes and not at names or media types. Whatever is larger than its limits, or is none of these, is an error.
 */
export async function unpack(bytes: Uint8Array, url: string, limits = defaults): Promise<Unpacked> {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const content = packed ? await decompress(bytes, url, limits.unpacked) : bytes;
  if (content.length > limits.unpacked) throw tooLarge(url, limits.unpacked);
  if (startsWith(content, "%PDF-")) return { kind: "pdf", bytes: content };
  if (isTarHeader(content.subarray(0, block))) return { kind: "files", files: readTar(content, url, limits) };
  if (content.length > 0 && !content.includes(0) && !startsWith(content, "%!PS")) {
    return { kind: "files", files: new Map([["paper.tex", content]]) };
  }
  throw broken(url, "it is neither a tar, nor TeX, nor a PDF");
}

async function decompress(bytes: Uint8Array, url: string, most: number): Promise<Uint8Array> {
  try {
    return await inflate(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(url, most);
    throw broken(url, "its gzip is damaged", error);
  }
}

/** The regular files of a tar (POSIX ustar, with the long names of GNU and pax). Links and devices are passed over. */
function readTar(tar: Uint8Array, url: string, limits: ArchiveLimits): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  let entries = 0;
  for (let at = 0; at + block <= tar.length; ) {
    const header = tar.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) break;
    if (!isTarHeader(header)) throw broken(url, `the header at byte ${at} is no header of a tar`);
    entries += 1;
    if (entries > limits.entries) throw broken(url, `it has more than ${limits.entries} entries`);
    const size = octal(header, 124, 12);
    if (size === undefined || size > limits.entry) {
      throw broken(url, `an entry says that it has ${size ?? "an unreadable number of"} bytes`);
    }
    const start = at + block;
    if (start + size > tar.length) throw broken(url, `an entry of ${size} bytes goes past the end of the archive`);
    const content = tar.subarray(start, start + size);
    const type = String.fromCharCode(header[156]!);
    if (type === "L") longName = field(content, 0, Math.min(size, 4_096));
    else if (type === "x") longName = paxPath(content) ?? longName;
    else {
      const prefix = startsWith(header.subarray(257), "ustar\0") ? field(header, 345, 155) : "";
      const short = field(header, 0, 100);
      const name = inside(longName ?? (prefix === "" ? short : `${prefix}/${short}`));
      if (name !== undefined && (type === "0" || type === "\0")) files.set(name, content);
      longName = undefined;
    }
    at = start + Math.ceil(size / block) * block;
  }
  return files;
}

/** A name as a path within the archive; undefined where it leads out of it. */
export function inside(path: string): string | undefined {
  if (path.startsWith("/") || path.includes("\\") || path.includes("\0")) return undefined;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join("/");
}

/** Whether a block's checksum is that of a tar header: the sum of its bytes with its own field as spaces. */
function isTarHeader(header: Uint8Array): boolean {
  if (header.length < block) return false;
  const told = octal(header, 148, 8);
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return told !== undefined && told > 0 && told === sum;
}

function octal(header: Uint8Array, start: number, length: number): number | undefined {
  const digits = field(header, start, length).trim();
  return /^[0-7]{1,11}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function field(bytes: Uint8Array, start: number, length: number): string {
  const part = bytes.subarray(start, start + length);
  const end = part.indexOf(0);
  return Buffer.from(end < 0 ? part : part.subarray(0, end)).toString("utf8");
}

/** `path` of a pax header: lines of "<length> <key>=<value>". */
function paxPath(content: Uint8Array): string | undefined {
  return /^\d+ path=([^\n]{1,4096})$/m.exec(field(content, 0, 16_384))?.[1];
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;

const broken = (url: string, why: string, cause?: unknown): AssayError =>
  new AssayError("source/upstream", `${url} cannot be unpacked: ${why}.`, { cause });

const tooLarge = (url: string, most: number): AssayError =>
  new AssayError("source/upstream", `${url} unpacks to more than ${most} bytes.`);
