import type { HandbookEntry } from "../entry.ts";
import { greenBook, siBrochure } from "../references.ts";

export const stoichiometry: HandbookEntry = {
  id: "chemistry/stoichiometry",
  title: "Stoichiometry",
  domain: "chemistry",
  keywords: ["mole ratio", "balanced equation", "product mass", "reaction yield", "coefficients"],
  paragraphs: [
    "Stoichiometry is the arithmetic of chemical reactions. A balanced equation states in what numbers particles react " +
      "and form, so its coefficients are also the proportions of the amounts of substance, measured in moles. Atoms are " +
      "neither made nor lost: the count of each element is the same on both sides of the arrow.",
    "Amount of substance and mass are joined by the molar mass: n = m / M, where n is the amount in moles, m the mass in " +
      "grams and M the molar mass in grams per mole. A mole holds exactly 6.02214076 × 10^23 entities, a number fixed by " +
      "the definition of the unit since 2019.",
    "For a reaction a A → b B the amounts are tied by the mole ratio: n(B) = n(A) × b / a. The masses follow by " +
      "multiplying each amount by its own molar mass, so m(B) = m(A) / M(A) × b / a × M(B). Masses themselves are never " +
      "in the ratio of the coefficients.",
    "Worked example: burning 44.10 g of propane, C3H8 + 5 O2 → 3 CO2 + 4 H2O. With M(C3H8) = 44.097 g/mol the amount of " +
      "propane is 1.000 mol. The ratio of carbon dioxide to propane is 3 to 1, so 3.000 mol of CO2 form, which is " +
      "3.000 mol × 44.009 g/mol = 132.0 g.",
    "Two mistakes are common: taking the mass of the product as the coefficient ratio times the mass of the reactant, " +
      "and turning the mole ratio upside down. Writing the units in every step shows both at once, because moles of the " +
      "reactant must cancel and moles of the product must remain.",
  ],
  references: [greenBook, siBrochure],
};
