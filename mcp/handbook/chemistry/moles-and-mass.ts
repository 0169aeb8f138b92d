import type { HandbookEntry } from "../entry.ts";
import { atomicWeightsTable, goldBook, siBrochure } from "../references.ts";

export const molesAndMass: HandbookEntry = {
  id: "chemistry/moles-and-mass",
  title: "Amount of substance and mass",
  domain: "chemistry",
  keywords: ["mole", "avogadro constant", "purity", "number of atoms", "conversion"],
  paragraphs: [
    "Amount of substance n counts entities such as atoms, molecules or formula units. Its unit is the mole: one " +
      "mole holds exactly 6.02214076 × 10^23 entities, the numerical value of the Avogadro constant in mol^-1. A " +
      "statement about an amount must say which entities are meant, because one mole of O2 molecules contains two " +
      "moles of oxygen atoms.",
    "Amount and mass are joined by the molar mass M: n = m / M and m = n × M, with m in grams, M in grams per " +
      "mole and n in moles. The units show which way to go: grams divided by grams per mole leave moles, moles " +
      "multiplied by grams per mole leave grams. Masses in milligrams or kilograms are first converted to grams.",
    "The formula tells how many atoms of an element each formula unit holds. One mole of Al2(SO4)3 contains two " +
      "moles of aluminium, three moles of sulfur and twelve moles of oxygen atoms. To go from the compound to the " +
      "atoms one multiplies the amount by the subscript; to go from the atoms to the compound one divides.",
    "An impure sample contains only a fraction w of the compound, its purity as a mass fraction. The pure mass " +
      "is w times the mass of the sample, and the sample that supplies a wanted pure mass is that mass divided by " +
      "w. Since w is below one, the impure sample must be heavier than the pure compound in it.",
    "Worked example: what mass of a sample that is 80.0 % Fe2O3 contains 0.500 mol of iron atoms? Each Fe2O3 " +
      "holds two iron atoms, so 0.250 mol of Fe2O3 is needed. With M = 159.69 g/mol this is 39.92 g of pure " +
      "oxide, and the sample weighs 39.92 g / 0.800 = 49.9 g.",
  ],
  references: [siBrochure, goldBook, atomicWeightsTable],
};
