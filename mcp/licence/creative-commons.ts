import {
  byId,
  creativeCommons,
  type Finding,
  publicDomainDedication,
  publicDomainMark,
} from "../../schema/licences/table.ts";

/** Countries of ports and the two that are none; `deed`, `legalcode` and `rdf` stand at the same place and are no ports. */
const portPattern = /^(?:[a-z]{2}|igo|scotland)$/;
const notPorts = new Set(["nc", "nd", "sa", "no", "by"]);

const hostPattern =
  /(?:(?<![\w.@=?&/%-])https?:\/\/|(?<![\w.@=?&/:%-])(?:\/\/)?)(?:www\.)?creativecommons\.org(\/[^\s"'<>()\]]*)/gi;

function fromPath(path: string): Finding["licence"] | undefined {
  const clean = path
    .toLowerCase()
    .replace(/[?#].*$/, "")
    .replace(/[.,;:]+$/, "");
  const [, kind, code = "", version, rest = ""] =
    /^\/(licenses|publicdomain)\/([a-z+]+(?:-[a-z+]+)*)(?:\/(\d\.\d)(?=\/|$))?(?:\/([^/]*))?/.exec(clean) ?? [];
  if (kind === "publicdomain") {
    if (code === "zero" && version === "1.0") return publicDomainDedication;
    return code === "mark" && version === "1.0" ? publicDomainMark : undefined;
  }
  if (kind === undefined) return undefined;
  if (code === "publicdomain") return byId.get("cc-pddc");
  const elements = code.split("-");
  if (!elements.every((element) => ["by", "nc", "nd", "sa"].includes(element))) return undefined;
  if (version === undefined) return rest === "" ? creativeCommons(elements) : undefined;
  if (rest === "" || /^(?:deed|legalcode|rdf)(?:\.|$)/.test(rest)) return creativeCommons(elements, version);
  if (!portPattern.test(rest) || notPorts.has(rest)) return undefined;
  return creativeCommons(elements, version, rest);
}

const element = String.raw`(?:non-?\s?commercial|no-?\s?deriv(?:ative|s)?s?(?:[ -]works?)?|share-?\s?alike|nc|nd|sa)`;
const suffix = String.raw`(?:[\s,:(]*(?:international|unported|generic))?(?:[\s)]*(?:public )?licen[cs]e\b)?`;
const versionPart = String.raw`(?:[\s,:(_-]*(?:licen[cs]e[\s,:(]*)?(?:v(?:ersion)?\.?\s*)?(\d\.\d|\d)(?![\d.]*\d))?`;

/** `CC BY-NC 4.0`, `cc_by`, `CC-BY-SA-2.0-UK`. */
const codePattern = new RegExp(
  String.raw`\bcc[-_ /]*by((?:[-_ /+]*(?:nc|nd|sa)(?![a-z]))*)(?![a-z])${versionPart}(?:[-_ ]([a-z]{2}|igo)(?![\w]))?${suffix}`,
  "dgi",
);
/** `Creative Commons Attribution-NonCommercial 4.0 International`. */
const namePattern = new RegExp(
  String.raw`\b(?:creative[\s-]?commons|cc)[\s:,(-]*(?:licen[cs]e[\s:,(-]*)?(attribution|by)?((?:[\s/,&+-]*(?:and )?${element}(?![a-z]))*)${versionPart}${suffix}`,
  "gi",
);
/** `Attribution-ShareAlike 4.0 International`: the title of the deed without the name of the house. */
const titlePattern = new RegExp(
  String.raw`\battribution((?:[\s/,&+-]*${element}(?![a-z]))*)\s+(\d\.\d)\s+(?:international|unported|generic)\b`,
  "gi",
);

const zeroPattern =
  /\b(?:creative[\s-]?commons[\s:,-]*(?:cc-?)?(?:0|zero|no rights reserved|public domain dedication(?! and))|cc[-_]?0|cc[-_ ]zero)(?!\w)(?:[-_ ]*(?:v\.?\s?|version )?1\.0(?!\d))?(?:,? universal)?(?: ?\(cc0(?: 1\.0)?\))?(?:,? public domain(?: dedication)?)?(?: licen[cs]e)?/gi;
const markPattern =
  /\b(?:creative[\s-]?commons )?(?:cc[-_ ]pdm|pdm[-_ ](?=1\.0)|public domain mark)(?:[-_ ]*(?:version )?1\.0(?!\d))?(?: universal)?/gi;

function elementsOf(text: string): string[] {
  const found: string[] = [];
  if (/non-?\s?commercial|nc/i.test(text)) found.push("nc");
  if (/no-?\s?deriv|nd(?![a-z])/i.test(text.replace(/and /gi, ""))) found.push("nd");
  if (/share-?\s?alike|sa/i.test(text)) found.push("sa");
  return found;
}

const full = (version: string | undefined): string | undefined =>
  version === undefined || version.includes(".") ? version : `${version}.0`;

/** Every licence of Creative Commons named in a text, by URL, code or name. The patterns and their traps: sources.md, 4.2. */
export function findCreativeCommons(text: string): Finding[] {
  const findings: Finding[] = [];
  const add = (match: RegExpMatchArray, licence: Finding["licence"] | undefined, length = match[0].length): void => {
    const start = match.index ?? 0;
    if (licence) findings.push({ licence, start, end: start + length });
  };
  for (const match of text.matchAll(hostPattern)) add(match, fromPath(match[1] ?? ""));
  for (const match of text.matchAll(zeroPattern)) add(match, publicDomainDedication);
  for (const match of text.matchAll(markPattern)) add(match, publicDomainMark);
  for (const match of text.matchAll(codePattern)) {
    const port = match[3]?.toLowerCase();
    const isPort =
      port !== undefined && match[2] !== undefined && !notPorts.has(port) && match[3] === match[3]?.toUpperCase();
    // A last word that is no port is left to the rest of the text, where "no" and "nc" take the licence back.
    const length = isPort ? undefined : match.indices?.[3] && match.indices[3][0] - match.index;
    add(match, creativeCommons(elementsOf(match[1] ?? ""), full(match[2]), isPort ? port : undefined), length);
  }
  for (const match of text.matchAll(namePattern)) {
    if (match[1] === undefined && (match[2] ?? "") === "") continue;
    add(match, creativeCommons(elementsOf(match[2] ?? ""), full(match[3])));
  }
  for (const match of text.matchAll(titlePattern)) add(match, creativeCommons(elementsOf(match[1] ?? ""), match[2]));
  return findings;
}
