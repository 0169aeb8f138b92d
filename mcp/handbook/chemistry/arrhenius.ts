import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, codataConstants, goldBook } from "../references.ts";

export const arrhenius: HandbookEntry = {
  id: "chemistry/arrhenius",
  title: "Arrhenius equation",
  domain: "chemistry",
  keywords: ["activation energy", "temperature dependence", "rate constant", "frequency factor"],
  paragraphs: [
    "Most reactions become faster when the temperature rises. The Arrhenius equation describes this: k = A × " +
      "e^(−Ea / (R T)), where k is the rate constant, A the frequency factor, Ea the activation energy, R = " +
      "8.3145 J/(mol K) the gas constant and T the absolute temperature in kelvin.",
    "Comparing two temperatures removes A: ln(k2 / k1) = (Ea / R) × (1/T1 − 1/T2). From two rate constants the " +
      "activation energy follows as Ea = R × ln(k2 / k1) / (1/T1 − 1/T2). With R in J/(mol K) it comes out in " +
      "joules per mole and is divided by 1000 to give kilojoules per mole.",
    "If the activation energy is known, the temperature at which the rate constant has grown by a factor f " +
      "follows from 1/T2 = 1/T1 − R × ln f / Ea. For activation energies around 50 kJ/mol a rise of 10 K near " +
      "room temperature about doubles the rate; this rule of thumb fails for other values.",
    "Worked example: k = 1.00 × 10^-3 s^-1 at 300 K and 4.00 × 10^-3 s^-1 at 320 K. ln 4.00 = 1.386 and 1/300 − " +
      "1/320 = 2.083 × 10^-4 K^-1, so Ea = 8.3145 × 1.386 / (2.083 × 10^-4) J/mol = 55.3 kJ/mol.",
    "Common mistakes are temperatures in degrees Celsius, the decimal logarithm in place of the natural one, a " +
      "ratio of rate constants turned upside down, which gives a negative activation energy, a forgotten " +
      "logarithm, and joules reported as kilojoules because R is given in J/(mol K).",
  ],
  references: [goldBook, codataConstants, chemistryTextbook],
};
