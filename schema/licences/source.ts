import type { Evidence } from "../evidence.ts";
import type { LicensedSource } from "./combine.ts";

/** A passage as the algebra sees it. A licence that is disputed or not verified proves nothing. */
export function licensedSource({ title, url, licence }: Pick<Evidence, "title" | "url" | "licence">): LicensedSource {
  return { title, url, licence: licence.spdx, proved: licence.standing === "verified" };
}

/** What a run adds of its own to its sources. Rows without sources are this alone. */
export function ownContribution(licence: string): LicensedSource {
  return { title: "this dataset's own contribution", url: "", licence, proved: true };
}
