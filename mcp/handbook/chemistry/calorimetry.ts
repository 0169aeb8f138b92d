import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, chemistryWebBook, crcHandbook } from "../references.ts";

export const calorimetry: HandbookEntry = {
  id: "chemistry/calorimetry",
  title: "Calorimetry",
  domain: "chemistry",
  keywords: ["specific heat", "heat capacity", "thermal equilibrium", "heat"],
  paragraphs: [
    "The heat q that a body takes up is q = m × c × ΔT, where m is its mass, c its specific heat and ΔT the " +
      "rise of temperature, final minus initial. Liquid water has c = 4.18 J/(g K) near room temperature; metals " +
      "have less, for example aluminium 0.897, iron 0.449, copper 0.385 and silver 0.235 J/(g K). A difference of " +
      "1 K equals one of 1 °C.",
    "In an insulated vessel no heat is lost, so the heat given off by the hot body equals the heat taken up by " +
      "the cold one: m1 c1 (T1 − T) = m2 c2 (T − T2), with T the common final temperature. If the vessel itself " +
      "warms up, its heat capacity C in J/K is added to that of the water, and it takes up C × (T − T2).",
    "Solved for the final temperature, T = (m1 c1 T1 + m2 c2 T2) / (m1 c1 + m2 c2): an average of the " +
      "temperatures, weighted by the heat capacities. Since water has a large heat capacity, hot metal in water " +
      "of similar mass ends near the temperature of the water. The final temperature must lie between the two " +
      "initial ones.",
    "Worked example: 100 g of copper at 90.0 °C in 100 g of water at 20.0 °C. The heat capacities are 38.5 J/K " +
      "and 418 J/K, so T = (38.5 × 90.0 + 418 × 20.0) / 456.5 = 25.9 °C. A plain average, 55 °C, would be wrong.",
    "Common mistakes are to leave out the specific heat, to exchange the masses, to insert temperatures instead " +
      "of temperature changes, to use the same temperature change for both bodies, and to neglect the heat " +
      "capacity of the calorimeter when it is given.",
  ],
  references: [crcHandbook, chemistryWebBook, chemistryTextbook],
};
