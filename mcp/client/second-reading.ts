import { isAssayError } from "../../schema/error.ts";
import type { LicensedDocument } from "../../schema/source.ts";

const folded = (text: string): string => text.replace(/\s+/g, " ").trim();

/**
 * Reads the page that a server named, with our own client. Where our reading holds every paragraph of theirs, ours is taken:
 * its text, its address, and the licence that the page itself proves. Otherwise theirs stays as it is, unverified.
 */
export async function readAgain(
  theirs: LicensedDocument,
  read: (id: string) => Promise<LicensedDocument>,
): Promise<LicensedDocument> {
  const { url, text } = theirs.document;
  if (!/^https?:\/\//i.test(url)) return theirs;
  try {
    const ours = await read(url);
    const page = folded(ours.document.text);
    const paragraphs = text
      .split(/\n\s*\n/)
      .map(folded)
      .filter((paragraph) => paragraph !== "");
    if (!paragraphs.every((paragraph) => page.includes(paragraph))) return theirs;
    return { ...ours, document: { ...ours.document, id: theirs.document.id } };
  } catch (error) {
    // A page that cannot be read proves nothing; the server's own word is kept as the word of a server.
    if (isAssayError(error) && error.code !== "source/cancelled") return theirs;
    throw error;
  }
}
