import { AssayError } from "../../schema/error.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import type { ImportFile } from "./file.ts";
import { fitTo } from "./fit.ts";
import type { ImportFormat } from "./format.ts";
import { importFormats } from "./formats/index.ts";
import type { Columns } from "./turns.ts";

/** Records looked at before anything is decided. */
const sampled = 100;

/** The first records of a file that can be read at all, with the first fault for the message when there is none. */
export async function sampleOf(file: ImportFile, signal: AbortSignal): Promise<Columns[]> {
  const records: Columns[] = [];
  let fault: string | undefined;
  let seen = 0;
  for await (const record of file.records(signal)) {
    seen += 1;
    if ("value" in record) records.push(record.value);
    else fault ??= `${record.place}: ${record.fault}`;
    if (records.length >= sampled || seen >= sampled * 10) break;
  }
  if (records.length > 0) return records;
  throw new AssayError("import/unreadable", `${file.path} holds no readable record (${fault ?? "it is blank"}).`, {
    hint: "Expected JSON Lines, a JSON array of objects, or Parquet.",
  });
}

/** The format of a file: the most particular one that most of its records look like. */
export function formatOf(records: readonly Columns[]): ImportFormat {
  const formats: ImportFormat[] = Object.values(importFormats);
  const found = formats.find(
    (format) => records.filter((record) => format.recognises(record)).length * 2 > records.length,
  );
  return found ?? importFormats.columns;
}

/**
 * The training type whose rows the records are: the one the user names, the one they name themselves, or the only one that
 * fits best. Throws AssayError `import/type` where none fits and where several fit equally well.
 */
export function typeOf(
  records: readonly Columns[],
  format: ImportFormat,
  types: Readonly<Record<string, AnyTrainingType>>,
  wanted: string | undefined,
  path: string,
): AnyTrainingType {
  const named = wanted ?? (records[0] && format.type?.(records[0]));
  const candidates = named !== undefined && Object.hasOwn(types, named) ? [types[named]!] : Object.values(types);
  const tried = candidates.map((type) => ({ type, ...score(type, records, format) }));
  const most = Math.max(...tried.map(({ fitting }) => fitting));
  if (most === 0) {
    const seen = Object.keys(records[0] ?? {}).slice(0, 12);
    const why = tried.length === 1 ? `; ${tried[0]!.reason}` : "";
    throw new AssayError(
      "import/type",
      `${path}, read as ${format.name}, fits ${tried.length === 1 ? tried[0]!.type.name : "no training type"}${why}.`,
      { hint: `Its columns are ${seen.join(", ") || "none"}; choose the type with --type.` },
    );
  }
  const fitting = tried.filter((one) => one.fitting === most);
  const silent = fitting.filter(({ assumed }) => assumed === 0);
  const least = Math.min(...silent.map(({ unread }) => unread));
  const best = silent.length > 0 ? silent.filter(({ unread }) => unread === least) : fitting;
  if (best.length === 1) return best[0]!.type;
  const names = best.map(({ type }) => type.name);
  throw new AssayError("import/type", `${path}, read as ${format.name}, could be ${names.join(" or ")}.`, {
    hint: `Say which: --type ${names[0]}.`,
  });
}

function score(type: AnyTrainingType, records: readonly Columns[], format: ImportFormat) {
  const total = { fitting: 0, assumed: 0, unread: 0, reason: "" };
  for (const record of records) {
    const columns = format.read(record);
    const fit =
      columns === null ? { reason: `not of the format ${format.name}` } : fitTo(type, columns, record, undefined);
    if ("reason" in fit) total.reason ||= fit.reason;
    else {
      total.fitting += 1;
      total.assumed += fit.assumed.length;
      total.unread += fit.unread.length;
    }
  }
  return total;
}
