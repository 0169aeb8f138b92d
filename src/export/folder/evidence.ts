import type { ExportRequest } from "../../../schema/export.ts";
import { jsonLines, type Piece } from "../lines.ts";
import type { Lock } from "./lock.ts";

/**
 * evidence.jsonl: every passage that a row of the folder rests on, once, word for word, with its place in the document,
 * its hashes and the proof of its licence. Notes each document's snapshot. When it was read is left out: equal runs give
 * equal files. Memory grows with the number of passages, by their ids.
 */
export async function* evidenceLines(request: ExportRequest, sources: Lock["sources"]): AsyncGenerator<Piece> {
  const written = new Set<string>();
  const snapshots = new Set<string>();
  async function* passages(): AsyncGenerator<unknown> {
    for (const dataset of request.datasets) {
      for (const part of dataset.parts) {
        for await (const { evidence } of dataset.rows(part)) {
          for (const { accessed: _accessed, ...passage } of evidence) {
            const { id, source, url, documentSha256, licence } = passage;
            if (written.has(id)) continue;
            written.add(id);
            const snapshot = `${url} ${documentSha256}`;
            if (!snapshots.has(snapshot)) {
              snapshots.add(snapshot);
              sources.push({ source, url, licence: licence.spdx, sha256: documentSha256 });
            }
            yield passage;
          }
        }
      }
    }
  }
  // They are no rows of the dataset.
  for await (const { data } of jsonLines(passages())) yield { data, rows: 0 };
  sources.sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : a.sha256 < b.sha256 ? -1 : 1));
}
