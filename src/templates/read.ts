import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { AssayError } from "../../schema/error.ts";
import { dataFiles } from "../dataset/folder.ts";
import { isPlace, openRows } from "../dataset/index.ts";
import { formatOf, sampleOf } from "../import/detect.ts";
import { openImport } from "../import/file.ts";
import { claimedOrigin } from "../import/origin.ts";
import { rowLicence } from "../licences/row.ts";
import type { Session } from "../session.ts";
import { rowText } from "../statistics/text.ts";

/** A row that may serve as a template, as far as it can be told. */
export interface Candidate {
  /** Id of the row in the database, or file and line: `rows.jsonl#12`. */
  id: string;
  title: string;
  prompt: string;
  /** SPDX expression; NOASSERTION when nobody said. */
  licence: string;
  /** Of the documents that the row itself rests on. */
  attributions: string[];
}

/** Verdicts of rows that may serve: imported rows are unchecked, and what was rejected is no model for anything. */
const verdicts = ["approved", "unchecked", "needs_revision"];
const unknown = "NOASSERTION";
/** Characters that are kept of what a file says of a document. */
const longestAttribution = 500;

/** The rows of a run by its id, or of a file or folder, in their order. Null stands for a record that cannot be read. */
export async function* readTemplates(
  session: Session,
  word: string,
  signal: AbortSignal,
): AsyncGenerator<Candidate | null> {
  if (isPlace(word)) {
    for (const { path, name } of await filesOf(word)) yield* ofFile(path, name, signal);
    return;
  }
  if (/[/\\]|\.\w{3,7}$/.test(word)) {
    throw new AssayError("config/templates", `There is no file or folder ${word} to take templates from.`, {
      hint: "Give JSON Lines or Parquet rows, a folder of them, or the id of a run.",
    });
  }
  const store = await session.existingStore();
  const rows = await openRows(session, word, { verdicts });
  if (rows.kind !== "run") return;
  for await (const { sample, prompt } of rows.rows()) {
    const { imported, sources } = sample.provenance as {
      imported?: { file: string; place: number };
      sources?: unknown;
    };
    const evidence = await store.evidence.get(sample.sources);
    const verdict = rowLicence({ sample, evidence });
    yield {
      id: sample.id,
      title: imported ? `row ${imported.place} of ${imported.file}` : `row ${sample.id}`,
      prompt,
      licence: verdict.class === "refused" ? unknown : verdict.licence,
      attributions: [...evidence.map(({ attribution }) => attribution), ...named(sources)],
    };
  }
}

/** A file of any kind that can be imported; of a folder those with rows, named by their place in it. */
async function filesOf(place: string): Promise<{ path: string; name: string }[]> {
  if ((await stat(place)).isFile()) return [{ path: place, name: basename(place) }];
  return (await dataFiles(place)).map(({ path: name }) => ({ path: join(place, name), name }));
}

async function* ofFile(path: string, name: string, signal: AbortSignal): AsyncGenerator<Candidate | null> {
  const file = await openImport(path, signal);
  const format = formatOf(await sampleOf(file, signal));
  for await (const record of file.records(signal)) {
    const columns = "value" in record ? format.read(record.value) : null;
    if (!("value" in record) || columns === null) {
      yield null;
      continue;
    }
    const origin = claimedOrigin(columns) ?? claimedOrigin(record.value);
    const stated = [origin?.licence, record.value.licence, record.value.license];
    yield {
      id: `${name}#${record.place}`,
      title: `row ${record.place} of ${name}`,
      prompt: rowText(columns).prompt,
      licence: stated.find((licence): licence is string => typeof licence === "string" && licence !== "") ?? unknown,
      attributions: named(origin?.further.sources),
    };
  }
}

/** What a provenance says of the documents behind a row. */
function named(sources: unknown): string[] {
  if (!Array.isArray(sources)) return [];
  return sources.flatMap((source: unknown) => {
    const { attribution } = (source ?? {}) as { attribution?: unknown };
    return typeof attribution === "string" && attribution !== "" ? [attribution.slice(0, longestAttribution)] : [];
  });
}
