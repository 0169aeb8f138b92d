import { AssayError } from "../../schema/error.ts";
import { joinParagraphs } from "../text.ts";
import { createSieve, readDrawn } from "./pdf-hidden.ts";

/** Pages read at most. */
const mostPages = 80;
/** Letters smaller than this, in points, are not for people. */
const smallestLetters = 1.5;

interface Piece {
  str: string;
  hasEOL: boolean;
  transform: number[];
  height: number;
}

/**
 * The text layer of a PDF, by pdfjs (an optional dependency). Of lower fidelity than HTML or XML: lines are joined,
 * hyphens at line ends closed, ligatures opened, and formulas come as they stand on the page. Text that is white, without
 * ink, clear or smaller than letters can be stays out, as nobody reads it but machines.
 */
export async function readPdf(bytes: Uint8Array, url: string): Promise<string> {
  const { getDocument, normalizeUnicode, OPS, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs").catch(
    (cause) => {
      throw new AssayError("source/upstream", "Reading PDF needs the package pdfjs-dist.", {
        hint: "npm install pdfjs-dist@4",
        cause,
      });
    },
  );
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    // Pictures are not looked at, so none is unpacked.
    maxImageSize: 1,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const file = await task.promise;
    const paragraphs: string[] = [];
    for (let number = 1; number <= Math.min(file.numPages, mostPages); number++) {
      const page = await file.getPage(number);
      const { items } = await page.getTextContent();
      const sieve = createSieve(readDrawn(await page.getOperatorList(), OPS, normalizeUnicode));
      paragraphs.push(...paragraphsOf((items as Piece[]).map((item) => visible(item, sieve))));
      page.cleanup();
    }
    return joinParagraphs(paragraphs.map(unfold)).replace(/\0/g, "");
  } catch (cause) {
    throw new AssayError("source/upstream", `${url} cannot be read as PDF.`, { cause });
  } finally {
    await task.destroy();
  }
}

function visible(item: Piece, sieve: (piece: string) => string): Piece {
  if (typeof item.str !== "string") return item;
  const seen = sieve(item.str);
  return { ...item, str: item.height > 0 && item.height < smallestLetters ? "" : seen };
}

/** Lines, parted into paragraphs where the gap between two is clearly larger than a line. */
function paragraphsOf(items: readonly Piece[]): string[] {
  const lines: { text: string; y: number; height: number }[] = [];
  let line = "";
  let y = 0;
  let height = 0;
  for (const item of items) {
    if (typeof item.str !== "string") continue;
    if (line === "") y = item.transform[5] ?? 0;
    line += item.str;
    height = Math.max(height, item.height || 0);
    if (item.hasEOL) {
      lines.push({ text: line, y, height });
      line = "";
      height = 0;
    }
  }
  if (line !== "") lines.push({ text: line, y, height });
  const paragraphs: string[] = [];
  let last: (typeof lines)[number] | undefined;
  for (const one of lines) {
    const gap = last ? last.y - one.y : Number.POSITIVE_INFINITY;
    const near = last !== undefined && gap > 0 && gap < 1.7 * Math.max(last.height, one.height, 1);
    if (one.text.trim() === "") continue;
    if (near) paragraphs[paragraphs.length - 1] += `\n${one.text}`;
    else paragraphs.push(one.text);
    last = one;
  }
  return paragraphs;
}

/** Ligatures opened, a word parted at a line's end joined, lines joined. */
function unfold(paragraph: string): string {
  return paragraph
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize("NFKC"))
    .replace(/(\p{Ll})-\n(\p{Ll})/gu, "$1$2")
    .replace(/\n/g, " ");
}
