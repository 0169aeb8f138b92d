import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, crcHandbook, goldBook } from "../references.ts";

export const strongAcidPh: HandbookEntry = {
  id: "chemistry/strong-acid-ph",
  title: "pH of strong acids and bases",
  domain: "chemistry",
  keywords: ["poh", "kw", "neutralisation", "hydroxide", "logarithm"],
  paragraphs: [
    "The pH measures acidity on a decimal logarithmic scale. In dilute solution pH = -log10 [H+], with the " +
      "hydrogen ion concentration in mol/L; strictly the activity is meant. In the same way pOH = -log10 [OH-]. A " +
      "tenfold change of concentration changes the pH by one unit.",
    "In every aqueous solution the product [H+] × [OH-] equals the ionic product of water Kw, which is close to " +
      "1.0 × 10^-14 at 25 °C. Therefore pH + pOH = 14.00 at this temperature. Pure water has pH 7.00. Kw grows " +
      "with temperature, so the neutral point moves.",
    "Strong acids such as HCl, HBr, HI, HNO3 and HClO4 give up their proton completely, so [H+] equals the " +
      "concentration of the acid. Strong bases such as NaOH and KOH release one hydroxide ion for each formula " +
      "unit, Ba(OH)2 and Sr(OH)2 two. For a base one computes pOH first and then pH = 14.00 − pOH.",
    "In a mixture of a strong acid and a strong base, H+ and OH- neutralise each other. One balances the " +
      "amounts, concentration times volume times the number of ions, divides the surplus by the total volume, and " +
      "takes the logarithm. Averaging the pH values of the two solutions is wrong, because pH is logarithmic.",
    "Worked example: 50.0 mL of 0.100 mol/L HCl and 30.0 mL of 0.100 mol/L NaOH are mixed. There is 5.00 mmol " +
      "of H+ and 3.00 mmol of OH-, so 2.00 mmol of H+ is left in 80.0 mL. The concentration is 0.0250 mol/L and " +
      "pH = -log10 0.0250 = 1.60.",
  ],
  references: [goldBook, crcHandbook, chemistryTextbook],
};
