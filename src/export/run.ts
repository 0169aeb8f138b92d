import { join } from "node:path";
import { contentId } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { Store } from "../../schema/store.ts";
import type { ExportOptions, ExportResult } from "../api.ts";
import { openMeaningGates, openReferences, openSemantic, type Reference } from "../dedup/index.ts";
import { findRun } from "../generate.ts";
import type { Session } from "../session.ts";
import { mayNotWrite } from "../store/failure.ts";
import { version } from "../version.ts";
import { openDatasets, type RunSource } from "./dataset.ts";
import { earlierFiles, removeEarlier, replaceable } from "./earlier.ts";
import { assertUsed, openGates, readDedup } from "./gates.ts";
import { originOf } from "./origin.ts";
import { assertTakes, exporterOf, settingsOf } from "./settings.ts";
import { parseSplit, whole } from "./split.ts";
import { type WrittenFile, writeFiles } from "./write.ts";

/** Writes the rows of one run or several in one format and records the export, where the database may be written. */
export async function exportRun(
  session: Session,
  ids: string | readonly string[] | undefined,
  options: ExportOptions = {},
): Promise<ExportResult> {
  const { format = "trl", licencePolicy = session.config.licencePolicy, verdicts = ["approved"], signal } = options;
  const exporter = exporterOf(format);
  const settings = settingsOf(exporter, options);
  assertUsed(options);
  const split = options.split === undefined ? whole : parseSplit(options.split);
  const wanted = ids === undefined || typeof ids === "string" ? [ids] : ids;
  if (wanted.length > 1 && !exporter.several) {
    throw new AssayError("export/runs", `${format} takes one run at a time; ${wanted.length} came.`, {
      hint: "The format hf puts several runs into one folder.",
    });
  }
  const store = await session.existingStore();
  const sources: RunSource[] = [];
  for (const id of wanted) {
    const run = await findRun(session, id);
    const type = session.trainingTypes[run.spec.trainingType];
    if (!type) throw new AssayError("config/type", `The run's training type ${run.spec.trainingType} is not there.`);
    assertTakes(exporter, type);
    if (!sources.some((source) => source.run === run.id)) {
      sources.push({ run: run.id, type, origin: await originOf(store, run) });
    }
  }
  const [first, ...others] = sources;
  if (!first) throw new AssayError("export/runs", "An export needs a run; none came.");
  const semantic =
    options.semantic === undefined ? undefined : await openSemantic(session, first.run, options.semantic, options);
  const gates = openGates({
    licencePolicy,
    types: [...new Set(sources.map(({ type }) => type))],
    dedup: readDedup(options.dedup ?? (options.across === undefined || semantic ? undefined : "near")),
    semantic,
    keep: options.keep,
    against: options.across === undefined ? [] : await referencesOf(session, options.across, sources),
    decontaminate: options.decontaminate ?? [],
    contamination: { words: options.decontaminateWords, numbers: options.decontaminateNumbers },
    meaning: await openMeaningGates(session, first.run, options),
  });
  const opened = await openDatasets(store, [first, ...others], { gates, verdicts, split, signal });
  const out = options.out ?? join("assay-export", first.run);
  const runs = sources.map(({ run }) => run);
  const earlier = await earlierFiles(store, runs, out, format);
  const mayReplace = options.overwrite ? undefined : replaceable(store, runs, out);
  const files = await writeFiles(out, exporter.files({ ...opened, settings, version }), signal, mayReplace);
  await removeEarlier(earlier, files);
  await recordFiles(store, runs, format, files, session.clock.now().toISOString());
  return { run: runs.join(", "), format, out, files, withheld: opened.gates().withheld };
}

async function recordFiles(
  store: Store,
  runs: readonly string[],
  format: string,
  files: readonly WrittenFile[],
  createdAt: string,
): Promise<void> {
  try {
    for (const runId of runs) {
      for (const { path, rows, sha256 } of files) {
        const entry = { runId, format, path, rows, sha256, createdAt };
        await store.exports.record({ id: contentId(entry), ...entry });
      }
    }
  } catch (error) {
    // Of a database that may only be read the files are whole without it; the next export asks before it replaces them.
    if (!mayNotWrite(error)) throw error;
  }
}

/** What rows must not repeat, without the runs that are being exported themselves. */
async function referencesOf(session: Session, across: string, sources: readonly RunSource[]): Promise<Reference[]> {
  const own = new Set(sources.map(({ run }) => `run ${run}`));
  const references = await openReferences(session, across, sources[0]?.run ?? "");
  return references.filter(({ name }) => !own.has(name));
}
