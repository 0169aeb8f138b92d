import type { LicenceClaim } from "../../schema/licence.ts";
import { joinParagraphs } from "../text.ts";
import { checkDepth, checkMarkup, type PageDocument, type PageElement, reading } from "./dom.ts";
import { hides, notProse } from "./hidden.ts";
import { pageClaims } from "./page-claims.ts";

export interface ReadPage {
  title: string;
  authors: string[];
  /** ISO date, if the page says. */
  published: string | null;
  language: string;
  /** The article's prose; formulas as TeX between dollars. Empty where the page holds none. */
  text: string;
  /** What the page says of its licence, and of the use of its text by machines. */
  claims: LicenceClaim[];
}

/** Elements parsed at most: pages of more are refused, for tree walks on them take minutes. */
const mostElements = 60_000;
const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, blockquote, pre, td, figcaption, caption";

/**
 * Reads a page made for people: what is hidden from them is dropped first, then Mozilla's Readability finds the article,
 * and where it finds none the page's own `main` or `article` is taken.
 */
export async function readPage(
  html: string,
  { url, headers = {} }: { url: string; headers?: Record<string, string> },
): Promise<ReadPage> {
  checkMarkup(html, url, { most: mostElements });
  return reading(url, () => read(html, url, headers));
}

async function read(html: string, url: string, headers: Record<string, string>): Promise<ReadPage> {
  const [{ parseHTML }, { Readability }] = await Promise.all([import("linkedom"), import("@mozilla/readability")]);
  const document = parseHTML(/<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`)
    .document as unknown as PageDocument;
  checkDepth(document.querySelectorAll("*"), url);
  const claims = pageClaims(document, url, headers);
  const meta = (...keys: string[]): string[] =>
    keys.flatMap((key) =>
      [...document.querySelectorAll(`meta[name="${key}" i], meta[property="${key}" i]`)].map((element) =>
        oneLine(element.getAttribute("content") ?? ""),
      ),
    );
  const title =
    [...meta("citation_title", "og:title"), oneLine(document.querySelector("title")?.textContent ?? "")].find(
      (found) => found !== "",
    ) ?? url;
  const authors = [...new Set(meta("citation_author", "author", "dc.creator", "article:author"))].filter(
    (author) => author !== "" && !/^https?:/.test(author),
  );
  const published =
    meta("citation_publication_date", "article:published_time", "article:modified_time", "dc.date", "date")
      .map(isoDate)
      .find((date) => date !== null) ?? null;
  const language = (document.documentElement?.getAttribute("lang") ?? "en").slice(0, 20).toLowerCase() || "en";

  dropHidden(document);
  writeFormulas(document);
  const fallback = document.querySelector("main, article") ?? document.body;
  const plain = fallback ? blocksOf(fallback) : "";
  const article = new Readability(document as never, { charThreshold: 200 }).parse();
  const found = article?.content
    ? blocksOf((parseHTML(`<html><body>${article.content}</body></html>`).document as unknown as PageDocument).body)
    : "";
  return { title, authors, published, language, text: found === "" ? plain : found, claims };
}

function dropHidden(document: PageDocument): void {
  for (const element of [...document.querySelectorAll(notProse)]) element.remove();
  for (const element of [...document.querySelectorAll("[style]")]) {
    if (hides(element.getAttribute("style") ?? "")) element.remove();
  }
  // Comments are no elements; they are never asked for their text, and Readability drops them.
}

/** MathML and MathJax formulas as TeX between dollars, where the page carries it. */
function writeFormulas(document: PageDocument): void {
  for (const formula of [...document.querySelectorAll("math")]) {
    const annotation = formula.querySelector('annotation[encoding="application/x-tex"]')?.textContent;
    const tex = annotation ?? formula.getAttribute("alttext") ?? formula.textContent ?? "";
    const span = document.createElement("span");
    span.textContent = `$${oneLine(tex)}$`;
    formula.replaceWith(span);
  }
}

/** The text of the innermost blocks, in the order of the page. */
function blocksOf(root: PageElement): string {
  const found = [...root.querySelectorAll(blocks)].filter((block) => block.querySelector(blocks) === null);
  const texts = found.map((block) => block.textContent ?? "");
  return joinParagraphs(texts.length > 0 ? texts : [root.textContent ?? ""]);
}

const oneLine = (value: string): string => value.replace(/\s+/g, " ").trim();

function isoDate(text: string): string | null {
  const parts = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?/.exec(text);
  if (!parts) return null;
  const [, year, month, day] = parts;
  return [year, month!.padStart(2, "0"), ...(day ? [day.padStart(2, "0")] : [])].join("-");
}
