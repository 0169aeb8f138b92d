import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AssayError } from "../../schema/error.ts";
import type { ExportFile } from "../../schema/export.ts";

export interface WrittenFile {
  path: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/**
 * Writes a set of files into a folder: all of them first under names that end in `.partial`, then renamed together. A
 * set that is interrupted leaves no file that looks finished, and an earlier set stays whole until the new one is. Throws
 * `export/foreign` where a file stands that may not be replaced.
 */
export async function writeFiles(
  folder: string,
  files: AsyncIterable<ExportFile>,
  signal?: AbortSignal,
  mayReplace: (path: string) => Promise<boolean> = async () => true,
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  const partials: string[] = [];
  try {
    await makeFolder(folder);
    for await (const file of files) {
      const path = join(folder, file.path);
      if (existsSync(path) && !(await mayReplace(path))) throw foreign(path);
      const partial = join(folder, `${file.path}.partial`);
      await makeFolder(dirname(partial));
      partials.push(partial);
      const facts = await writeOne(partial, file, signal);
      file.written?.(facts);
      written.push({ path, ...facts });
    }
    for (const { path } of written) await rename(`${path}.partial`, path);
    return written;
  } catch (error) {
    await Promise.all(partials.map((partial) => rm(partial, { force: true }).catch(() => undefined)));
    throw toAssayError(error, folder);
  }
}

/** Node's own recursive mkdir never returns where a file system says "no such folder" to all it is asked to make. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(resolve(folder)));
  await mkdir(folder).catch((error: unknown) => {
    if (!existsSync(folder)) throw error;
  });
}

async function writeOne(path: string, file: ExportFile, signal?: AbortSignal): Promise<Omit<WrittenFile, "path">> {
  const hash = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of file.content) {
      const data = typeof chunk.data === "string" ? Buffer.from(chunk.data, "utf8") : Buffer.from(chunk.data);
      hash.update(data);
      rows += chunk.rows;
      bytes += data.byteLength;
      yield data;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(path), { signal });
  const handle = await open(path, "r+");
  await handle.sync();
  await handle.close();
  return { rows, bytes, sha256: hash.digest("hex") };
}

const foreign = (path: string): AssayError =>
  new AssayError("export/foreign", `${path} stands in the way, and no export of this database wrote it.`, {
    hint: "Choose another folder with --out, or --overwrite to replace it.",
  });

function toAssayError(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOSPC") {
    return new AssayError("export/full", `No space left for the export in ${folder}.`, {
      hint: "Free space or choose another folder with --out.",
      cause: error,
    });
  }
  if (["EACCES", "EPERM", "EROFS", "ENOTDIR", "ENOENT", "EEXIST", "EISDIR"].includes(code ?? "")) {
    return new AssayError("export/unwritable", `The folder ${folder} cannot be written (${code}).`, {
      hint: "Choose another with --out.",
      cause: error,
    });
  }
  return error;
}
