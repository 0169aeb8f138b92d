import { byId, type Finding, type Licence, reference, references } from "../../schema/licences/table.ts";

const known = (id: string): Licence => byId.get(id.toLowerCase())!;

/** What the groups of a pattern name, or nothing. */
type Named = Licence | ((groups: (string | undefined)[]) => Licence | undefined);

const gnu = ([kind = "", version]: (string | undefined)[]): Licence => {
  const letter = { lesser: "L", library: "L", l: "L", affero: "A", a: "A" }[kind.trim().toLowerCase()] ?? "";
  const number = version === undefined || version.includes(".") ? version : `${version}.0`;
  return byId.get(`${letter}GPL-${number}`.toLowerCase()) ?? references.gpl;
};

/** Licences by the names people write. A bare `MIT`, `BSD` or `ISC` counts only where it is all that was said. */
const patterns: readonly (readonly [RegExp, Named])[] = [
  [/^mit$|\b(?:the )?mit licen[cs]e\b|\b(?:under|licen[cs]e:?) (?:the )?mit\b(?! press)/gi, known("MIT")],
  [
    /\bapache(?: software)?(?:[ ,-]+licen[cs]e)?[ ,-]*(?:v(?:ersion)?\.? ?)?2(?:\.0)?(?![\w.-])(?: licen[cs]e)?/gi,
    known("Apache-2.0"),
  ],
  [
    /\bbsd[ -]3[ -]clause(?![\w-])(?: licen[cs]e)?|\b(?:3-clause|new|revised|modified) bsd(?: licen[cs]e)?\b/gi,
    known("BSD-3-Clause"),
  ],
  [
    /\bbsd[ -]2[ -]clause(?![\w-])(?: licen[cs]e)?|\b(?:2-clause|simplified) bsd(?: licen[cs]e)?\b/gi,
    known("BSD-2-Clause"),
  ],
  [/^bsd(?: licen[cs]e)?$/gi, references.bsd],
  [/^isc$|\bisc licen[cs]e\b/gi, known("ISC")],
  [/\b(?:the )?unlicense\b/gi, known("Unlicense")],
  [/\b(?:gnu )?([al])?gpl(?:[ -]*v?(\d(?:\.\d)?))?(?:-only|[ -]or[ -]later|\+)?(?![\w.])/gi, gnu],
  [/\bgnu (lesser |affero |library )?general public licen[cs]e(?:,? (?:v(?:ersion)? ?)?(\d(?:\.\d)?))?/gi, gnu],
  [
    /\b(?:gfdl|gnu free documentation licen[cs]e)(?:[ ,-]*v?(?:ersion )?(1\.[123]))?/gi,
    ([version]) =>
      byId.get(`gfdl-${version}`) ?? reference("GFDL", "shareAlike", "https://www.gnu.org/licenses/fdl.html"),
  ],
  [/\bmozilla public licen[cs]e,? (?:v(?:ersion)? ?)?2\.0/gi, known("MPL-2.0")],
  [
    /\bodc-by(?:-1\.0| v?1\.0)?(?![\w-])|\bopen data commons attribution(?: licen[cs]e)?(?: v?1\.0)?(?:\s*\(odc-by\))?/gi,
    known("ODC-By-1.0"),
  ],
  [
    /\bodbl(?:-1\.0| v?1\.0)?(?![\w-])|\bopen (?:data commons open )?database licen[cs]e(?: v?1\.0)?(?: \(odbl\))?/gi,
    known("ODbL-1.0"),
  ],
  [
    /\bpddl(?:-1\.0| v?1\.0)?(?![\w-])|\b(?:open data commons )?public domain dedication and licen[cs]e(?: v?1\.0)?(?: \(pddl\))?/gi,
    known("PDDL-1.0"),
  ],
  [
    /\bopen government licen[cs]e[ ,(-]*(?:v(?:ersion)?\.? ?)?([123])(?:\.0)?(?![\d.])\)?/gi,
    ([version]) => known(`OGL-UK-${version}.0`),
  ],
  [/\bopen government licen[cs]e[ ,-]*canada(?:[ ,(-]*(?:version )?2\.0\)?)?/gi, known("OGL-Canada-2.0")],
  [
    /(?<![\w.@=?&/%-])(?:https?:\/\/)(?:www\.)?nationalarchives\.gov\.uk\/doc\/open-government-licence\/version\/([123])(?:\/|(?![\w.]))/gi,
    ([version]) => known(`OGL-UK-${version}.0`),
  ],
  [/\betalab[- ]2\.0\b|\blicence ouverte(?: \/ open licen[cs]e)?[ ,]*(?:v(?:ersion)? ?)?2\.0\b/gi, known("etalab-2.0")],
  [
    /\bdl-de[-/]by[-/]2[-.]0\b|\bdatenlizenz deutschland[ -]+namensnennung[ -]+(?:version )?2\.0\b/gi,
    known("DL-DE-BY-2.0"),
  ],
  [/\bdl-de[-/]zero[-/]2[-.]0\b|\bdatenlizenz deutschland[ -]+zero[ -]+(?:version )?2\.0\b/gi, known("DL-DE-ZERO-2.0")],
  [/\bcommunity data licen[cs]e agreement[ -]+permissive[ ,-]+(?:version )?2\.0\b/gi, known("CDLA-Permissive-2.0")],
  [
    /\b(?:a )?(?:u\.?s\.?|united states) (?:federal )?government works?\b|\b17 u\.?s\.?c\.?(?: §| sec(?:tion|\.))? ?105\b|\bgov-public-use-permitted\b/gi,
    references.usGovernment,
  ],
  [
    /\b(?:https?:\/\/)?(?:www\.)?arxiv\.org\/licenses\/(?:nonexclusive-distrib|assumed-1991-2003)\/?(?:1\.0\/?)?/gi,
    references.arxiv,
  ],
  [/\barxiv\b[^;]{0,60}\bnon-?exclusive\b[^;]{0,40}/gi, references.arxiv],
  [
    /\ball rights reserved\b|\btous droits r[ée]serv[ée]s|\balle rechte vorbehalten\b|\btodos (?:los derechos|os direitos) reservados\b|\btutti i diritti (?:sono )?riservati\b|\bunlicensed\b|\bproprietary\b|\bcc[_-]no\b|\bmay not be (?:reproduced|copied|redistributed)\b|\bno (?:reuse|re-use|licen[cs]e)\b/gi,
    references.allRightsReserved,
  ],
  [
    /\btdm(?:-license[\w.]*|[ /]userlicense\S*)?\b(?![- _]reservation)|\btext and data[- ]mining\b|\buser ?licen[cs]e\b/gi,
    references.textMining,
  ],
  [
    /\btdm[-_ ]reservation:? ?1\b|\bno(?:image)?ai\b|\b(?:may|must|shall|can) ?not be used (?:to|for)\b[^.]{0,60}\btrain|\b(?:may|must|shall|can|do) ?not use\b[^.]{0,60}\btrain|\btraining\b[^.]{0,60}\b(?:prohibited|forbidden|not (?:permitted|allowed))|\bnot for (?:llm|ai|model|machine)[^.]{0,20} training\b|\bno (?:llm|ai|model) training\b/gi,
    references.noTraining,
  ],
  [
    /\b(?:[\w]+-)*openrail[\w+-]*|\bllama[- ]?\d[\w.]*(?: community licen[cs]e)?|\bgemma\b|\bcommons[- ]clause\b|\bbusiness source licen[cs]e(?: 1\.1)?|\bbu?sl[- ]1\.1\b|\bserver side public licen[cs]e\b|\belastic licen[cs]e(?: 2\.0)?/gi,
    references.useRestricted,
  ],
  [
    /\bnon-?\s?commercial(?:ly)?\b|\bnot for commercial\b|\bno commercial\b|\b(?:personal|academic|research|educational)(?: use)? only\b|\bonly for (?:personal|academic|research|educational)\b/gi,
    references.nonCommercial,
  ],
];

/** Every licence outside Creative Commons that a text names. */
export function findNamed(text: string): Finding[] {
  const findings: Finding[] = [];
  for (const [pattern, named] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const licence = typeof named === "function" ? named(match.slice(1)) : named;
      if (licence) findings.push({ licence, start: match.index, end: match.index + match[0].length });
    }
  }
  return findings;
}
