import type { Evidence } from "../../schema/evidence.ts";
import type { ExportRow } from "../../schema/export.ts";

/** One document that rows rest on. */
interface Document {
  title: string;
  url: string;
  authors: string;
  source: string;
  licence: string;
  licenceUrl: string | null;
  accessed: string;
  rows: number;
}

/**
 * ATTRIBUTION.md in pieces: one entry a document with title, authors, source, licence and what was changed, ordered by URL.
 * Reads the rows once; memory grows with the number of documents, not of rows.
 */
export async function* attribution(rows: AsyncIterable<ExportRow> | Iterable<ExportRow>): AsyncGenerator<string> {
  const documents = new Map<string, Document>();
  for await (const row of rows) {
    const ofRow = new Map([...row.evidence.map(fromEvidence), ...imported(row)].map((one) => [keyOf(one), one]));
    for (const [key, document] of ofRow) {
      const known = documents.get(key);
      if (!known) documents.set(key, document);
      else {
        known.rows += 1;
        if (document.accessed < known.accessed) known.accessed = document.accessed;
      }
    }
  }
  yield "# Attribution\n\n";
  if (documents.size === 0) {
    yield "No row of this dataset rests on a source of others.\n";
    return;
  }
  yield `Rows of this dataset rest on passages of ${documents.size === 1 ? "one document" : `${documents.size} documents`}. `;
  yield "Which passages a row rests on stands in its provenance.\n";
  for (const key of [...documents.keys()].sort()) yield entry(documents.get(key)!);
}

const keyOf = ({ url, licence }: Document): string => `${url} ${licence}`;

function fromEvidence({ title, url, authors, source, licence, accessed }: Evidence): Document {
  return {
    ...{ title, url, source, accessed },
    authors: authors.join(", "),
    licence: licence.spdx,
    licenceUrl: licence.url,
    rows: 1,
  };
}

/** Documents that the file named from which a row was imported. */
function imported({ sample }: ExportRow): Document[] {
  const { sources } = sample.provenance;
  if (!Array.isArray(sources)) return [];
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  return sources
    .filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null)
    .map((one) => ({
      title: text(one.title),
      url: text(one.url),
      authors: text(one.attribution),
      source: text(one.source),
      licence: text(one.license) || "NOASSERTION",
      licenceUrl: null,
      accessed: "",
      rows: 1,
    }));
}

/** When a document was read; the handbook is part of assay, so its day says nothing and equal exports stay equal. */
function dated(url: string, accessed: string): string {
  return accessed === "" || url.startsWith("assay:") ? "" : `, read ${accessed.slice(0, 10)}`;
}

function entry({ title, url, authors, source, licence, licenceUrl, accessed, rows }: Document): string {
  const lines = [
    `- Title: ${inline(title) || "untitled"}`,
    `- Author: ${inline(authors) || "not named by the source"}`,
    `- Source: ${inline(source)}, <${url.replace(/[<>\s]/g, encodeURIComponent)}>${dated(url, accessed)}`,
    `- Licence: ${inline(licence)}${licenceUrl === null ? "" : ` <${licenceUrl}>`}`,
    `- Changes: passages were selected, and ${rows === 1 ? "one row was" : `${rows} rows were`} written from them.`,
  ];
  return `\n${lines.join("\n")}\n`;
}

/** Text of others on one line, without what Markdown or HTML would act on. */
const inline = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>#|]/g, "\\$&")
    .trim();
