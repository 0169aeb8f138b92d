import { AssayError } from "../../schema/error.ts";
import type { ExportRow } from "../../schema/export.ts";
import { combineLicences, type LicensedSource, type RowLicence } from "../../schema/licences/index.ts";
import { dataFiles } from "../dataset/folder.ts";
import { nested } from "../dataset/row.ts";
import { describeRefusal, rowLicence } from "../licences/index.ts";

interface Judged {
  id: string;
  verdict: RowLicence;
}

/** The licence verdicts of a run's rows. */
export async function* licencesOfRun(rows: AsyncIterable<ExportRow>): AsyncGenerator<Judged> {
  for await (const row of rows) yield { id: row.sample.id, verdict: rowLicence(row) };
}

/** The licence verdicts of exported rows, from the provenance that they carry. A row that says nothing is unknown. */
export async function* licencesOfFolder(folder: string): AsyncGenerator<Judged> {
  for (const { path, read } of await dataFiles(folder)) {
    let number = 0;
    for await (const columns of read()) {
      number += 1;
      const provenance = nested(columns.provenance);
      const stated = provenance.licence ?? provenance.license ?? columns.licence ?? columns.license;
      const sources = Array.isArray(provenance.sources) ? provenance.sources.map(licensed) : [];
      const own = typeof stated === "string" && stated !== "" ? stated : "NOASSERTION";
      if (own !== "NONE") sources.push({ title: "the row itself", url: "", licence: own, proved: true });
      const id = typeof provenance.id === "string" ? provenance.id : `${path}, row ${number}`;
      yield { id, verdict: combineLicences(sources) };
    }
  }
}

function licensed(entry: unknown): LicensedSource {
  const { title, url, license, licence } = nested(entry);
  const spdx = license ?? licence;
  return {
    title: typeof title === "string" ? title : "a source without a title",
    url: typeof url === "string" ? url : "",
    licence: typeof spdx === "string" ? spdx : "NOASSERTION",
    proved: true,
  };
}

/** Throws `export/licence` at the first row that may not leave the house, naming the source, or the two in conflict. */
export async function refuseUnlicensed(rows: AsyncIterable<Judged>, signal: AbortSignal): Promise<void> {
  for await (const { id, verdict } of rows) {
    signal.throwIfAborted();
    if (verdict.class !== "refused") continue;
    const [refusal] = verdict.refusals;
    const why = refusal ? describeRefusal(refusal) : `its licence is ${verdict.licence}`;
    throw new AssayError("export/licence", `Row ${id} may not be published. ${why.replace(/[.]?$/, ".")}`, {
      hint: "Leave such rows out, or keep them in the house: --licence-policy private, for a private repository only.",
    });
  }
}
