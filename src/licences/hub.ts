import { licenceById, parseExpression } from "../../schema/licences/index.ts";

/** Hub ids that differ from the SPDX id in more than case (https://huggingface.co/docs/hub/repositories-licenses). */
const hubIds: Record<string, string> = {
  "ODC-By-1.0": "odc-by",
  "ODbL-1.0": "odbl",
  "PDDL-1.0": "pddl",
  "GFDL-1.3": "gfdl",
  "MPL-2.0": "mpl-2.0",
  Unlicense: "unlicense",
  "BSL-1.0": "bsl-1.0",
};

/** Hub ids that are the SPDX id in lower case. */
const sameIds = new Set(
  (
    "apache-2.0 mit 0bsd isc zlib bsd-2-clause bsd-3-clause cc0-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 " +
    "cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-permissive-1.0 " +
    "cdla-permissive-2.0 cdla-sharing-1.0 epl-1.0 epl-2.0 eupl-1.1 eupl-1.2 gpl-2.0 gpl-3.0 lgpl-2.1 lgpl-3.0 agpl-3.0 etalab-2.0"
  ).split(" "),
);

/** What a card's YAML says of the licence. */
export interface HubLicence {
  license: string;
  license_name?: string;
  license_link?: string;
}

/** A dataset's licence in the hub's words: its id, or `other` with a name and the LICENSE file. */
export function hubLicence(expression: string): HubLicence {
  const id = hubId(expression);
  if (id !== undefined) return { license: id };
  const mixed = /\s(?:AND|OR)\s/.test(expression);
  const name = mixed ? "mixed" : expression.replace(/^LicenseRef-/, "").toLowerCase();
  return { license: "other", license_name: name, license_link: "LICENSE" };
}

function hubId(spdx: string): string | undefined {
  if (Object.hasOwn(hubIds, spdx)) return hubIds[spdx];
  const id = spdx.toLowerCase().replace(/^((?:[al]?gpl)-\d\.\d)-(?:only|or-later)$/, "$1");
  return sameIds.has(id) ? id : undefined;
}

const spdxIds = new Map(Object.entries(hubIds).map(([spdx, id]) => [id, spdx]));

/** The SPDX id of a hub id; NOASSERTION for `other`, `unknown` and what neither table has. */
export function spdxOfHub(id: string): string {
  const key = id.trim().toLowerCase();
  const spdx = spdxIds.get(key) ?? licenceById(key)?.spdx;
  return spdx !== undefined && parseExpression(spdx) !== undefined ? spdx : "NOASSERTION";
}
