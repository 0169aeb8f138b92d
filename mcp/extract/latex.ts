import { inside } from "./archive.ts";
import { type Resolve, readDocument } from "./latex/read.ts";

const mostMains = 5;
const mostBytes = 4_000_000;
const usualNames = /^(?:main|ms|paper|article|manuscript|arxiv|root)\b/i;

/**
 * The prose of a paper from its LaTeX source, formulas as TeX between dollars, paragraphs parted by an empty line.
 * Files are looked for in the archive and nowhere else. Empty where no file is a LaTeX document.
 *
 * @throws AssayError `source/upstream` for sources that are too large, or whose macros never end.
 */
export function readLatex(files: ReadonlyMap<string, Uint8Array>): string {
  const mains = [...files.keys()].filter((name) => /\.(?:tex|ltx|latex)$/i.test(name) || !name.includes("."));
  const documents = mains
    .map((name) => ({ name, text: decode(files.get(name)) ?? "" }))
    .filter(({ text }) => /^[^%\n]*\\document(?:class|style)\b(?![^\n]*\b(?:standalone|subfiles)\b)/m.test(text))
    .filter(({ text }) => /^[^%\n]*\\begin\s*\{document\}/m.test(text))
    .sort((one, other) => rank(one.name) - rank(other.name) || (one.name < other.name ? -1 : 1))
    .slice(0, mostMains);
  const usual = documents.find(({ name }) => usualNames.test(name));
  const read = (usual ? [usual] : documents).map(({ name, text }) =>
    readDocument({ path: name, text }, resolver(files, name)),
  );
  return read.reduce((longest, text) => (text.length > longest.length ? text : longest), "");
}

/** Documents near the root come first. */
const rank = (name: string): number => name.split("/").length;

function resolver(files: ReadonlyMap<string, Uint8Array>, main: string): Resolve {
  const home = main.split("/").slice(0, -1).join("/");
  return (name, folder) => {
    for (const path of [`${name}.tex`, name]) {
      const found = inside([home, folder, path].filter((part) => part !== "").join("/"));
      const text = found === undefined || path.startsWith("/") ? undefined : decode(files.get(found));
      if (text !== undefined) return { path: found!, text };
    }
    return undefined;
  };
}

/** Text in UTF-8, or in Latin-1 where it is not; nothing for what is no text. */
function decode(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes.length > mostBytes || bytes.includes(0)) return undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    text = new TextDecoder("latin1").decode(bytes);
  }
  // Private characters are marks of ours while reading.
  return text.replace(/\r\n?/g, "\n").replace(/[\ue000-\uf8ff]/g, "");
}
