import { baseOf } from "./expression.ts";

/** A share-alike family and the versions of it under which derived work may go out. */
export interface ShareAlike {
  family: string;
  /** From this version on; both are the same where only one version will do. */
  from: number;
  upTo: number;
  /** A national version: what mixes it with another goes out under the international 4.0. */
  ported: boolean;
}

const creativeCommons = /^(?:LicenseRef-)?(CC-BY(?:-NC)?-SA)-(\d\.\d)(-[A-Z]+)?$/;
const gnu = /^([AL]?GPL|GFDL)-(\d\.\d)(-only|-or-later)?$/;
const versioned = /^(.+?)-(\d+\.\d+)$/;

/**
 * The share-alike family of a licence that has one. Creative Commons lets adaptations go out under a later version of the
 * same family from 2.0 on (1.0 does not); the GNU licences where they say "or later"; of others we count on the same version.
 * A licence whose version is not known is a family of its own.
 */
export function shareAlikeOf(id: string): ShareAlike {
  const base = baseOf(id);
  const cc = creativeCommons.exec(base);
  if (cc) {
    const from = Number(cc[2]);
    return { family: cc[1]!, from, upTo: from < 2 ? from : Number.POSITIVE_INFINITY, ported: cc[3] !== undefined };
  }
  const free = gnu.exec(base);
  if (free) {
    const from = Number(free[2]);
    return {
      family: free[1]!,
      from,
      upTo: free[3] === "-or-later" ? Number.POSITIVE_INFINITY : from,
      ported: false,
    };
  }
  const [, family = base, version = "0"] = versioned.exec(base) ?? [];
  return { family, from: Number(version), upTo: Number(version), ported: false };
}

/** The one licence under which work derived from all of these may go out; undefined when there is none. */
export function sharedLicence(ids: readonly string[]): string | undefined {
  const [first, ...others] = [...new Set(ids)];
  if (first === undefined || others.length === 0) return first;
  const bases = new Set([first, ...others].map(baseOf));
  if (bases.size === 1) return baseOf(first);
  const all = [first, ...others].map(shareAlikeOf);
  const { family } = all[0]!;
  const from = Math.max(...all.map((one) => one.from));
  const upTo = Math.min(...all.map((one) => one.upTo));
  if (from > upTo || all.some((one) => one.family !== family)) return undefined;
  if (family.startsWith("CC-")) {
    const mixed = all.some(({ ported }) => ported);
    if (mixed && Number.isFinite(upTo)) return undefined;
    return `${family}-${mixed ? "4.0" : from.toFixed(1)}`;
  }
  if (/GPL$|^GFDL$/.test(family)) return `${family}-${from.toFixed(1)}-${Number.isFinite(upTo) ? "only" : "or-later"}`;
  return `${family}-${from.toFixed(1)}`;
}
