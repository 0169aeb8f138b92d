import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, crcHandbook, goldBook } from "../references.ts";

export const solubilityProduct: HandbookEntry = {
  id: "chemistry/solubility-product",
  title: "Solubility product",
  domain: "chemistry",
  keywords: ["ksp", "common ion effect", "molar solubility", "saturated solution"],
  paragraphs: [
    "A sparingly soluble salt is in equilibrium with its ions in a saturated solution. For a salt with a " +
      "cations and b anions in its formula, the solubility product is Ksp = [cation]^a × [anion]^b, with " +
      "concentrations in mol/L. The solid itself does not appear in the expression.",
    "The molar solubility s is the amount of salt that dissolves in one litre. In pure water the ions have the " +
      "concentrations a s and b s, so Ksp = (a s)^a × (b s)^b. For a salt such as AgCl, s = sqrt(Ksp); for one " +
      "such as CaF2, Ksp = s × (2 s)² = 4 s³ and s = (Ksp / 4)^(1/3).",
    "If the solution already contains one of the ions, less salt dissolves: the common ion effect. With the " +
      "anion at concentration c, much larger than what the salt adds, s × c^b = Ksp for a salt with one cation, " +
      "so s = Ksp / c^b. The solubility can fall by many orders of magnitude.",
    "Values at 25 °C range widely: AgCl 1.77 × 10^-10, AgBr 5.35 × 10^-13, BaSO4 1.08 × 10^-10, CaF2 3.45 × " +
      "10^-11, PbI2 9.8 × 10^-9. Salts of different types cannot be compared by Ksp alone, because the exponents " +
      "differ; their solubilities must be computed.",
    "Worked example: the solubility of CaF2. In pure water s = (3.45 × 10^-11 / 4)^(1/3) = 2.05 × 10^-4 mol/L, " +
      "which is 0.0160 g/L. In a solution with 0.100 mol/L of F-, s = 3.45 × 10^-11 / 0.100² = 3.45 × 10^-9 mol/L " +
      "only.",
  ],
  references: [goldBook, crcHandbook, chemistryTextbook],
};
