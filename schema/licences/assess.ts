import { type Alternative, baseOf } from "./expression.ts";
import { licenceById } from "./lookup.ts";
import { type ShareAlike, shareAlikeOf, sharedLicence } from "./share-alike.ts";
import { type Family, families, type Licence, noAssertion } from "./table.ts";

export const licenceClasses = ["permissive", "share-alike", "non-commercial", "refused"] as const;
/** From free to not publishable, in this order. */
export type LicenceClass = (typeof licenceClasses)[number];

/** What whoever passes a row on has to do. */
export interface Obligation {
  kind: "attribution" | "notice" | "share-alike" | "licence-text" | "non-commercial";
  /** SPDX id of the licence that asks for it. */
  licence: string;
  text: string;
}

/** A licence that may not feed derived rows at all, or two that may not feed one row together. */
export interface Conflict {
  rule: "unknown" | "not-reusable" | "use-restricted" | "no-derivatives" | "share-alike" | "non-commercial" | "terms";
  licences: readonly [string] | readonly [string, string];
  reason: string;
}

/** What follows from a set of licences that all bind one derived row. */
export interface Assessment {
  /** SPDX expression of the row; where there are conflicts, of everything in it. */
  licence: string;
  class: LicenceClass;
  obligations: Obligation[];
  conflicts: Conflict[];
}

interface Atom {
  id: string;
  licence: Licence;
  family: Family;
  shareAlike: ShareAlike | null;
}

/** Why a licence alone cannot feed derived rows. */
const blocked: Partial<Record<Family, readonly [Conflict["rule"], string]>> = {
  unknown: ["unknown", "its licence is unknown or not proved"],
  notReusable: ["not-reusable", "it gives no right to reuse"],
  useRestricted: ["use-restricted", "it restricts what one may use it for"],
  noDerivatives: ["no-derivatives", "it forbids derived work"],
  nonCommercialNoDerivatives: ["no-derivatives", "it forbids derived work"],
};

/**
 * The rules of a derived row (adaptation), as reference/formats.md, section 6 has them, on the careful side wherever
 * compatibility is not stated by the licence's own steward: a row is refused rather than passed in doubt. A function of the
 * set alone, so that order and repetition of sources cannot matter.
 */
export function assess(ids: Alternative): Assessment {
  const atoms = [...new Set(ids)].sort().map(read);
  const conflicts = [...atoms.flatMap(refusalOf), ...pairs(atoms).flatMap(([a, b]) => conflictOf(a, b))];
  const worst = Math.max(0, ...atoms.map(({ family }) => classRank(family)));
  return {
    licence: conflicts.length > 0 ? join(atoms.map(({ id }) => id)) : resultOf(atoms),
    class: conflicts.length > 0 ? "refused" : licenceClasses[worst]!,
    obligations: atoms.flatMap(obligationsOf),
    conflicts,
  };
}

function read(id: string): Atom {
  const licence = licenceById(baseOf(id)) ?? { ...noAssertion, spdx: id };
  const { family } = licence;
  return { id, licence, family, shareAlike: families[family].shareAlike && !blocked[family] ? shareAlikeOf(id) : null };
}

function classRank(family: Family): number {
  if (blocked[family]) return 3;
  if (!families[family].commercialUse) return 2;
  return families[family].shareAlike ? 1 : 0;
}

function refusalOf({ id, family }: Atom): Conflict[] {
  const why = blocked[family];
  return why ? [{ rule: why[0], licences: [id], reason: why[1] }] : [];
}

function pairs(atoms: readonly Atom[]): [Atom, Atom][] {
  return atoms.flatMap((a, index) => atoms.slice(index + 1).map((b): [Atom, Atom] => [a, b]));
}

function conflictOf(a: Atom, b: Atom): Conflict[] {
  if (blocked[a.family] || blocked[b.family]) return [];
  const found = (rule: Conflict["rule"], reason: string): Conflict[] => [{ rule, licences: [a.id, b.id], reason }];
  if (a.shareAlike && b.shareAlike) {
    if (a.shareAlike.family !== b.shareAlike.family)
      return found("share-alike", "each asks for its own licence on the whole");
    return sharedLicence([a.id, b.id]) === undefined ? found("share-alike", "no version satisfies both") : [];
  }
  if (a.shareAlike) return fits(a.shareAlike, a, b) ? [] : found(ruleOf(b), reasonOf(b));
  if (b.shareAlike) return fits(b.shareAlike, b, a) ? [] : found(ruleOf(a), reasonOf(a));
  return [];
}

const ruleOf = ({ family }: Atom): Conflict["rule"] => (families[family].commercialUse ? "terms" : "non-commercial");
const reasonOf = ({ family }: Atom): string =>
  families[family].commercialUse
    ? "the first's terms are not known to allow the other's on the whole"
    : "one must stay non-commercial, the other must not be restricted further";

/** Whether work under `other`, which is not share-alike, may go into work under the share-alike licence. */
function fits(shareAlike: ShareAlike, { family }: Atom, other: Atom): boolean {
  const base = baseOf(other.id);
  if (other.family === "publicDomain") return true;
  if (!families[other.family].commercialUse) return family === "nonCommercialShareAlike" && isCreativeCommons(base);
  if (shareAlike.family.startsWith("CC-") || shareAlike.family.startsWith("LicenseRef-CC-")) return true;
  // https://www.gnu.org/licenses/license-list.html: Apache-2.0 goes with version 3 only, CC-BY-4.0 with every version.
  if (/^[AL]?GPL$/.test(shareAlike.family)) {
    if (base === "Apache-2.0") return shareAlike.upTo >= 3;
    return other.family === "notice" || base === "CC-BY-4.0";
  }
  // The licences of Open Data Commons are made to go together; CC-BY needs a waiver first (https://osmfoundation.org/wiki/Licence).
  if (shareAlike.family === "ODbL" && base === "ODC-By-1.0") return true;
  return other.family === "notice" && !shareAlike.family.startsWith("LicenseRef-");
}

const isCreativeCommons = (id: string): boolean => /^(?:LicenseRef-)?CC-BY/.test(id);

/** The expression under which the row goes out, when nothing is in conflict. */
function resultOf(atoms: readonly Atom[]): string {
  const of = (...wanted: Family[]): Atom[] => atoms.filter(({ family }) => wanted.includes(family));
  const ids = (some: readonly Atom[]): string[] => some.map(({ id }) => id);
  const shareAlike = atoms.filter((atom) => atom.shareAlike !== null);
  const creativeShareAlike = shareAlike.some(({ id }) => isCreativeCommons(baseOf(id)));
  const nonCommercial = of("nonCommercial").filter(({ id }) => isCreativeCommons(baseOf(id)));
  const attribution = of("attribution").filter(({ id }) => isCreativeCommons(baseOf(id)));
  const adapted = [...shareAlike, ...nonCommercial, ...attribution];
  const others = atoms.filter((atom) => atom.family !== "publicDomain" && !adapted.includes(atom));
  const parts = ids(others);
  const shared = sharedLicence(ids(shareAlike));
  if (shared !== undefined) parts.push(shared);
  // An adaptation of CC-BY or CC-BY-NC goes out under the stricter Creative Commons licence; the credit stays an obligation.
  if (nonCommercial.length > 0 && !creativeShareAlike) parts.push(newest("CC-BY-NC", ids(nonCommercial)));
  // Versions of CC-BY stay apart: some share-alike licences, which may join later, take in one version and not another.
  if (!creativeShareAlike && nonCommercial.length === 0) parts.push(...ids(attribution));
  return join(parts.length > 0 ? parts : ids(atoms));
}

/** The newest of several versions of one licence without a share-alike clause; the international 4.0 where ports mix. */
function newest(name: string, ids: readonly string[]): string {
  const [only, ...more] = ids;
  if (more.length === 0) return only!;
  const versions = ids.map((id) => new RegExp(`^${name}-(\\d\\.\\d)$`).exec(id)?.[1]);
  const known = versions.filter((version) => version !== undefined);
  return known.length === ids.length ? `${name}-${known.sort().at(-1)}` : `${name}-4.0`;
}

/** Public-domain ids that say the same collapse to CC0; what is left binds together. */
function join(ids: readonly string[]): string {
  const distinct = [...new Set(ids)].sort();
  if (distinct.length > 1 && distinct.every((id) => licenceById(baseOf(id))?.family === "publicDomain"))
    return "CC0-1.0";
  return distinct.join(" AND ");
}

function obligationsOf({ id, licence, family, shareAlike }: Atom): Obligation[] {
  if (blocked[family]) return [];
  const terms = families[family];
  const obligations: Obligation[] = [];
  const add = (kind: Obligation["kind"], text: string): number => obligations.push({ kind, licence: id, text });
  const named = licence.url === null ? id : `${id} (${licence.url})`;
  if (terms.attributionRequired) add("attribution", `Credit the sources, name ${named} and say what was changed.`);
  if (terms.notice || /GPL/.test(id)) add("notice", `Keep the copyright notice and the text of ${named}.`);
  if (shareAlike) add("share-alike", `Pass derived work on under ${named} or what it allows in its place.`);
  if (/^GFDL/.test(id)) add("licence-text", `Ship the full text of ${named}.`);
  if (!terms.commercialUse) add("non-commercial", `No commercial use (${named}).`);
  return obligations;
}
