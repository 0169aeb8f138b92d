/** What a set of sources makes of one derived row. `refused` names the rule and the licences in the way. */
export interface Combination {
  sources: readonly string[];
  expect: string | { refused: string };
  class?: "permissive" | "share-alike" | "non-commercial";
}

const ok = (licence: string, kind: NonNullable<Combination["class"]>, ...sources: string[]): Combination => ({
  sources,
  expect: licence,
  class: kind,
});
const no = (rule: string, ...sources: string[]): Combination => ({ sources, expect: { refused: rule } });

/**
 * Labelled by hand from the licences' own texts, the compatibility chart of Creative Commons
 * (https://wiki.creativecommons.org/wiki/CC_FAQ) and the lists of the GNU project and the OpenStreetMap Foundation.
 */
export const combinations: readonly Combination[] = [
  // One source keeps what it has.
  ok("CC0-1.0", "permissive"),
  ok("CC0-1.0", "permissive", "CC0-1.0"),
  ok("CC-BY-4.0", "permissive", "CC-BY-4.0"),
  ok("CC-BY-3.0-IGO", "permissive", "CC-BY-3.0-IGO"),
  ok("CC-BY-SA-4.0", "share-alike", "CC-BY-SA-4.0"),
  ok("CC-BY-SA-1.0", "share-alike", "CC-BY-SA-1.0"),
  ok("CC-BY-NC-4.0", "non-commercial", "CC-BY-NC-4.0"),
  ok("CC-BY-NC-SA-4.0", "non-commercial", "CC-BY-NC-SA-4.0"),
  ok("ODbL-1.0", "share-alike", "ODbL-1.0"),
  ok("CDLA-Sharing-1.0", "share-alike", "CDLA-Sharing-1.0"),
  ok("GPL-2.0-or-later", "share-alike", "GPL-2.0+"),
  ok("MIT", "permissive", "mit"),
  ok("LicenseRef-CC-BY", "permissive", "LicenseRef-CC-BY"),
  ok("LicenseRef-US-Gov-PD", "permissive", "LicenseRef-US-Gov-PD"),
  // Public domain takes the side of whatever it meets.
  ok("CC0-1.0", "permissive", "CC0-1.0", "PDDL-1.0"),
  ok("CC-BY-4.0", "permissive", "CC0-1.0", "CC-BY-4.0"),
  ok("CC-BY-SA-4.0", "share-alike", "CC-PDM-1.0", "CC-BY-SA-4.0"),
  ok("ODbL-1.0", "share-alike", "PDDL-1.0", "ODbL-1.0"),
  ok("GPL-2.0-only", "share-alike", "Unlicense", "GPL-2.0-only"),
  ok("MIT", "permissive", "0BSD", "MIT"),
  // Permissive licences add up.
  ok("CC-BY-3.0 AND CC-BY-4.0", "permissive", "CC-BY-4.0", "CC-BY-3.0"),
  ok("Apache-2.0 AND MIT", "permissive", "MIT", "Apache-2.0"),
  ok("CC-BY-4.0 AND MIT", "permissive", "CC-BY-4.0", "MIT"),
  ok("CC-BY-4.0 AND OGL-UK-3.0", "permissive", "OGL-UK-3.0", "CC-BY-4.0"),
  ok("CDLA-Permissive-2.0 AND ODC-By-1.0", "permissive", "ODC-By-1.0", "CDLA-Permissive-2.0"),
  ok("Apache-2.0 AND BSD-3-Clause AND CC-BY-4.0", "permissive", "Apache-2.0", "CC-BY-4.0", "BSD-3-Clause"),
  // One share-alike family: the result carries it, in the version that all allow.
  ok("CC-BY-SA-4.0", "share-alike", "CC-BY-4.0", "CC-BY-SA-4.0"),
  ok("CC-BY-SA-4.0", "share-alike", "CC-BY-SA-3.0", "CC-BY-SA-4.0"),
  ok("CC-BY-SA-3.0", "share-alike", "CC-BY-SA-2.0", "CC-BY-SA-3.0"),
  ok("CC-BY-SA-4.0", "share-alike", "CC-BY-SA-3.0-DE", "CC-BY-SA-3.0-IGO"),
  ok("CC-BY-NC-SA-4.0", "non-commercial", "CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0"),
  ok("CC-BY-SA-4.0 AND MIT", "share-alike", "CC-BY-SA-4.0", "MIT"),
  ok("GPL-3.0-only", "share-alike", "GPL-2.0-or-later", "GPL-3.0-only"),
  ok("GPL-3.0-or-later", "share-alike", "GPL-2.0-or-later", "GPL-3.0-or-later"),
  ok("Apache-2.0 AND GPL-3.0-only", "share-alike", "Apache-2.0", "GPL-3.0-only"),
  ok("Apache-2.0 AND GPL-2.0-or-later", "share-alike", "Apache-2.0", "GPL-2.0-or-later"),
  ok("CC-BY-4.0 AND GPL-3.0-only", "share-alike", "CC-BY-4.0", "GPL-3.0-only"),
  ok("GPL-2.0-only AND MIT", "share-alike", "MIT", "GPL-2.0-only"),
  ok("ODC-By-1.0 AND ODbL-1.0", "share-alike", "ODC-By-1.0", "ODbL-1.0"),
  no("share-alike", "CC-BY-SA-1.0", "CC-BY-SA-4.0"),
  no("share-alike", "GPL-2.0-only", "GPL-3.0-only"),
  no("share-alike", "GPL-2.0", "GPL-3.0-or-later"),
  no("terms", "Apache-2.0", "GPL-2.0-only"),
  // Two share-alike families never go together.
  no("share-alike", "CC-BY-SA-4.0", "CC-BY-NC-SA-4.0"),
  no("share-alike", "CC-BY-SA-4.0", "ODbL-1.0"),
  no("share-alike", "CC-BY-SA-4.0", "CDLA-Sharing-1.0"),
  no("share-alike", "ODbL-1.0", "CDLA-Sharing-1.0"),
  no("share-alike", "CC-BY-SA-3.0", "GFDL-1.3"),
  no("share-alike", "CC-BY-SA-4.0", "GPL-3.0-only"),
  no("share-alike", "GPL-3.0-only", "AGPL-3.0-only"),
  no("share-alike", "CC-BY-SA-4.0", "LicenseRef-CC-BY-SA"),
  no("share-alike", "MPL-2.0", "EPL-2.0"),
  // What a share-alike licence is not known to take in stays out.
  no("terms", "CC-BY-4.0", "ODbL-1.0"),
  no("terms", "CC-BY-4.0", "CDLA-Sharing-1.0"),
  no("terms", "CC-BY-3.0", "GPL-3.0-only"),
  no("terms", "CC-BY-4.0", "GFDL-1.3"),
  no("terms", "OGL-UK-3.0", "ODbL-1.0"),
  // Non-commercial stays non-commercial, and share-alike may not be restricted further.
  ok("CC-BY-NC-4.0", "non-commercial", "CC-BY-4.0", "CC-BY-NC-4.0"),
  ok("CC-BY-NC-4.0", "non-commercial", "CC0-1.0", "CC-BY-NC-3.0", "CC-BY-NC-4.0"),
  ok("CC-BY-NC-SA-4.0", "non-commercial", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"),
  ok("CC-BY-NC-SA-4.0", "non-commercial", "CC-BY-4.0", "CC-BY-NC-SA-4.0"),
  ok("CC-BY-NC-4.0 AND MIT", "non-commercial", "MIT", "CC-BY-NC-4.0"),
  no("non-commercial", "CC-BY-SA-4.0", "CC-BY-NC-4.0"),
  no("non-commercial", "CC-BY-NC-4.0", "ODbL-1.0"),
  no("non-commercial", "CC-BY-NC-4.0", "GPL-3.0-only"),
  no("non-commercial", "CC-BY-NC-SA-4.0", "LicenseRef-non-commercial"),
  no("share-alike", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-SA-3.0"),
  // No derivatives, no rights, restricted use and unknown licences feed nothing, whatever stands beside them.
  no("no-derivatives", "CC-BY-ND-4.0"),
  no("no-derivatives", "CC0-1.0", "CC-BY-NC-ND-4.0"),
  no("not-reusable", "LicenseRef-arXiv-nonexclusive"),
  no("not-reusable", "CC-BY-4.0", "LicenseRef-ARR"),
  no("not-reusable", "NONE"),
  no("use-restricted", "LicenseRef-use-restricted"),
  no("use-restricted", "MIT", "BUSL-1.1"),
  no("unknown", "NOASSERTION"),
  no("unknown", "CC-BY-4.0", "NOASSERTION"),
  no("unknown", "C-UDA-1.0"),
  no("unknown", "LicenseRef-somebody-elses"),
  no("unknown", "Beerware"),
  no("unknown", "CC-BY-SA-4.1"),
  no("unknown", "not an expression ("),
  // Expressions: OR is the best choice that goes, AND binds, an exception changes nothing that binds.
  ok("MIT", "permissive", "MIT OR GPL-3.0-only"),
  ok("Apache-2.0", "permissive", "(Apache-2.0 OR CC-BY-NC-4.0)"),
  ok("CC-BY-4.0", "permissive", "CC-BY-4.0 OR CC-BY-ND-4.0"),
  ok("CC-BY-SA-4.0", "share-alike", "CC-BY-SA-4.0 OR GFDL-1.3", "CC-BY-SA-3.0"),
  ok("GFDL-1.3", "share-alike", "CC-BY-SA-4.0 OR GFDL-1.3", "GFDL-1.3"),
  ok("CC-BY-4.0 AND MIT", "permissive", "MIT AND CC-BY-4.0"),
  ok("CC-BY-NC-4.0 AND MIT", "non-commercial", "MIT AND (CC-BY-NC-4.0 OR CC-BY-ND-4.0)"),
  ok("GPL-2.0-only WITH Classpath-exception-2.0", "share-alike", "GPL-2.0-only WITH Classpath-exception-2.0"),
  ok("CC-BY-3.0", "permissive", "CC-BY-3.0+"),
  no("non-commercial", "MIT AND CC-BY-SA-4.0", "CC-BY-NC-4.0"),
  no("share-alike", "CC-BY-SA-4.0 AND CC-BY-NC-SA-4.0"),
  no("no-derivatives", "CC-BY-ND-4.0 OR CC-BY-NC-ND-4.0"),
];
