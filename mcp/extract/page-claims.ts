import type { LicenceClaim } from "../../schema/licence.ts";
import type { PageDocument } from "./dom.ts";

/** Claims of one page that are read at most; a page with more is no honest page. */
const most = 40;

/**
 * Everything that a page says of its licence, with how much it proves (reference/sources.md, 4.2): a link with
 * rel=license, RDFa, microdata and JSON-LD on the item itself are strong, meta tags medium, any other link to Creative
 * Commons weak. A reservation against machine reading counts as a strong claim: it overrides the rest.
 */
export function pageClaims(document: PageDocument, url: string, headers: Record<string, string>): LicenceClaim[] {
  const claims: LicenceClaim[] = [];
  const add = (where: string, weight: LicenceClaim["weight"], raw: string | null | undefined): void => {
    const text = (raw ?? "").replace(/\s+/g, " ").trim().slice(0, 2_000);
    if (text !== "" && claims.length < most && !claims.some((claim) => claim.raw === text)) {
      claims.push({ where, raw: text, url, weight });
    }
  };
  const reserve = (where: string, raw: string): void => add(where, "strong", raw);

  for (const link of document.querySelectorAll("link[rel~=license i], a[rel~=license i]")) {
    add("rel-license", "strong", link.getAttribute("href"));
  }
  const named = '[itemprop="license"], [property="cc:license"], [property="dct:license"], [property="dcterms:license"]';
  for (const element of document.querySelectorAll(named)) {
    add(
      "rdfa",
      "strong",
      element.getAttribute("href") ??
        element.getAttribute("content") ??
        element.getAttribute("resource") ??
        element.textContent,
    );
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
  const body = document.body?.textContent ?? "";
  const forbids =
    /[^.\n]{0,120}\b(?:may|must|shall|can) ?not be used (?:to|for)\b[^.\n]{0,60}\btrain[^.\n]{0,60}/i.exec(body)?.[0];
  if (forbids) reserve("text", forbids);
  return claims;
}

const kinds =
  /^(?:Article|ScholarlyArticle|NewsArticle|TechArticle|BlogPosting|CreativeWork|WebPage|Report|Dataset|Chapter|Book|LearningResource|MedicalWebPage|AboutPage)$/;

/** Licences of a JSON-LD block; `main` where the node is the page's own item. */
function jsonLdLicences(text: string, url: string): { raw: string; main: boolean }[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  const found: { raw: string; main: boolean }[] = [];
  const visit = (node: unknown, depth: number): void => {
    if (depth > 8 || found.length >= most) return;
    if (Array.isArray(node)) for (const one of node.slice(0, 200)) visit(one, depth + 1);
    else if (typeof node === "object" && node !== null) {
      const record = node as Record<string, unknown>;
      const types = [record["@type"]].flat().map(String);
      const address = [record.url, record["@id"], (record.mainEntityOfPage as Record<string, unknown>)?.["@id"]].map(
        String,
      );
      const main = types.some((type) => kinds.test(type)) && (depth <= 1 || address.some((one) => samePage(one, url)));
      for (const key of ["license", "usageInfo"]) for (const raw of textsOf(record[key])) found.push({ raw, main });
      for (const raw of textsOf(record.copyrightNotice)) found.push({ raw, main: false });
      for (const [key, value] of Object.entries(record)) if (!key.startsWith("license")) visit(value, depth + 1);
    }
  };
  visit(root, 0);
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
