import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { AssayError } from "../../schema/error.ts";

const names = ["assay.config.json", "assay.config.yaml", "assay.config.yml"];

/** One setting and where it was said. */
export interface Setting {
  key: string;
  value: unknown;
  /** As the user finds it again: `--count`, `ASSAY_COUNT`, `assay.config.yaml:3: count`. */
  origin: string;
}

/** The configuration file in a folder; undefined when there is none. */
function findFile(folder: string): string | undefined {
  const found = names.filter((name) => existsSync(resolve(folder, name)));
  if (found.length > 1) {
    throw new AssayError("config/several-files", `Expected one configuration file, found ${found.join(" and ")}.`, {
      hint: "Remove all but one, or name one with --config.",
    });
  }
  return found[0] === undefined ? undefined : resolve(folder, found[0]);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : "cannot be read";
    throw new AssayError("config/file", `The configuration file ${path} ${reason}.`, {
      hint: "Check the path given with --config or ASSAY_CONFIG.",
      cause,
    });
  }
}

/** Reads the settings of a file: the one named, or the one found in the folder, or none. JSON is read as YAML's subset. */
export async function readConfigFile(folder: string, named?: string): Promise<Setting[]> {
  const path = named === undefined ? findFile(folder) : resolve(folder, named);
  if (path === undefined) return [];
  const text = read(path);
  const { isMap, isScalar, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = document.errors[0];
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new AssayError("config/file", `${path}:${line}:${col} is not valid: ${problem.message}.`, {
      hint: "Mend the file; settings are written like count: 100.",
    });
  }
  if (document.contents === null) return [];
  if (!isMap(document.contents)) {
    throw new AssayError("config/file", `${path} expects settings by name; something else came.`, {
      hint: "Write one setting a line, like count: 100.",
    });
  }
  const values = document.toJS() as Record<string, unknown>;
  return document.contents.items.map((pair) => {
    const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    const offset = isScalar(pair.key) && pair.key.range ? pair.key.range[0] : 0;
    return { key, value: values[key], origin: `${basename(path)}:${lines.linePos(offset).line}: ${key}` };
  });
}
