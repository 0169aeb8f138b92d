import type { HandbookEntry } from "../entry.ts";
import { atomicWeightsTable, chemistryTextbook, goldBook } from "../references.ts";

export const empiricalFormula: HandbookEntry = {
  id: "chemistry/empirical-formula",
  title: "Empirical formula and elemental analysis",
  domain: "chemistry",
  keywords: ["simplest formula", "combustion analysis", "percent composition", "molecular formula"],
  paragraphs: [
    "The empirical formula of a compound gives the numbers of atoms of its elements in the smallest whole " +
      "numbers. Glucose, C6H12O6, has the empirical formula CH2O. The molecular formula is a whole multiple of " +
      "the empirical one; the factor is the molar mass of the compound divided by the molar mass of the empirical " +
      "formula unit.",
    "To obtain the empirical formula from masses or mass percentages, divide the mass of each element by its " +
      "atomic weight, which gives amounts in moles. Divide all amounts by the smallest of them. If the quotients " +
      "are not all close to whole numbers, multiply them by 2, 3, 4 and so on until they are.",
    "In combustion analysis a weighed sample of an organic compound is burned in oxygen, and the CO2 and H2O " +
      "formed are weighed. All carbon of the sample is in the CO2, so m(C) = m(CO2) × 12.011/44.009. All hydrogen " +
      "is in the H2O, so m(H) = m(H2O) × 2.016/18.015. Oxygen in the sample is the mass that remains.",
    "Worked example: 1.500 g of a compound of C, H and O gives 2.199 g of CO2 and 0.900 g of H2O. Carbon weighs " +
      "0.6002 g (0.04997 mol), hydrogen 0.1007 g (0.0999 mol) and oxygen 0.7991 g (0.04995 mol). The ratio is " +
      "1.00 to 2.00 to 1.00, so the empirical formula is CH2O with 30.03 g/mol.",
    "Common mistakes are to take masses instead of amounts as the ratio, to divide oxygen by the 31.998 g/mol " +
      "of O2, to count one hydrogen atom for each H2O, to take the oxygen of the combustion products for oxygen " +
      "of the sample, and to round a ratio such as 1.5 or 1.33 instead of multiplying.",
  ],
  references: [goldBook, atomicWeightsTable, chemistryTextbook],
};
