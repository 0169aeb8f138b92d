import type { Evidence } from "../../../schema/evidence.ts";
import { combineLicences, type LicensedSource, licenceById, licensedSource } from "../../../schema/licences/index.ts";

/** From most to least permissive; among permissive licences in the specification's order of preference. */
const preference: readonly string[] = [
  "publicDomain",
  "attribution",
  "notice",
  "shareAlike",
  "nonCommercial",
  "nonCommercialShareAlike",
];

export interface PassageChoice {
  /** Best first. */
  kept: Evidence[];
  /** One sentence for each licence that cannot go with those taken. */
  notes: string[];
}

/**
 * The passages that one row may rest on together. Licences are taken in the order of preference, each if the algebra lets
 * it join those taken before, so that nothing is made which export would have to refuse. Of their passages the providers
 * have theirs in turn. `own` is what the run adds to every row. A function of its arguments alone.
 */
export function choosePassages(
  found: readonly Evidence[],
  own: LicensedSource,
  providerOf: (source: string) => string,
  limit: number,
): PassageChoice {
  const texts = new Set<string>();
  // What two sources have word for word is one passage.
  const distinct = found.filter(({ sha256 }) => !texts.has(sha256) && texts.add(sha256));
  const preferred = distinct.sort((a, b) => rankOf(a) - rankOf(b));
  // A contribution that is refused by itself cannot be mended by leaving passages out.
  const taken: LicensedSource[] = combineLicences([own]).class === "refused" ? [] : [own];
  const notes: string[] = [];
  const fits = new Map<string, boolean>();
  for (const passage of preferred) {
    const { spdx } = passage.licence;
    if (fits.has(spdx)) continue;
    const source = licensedSource(passage);
    const [refusal] = combineLicences([...taken, source]).refusals;
    fits.set(spdx, refusal === undefined);
    if (refusal === undefined) taken.push(source);
    else {
      const other = refusal.sources.find(({ licence }) => licence !== spdx);
      const beside = other ? ` cannot feed one row with "${other.title}" (${other.licence})` : "";
      notes.push(`"${passage.title}" (${spdx})${beside}: ${refusal.reason}, left out`);
    }
  }
  const fitting = preferred.filter(({ licence }) => fits.get(licence.spdx));
  return { kept: inTurn(fitting, ({ source }) => providerOf(source)).slice(0, limit), notes };
}

function rankOf({ licence }: Evidence): number {
  const place = preference.indexOf(licenceById(licence.spdx)?.family ?? "");
  return place < 0 ? preference.length : place;
}

/** The first of every group, then the second of every group, and so on. */
function inTurn<Item>(items: readonly Item[], groupOf: (item: Item) => string): Item[] {
  const places = new Map<string, number>();
  const placed = items.map((item) => {
    const place = places.get(groupOf(item)) ?? 0;
    places.set(groupOf(item), place + 1);
    return { item, place };
  });
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
