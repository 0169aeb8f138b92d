import { z } from "zod";
import { LicenceVerdict } from "./licence.ts";

/** Whether rows may be made without a passage to rest on: `required` never, `preferred` marked as such. */
export const contextNeeds = ["required", "preferred"] as const;

/** What a document's text was read from. Text out of a PDF is of lower fidelity: lines joined, formulas as they stand. */
export const textLayers = ["plain", "html", "jats", "wikitext", "latex", "pdf", "abstract"] as const;
export type TextLayer = (typeof textLayers)[number];

/** One passage word for word from one source, with the proof of where it stands and under which licence. */
export const Evidence = z.object({
  /** Content id of source, document, offsets and text. */
  id: z.string(),
  source: z.string(),
  documentId: z.string(),
  url: z.string(),
  title: z.string(),
  authors: z.array(z.string()),
  /** ISO date of publication or revision, if the source says. */
  published: z.string().nullable(),
  /** ISO time at which the document was fetched. */
  accessed: z.string(),
  /** The passage, an exact substring of the document's text. */
  text: z.string().min(1),
  sha256: z.string(),
  /** Offsets of the passage in the document's text, in UTF-16 code units. */
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  /** SHA-256 of the document's whole text as stored. */
  documentSha256: z.string(),
  /** Null where it was not recorded. */
  layer: z.enum(textLayers).nullable().default(null),
  licence: LicenceVerdict,
  /** Title, author, source and licence, ready to print. */
  attribution: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A statement made from evidence; `evidence` holds the ids of the passages that support it. */
export const SupportedStatement = z.object({ text: z.string().min(1), evidence: z.array(z.string()) });
export type SupportedStatement = z.infer<typeof SupportedStatement>;

/** The synthesised form of a question's evidence. */
export const SynthesisedContext = z.object({
  definitions: z.array(SupportedStatement),
  formulas: z.array(SupportedStatement),
  examples: z.array(SupportedStatement),
});
export type SynthesisedContext = z.infer<typeof SynthesisedContext>;
