/**
 * Conventional atomic weights in g/mol, five figures where the element's weight is that well known.
 * Source: IUPAC Commission on Isotopic Abundances and Atomic Weights, "Abridged standard atomic weights" (2021),
 * https://ciaaw.org/abridged-atomic-weights.htm
 */
export const atomicWeights = {
  H: 1.008,
  He: 4.0026,
  Li: 6.94,
  B: 10.81,
  C: 12.011,
  N: 14.007,
  O: 15.999,
  F: 18.998,
  Ne: 20.18,
  Na: 22.99,
  Mg: 24.305,
  Al: 26.982,
  Si: 28.085,
  P: 30.974,
  S: 32.06,
  Cl: 35.45,
  Ar: 39.95,
  K: 39.098,
  Ca: 40.078,
  Ti: 47.867,
  Cr: 51.996,
  Mn: 54.938,
  Fe: 55.845,
  Co: 58.933,
  Ni: 58.693,
  Cu: 63.546,
  Zn: 65.38,
  Br: 79.904,
  Sr: 87.62,
  Ag: 107.87,
  Cd: 112.41,
  Sn: 118.71,
  I: 126.9,
  Ba: 137.33,
  Au: 196.97,
  Pb: 207.2,
} as const;

export type Element = keyof typeof atomicWeights;
export type Composition = Partial<Record<Element, number>>;

/** Reads a formula without charges: `Ca(OH)2` gives { Ca: 1, O: 2, H: 2 }. */
export function composition(formula: string): Composition {
  const counts: Composition = {};
  const add = (part: string, factor: number): void => {
    for (const [, group, groupCount, element, count] of part.matchAll(/\(([^()]+)\)(\d*)|([A-Z][a-z]?)(\d*)/g)) {
      if (group) add(group, factor * Number(groupCount || 1));
      else if (element) counts[element as Element] = (counts[element as Element] ?? 0) + factor * Number(count || 1);
    }
  };
  add(formula, 1);
  return counts;
}

/** Molar mass in g/mol from the table above. */
export function molarMass(formula: string): number {
  return Object.entries(composition(formula)).reduce((sum, [e, n]) => sum + atomicWeights[e as Element] * (n ?? 0), 0);
}

/** Python source of a molar mass, added up element by element: `1 * 40.078 + 2 * 15.999 + 2 * 1.008`. */
export function molarMassSource(formula: string): string {
  return Object.entries(composition(formula))
    .map(([element, count]) => `${count} * ${atomicWeights[element as Element]}`)
    .join(" + ");
}
