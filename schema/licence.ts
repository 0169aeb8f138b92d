import { z } from "zod";
import { type LicenceClass, licenceClasses } from "./licences/assess.ts";

/** One statement about a licence, found somewhere. Sources collect claims; `judgeLicence` in mcp/ gives the verdict. */
export const LicenceClaim = z.object({
  /** Where it was found: `api-field`, `jats`, `rel-license`, `json-ld`, `meta`, `licence-file`, `site-rights`, `footer`, `text`. */
  where: z.string(),
  /** What stood there, word for word. */
  raw: z.string(),
  /** URL of the reply or page that said so. */
  url: z.string(),
  weight: z.enum(["strong", "medium", "weak"]),
});
export type LicenceClaim = z.infer<typeof LicenceClaim>;

export const LicenceVerdict = z.object({
  /** SPDX id, or a LicenseRef- where SPDX has none, or NOASSERTION. */
  spdx: z.string(),
  url: z.string().nullable(),
  /** `verified` a strong claim and no other against it · `disputed` claims disagree · `unverified` nothing strong enough. */
  standing: z.enum(["verified", "disputed", "unverified"]),
  permissive: z.boolean(),
  attributionRequired: z.boolean(),
  commercialUse: z.boolean(),
  derivatives: z.boolean(),
  shareAlike: z.boolean(),
  /** The claims on which it rests. */
  evidence: z.array(LicenceClaim),
});
export type LicenceVerdict = z.infer<typeof LicenceVerdict>;

export const licencePolicies = ["permissive", "sharealike", "any", "private"] as const;
/**
 * What may feed a row and go out: `permissive` by default; `sharealike` also share-alike; `any` also non-commercial;
 * `private` also lets rows out whose licence is unknown or in conflict, for use inside the house only.
 */
export type LicencePolicy = (typeof licencePolicies)[number];

/** Whether a row of that class may go out under the policy. Each policy allows all that the one before it does. */
export function classAllowed(kind: LicenceClass, policy: LicencePolicy): boolean {
  return licenceClasses.indexOf(kind) <= licencePolicies.indexOf(policy);
}

/**
 * Whether a passage under this verdict may feed derived rows under the policy. No-derivatives and unproved licences never
 * may, under `private` either: that policy is for rows that are there already.
 */
export function licenceAllowed(verdict: LicenceVerdict, policy: LicencePolicy): boolean {
  if (verdict.standing !== "verified" || !verdict.derivatives) return false;
  if (verdict.permissive) return true;
  if (policy === "permissive") return false;
  if (verdict.shareAlike && verdict.commercialUse) return true;
  return policy !== "sharealike";
}
