import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, goldBook, greenBook } from "../references.ts";

export const molarity: HandbookEntry = {
  id: "chemistry/molarity",
  title: "Molarity",
  domain: "chemistry",
  keywords: ["molar concentration", "amount concentration", "solution", "ion concentration"],
  paragraphs: [
    "The amount concentration of a solute, also called molarity, is the amount of solute divided by the volume " +
      "of the solution: c = n / V. Its common unit is mole per litre, mol/L. The volume is that of the finished " +
      "solution, not that of the solvent added, which is why solutions are made up to the mark of a volumetric " +
      "flask.",
    "With the molar mass M of the solute, c = m / (M × V), where m is its mass in grams and V the volume in " +
      "litres. To prepare a solution, one weighs out m = c × V × M. A volume in millilitres must be divided by " +
      "1000 first; forgetting this makes the result wrong by a factor of one thousand.",
    "A salt that dissolves completely into ions gives each ion a concentration of its own. If a formula unit " +
      "releases ν ions of a kind, their concentration is ν times that of the salt: a solution that is 0.10 mol/L " +
      "in CaCl2 is 0.10 mol/L in Ca2+ and 0.20 mol/L in Cl-.",
    "Worked example: 5.00 g of NaOH in 250 mL of solution. With M = 39.997 g/mol the amount is 0.1250 mol, and " +
      "c = 0.1250 mol / 0.250 L = 0.500 mol/L. Conversely, 100 mL of a solution that is 0.200 mol/L in NaOH needs " +
      "0.0200 mol, which is 0.800 g.",
    "Common mistakes are to leave the volume in millilitres, to multiply by the volume where one should divide, " +
      "to insert grams for moles, to confuse the volume of solvent with that of the solution, and to overlook how " +
      "many ions a formula unit gives.",
  ],
  references: [greenBook, goldBook, chemistryTextbook],
};
