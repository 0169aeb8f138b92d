import {
  byId,
  creativeCommons,
  type Licence,
  noAssertion,
  publicDomainDedication,
  publicDomainMark,
  references,
} from "./table.ts";

const special = new Map<string, Licence>(
  [
    publicDomainDedication,
    publicDomainMark,
    noAssertion,
    // SPDX: the work states that it has no licence, so every right is reserved.
    { spdx: "NONE", family: "notReusable", url: null } satisfies Licence,
    ...Object.values(references),
    { spdx: "LicenseRef-GFDL", family: "shareAlike", url: "https://www.gnu.org/licenses/fdl.html" } satisfies Licence,
  ].map((licence) => [licence.spdx.toLowerCase(), licence]),
);

/** The licence of an SPDX id or of one of our LicenseRefs, in any case; undefined when the table does not have it. */
export function licenceById(id: string): Licence | undefined {
  const key = id.toLowerCase();
  const known = byId.get(key) ?? special.get(key);
  if (known) return known;
  const [, elements, version, port] =
    /^(?:licenseref-)?cc-(by(?:-nc)?(?:-nd|-sa)?)(?:-(\d\.\d))?(?:-([a-z]+))?$/.exec(key) ?? [];
  if (elements === undefined || (version === undefined && port !== undefined)) return undefined;
  const licence = creativeCommons(elements.split("-"), version, port);
  return licence?.spdx.toLowerCase() === key ? licence : undefined;
}
