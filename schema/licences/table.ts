/** What a licence lets one do (reference/sources.md, 4.3). `rank` orders by restriction: the higher, the less is allowed. */
export interface LicenceTerms {
  permissive: boolean;
  attributionRequired: boolean;
  commercialUse: boolean;
  derivatives: boolean;
  shareAlike: boolean;
  /** A licence of code: its own text and copyright notice stay with what was taken from it. */
  notice: boolean;
  rank: number;
}

/** The terms a licence can have, from free to unknown. */
export const families = {
  publicDomain: terms("permissive", { attribution: false }, 0),
  attribution: terms("permissive", {}, 1),
  notice: terms("permissive", { notice: true }, 1),
  shareAlike: terms("restricted", { shareAlike: true }, 2),
  nonCommercial: terms("restricted", { commercial: false }, 3),
  nonCommercialShareAlike: terms("restricted", { commercial: false, shareAlike: true }, 4),
  noDerivatives: terms("restricted", { derivatives: false }, 5),
  nonCommercialNoDerivatives: terms("restricted", { commercial: false, derivatives: false }, 6),
  useRestricted: terms("restricted", { commercial: false, derivatives: false, shareAlike: true }, 7),
  notReusable: terms("restricted", { commercial: false, derivatives: false }, 8),
  unknown: terms("restricted", { commercial: false, derivatives: false }, 9),
} as const satisfies Record<string, LicenceTerms>;
export type Family = keyof typeof families;

function terms(
  kind: "permissive" | "restricted",
  differing: {
    attribution?: boolean;
    commercial?: boolean;
    derivatives?: boolean;
    shareAlike?: boolean;
    notice?: boolean;
  },
  rank: number,
): LicenceTerms {
  return {
    permissive: kind === "permissive",
    attributionRequired: differing.attribution ?? true,
    commercialUse: differing.commercial ?? true,
    derivatives: differing.derivatives ?? true,
    shareAlike: differing.shareAlike ?? false,
    notice: differing.notice ?? false,
    rank,
  };
}

/** One licence as read: its SPDX id, or a LicenseRef- where SPDX has none. */
export interface Licence {
  spdx: string;
  family: Family;
  url: string | null;
}

/** A licence found at a place of a text. */
export interface Finding {
  licence: Licence;
  start: number;
  end: number;
}

const spdxPage = (id: string): string => `https://spdx.org/licenses/${id}.html`;

function group(family: Family, ids: string): [string, Licence][] {
  return ids.split(" ").map((spdx) => [spdx.toLowerCase(), { spdx, family, url: spdxPage(spdx) }]);
}

/** A licence outside SPDX. */
export function reference(name: string, family: Family, url: string | null): Licence {
  return { spdx: `LicenseRef-${name}`, family, url };
}

/** Licences outside SPDX, and families whose version was not named. */
export const references = {
  usGovernment: reference("US-Gov-PD", "publicDomain", "https://www.usa.gov/government-copyright"),
  arxiv: reference("arXiv-nonexclusive", "notReusable", "http://arxiv.org/licenses/nonexclusive-distrib/1.0/"),
  allRightsReserved: reference("ARR", "notReusable", null),
  textMining: reference("publisher-TDM", "notReusable", null),
  noTraining: reference("no-training", "notReusable", null),
  useRestricted: reference("use-restricted", "useRestricted", null),
  nonCommercial: reference("non-commercial", "nonCommercial", null),
  bsd: reference("BSD", "notice", null),
  gpl: reference("GPL", "shareAlike", null),
} as const satisfies Record<string, Licence>;

export const noAssertion: Licence = { spdx: "NOASSERTION", family: "unknown", url: null };

/** Licences known by their SPDX id (SPDX licence list 3.27), besides those of Creative Commons, which follow a rule. */
export const byId: ReadonlyMap<string, Licence> = new Map([
  ...group("publicDomain", "PDDL-1.0 Unlicense CC-PDDC NIST-PD DL-DE-ZERO-2.0 0BSD MIT-0"),
  ...group("attribution", "ODC-By-1.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0 OGL-Canada-2.0 etalab-2.0 DL-DE-BY-2.0"),
  ...group("attribution", "CDLA-Permissive-1.0 CDLA-Permissive-2.0"),
  ...group("notice", "MIT BSD-2-Clause BSD-3-Clause ISC Apache-2.0 Zlib BSL-1.0"),
  ...group("shareAlike", "ODbL-1.0 CDLA-Sharing-1.0 MPL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2"),
  ...["GFDL-1.1", "GFDL-1.2", "GFDL-1.3", "GPL-2.0", "GPL-3.0", "LGPL-2.1", "LGPL-3.0", "AGPL-3.0"].flatMap((id) =>
    group("shareAlike", `${id} ${id}-only ${id}-or-later`),
  ),
  ...group("useRestricted", "BUSL-1.1 SSPL-1.0 Elastic-2.0 PolyForm-Noncommercial-1.0.0 PolyForm-Small-Business-1.0.0"),
]);

/** Ported licences that SPDX lists; it has no port of 4.0. */
const portedIds = new Set(
  (
    "CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-NC-3.0-DE " +
    "CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK " +
    "CC-BY-NC-SA-3.0-DE CC-BY-NC-SA-3.0-IGO CC-BY-ND-3.0-DE CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT " +
    "CC-BY-SA-3.0-DE CC-BY-SA-3.0-IGO"
  ).split(" "),
);

const versions = new Set(["1.0", "2.0", "2.1", "2.5", "3.0", "4.0"]);

/**
 * A Creative Commons licence from its elements, in any order. No version gives a LicenseRef of the family; a version that
 * does not exist gives nothing.
 */
export function creativeCommons(elements: readonly string[], version?: string, port?: string): Licence | undefined {
  if (version !== undefined && !versions.has(version)) return undefined;
  const has = (element: string): boolean => elements.includes(element);
  const code = ["by", "nc", "nd", "sa"].filter((element) => element === "by" || has(element)).join("-");
  const family: Family = has("nd")
    ? has("nc")
      ? "nonCommercialNoDerivatives"
      : "noDerivatives"
    : has("nc")
      ? has("sa")
        ? "nonCommercialShareAlike"
        : "nonCommercial"
      : has("sa")
        ? "shareAlike"
        : "attribution";
  const name = `CC-${code.toUpperCase()}`;
  const page = `https://creativecommons.org/licenses/${code}/`;
  if (version === undefined) return reference(name, family, page);
  if (port === undefined || version === "4.0") return { spdx: `${name}-${version}`, family, url: `${page}${version}/` };
  const ported = `${name}-${version}-${port.toUpperCase()}`;
  const url = `${page}${version}/${port.toLowerCase()}/`;
  return portedIds.has(ported) ? { spdx: ported, family, url } : reference(ported, family, url);
}

export const publicDomainDedication: Licence = {
  spdx: "CC0-1.0",
  family: "publicDomain",
  url: "https://creativecommons.org/publicdomain/zero/1.0/",
};
export const publicDomainMark: Licence = {
  spdx: "CC-PDM-1.0",
  family: "publicDomain",
  url: "https://creativecommons.org/publicdomain/mark/1.0/",
};

/** The less permissive of two; of two alike, the one that names its version. */
export function stricter(a: Licence, b: Licence): Licence {
  const difference = families[a.family].rank - families[b.family].rank;
  if (difference !== 0) return difference > 0 ? a : b;
  return a.spdx.startsWith("LicenseRef-") && !b.spdx.startsWith("LicenseRef-") ? b : a;
}

/** Equal, or one the family of the other without its version: "CC BY" beside "CC-BY-4.0". */
export function sameLicence(a: Licence, b: Licence): boolean {
  return a.spdx === b.spdx || isFamilyOf(a, b) || isFamilyOf(b, a);
}

function isFamilyOf(general: Licence, special: Licence): boolean {
  if (!general.spdx.startsWith("LicenseRef-") || general.family !== special.family) return false;
  const name = general.spdx.slice("LicenseRef-".length);
  const other = special.spdx.replace(/^LicenseRef-/, "");
  return other.startsWith(`${name}-`) && /^\d/.test(other.slice(name.length + 1));
}
