import type { HandbookEntry } from "../entry.ts";
import { atomicWeightsTable, goldBook } from "../references.ts";

export const molarMass: HandbookEntry = {
  id: "chemistry/molar-mass",
  title: "Molar mass",
  domain: "chemistry",
  keywords: ["molecular mass", "formula mass", "atomic weight", "hydrate", "g/mol"],
  paragraphs: [
    "The molar mass M of a substance is the mass of one mole of its formula units, with the unit gram per mole. " +
      "It is found by adding the standard atomic weights of all atoms in the formula, each multiplied by the " +
      "number of such atoms. For an element that occurs as molecules, such as O2, the molar mass of the molecule " +
      "counts both atoms.",
    "Standard atomic weights are published by the IUPAC Commission on Isotopic Abundances and Atomic Weights. " +
      "Abridged values to five figures serve most purposes, for example H 1.008, C 12.011, N 14.007, O 15.999, Na " +
      "22.990, S 32.06, Cl 35.45, Ca 40.078, Fe 55.845 and Cu 63.546. They are averages over the natural " +
      "isotopes, so they are not whole numbers.",
    "A subscript counts the atom or the bracket directly before it. In Ca(NO3)2 the subscript 2 multiplies the " +
      "whole nitrate group, so the formula unit holds one calcium, two nitrogen and six oxygen atoms. A centred " +
      "dot joins water of crystallisation: CuSO4·5H2O holds five water molecules for each CuSO4, and their mass " +
      "belongs to the molar mass of the hydrate.",
    "Worked example: the molar mass of Ca(NO3)2. Calcium contributes 40.078, nitrogen 2 × 14.007 = 28.014 and " +
      "oxygen 6 × 15.999 = 95.994. The sum is 164.086, so M = 164.1 g/mol to four significant figures. For the " +
      "tetrahydrate Ca(NO3)2·4H2O one adds 4 × 18.015 = 72.060 and obtains 236.1 g/mol.",
    "Common mistakes are to forget the subscript behind a bracket, to apply it only to the last element inside, " +
      "to multiply the metal in front of the bracket as well, to use atomic numbers in place of atomic weights, " +
      "to weigh bound oxygen as O2, and to leave out the water of a hydrate.",
  ],
  references: [atomicWeightsTable, goldBook],
};
