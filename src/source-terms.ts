import type { RunEvent } from "../schema/event.ts";
import type { ResearchClient } from "../schema/source.ts";
import type { Store } from "../schema/store.ts";

/**
 * Tells the terms of the network sources that a run uses: once for each database, and again where a source's terms are
 * not those that were told.
 */
export async function tellTerms(
  research: ResearchClient,
  planned: readonly string[],
  told: Store["snapshots"],
  now: Date,
  emit: (event: RunEvent) => void,
): Promise<void> {
  for (const { name, title, terms, offline } of research.sources()) {
    if (offline || terms === "" || !planned.includes(name)) continue;
    const key = `terms of ${name}`;
    if ((await told.get(key))?.body === terms) continue;
    emit({ type: "decision", by: "research", decision: `terms of ${title}`, reason: terms });
    const at = now.toISOString();
    const about = { key, url: `assay:sources/${encodeURIComponent(name)}`, status: 200, headers: {} };
    await told.set({ ...about, body: terms, fetchedAt: at, checkedAt: at });
  }
}
