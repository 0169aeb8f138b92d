import type { Config } from "../../schema/config.ts";
import type { ExportOrigin } from "../../schema/export.ts";
import type { Run } from "../../schema/run.ts";
import type { Store } from "../../schema/store.ts";

/** Settings that change which rows a run makes; where it stores them and how fast it works are left out. */
const telling = [
  "difficulty",
  "maxRevisions",
  "attemptFactor",
  "approveAt",
  "reviseAt",
  "licencePolicy",
  "sources",
  "minTier",
  "executionTimeout",
] as const satisfies readonly (keyof Config)[];

/** What an export says of a run. */
export async function originOf(store: Store, run: Run): Promise<ExportOrigin> {
  const [{ usd, inputTokens, outputTokens }, counts] = await Promise.all([
    store.calls.totals(run.id),
    store.runs.counts(run.id),
  ]);
  const chosen = telling.filter((key) => run.config[key] !== undefined);
  return {
    request: run.request,
    seed: run.seed,
    domain: run.spec.domain,
    language: run.spec.language,
    config: Object.fromEntries(chosen.map((key) => [key, run.config[key]])),
    spend: { usd, inputTokens, outputTokens },
    counts,
  };
}
