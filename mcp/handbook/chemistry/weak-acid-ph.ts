import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, crcHandbook, goldBook } from "../references.ts";

export const weakAcidPh: HandbookEntry = {
  id: "chemistry/weak-acid-ph",
  title: "pH of weak acids and their salts",
  domain: "chemistry",
  keywords: ["ka", "kb", "acid constant", "hydrolysis", "conjugate base"],
  paragraphs: [
    "A weak acid HA gives up its proton only in part: HA <=> H+ + A-. The acid constant Ka = [H+] [A-] / [HA], " +
      "with concentrations in mol/L, tells how far. A small Ka means a weak acid; pKa = -log10 Ka. Acetic acid " +
      "has Ka near 1.8 × 10^-5 at 25 °C.",
    "For a solution of concentration c, let x = [H+] = [A-]. Then Ka = x² / (c − x), a quadratic equation with " +
      "the positive root x = (−Ka + sqrt(Ka² + 4 Ka c)) / 2, and pH = -log10 x. If less than about 5 % of the " +
      "acid is dissociated, x = sqrt(Ka × c) is a good approximation.",
    "The anion of a weak acid is a weak base: A- + H2O <=> HA + OH-. Its base constant is Kb = Kw / Ka. A " +
      "solution of the sodium salt is therefore basic; [OH-] follows from x² / (c − x) = Kb, and pH = 14.00 + " +
      "log10 x at 25 °C. The weaker the acid, the more basic its salt.",
    "Worked example: 0.100 mol/L acetic acid with Ka = 1.8 × 10^-5. The quadratic equation gives x = 1.333 × " +
      "10^-3 mol/L, so pH = 2.88. For 0.100 mol/L sodium acetate, Kb = 5.56 × 10^-10, x = 7.45 × 10^-6 mol/L, pOH " +
      "= 5.13 and pH = 8.87.",
    "Common mistakes are to treat a weak acid as fully dissociated, to forget the square root in sqrt(Ka × c), " +
      "to use that approximation for a strong or very dilute acid, to report pKa as the pH, and to use Ka where a " +
      "salt calls for Kb.",
  ],
  references: [goldBook, crcHandbook, chemistryTextbook],
};
