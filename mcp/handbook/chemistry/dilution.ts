import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, goldBook } from "../references.ts";

export const dilution: HandbookEntry = {
  id: "chemistry/dilution",
  title: "Dilution",
  domain: "chemistry",
  keywords: ["stock solution", "aliquot", "serial dilution", "c1v1 = c2v2"],
  paragraphs: [
    "Dilution lowers the concentration of a solution by adding solvent. The amount of solute does not change, " +
      "so c1 × V1 = c2 × V2, where index 1 belongs to the portion of stock solution taken and index 2 to the " +
      "diluted solution. Concentrations and volumes may be in any units, provided both sides use the same ones.",
    'V2 is the total volume after dilution and includes the portion taken. "Diluted to 250 mL" means V2 = 250 ' +
      'mL; "diluted with 250 mL of water" means that V2 is roughly the portion plus 250 mL. The ratio V2 / V1 is ' +
      "called the dilution factor; the concentration is divided by it.",
    "In a serial dilution a portion of the diluted solution is diluted again. The dilution factors multiply, so " +
      "after two steps c = c0 × (V1/V2) × (V3/V4). Serial dilution reaches very low concentrations with volumes " +
      "that can be measured well, but relative errors of the steps add up.",
    "Worked example: how much of a 2.00 mol/L stock is needed for 500 mL of a 0.150 mol/L solution? V1 = c2 × " +
      "V2 / c1 = 0.150 × 500 mL / 2.00 = 37.5 mL. The portion is transferred to a volumetric flask, which is then " +
      "filled up with water to 500 mL.",
    "Common mistakes are to turn the ratio upside down, so that the diluted solution comes out more " +
      "concentrated than the stock, to take the stated total for the volume of water added, to report the water " +
      "in place of the stock, and to add dilution factors instead of multiplying them.",
  ],
  references: [goldBook, chemistryTextbook],
};
