import type { ExportGate, ExportRow } from "../../schema/export.ts";
import { classAllowed, type LicencePolicy } from "../../schema/licence.ts";
import type { Refusal } from "../../schema/licences/index.ts";
import { rowLicence } from "./row.ts";

/** Different refusals told in full; later ones are counted by their rule. */
const refusalsTold = 50;

/** Lets rows out as far as their licences and the policy allow. Deterministic in index order. */
export function licenceGate(policy: LicencePolicy): ExportGate {
  const told = new Set<string>();
  const tell = (full: string, short: string): string => {
    if (told.has(full)) return full;
    if (told.size >= refusalsTold) return short;
    told.add(full);
    return full;
  };
  return {
    name: "licence",
    refuses(row: ExportRow) {
      const verdict = rowLicence(row);
      if (classAllowed(verdict.class, policy)) return null;
      const [refusal] = verdict.refusals;
      if (refusal) return tell(describeRefusal(refusal), `licence: ${refusal.rule}`);
      return `${verdict.licence} is outside the ${policy} policy`;
    },
    findings: () => ({ policy, refusals: [...told].sort() }),
  };
}

/** One sentence that names the source, or the two, that keep a row back. */
export function describeRefusal({ reason, sources }: Refusal): string {
  const names = sources.map(({ title, url, licence }) => `"${title}"${url === "" ? "" : ` <${url}>`} (${licence})`);
  return names.length > 1 ? `${names.join(" and ")} cannot feed one row: ${reason}` : `${names[0]}: ${reason}`;
}
