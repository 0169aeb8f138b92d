import type { ExportRow } from "../../schema/export.ts";
import {
  type LicenceClass,
  licenceById,
  licenceClasses,
  type Obligation,
  type ProviderTerms,
  parseExpression,
  providerTerms,
  type RowLicence,
} from "../../schema/licences/index.ts";
import { rowLicence } from "./row.ts";

/** The verdict on rows side by side: a collection, in which each keeps its own licence. */
export interface DatasetLicence {
  /** SPDX expression that satisfies all rows: one id where one does, otherwise all of them joined by AND. */
  licence: string;
  class: LicenceClass;
  /** False when a row is refused: such a dataset stays in the house. */
  publishable: boolean;
  /** Rows by licence, the most frequent first. */
  rows: { licence: string; class: LicenceClass; rows: number }[];
  obligations: Obligation[];
  /** Terms for the output of the models that made the rows; beside the licence, never part of it. */
  providers: (ProviderTerms & { models: string[] })[];
}

/** Names of the parts of a dataset that is divided by licence. */
const shards: Record<LicenceClass, string> = {
  permissive: "data-permissive",
  "share-alike": "data-sa",
  "non-commercial": "data-nc",
  refused: "data-private",
};

/** The shard a row belongs to when a dataset is divided by licence class. */
export function shardOf(row: ExportRow): string {
  return shards[rowLicence(row).class];
}

/** Counts licences while rows stream by; memory grows with the number of different licences and models only. */
export function tallyLicences(): { add(row: ExportRow): void; result(): DatasetLicence } {
  const verdicts = new Map<string, { verdict: RowLicence; rows: number }>();
  const obligations = new Map<string, Obligation>();
  const models = new Set<string>();
  return {
    add(row) {
      const verdict = rowLicence(row);
      const key = `${verdict.class} ${verdict.licence}`;
      const known = verdicts.get(key);
      if (known) known.rows += 1;
      else verdicts.set(key, { verdict, rows: 1 });
      for (const obligation of verdict.obligations)
        obligations.set(`${obligation.licence} ${obligation.kind}`, obligation);
      for (const model of modelsOf(row)) models.add(model);
    },
    result() {
      const rows = [...verdicts.values()]
        .map(({ verdict, rows }) => ({ licence: verdict.licence, class: verdict.class, rows }))
        .sort((a, b) => b.rows - a.rows || (a.licence < b.licence ? -1 : 1));
      const worst = Math.max(0, ...rows.map((one) => licenceClasses.indexOf(one.class)));
      return {
        licence: collectionOf(rows.map(({ licence }) => licence)),
        class: licenceClasses[worst]!,
        publishable: licenceClasses[worst] !== "refused",
        rows,
        obligations: [...obligations].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, obligation]) => obligation),
        providers: providersOf([...models].sort()),
      };
    },
  };
}

/** The verdict on a whole dataset. */
export async function datasetLicence(rows: AsyncIterable<ExportRow> | Iterable<ExportRow>): Promise<DatasetLicence> {
  const tally = tallyLicences();
  for await (const row of rows) tally.add(row);
  return tally.result();
}

/** Rows side by side bind with all their licences; a public-domain row adds nothing to the others. */
function collectionOf(licences: readonly string[]): string {
  const ids = new Set(licences.flatMap((licence) => parseExpression(licence)?.[0] ?? ["NOASSERTION"]));
  const binding = [...ids].filter((id) => licenceById(id)?.family !== "publicDomain");
  if (binding.length > 0) return binding.sort().join(" AND ");
  return ids.size === 1 ? [...ids][0]! : "CC0-1.0";
}

/** Models named in a row's provenance, by agent. */
function modelsOf({ sample }: ExportRow): string[] {
  const { agents } = sample.provenance;
  if (typeof agents !== "object" || agents === null) return [];
  return Object.values(agents as Record<string, unknown>).flatMap((agent) => {
    const model = (agent as { model?: unknown } | null)?.model;
    return typeof model === "string" ? [model] : [];
  });
}

function providersOf(models: readonly string[]): DatasetLicence["providers"] {
  const byFamily = new Map<string, ProviderTerms & { models: string[] }>();
  for (const model of models) {
    const terms = providerTerms(model);
    const key = `${terms.family} ${terms.title}`;
    const known = byFamily.get(key);
    if (known) known.models.push(model);
    else byFamily.set(key, { ...terms, models: [model] });
  }
  return [...byFamily.values()];
}
