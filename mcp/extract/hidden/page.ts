import type { PageDocument, PageElement } from "../dom.ts";
import { mediaHold } from "./conditions.ts";
import { findUnseen, type Unseen } from "./unseen.ts";

/** Finds what a reader of an HTML page would not see, of its elements in the order of the text. */
export function findUnseenOfPage(elements: readonly PageElement[], document: PageDocument): Unseen<PageElement> {
  const nameOf = (element: PageElement): string => element.localName.toLowerCase();
  const sheets: string[] = [];
  let styledElsewhere = false;
  // What stands in the host of a shadow tree without slots is shown nowhere.
  const hosts = new Set<PageElement | null>();
  for (const element of elements) {
    const name = nameOf(element);
    if (name === "style" && applies(element)) sheets.push(element.textContent ?? "");
    if (name === "template" && element.getAttribute("shadowrootmode") !== null && !/<slot\b/i.test(element.innerHTML)) {
      hosts.add(element.parentElement);
    }
    if (name !== "link" || !isStyleSheet(element)) continue;
    const sheet = textOfAddress(element.getAttribute("href") ?? "");
    if (sheet === undefined) styledElsewhere = true;
    else sheets.push(sheet);
  }
  return findUnseen(
    {
      elements,
      parentOf: (element) => element.parentElement,
      nameOf,
      attributeOf: (element, name) => (name === "hidden" && hosts.has(element) ? "" : element.getAttribute(name)),
    },
    {
      sheets,
      quirks: document.doctype === null,
      scripted: elements.some((element) => nameOf(element) === "script"),
      styledElsewhere,
    },
  );
}

function isStyleSheet(link: PageElement): boolean {
  const kinds = (link.getAttribute("rel") ?? "").toLowerCase().split(/\s+/);
  return kinds.includes("stylesheet") && !kinds.includes("alternate") && applies(link);
}

/** Whether a sheet is one of CSS for a window, and stands where browsers with scripts look for it. */
function applies(sheet: PageElement): boolean {
  for (let at = sheet.parentElement; at; at = at.parentElement) {
    if (/^(?:noscript|template)$/i.test(at.localName)) return false;
  }
  return (
    /^(?:|text\/css)$/i.test(sheet.getAttribute("type")?.trim() ?? "") && mediaHold(sheet.getAttribute("media") ?? "")
  );
}

/** The sheet that an address of the kind data: holds; undefined for a sheet of elsewhere. */
function textOfAddress(address: string): string | undefined {
  const [, encoding, data] = /^data:text\/css[^,]*?(;base64)?,(.*)$/is.exec(address.trim()) ?? [];
  if (data === undefined) return undefined;
  const bytes = data.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return encoding ? Buffer.from(bytes, "base64").toString("utf8") : bytes;
}
