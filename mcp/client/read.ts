import type { z } from "zod";
import { sha256 } from "../../schema/canonical.ts";
import { AssayError, isAssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import type { LicensedDocument, SourceDocument } from "../../schema/source.ts";
import { distrust, judgeLicence } from "../licence/judge.ts";
import * as protocol from "../protocol.ts";
import type { Connection } from "./connection.ts";
import type { Member } from "./members.ts";

/** Longest document read from a server, in UTF-16 code units. */
const longestDocument = 8_000_000;

/** Fetches all pages, checks the hash of the whole, asks for the claims about the licence and judges them here. */
export async function readLicensed(
  { summary, source }: Member,
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<LicensedDocument> {
  const document = await readDocument(summary.name, connection, id, signal);
  let claims: LicenceClaim[] = [];
  let theirAttribution: string | undefined;
  try {
    const reply = await connection.call("licence", { id: document.id }, protocol.LicenceOutput, signal);
    claims = reply.claims;
    theirAttribution = reply.attribution;
  } catch (error) {
    // No claim is an answer too: the document stays readable and its licence NOASSERTION.
    if (!isAssayError(error) || error.code !== "source/licence-unknown") throw error;
  }
  const judged = judgeLicence(claims);
  if (source) return { document, licence: judged, attribution: source.attribution(document, judged) };
  const plain = `"${document.title}", ${document.authors.join(", ") || summary.title}, ${document.url}, ${judged.spdx}`;
  return { document, licence: distrust(judged), attribution: theirAttribution || plain };
}

async function readDocument(
  name: string,
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<SourceDocument> {
  const page = (offset: number): Promise<z.infer<typeof protocol.FetchOutput>> =>
    connection.call("fetch", { id, offset, maxChars: protocol.longestPage }, protocol.FetchOutput, signal);
  const first = await page(0);
  let text = first.text;
  for (let next = first.nextOffset; next !== null; ) {
    const following = await page(next);
    if (next !== text.length || following.text === "" || text.length > longestDocument) {
      throw new AssayError("source/upstream", `The pages of "${id}" from "${name}" do not follow one another.`);
    }
    text += following.text;
    next = following.nextOffset;
  }
  if (sha256(text) !== first.document.sha256) {
    const message = `The text of "${id}" from "${name}" does not have the hash it came with.`;
    throw new AssayError("source/upstream", message, { retryable: true });
  }
  return { ...first.document, text };
}
