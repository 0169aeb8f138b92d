import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, goldBook } from "../references.ts";

export const gasMixtures: HandbookEntry = {
  id: "chemistry/gas-mixtures",
  title: "Partial pressures",
  domain: "chemistry",
  keywords: ["dalton's law", "mole fraction", "total pressure", "gas mixture"],
  paragraphs: [
    "In a mixture of ideal gases each gas behaves as if it were alone in the vessel. The pressure that it would " +
      "exert alone is its partial pressure. Dalton's law says that the total pressure is the sum of the partial " +
      "pressures: p = p1 + p2 + p3 and so on.",
    "The partial pressure is the total pressure times the mole fraction: p1 = x1 × p, where x1 = n1 / (n1 + n2 " +
      "+ n3 + ...). The mole fractions add up to one. Only the numbers of molecules count, not their masses; one " +
      "mole of helium exerts the same pressure as one mole of carbon dioxide.",
    "If masses are given, each is first divided by the molar mass of its gas. Turned round, p = p1 / x1 gives " +
      "the total pressure from one partial pressure. The unit of pressure carries through; kilopascals, " +
      "atmospheres and bars may all be used if they are not mixed.",
    "Worked example: 14.0 g of N2 and 8.00 g of O2 at a total pressure of 120 kPa. The amounts are 0.4998 mol " +
      "and 0.2500 mol, together 0.7498 mol. The mole fraction of O2 is 0.2500/0.7498 = 0.3334, so its partial " +
      "pressure is 0.3334 × 120 kPa = 40.0 kPa, and that of N2 is 80.0 kPa.",
    "Common mistakes are to use mass fractions, to share the pressure equally among the gases, to divide the " +
      "amount of one gas by that of the others instead of by the total, and to forget the water vapour when a gas " +
      "is collected over water.",
  ],
  references: [goldBook, chemistryTextbook],
};
