import {
  type Assessment,
  assess,
  type Conflict,
  type LicenceClass,
  licenceClasses,
  type Obligation,
} from "./assess.ts";
import { type Alternative, meet, parseExpression } from "./expression.ts";

/** One thing that a row rests on. */
export interface LicensedSource {
  title: string;
  url: string;
  /** SPDX expression. */
  licence: string;
  /** False where the licence is only claimed: it then counts as unknown. */
  proved: boolean;
}

/** Why a row may not go out, with the one source, or the two, that stand in the way. */
export interface Refusal {
  rule: Conflict["rule"];
  reason: string;
  sources: LicensedSource[];
}

/** The verdict on one derived row. */
export interface RowLicence {
  /** SPDX expression of the result. */
  licence: string;
  class: LicenceClass;
  obligations: Obligation[];
  /** Empty unless the class is `refused`. */
  refusals: Refusal[];
}

/** Most combinations of choices that are weighed. */
const mostCombinations = 256;
const unknown: readonly Alternative[] = [["NOASSERTION"]];

const readings = new Map<string, readonly Alternative[]>();
/** Expressions whose reading is kept: a dataset has few. */
const readingsKept = 1_000;

function alternativesOf({ licence, proved }: LicensedSource): readonly Alternative[] {
  if (!proved) return unknown;
  const known = readings.get(licence);
  if (known) return known;
  if (readings.size >= readingsKept) readings.clear();
  const read = parseExpression(licence) ?? unknown;
  readings.set(licence, read);
  return read;
}

/**
 * The licence of a row derived from all of these sources. Where an expression leaves a choice (OR), the choices that give
 * the freest row are taken. Without sources nothing binds: the result is CC0-1.0. Commutative and idempotent; a further
 * source never loosens it. A result may stand for its sources in a later combination, which is then never freer than with
 * the sources themselves (a choice once taken is gone; without OR the two are equal).
 */
export function combineLicences(sources: readonly LicensedSource[]): RowLicence {
  const { assessment, chosen } = choose(sources.map(alternativesOf));
  const holders = (id: string): LicensedSource[] =>
    sources.filter((source) =>
      alternativesOf(source).some((one) => one.includes(id) && one.every((other) => chosen.includes(other))),
    );
  const refusals = assessment.conflicts.map(({ rule, licences, reason }): Refusal => {
    const involved = licences.map((id) => holders(id).sort(byAddress)[0]).filter((source) => source !== undefined);
    return { rule, reason, sources: involved };
  });
  return { licence: assessment.licence, class: assessment.class, obligations: assessment.obligations, refusals };
}

/** By URL; what has none comes last. */
const byAddress = (a: LicensedSource, b: LicensedSource): number =>
  Number(a.url === "") - Number(b.url === "") ||
  (a.url < b.url ? -1 : a.url > b.url ? 1 : a.title < b.title ? -1 : a.title > b.title ? 1 : 0);

/** The combination of choices with the freest outcome; ties by the fewer licences, then by name. */
function choose(expressions: readonly (readonly Alternative[])[]): { assessment: Assessment; chosen: Alternative } {
  const distinct = [...new Map(expressions.map((one) => [JSON.stringify(one), one])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
  let combinations: Alternative[] = [[]];
  for (const alternatives of distinct) {
    combinations = meet(combinations, alternatives);
    if (combinations.length > mostCombinations) combinations = ranked(combinations).slice(0, mostCombinations);
  }
  const chosen = ranked(combinations)[0] ?? [];
  return { assessment: chosen.length === 0 ? free : assess(chosen), chosen };
}

const free: Assessment = { licence: "CC0-1.0", class: "permissive", obligations: [], conflicts: [] };

function ranked(combinations: readonly Alternative[]): Alternative[] {
  if (combinations.length === 1) return [...combinations];
  const order = combinations.map((one) => {
    const { class: outcome, conflicts } = assess(one);
    return { one, rank: licenceClasses.indexOf(outcome), conflicts: conflicts.length, key: one.join(" ") };
  });
  order.sort(
    (a, b) => a.rank - b.rank || a.conflicts - b.conflicts || a.one.length - b.one.length || (a.key < b.key ? -1 : 1),
  );
  return order.map(({ one }) => one);
}

/** Whether rows may be given this licence: an SPDX expression of known terms that allows derived work. */
export function mayLicenseRows(licence: string): boolean {
  return combineLicences([{ title: "", url: "", licence, proved: true }]).class !== "refused";
}
