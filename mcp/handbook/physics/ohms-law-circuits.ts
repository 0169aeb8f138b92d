import type { HandbookEntry } from "../entry.ts";
import { electricityTextbook, siBrochure } from "../references.ts";

export const ohmsLawCircuits: HandbookEntry = {
  id: "physics/ohms-law-circuits",
  title: "Direct current circuits and Ohm's law",
  domain: "physics",
  keywords: ["resistance", "series", "parallel", "voltage divider", "electric power", "internal resistance"],
  paragraphs: [
    "Ohm's law states that the voltage V across a resistor is proportional to the current I through it: V = R I, " +
      "where R is the resistance in ohm. One ohm is one volt per ampere. The power turned into heat in a resistor is " +
      "P = V I = R I^2 = V^2/R, in watts.",
    "Resistors in series carry the same current, and their resistances add: R = R1 + R2. The voltage of the source " +
      "divides in proportion to the resistances, so across R2 it is V R2/(R1 + R2). Such an arrangement is called a " +
      "voltage divider; only two equal resistors share the voltage equally.",
    "Resistors in parallel lie at the same voltage, and their conductances add: 1/R = 1/R2 + 1/R3, or R = R2 R3/(R2 " +
      "+ R3) for two. The result is smaller than the smaller of the two. The current divides in inverse proportion to " +
      "the resistances, so the smaller resistor takes the larger share.",
    "Kirchhoff's laws hold in every circuit: the currents into a node add up to the currents out of it, and the " +
      "voltages around a closed loop add up to zero. A real battery behaves like an ideal one of the electromotive " +
      "force E in series with an internal resistance r, so its terminal voltage falls to E - r I under load.",
    "Worked example: 12 V feeds R1 = 2.0 ohm in series with R2 = 6.0 ohm parallel to R3 = 3.0 ohm. The pair has 6.0 " +
      "× 3.0/9.0 = 2.0 ohm, the total is 4.0 ohm and the current 3.0 A. Across the pair lie 3.0 A × 2.0 ohm = 6.0 V, " +
      "so R3 carries 2.0 A and dissipates 12 W.",
    "Common mistakes are to add parallel resistances, to put the full battery voltage across one resistor of a " +
      "series circuit, to take the total current for the current of a branch, to forget the internal resistance, and " +
      "to use the product over the sum for resistors in series.",
  ],
  references: [electricityTextbook, siBrochure],
};
