import { setImmediate as others } from "node:timers/promises";
import { AssayError } from "../../schema/error.ts";
import type { LicenceClaim } from "../../schema/licence.ts";
import { joinParagraphs } from "../text.ts";
import { checkDepth, checkMarkup, foldAttributes, type PageDocument, type PageElement, reading } from "./dom.ts";
import { formulaText, isDrawnFormula, texOf } from "./hidden/formula.ts";
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

/**
 * Elements, attributes and characters of text at most: at any of these bounds a page is read in about 1.5 s. The longest
 * honest articles have some 20,000 elements with two attributes each, the longest novels some 3 million characters.
 */
const mostElements = 25_000;
const mostAttributes = 75_000;
const mostText = 3_500_000;
/** What is no prose although readers see it, and what no browser shows. */
const notProse =
  "script, style, noscript, template, iframe, object, embed, svg, canvas, form, input, button, select, nav, header[role=banner], footer, " +
  "figure, audio, video, dialog, body title, [role=navigation], [role=dialog], [role=banner]";
const blocks = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, blockquote, pre, td, figcaption, caption";

/**
 * Reads a page made for people: what is hidden from them is dropped first, then Mozilla's Readability finds the article,
 * and where it finds none the page's own `main` or `article` is taken.
 */
export async function readPage(
  html: string,
  { url, headers = {} }: { url: string; headers?: Record<string, string> },
): Promise<ReadPage> {
  checkMarkup(html, url, { most: mostElements, mostAttributes });
  return reading(url, () => read(html, url, headers));
}

async function read(html: string, url: string, headers: Record<string, string>): Promise<ReadPage> {
  const [{ parseHTML }, { Readability }, { findUnseenOfPage }] = await Promise.all([
    import("linkedom"),
    import("@mozilla/readability"),
    import("./hidden/page.ts"),
  ]);
  const doctype = /^\s*<!doctype/i.test(html) ? "<!doctype html>" : "";
  const document = parseHTML(/<html[\s>]/i.test(html) ? html : `${doctype}<html><body>${html}</body></html>`)
    .document as unknown as PageDocument;
  const elements = [...document.querySelectorAll("*")];
  checkDepth(elements, url);
  if (document.documentElement !== null && (document.body.textContent ?? "").length > mostText) {
    throw new AssayError("source/upstream", `${url} has more than ${mostText} characters, too many to read.`);
  }
  foldAttributes(elements);
  const claims = pageClaims(document, url, headers);
  // Each step of a large page takes some tenths of a second, in which nothing else is done; between them others have a turn.
  await others();
  const meta = metaOf(elements);
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

  // Licences are claimed in what readers do not see as well, so the claims are read before.
  const unseen = findUnseenOfPage(elements, document);
  await others();
  if (unseen.whole.some(({ localName }) => /^(?:html|body)$/i.test(localName))) {
    return { title, authors, published, language, text: "", claims };
  }
  const formulas = new Set(unseen.whole.filter(isDrawnFormula));
  for (const element of unseen.whole) if (!formulas.has(element)) element.remove();
  for (const element of unseen.text) dropText(element);
  for (const element of [...document.querySelectorAll(notProse)]) element.remove();
  writeFormulas(document);
  const fallback = document.querySelector("main, article") ?? document.body;
  const plain = fallback ? blocksOf(fallback) : "";
  const reader = new Readability(document as never, {
    charThreshold: 200,
    keepClasses: true,
    serializer: (content) => content as unknown as PageElement,
  });
  // What is hidden has been dropped, by more than Readability knows; what it mends afterwards leaves the text as it is.
  const article = Object.assign(reader, {
    _isProbablyVisible: () => true,
    _postProcessContent: () => undefined,
  }).parse();
  const found = article?.content ? blocksOf(article.content) : "";
  return { title, authors, published, language, text: found === "" ? plain : found, claims };
}

/** Finds what the page's meta elements of certain names say, the names in their order. */
function metaOf(elements: readonly PageElement[]): (...keys: string[]) => string[] {
  const found = new Map<string, string[]>();
  for (const element of elements) {
    if (element.localName !== "meta") continue;
    for (const key of new Set([element.getAttribute("name"), element.getAttribute("property")])) {
      const name = (key ?? "").toLowerCase();
      const list = found.get(name) ?? [];
      found.set(name, list);
      list.push(oneLine(element.getAttribute("content") ?? ""));
    }
  }
  return (...keys) => keys.flatMap((key) => found.get(key) ?? []);
}

/** Drops an element's own text, not that of elements in it. */
function dropText(element: PageElement): void {
  for (const node of [...element.childNodes]) if (node.nodeType === 3 || node.nodeType === 4) node.remove();
}

/** MathML and MathJax formulas as TeX between dollars, where the page carries it. */
function writeFormulas(document: PageDocument): void {
  for (const formula of [...document.querySelectorAll("math")]) {
    const tex = texOf(formula);
    for (const note of [...formula.querySelectorAll("annotation, annotation-xml")]) note.remove();
    const span = document.createElement("span");
    span.textContent = `$${oneLine(formulaText(tex, formula.textContent ?? ""))}$`;
    formula.replaceWith(span);
  }
}

/** The text of the innermost blocks, in the order of the page. */
function blocksOf(root: PageElement): string {
  const found = [...root.querySelectorAll(blocks)];
  // In the order of the page, a block that holds others is followed by one of them.
  const innermost = found.filter((block, index) => !isWithin(found[index + 1], block));
  const texts = innermost.map((block) => block.textContent ?? "");
  return joinParagraphs(texts.length > 0 ? texts : [root.textContent ?? ""]);
}

function isWithin(element: PageElement | undefined, block: PageElement): boolean {
  for (let at = element?.parentElement; at; at = at.parentElement) if (at === block) return true;
  return false;
}

const oneLine = (value: string): string => value.replace(/\s+/g, " ").trim();

function isoDate(text: string): string | null {
  const parts = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?/.exec(text);
  if (!parts) return null;
  const [, year, month, day] = parts;
  return [year, month!.padStart(2, "0"), ...(day ? [day.padStart(2, "0")] : [])].join("-");
}
