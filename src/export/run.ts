import { join } from "node:path";
import { contentId } from "../../schema/canonical.ts";
import { AssayError } from "../../schema/error.ts";
import type { Exporter } from "../../schema/export.ts";
import type { ExportOptions, ExportResult } from "../api.ts";
import { findRun } from "../generate.ts";
import type { Session } from "../session.ts";
import { openDataset } from "./dataset.ts";
import { exporters } from "./index.ts";
import { parseSplit, whole } from "./split.ts";
import { writeFiles } from "./write.ts";

/** Writes a run's rows in one format and records the export. */
export async function exportRun(
  session: Session,
  id: string | undefined,
  options: ExportOptions = {},
): Promise<ExportResult> {
  const { format = "trl", licencePolicy = session.config.licencePolicy, verdicts = ["approved"], signal } = options;
  const known: Record<string, Exporter> = exporters;
  const exporter = Object.hasOwn(known, format) ? known[format] : undefined;
  if (!exporter) {
    throw new AssayError("export/format", `"${format}" is not an export format.`, {
      hint: `Formats: ${Object.keys(known).join(", ")}.`,
    });
  }
  const split = options.split === undefined ? whole : parseSplit(options.split);
  const store = await session.existingStore();
  const run = await findRun(session, id);
  const type = session.trainingTypes[run.spec.trainingType];
  if (!type) throw new AssayError("config/type", `The run's training type ${run.spec.trainingType} is not there.`);
  const out = options.out ?? join("assay-export", run.id);
  const { dataset, withheld } = openDataset(store, run.id, type, licencePolicy, verdicts, split);
  const files = await writeFiles(out, exporter.files(dataset), signal);
  const createdAt = session.clock.now().toISOString();
  for (const { path, rows, sha256 } of files) {
    const entry = { runId: run.id, format, path, rows, sha256, createdAt };
    await store.exports.record({ id: contentId(entry), ...entry });
  }
  return { run: run.id, format, out, files, withheld };
}
