import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { AssayError } from "../../schema/error.ts";
import type { Run } from "../../schema/run.ts";
import { trainingForms } from "../../schema/training/define.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { findRun } from "../generate.ts";
import type { Session } from "../session.ts";
import { dataFiles } from "./folder.ts";
import { type DatasetRow, exportedRow } from "./row.ts";
import { type RunRow, runRows } from "./run.ts";

export type { DatasetRow } from "./row.ts";

/** A run of the database, or exported files. Rows may be asked for several times. */
export type Dataset =
  | { kind: "run"; name: string; run: Run; type: AnyTrainingType; rows(): AsyncIterable<RunRow> }
  | { kind: "folder"; name: string; files: string[]; rows(): AsyncIterable<DatasetRow> };

/** What says whether a word names a folder: that it exists. Everything else is a run's id or its beginning. */
export const isPlace = (word: string | undefined): word is string => word !== undefined && existsSync(word);

/**
 * Opens a run by id (without one, the newest) or a folder or file of exported rows. `verdicts` limits the rows of a run.
 * Throws `run/not-found` and `export/unreadable`.
 */
export async function openRows(
  session: Session,
  word?: string,
  filter?: { verdicts?: readonly string[] },
): Promise<Dataset> {
  if (isPlace(word)) return openFolder(word);
  if (word !== undefined && /[/\\]/.test(word)) {
    throw new AssayError("run/not-found", `There is no folder ${word}.`, {
      hint: "Give a folder of exported rows, or a run's id.",
    });
  }
  const run = await findRun(session, word);
  const store = await session.existingStore();
  const type = session.trainingTypes[run.spec.trainingType];
  if (!type) throw new AssayError("config/type", `The run's training type ${run.spec.trainingType} is not there.`);
  return { kind: "run", name: run.id, run, type, rows: () => runRows(store, run.id, type, filter) };
}

async function openFolder(place: string): Promise<Dataset> {
  const files = await dataFiles(place);
  return {
    kind: "folder",
    name: place,
    files: files.map((file) => file.path),
    async *rows() {
      for (const { path, read } of files) {
        for await (const columns of read()) yield exportedRow(columns, typeOf(path, columns));
      }
    },
  };
}

/** The configuration's folder, where there is one; otherwise the form that the columns have. */
function typeOf(path: string, columns: Readonly<Record<string, unknown>>): string {
  const folder = dirname(path);
  if (folder !== "." && basename(folder) !== "data") return basename(folder);
  const forms = Object.entries(trainingForms).filter(([, names]) => names.every((name) => name in columns));
  const [form] = forms.sort(([, a], [, b]) => b.length - a.length)[0] ?? ["rows"];
  return form;
}
