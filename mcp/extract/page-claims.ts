import type { LicenceClaim } from "../../schema/licence.ts";
import type { PageDocument, PageElement } from "./dom.ts";

/** Claims of one page that are read at most; a page with more is no honest page. */
const most = 40;

/**
 * Everything that a page says of its licence, with how much it proves (reference/sources.md, 4.2): a link with
 * rel=license, RDFa, microdata and JSON-LD on the item itself are strong, meta tags medium, any other link to Creative
 * Commons weak. A licence of something else on the page, such as a figure or a comment, is weak too: it never proves the
 * page's own. A reservation against machine reading counts as a strong claim: it overrides the rest.
 */
export function pageClaims(document: PageDocument, url: string, headers: Record<string, string>): LicenceClaim[] {
  const claims: LicenceClaim[] = [];
  const add = (where: string, weight: LicenceClaim["weight"], raw: string | null | undefined): void => {
    const text = (raw ?? "").replace(/\s+/g, " ").trim().slice(0, 2_000);
    if (text !== "" && claims.length < most && !claims.some((claim) => claim.raw === text)) {
      claims.push({ where, raw: text, url, weight });
    }
  };
  const elsewhere: [where: string, raw: string | null][] = [];
  const reserve = (where: string, raw: string): void => add(where, "strong", raw);

  for (const link of document.querySelectorAll("link[rel~=license i], a[rel~=license i]")) {
    if (isElsewhere(link, url)) elsewhere.push(["rel-license", link.getAttribute("href")]);
    else add("rel-license", "strong", link.getAttribute("href"));
  }
  const named = '[itemprop="license"], [property="cc:license"], [property="dct:license"], [property="dcterms:license"]';
  for (const element of document.querySelectorAll(named)) {
    const raw =
      element.getAttribute("href") ??
      element.getAttribute("content") ??
      element.getAttribute("resource") ??
      element.textContent;
    if (isElsewhere(element, url)) elsewhere.push(["rdfa", raw]);
    else add("rdfa", "strong", raw);
  }
  for (const header of (headers.link ?? "").split(/,\s*(?=<)/)) {
    if (/;\s*rel="?[^";]*\blicense\b/i.test(header)) add("link-header", "strong", /^<([^>]*)>/.exec(header)?.[1]);
  }
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    for (const { raw, main } of jsonLdLicences(script.textContent ?? "", url))
      add("json-ld", main ? "strong" : "medium", raw);
  }
  const medium = [
    "dc.rights",
    "dcterms.rights",
    "dcterms.license",
    "dc.license",
    "citation_license",
    "rights",
    "copyright",
  ];
  for (const element of document.querySelectorAll("meta[name], meta[property]")) {
    const name = (element.getAttribute("name") ?? element.getAttribute("property") ?? "").toLowerCase();
    const content = element.getAttribute("content") ?? "";
    if (medium.includes(name)) add("meta", "medium", content);
    if ((name === "robots" || name === "assay") && /\bnoai\b/i.test(content)) reserve("meta", `noai (${name})`);
    if (name === "tdm-reservation" && content.trim() === "1") reserve("meta", "tdm-reservation: 1");
  }
  if (/\bnoai\b/i.test(headers["x-robots-tag"] ?? "")) reserve("x-robots-tag", "noai");
  if ((headers["tdm-reservation"] ?? "").trim() === "1") reserve("tdm-header", "tdm-reservation: 1");
  for (const link of document.querySelectorAll('a[href*="creativecommons.org/"]')) {
    if (!/\blicense\b/i.test(link.getAttribute("rel") ?? "")) add("footer", "weak", link.getAttribute("href"));
  }
  // Last, so that the page's own claim of the same words keeps its weight.
  for (const [where, raw] of elsewhere) add(where, "weak", raw);
  if (claims.length > 0) {
    for (const foot of document.querySelectorAll(feet)) {
      const reserved = allReserved.exec(foot.textContent ?? "")?.[0];
      if (reserved !== undefined) add("footer", "weak", reserved);
    }
  }
  const body = document.body?.textContent ?? "";
  for (const pattern of forbidsTraining) {
    const forbids = pattern.exec(body);
    // With the sentence before it; a pattern that began with it would try every place of a long page.
    if (forbids) reserve("text", /[^.\n]{0,120}$/.exec(body.slice(0, forbids.index).slice(-120))![0] + forbids[0]);
  }
  return claims;
}

const feet = 'footer, [role="contentinfo"], [class*="footer" i], [id*="footer" i], [class*="copyright" i]';
/** Beside a licence these words say the opposite of it; alone they are what holds anyway. */
const allReserved =
  /all rights reserved\b|tous droits r[ée]serv[ée]s|alle rechte vorbehalten\b|todos (?:los derechos|os direitos) reservados\b|tutti i diritti (?:sono )?riservati\b/i;

/** Words by which a page forbids training in its text, in either order of the use and the ban. The text of neighbouring elements may touch. */
const forbidsTraining = [
  /\b(?:may|must|shall|can) ?not be used (?:to|for)\b[^.\n]{0,60}\btrain[^.\n]{0,60}/i,
  /(?:(?:may|must|shall|can|do) ?not|don't) use\b[^.\n]{0,80}\btrain[^.\n]{0,60}/i,
  /(?:use|using|uses)\b[^.\n]{0,80}\btrain(?:ing)?\b[^.\n]{0,80}\b(?:prohibited|forbidden|disallowed|not (?:permitted|allowed))\b/i,
];

/** An element with its place in the page. */
interface Placed extends PageElement {
  parentElement: Placed | null;
  localName: string;
}

/** Whether a licence stands where it is about something else: a figure, a comment, an item inside the article. */
function isElsewhere(element: PageElement, url: string): boolean {
  if (/\b(?:nofollow|ugc|sponsored)\b/i.test(element.getAttribute("rel") ?? "")) return true;
  let owner: Placed | undefined;
  for (let at: Placed | null = element as Placed; at !== null; at = at.parentElement) {
    if (/^(?:html|body)$/i.test(at.localName)) break;
    if (/^(?:figure|figcaption|blockquote|aside)$/i.test(at.localName)) return true;
    if (/comment|disqus/i.test(`${at.getAttribute("class") ?? ""} ${at.getAttribute("id") ?? ""}`)) return true;
    const about = at.getAttribute("about");
    if (about !== null && !isPage(about, url)) return true;
    const type = at.getAttribute("itemtype") ?? at.getAttribute("typeof");
    if (type !== null && !isKind(type) && owner === undefined) return true;
    if (at.getAttribute("itemscope") === null) continue;
    // An item inside the page's article is not the article; inside the frame of a web page it may be.
    if (owner !== undefined && !/\b(?:\w*WebPage|WebSite|Blog|AboutPage)$/.test((type ?? "").trim())) return true;
    const part = at.getAttribute("itemprop");
    if (part !== null && at !== element && !/^(?:mainEntity|mainEntityOfPage|blogPost)$/.test(part)) return true;
    owner ??= at;
  }
  return false;
}

/** Whether one of the types, written as a name, a prefixed name or an address, is that of a page's own item. */
const isKind = (types: string): boolean => types.split(/\s+/).some((type) => kinds.test(type.replace(/^.*[/#:]/, "")));

const isPage = (address: string, url: string): boolean => {
  const full = URL.canParse(address, url) ? new URL(address, url).href : address;
  return samePage(full, url);
};

const kinds =
  /^(?:Article|ScholarlyArticle|NewsArticle|TechArticle|BlogPosting|CreativeWork|WebPage|Report|Dataset|Chapter|Book|LearningResource|MedicalWebPage|AboutPage)$/;

/** Keys under which the page's own item may stand; under any other stands something that it only has or is based on. */
const ownParts = new Set(["@graph", "mainEntity"]);

/** Licences of a JSON-LD block; `main` where the node is the page's own item. */
function jsonLdLicences(text: string, url: string): { raw: string; main: boolean }[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  const found: { raw: string; main: boolean }[] = [];
  const visit = (node: unknown, depth: number, own: boolean): void => {
    if (depth > 8 || found.length >= most) return;
    if (Array.isArray(node)) for (const one of node.slice(0, 200)) visit(one, depth + 1, own);
    else if (typeof node === "object" && node !== null) {
      const record = node as Record<string, unknown>;
      const types = [record["@type"]].flat().map(String);
      const of = record.mainEntityOfPage;
      const address = [record.url, record["@id"], of, (of as Record<string, unknown> | undefined)?.["@id"]]
        .flat()
        .filter((one): one is string => typeof one === "string" && !one.startsWith("_:"));
      // A node with an address is the page's only where that is the page's address; its url speaks before all others.
      const here = address.some((one) => isPage(one, url));
      const away = [record.url].flat().some((one) => typeof one === "string" && !isPage(one, url));
      // Data without an address may as well be what the page only describes.
      const placed = here ? !away : address.length === 0 && depth <= 1 && !types.includes("Dataset");
      const main = own && placed && types.some((type) => kinds.test(type));
      for (const key of ["license", "usageInfo"]) for (const raw of textsOf(record[key])) found.push({ raw, main });
      for (const raw of textsOf(record.copyrightNotice)) found.push({ raw, main: false });
      for (const [key, value] of Object.entries(record)) {
        if (!key.startsWith("license")) visit(value, depth + 1, own && ownParts.has(key));
      }
    }
  };
  visit(root, 0, true);
  return found;
}

function textsOf(value: unknown): string[] {
  return [value].flat().flatMap((one) => {
    if (typeof one === "string") return [one];
    const record = (one ?? {}) as Record<string, unknown>;
    return [record["@id"], record.url, record.name]
      .filter((text): text is string => typeof text === "string")
      .slice(0, 1);
  });
}

const samePage = (one: string, other: string): boolean => {
  const bare = (address: string): string => address.replace(/^https?:\/\/(?:www\.)?/, "").replace(/[#?].*$|\/$/g, "");
  return bare(one) === bare(other);
};
