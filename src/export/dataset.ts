import type { Evidence } from "../../schema/evidence.ts";
import { type ExportDataset, type ExportPart, exportParts } from "../../schema/export.ts";
import { type LicencePolicy, licenceAllowed } from "../../schema/licence.ts";
import type { Sample, Store } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { partOf, type Split } from "./split.ts";

/** Passages kept in memory while streaming; many rows share one. */
const passagesKept = 2_000;

/** The rows of a run that may go out under a policy, with a count of those held back. */
export function openDataset(
  store: Store,
  run: string,
  type: AnyTrainingType,
  policy: LicencePolicy,
  verdicts: readonly string[],
  split: Split,
): { dataset: ExportDataset; withheld: Record<string, number> } {
  const withheld: Record<string, number> = {};
  const passages = new Map<string, Evidence>();

  async function evidenceOf(ids: readonly string[]): Promise<Evidence[]> {
    const missing = ids.filter((id) => !passages.has(id));
    if (missing.length > 0) {
      if (passages.size > passagesKept) passages.clear();
      const needed = ids.filter((id) => !passages.has(id));
      for (const passage of await store.evidence.get(needed)) passages.set(passage.id, passage);
    }
    return ids.flatMap((id) => passages.get(id) ?? []);
  }

  async function* rows(part: ExportPart): AsyncGenerator<{ sample: Sample; evidence: Evidence[] }> {
    for await (const sample of store.samples.iterate(run, type.name, { verdicts })) {
      if (partOf(split, sample.subTopic, type.text(sample.row).prompt) !== part) continue;
      const evidence = await evidenceOf(sample.sources);
      const refused = evidence.find((passage) => !licenceAllowed(passage.licence, policy));
      if (refused) {
        const reason = `${refused.licence.spdx} is outside the ${policy} policy`;
        withheld[reason] = (withheld[reason] ?? 0) + 1;
      } else yield { sample, evidence };
    }
  }

  const parts = exportParts.filter((part) => split[part] > 0);
  return { dataset: { type, parts, rows }, withheld };
}
