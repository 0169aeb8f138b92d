import type { ExportRow } from "../../schema/export.ts";
import { combineLicences, type LicensedSource, licensedSource, type RowLicence } from "../../schema/licences/index.ts";

/** Verdicts kept: rows of a dataset share few sets of licences. */
const verdictsKept = 5_000;
const kept = new Map<string, RowLicence>();

/**
 * The verdict on a row: the algebra over the passages that it rests on and the licence that is stored with it. A row
 * that was made before rows had a licence of their own says NONE; its passages alone count.
 */
export function rowLicence({ sample, evidence }: ExportRow): RowLicence {
  const sources = evidence.map(licensedSource);
  const stored: LicensedSource = { title: "the row itself", url: "", licence: sample.licence, proved: true };
  if (sample.licence !== "NONE") sources.push(stored);
  if (evidence.length < sample.sources.length) {
    sources.push({ title: "a passage that is no longer stored", url: "", licence: "NOASSERTION", proved: false });
  }
  const key = [...new Set(sources.map(({ licence, proved }) => `${proved} ${licence}`))].sort().join("\n");
  const known = kept.get(key);
  if (known) return known;
  const verdict = combineLicences(sources);
  // A refusal names this row's sources and no other's.
  if (verdict.refusals.length > 0) return verdict;
  if (kept.size >= verdictsKept) kept.clear();
  kept.set(key, verdict);
  return verdict;
}
