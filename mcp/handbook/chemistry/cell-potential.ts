import type { HandbookEntry } from "../entry.ts";
import { codataConstants, crcHandbook, goldBook } from "../references.ts";

export const cellPotential: HandbookEntry = {
  id: "chemistry/cell-potential",
  title: "Galvanic cells and the Nernst equation",
  domain: "chemistry",
  keywords: ["electrode potential", "standard potential", "cathode", "anode", "voltage"],
  paragraphs: [
    "In a galvanic cell oxidation takes place at the anode and reduction at the cathode, in separate half-cells " +
      "joined by a salt bridge. Electrons flow through the outer circuit from anode to cathode. The standard cell " +
      "potential is E° = E°(cathode) − E°(anode), both taken as standard reduction potentials. It is positive for " +
      "the reaction that runs by itself.",
    "Standard reduction potentials at 25 °C are measured against the hydrogen electrode. In volts: Zn2+/Zn " +
      "−0.7618, Fe2+/Fe −0.447, Ni2+/Ni −0.257, Pb2+/Pb −0.1262, Cu2+/Cu +0.3419, Ag+/Ag +0.7996. They are not " +
      "multiplied by coefficients when half-reactions are combined, because a potential is energy for each " +
      "charge.",
    "Away from concentrations of 1 mol/L the Nernst equation applies: E = E° − (R T / (n F)) × ln Q, with R = " +
      "8.3145 J/(mol K), F = 96485 C/mol, n the number of electrons in the cell reaction and Q its reaction " +
      "quotient. At 25 °C it reads E = E° − (0.05916 V / n) × log10 Q.",
    "For metal electrodes M and N the quotient has the ion formed at the anode in the numerator and the ion " +
      "consumed at the cathode in the denominator, each raised to its coefficient. Solids do not appear. A dilute " +
      "anode solution raises the potential; a dilute cathode solution lowers it.",
    "Worked example: Zn in 1.00 mol/L Zn2+ and Cu in 0.0100 mol/L Cu2+ at 25 °C. E° = 0.3419 − (−0.7618) = " +
      "1.1037 V, n = 2 and Q = 1.00/0.0100 = 100. E = 1.1037 − 0.02958 × 2 = 1.045 V.",
  ],
  references: [goldBook, crcHandbook, codataConstants],
};
