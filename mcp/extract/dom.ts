import { AssayError, isAssayError } from "../../schema/error.ts";

/** The little of the DOM that is used here; TypeScript's own description would bring the browser's globals with it. */
export interface PageElement {
  /** In lower case, but in markup of XML as it is written. */
  localName: string;
  textContent: string | null;
  innerHTML: string;
  childNodes: Iterable<PageNode>;
  getAttribute(name: string): string | null;
  getAttributeNames(): readonly string[];
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  parentElement: PageElement | null;
  previousElementSibling: PageElement | null;
  nextElementSibling: PageElement | null;
  remove(): void;
  replaceWith(element: PageElement): void;
}

/** An element, a text (3) or a comment (8). */
export interface PageNode {
  nodeType: number;
  remove(): void;
}

export interface PageDocument {
  doctype: unknown;
  documentElement: PageElement | null;
  body: PageElement;
  createElement(name: string): PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** Elements within elements at most; the parsers and Readability walk trees by recursion, and more is no honest page. */
const deepest = 200;

const tooDeep = (what: string): AssayError =>
  new AssayError("source/upstream", `${what} is nested too deeply to be read.`);

/** Elements of HTML that hold nothing. */
const empty = new Set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(
    " ",
  ),
);
/** What an opening tag closes without a word, as htmlparser2 does; all the rest nests. */
const closes: Record<string, string> = { p: "p", li: "li", dt: "dt dd", dd: "dt dd", option: "option" };
for (const name of "h1 h2 h3 h4 h5 h6 ul ol dl div table pre blockquote section".split(" ")) closes[name] = "p";
Object.assign(closes, { td: "thead th td", th: "th", tr: "tr th td", tbody: "thead tbody" });

/**
 * Refuses markup of too many tags or too deep a nesting before any parser sees it. One pass over the text with the
 * names of the open elements, so linear whatever the text is; attributes are only counted, and only where there is a bound.
 */
export function checkMarkup(
  markup: string,
  what: string,
  { most, mostAttributes, xml = false }: { most: number; mostAttributes?: number; xml?: boolean },
): void {
  const open: string[] = [];
  const tag = /<(?:(\/?)([a-z][^\s/><]{0,100})|!--|!\[CDATA\[)/gi;
  for (const counted of [/<[a-z]/gi, /<\//g]) {
    let tags = 0;
    while (counted.test(markup)) tags += 1;
    if (tags > most)
      throw new AssayError("source/upstream", `${what} has more than ${most} elements, too many to read.`);
  }
  let attributes = 0;
  // An end that is missing once is missing for all that follows, and is not looked for again.
  const missing = new Set<string>();
  for (let found = tag.exec(markup); found !== null; found = tag.exec(markup)) {
    const skip = (end: string): void => {
      if (missing.has(end)) return;
      const pattern = new RegExp(end, "gi");
      pattern.lastIndex = tag.lastIndex;
      const at = pattern.exec(markup)?.index;
      if (at === undefined) missing.add(end);
      else tag.lastIndex = at;
    };
    if (found[2] === undefined) {
      if (found[0] !== "<!--") skip(xml ? "\\]\\]>" : ">");
      else if (!/^-?>/.test(markup.slice(tag.lastIndex, tag.lastIndex + 2))) skip("--!?>");
      continue;
    }
    const name = xml ? found[2] : found[2].toLowerCase();
    if (found[1] === "/") {
      const at = open.lastIndexOf(name);
      if (at >= 0) open.length = at;
    } else {
      if (mostAttributes !== undefined) attributes += attributesAt(markup, tag.lastIndex, mostAttributes);
      if (attributes > (mostAttributes ?? 0))
        throw new AssayError(
          "source/upstream",
          `${what} has more than ${mostAttributes} attributes, too many to read.`,
        );
      if (!xml && empty.has(name)) continue;
      if ((xml || open.includes("svg") || open.includes("math")) && endsItself(markup, tag.lastIndex)) continue;
      const implied = xml ? undefined : closes[name]?.split(" ");
      while (implied?.includes(open.at(-1) ?? "")) open.pop();
      open.push(name);
      if (open.length > deepest) throw tooDeep(what);
      if (!xml && (name === "script" || name === "style")) skip(`</${name}`);
    }
  }
}

/** How many attributes the tag has that is read at `from`; counting ends after `most`. */
function attributesAt(markup: string, from: number, most: number): number {
  const part = /[\s/]+|=|[^\s/>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/y;
  part.lastIndex = from;
  let found = 0;
  for (let [text] = part.exec(markup) ?? []; text !== undefined && found <= most; [text] = part.exec(markup) ?? []) {
    if (!/^[\s/=]/.test(text)) found += 1;
  }
  return found;
}

/** Whether the tag that is read at `from` ends with a slash; a tag longer than any honest one does not. */
function endsItself(markup: string, from: number): boolean {
  return /^[^<>]*\/>/.test(markup.slice(from, from + 2_000));
}

/** Runs a reader; whatever raw error it ends in becomes the one that callers know. */
export async function reading<T>(what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (isAssayError(cause)) throw cause;
    if (cause instanceof RangeError) throw Object.assign(tooDeep(what), { cause });
    throw new AssayError("source/upstream", `${what} cannot be read.`, { cause });
  }
}

/** A parsed node as cheerio has it. */
interface Node {
  parent: Node | null;
  children?: Node[];
  type: string;
  name?: string;
  attribs?: Record<string, string>;
}

/**
 * All elements below a node, in the order of the text. Cheerio's own `find` compares every child of its root with all
 * others, which takes minutes on a flat text of many paragraphs; a filter of this list does not.
 */
export function elementsBelow<N>(root: N, what: string): N[] {
  const found: Node[] = [];
  const stack: { node: Node; depth: number }[] = [{ node: root as unknown as Node, depth: 0 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, depth } = top;
    if (node.children === undefined) continue;
    if (depth > 0 && node.type !== "cdata") found.push(node);
    if (depth > deepest + 2) throw tooDeep(what);
    for (let index = node.children.length - 1; index >= 0; index -= 1)
      stack.push({ node: node.children[index]!, depth: depth + 1 });
  }
  return found as unknown as N[];
}

/** Takes many nodes out of their parents, each parent's list of children being written once. */
export function dropNodes(nodes: readonly unknown[]): void {
  const gone = new Set(nodes as Node[]);
  for (const parent of new Set([...gone].map((node) => node.parent)))
    if (parent?.children) parent.children = parent.children.filter((child) => !gone.has(child));
}

/** Drops what a reader would not see of a parsed tree: its elements in the order of the text, style attributes alone read. */
export async function dropUnseen(
  elements: readonly unknown[],
  styleOf = (style: string | undefined): string | undefined => style,
): Promise<void> {
  const { findUnseen } = await import("./hidden/unseen.ts");
  const { whole, text } = findUnseen({
    elements: elements as Node[],
    parentOf: (node) => node.parent,
    nameOf: (node) => node.name?.toLowerCase() ?? "",
    attributeOf: ({ attribs }, name) => (name === "style" ? styleOf(attribs?.style) : attribs?.[name]) ?? null,
  });
  for (const node of text) node.children = node.children?.filter(({ type }) => type !== "text");
  dropNodes(whole);
}

/** Of nodes, those that no other of them stands in (`outermost`), or that hold no other of them. */
export function apart<N>(nodes: readonly N[], outermost: boolean): N[] {
  const all = new Set(nodes as unknown as Node[]);
  const holding = new Set<Node>();
  const held = new Set<Node>();
  for (const node of all)
    for (let above = node.parent; above; above = above.parent)
      if (all.has(above)) {
        holding.add(above);
        held.add(node);
      }
  const left = outermost ? held : holding;
  return nodes.filter((node) => !left.has(node as unknown as Node));
}

/** Gives all attributes their names in lower case, as browsers do and linkedom does not; of two the first counts. */
export function foldAttributes(elements: Iterable<PageElement>): void {
  for (const element of elements) {
    const names = element.getAttributeNames();
    if (!names.some((name) => name !== name.toLowerCase())) continue;
    const values = new Map<string, string>();
    for (const name of names) {
      const folded = name.toLowerCase();
      if (!values.has(folded)) values.set(folded, element.getAttribute(name) ?? "");
    }
    for (const name of names) element.removeAttribute(name);
    for (const [name, value] of values) element.setAttribute(name, value);
  }
}

/** Depths of a page's elements taken together at most: Readability reads each text anew for much of what is around it. */
const deepestTogether = 350_000;

/** Refuses a parsed page that is nested too deeply, here or throughout, without recursion. */
export function checkDepth(elements: Iterable<PageElement>, what: string): void {
  const depths = new Map<PageElement, number>();
  let together = 0;
  for (const element of elements) {
    const depth = (element.parentElement ? (depths.get(element.parentElement) ?? 0) : 0) + 1;
    together += depth;
    if (depth > deepest + 2 || together > deepestTogether) throw tooDeep(what);
    depths.set(element, depth);
  }
}
