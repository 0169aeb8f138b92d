import type { LicenceClaim, LicenceVerdict } from "../../schema/licence.ts";
import { families, type Licence, noAssertion, sameLicence, stricter } from "../../schema/licences/table.ts";
import { type LicenceReading, readLicence } from "./read.ts";

interface ReadClaim extends LicenceReading {
  claim: LicenceClaim;
}

/**
 * The verdict on a document's licence (reference/sources.md, 4.1). Verified needs a strong claim and none against it. On a
 * conflict the most restrictive claim wins, with the strictest flag of all, and the licence is disputed; weak and medium
 * claims alone leave it unverified. What is not verified is never permissive.
 */
export function judgeLicence(claims: readonly LicenceClaim[]): LicenceVerdict {
  const read: ReadClaim[] = claims.map((claim) => ({ claim, ...readLicence(claim.raw) }));
  // A strong claim that nobody can read is a claim all the same: perhaps against the others.
  const telling = read.filter(({ licence, claim }) => licence !== undefined || claim.weight === "strong");
  if (telling.length === 0) return verdict(noAssertion, [noAssertion], "unverified", claims);

  const licences = telling.map(({ licence }) => licence ?? noAssertion);
  const strictest = licences.reduce(stricter);
  const agreed =
    telling.every(({ qualified }) => !qualified) &&
    licences.every((one) => licences.every((other) => sameLicence(one, other)));
  const strong = telling.some(({ claim }) => claim.weight === "strong");
  if (!agreed) return verdict(strictest, licences, "disputed", claims);
  return verdict(strictest, licences, strong && strictest !== noAssertion ? "verified" : "unverified", claims);
}

function verdict(
  licence: Licence,
  all: readonly Licence[],
  standing: LicenceVerdict["standing"],
  claims: readonly LicenceClaim[],
): LicenceVerdict {
  const terms = all.map(({ family }) => families[family]);
  return {
    spdx: licence.spdx,
    url: licence.url,
    standing,
    permissive: standing === "verified" && terms.every(({ permissive }) => permissive),
    attributionRequired: terms.some(({ attributionRequired }) => attributionRequired),
    commercialUse: terms.every(({ commercialUse }) => commercialUse),
    derivatives: terms.every(({ derivatives }) => derivatives),
    shareAlike: terms.some(({ shareAlike }) => shareAlike),
    evidence: [...claims],
  };
}

/** The same verdict for a document whose server we do not trust: its claims are kept, its standing is unverified at best. */
export function distrust(judged: LicenceVerdict): LicenceVerdict {
  const standing = judged.standing === "disputed" ? "disputed" : "unverified";
  return { ...judged, standing, permissive: false };
}
