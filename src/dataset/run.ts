import type { Evidence } from "../../schema/evidence.ts";
import type { Sample, Store } from "../../schema/store.ts";
import type { AnyTrainingType } from "../../schema/training/index.ts";
import { statisticsRow } from "../statistics/row.ts";
import { contentHashOf, type DatasetRow } from "./row.ts";

/** Rows whose reviews and passages are read at the same time. */
const batch = 64;
/** Documents of passages kept in memory; many rows share one. */
const passagesKept = 20_000;

export interface RunRow extends DatasetRow {
  sample: Sample;
}

/** The rows of a run with their reviews, in index order. */
export async function* runRows(
  store: Store,
  run: string,
  type: AnyTrainingType,
  filter?: { verdicts?: readonly string[] },
): AsyncGenerator<RunRow> {
  const passages = new Map<string, Pick<Evidence, "source" | "title" | "url">>();

  async function documents(ids: readonly string[]): Promise<Pick<Evidence, "source" | "title" | "url">[]> {
    const missing = ids.filter((id) => !passages.has(id));
    if (missing.length > 0) {
      if (passages.size > passagesKept) passages.clear();
      const needed = ids.filter((id) => !passages.has(id));
      for (const { id, source, title, url } of await store.evidence.get(needed))
        passages.set(id, { source, title, url });
    }
    return ids.flatMap((id) => passages.get(id) ?? []);
  }

  async function complete(sample: Sample): Promise<RunRow> {
    const reviews = await store.reviews.list({ run, item: `i:${sample.index}` });
    const evidence = await documents(sample.sources);
    const contentHash = contentHashOf(type.exports.trl(sample.row));
    return { ...statisticsRow(type, sample, evidence, reviews), id: sample.id, contentHash, sample };
  }

  let waiting: Sample[] = [];
  for await (const sample of store.samples.iterate(run, type.name, filter)) {
    waiting.push(sample);
    if (waiting.length < batch) continue;
    yield* await Promise.all(waiting.map(complete));
    waiting = [];
  }
  yield* await Promise.all(waiting.map(complete));
}
