import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, codataConstants, goldBook } from "../references.ts";

export const electrolysis: HandbookEntry = {
  id: "chemistry/electrolysis",
  title: "Electrolysis and Faraday's law",
  domain: "chemistry",
  keywords: ["faraday constant", "electroplating", "current efficiency", "charge"],
  paragraphs: [
    "In electrolysis an electric current drives a reaction that would not run by itself. Metal ions are reduced " +
      "at the cathode and the metal is deposited there. The amount of substance converted is proportional to the " +
      "charge that has flowed; this is Faraday's law.",
    "The charge is current times time: Q = I × t, in coulombs if I is in amperes and t in seconds. One mole of " +
      "electrons carries the Faraday constant, F = 96485.33212 C/mol, so the amount of electrons is Q / F. Times " +
      "in minutes or hours must be converted to seconds.",
    "An ion with charge z+ needs z electrons to become a metal atom. The amount deposited is n = I × t / (z × " +
      "F), and its mass m = M × I × t / (z × F). Solved for time or current: t = m z F / (M I) and I = m z F / (M " +
      "t).",
    "The current efficiency is the fraction of the charge that does the wanted reaction; the rest goes into " +
      "side reactions such as the evolution of hydrogen. The deposited mass is the theoretical mass times the " +
      "efficiency, and the charge that must flow is the theoretical charge divided by it.",
    "Worked example: 2.00 A through a copper sulfate solution for 30.0 min. Q = 2.00 A × 1800 s = 3600 C, which " +
      "is 0.03731 mol of electrons. Cu2+ takes up two electrons, so 0.01866 mol or 1.19 g of copper is deposited. " +
      "Forgetting the factor two would give twice as much.",
  ],
  references: [codataConstants, goldBook, chemistryTextbook],
};
