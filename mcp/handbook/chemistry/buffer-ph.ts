import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, crcHandbook, goldBook } from "../references.ts";

export const bufferPh: HandbookEntry = {
  id: "chemistry/buffer-ph",
  title: "Buffer solutions",
  domain: "chemistry",
  keywords: ["henderson-hasselbalch", "pka", "conjugate pair", "buffer capacity"],
  paragraphs: [
    "A buffer contains a weak acid HA and its conjugate base A- in comparable amounts. It keeps its pH nearly " +
      "constant when a little acid or base is added: added H+ turns A- into HA, added OH- turns HA into A-. The " +
      "ratio of the two, and with it the pH, changes only little.",
    "The pH follows from the acid constant: [H+] = Ka × [HA] / [A-]. In logarithms this is the " +
      "Henderson-Hasselbalch equation, pH = pKa + log10([A-] / [HA]). Since both are dissolved in the same " +
      "volume, the ratio of amounts can be used instead of that of concentrations. It holds well if both " +
      "concentrations are much larger than [H+] and [OH-].",
    "When acid and base are equal, pH = pKa. Ten times more base than acid raises the pH by one unit, ten times " +
      "more acid lowers it by one. A buffer works best within about one unit of its pKa, and its capacity grows " +
      "with the concentrations.",
    "After the addition of a strong acid or base, first balance the amounts: with n mol of OH-, HA falls by n " +
      "and A- grows by n; with n mol of H+ it is the other way round. Then apply the equation to the new amounts. " +
      "The volume cancels, so the dilution does not matter.",
    "Worked example: 0.0500 mol of acetic acid and 0.0300 mol of sodium acetate, pKa = 4.745. At first pH = " +
      "4.745 + log10(0.0300/0.0500) = 4.52. After 0.0050 mol of NaOH there is 0.0450 mol of acid and 0.0350 mol " +
      "of acetate, and pH = 4.745 + log10(0.0350/0.0450) = 4.64.",
  ],
  references: [goldBook, crcHandbook, chemistryTextbook],
};
