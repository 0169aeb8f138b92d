import type { LicenceVerdict } from "../schema/licence.ts";
import type { SourceDocument } from "../schema/source.ts";

/** Title, author, source and licence in one line (Creative Commons' TASL), for sources that ask for nothing else. */
export function attribute(
  { authors, title, url }: SourceDocument,
  { spdx, url: licence }: LicenceVerdict,
  through?: string,
): string {
  const by =
    authors.length === 0
      ? ""
      : `${authors.length > 6 ? `${authors.slice(0, 5).join(", ")} et al.` : authors.join(", ")}: `;
  return `${by}"${title}", ${through ? `${through}, ` : ""}${url}, ${licence ? `${spdx} (${licence})` : spdx}`;
}
