import type { Evidence } from "../../schema/evidence.ts";
import type { Sample } from "../../schema/store.ts";

/**
 * The one column in which a row's origin travels (TRL hands every further column to reward functions, so there is only
 * this one). Holds nothing that depends on when or how fast the row was made.
 */
export function provenanceColumn(sample: Sample, evidence: readonly Evidence[]): Record<string, unknown> {
  return {
    id: sample.id,
    topic: sample.topic,
    sub_topic: sample.subTopic,
    difficulty: sample.difficulty,
    quality_score: sample.qualityScore,
    verdict: sample.reviewStatus,
    licence: sample.licence,
    sources: documents(evidence),
    ...sample.provenance,
    content_hash: sample.contentHash,
  };
}

/** One entry a document, with the passages that were used of it. */
function documents(evidence: readonly Evidence[]): Record<string, unknown>[] {
  const byUrl = new Map<string, { entry: Record<string, unknown>; passages: string[] }>();
  for (const { id, source, title, url, licence, attribution } of evidence) {
    const known = byUrl.get(url);
    if (known) known.passages.push(id);
    else {
      const passages = [id];
      byUrl.set(url, { entry: { source, title, url, license: licence.spdx, attribution, passages }, passages });
    }
  }
  return [...byUrl.values()].map(({ entry }) => entry);
}
