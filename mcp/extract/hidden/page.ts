import type { PageDocument, PageElement } from "../dom.ts";
import { mediaHold } from "./conditions.ts";
import { findUnseen, type Unseen } from "./unseen.ts";

/** Finds what a reader of an HTML page would not see, of its elements in the order of the text. */
export function findUnseenOfPage(elements: readonly PageElement[], document: PageDocument): Unseen<PageElement> {
  const attributeOf = (element: PageElement, name: string): string | null => element.getAttribute(name);
  const nameOf = (element: PageElement): string => element.localName.toLowerCase();
  const named = (name: string): PageElement[] => elements.filter((element) => nameOf(element) === name);
  const links = named("link").filter(isStyleSheet);
  const own = links.flatMap((link) => textOfAddress(link.getAttribute("href") ?? ""));
  return findUnseen(
    { elements, parentOf: (element) => element.parentElement, nameOf, attributeOf },
    {
      sheets: [
        ...own,
        ...named("style")
          .filter(applies)
          .map((style) => style.textContent ?? ""),
      ],
      quirks: document.doctype === null,
      scripted: named("script").length > 0,
      styledElsewhere: links.length > own.length,
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

/** The sheet that an address of the kind data: holds; nothing for sheets of elsewhere. */
function textOfAddress(address: string): string[] {
  const [, encoding, data] = /^data:text\/css[^,]*?(;base64)?,(.*)$/is.exec(address.trim()) ?? [];
  if (data === undefined) return [];
  const bytes = data.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return [encoding ? Buffer.from(bytes, "base64").toString("utf8") : bytes];
}
