import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, codataConstants, goldBook } from "../references.ts";

export const idealGas: HandbookEntry = {
  id: "chemistry/ideal-gas",
  title: "Ideal gas law",
  domain: "chemistry",
  keywords: ["pv = nrt", "molar volume", "gas constant", "molar mass of a vapour"],
  paragraphs: [
    "The ideal gas law joins pressure p, volume V, amount n and absolute temperature T of a gas: pV = nRT. It " +
      "describes real gases well at low pressure and well above their boiling point, where molecules are far " +
      "apart compared with their size and hardly attract each other.",
    "The molar gas constant is R = 8.314462618 J/(mol K), exact since 2019. Because 1 kPa × 1 L = 1 J, the same " +
      "number holds in kPa L/(mol K). With pressure in atmospheres and volume in litres R = 0.082057 L atm/(mol " +
      "K). One standard atmosphere is exactly 101.325 kPa. Mixing these units is a frequent mistake.",
    "The temperature must be absolute: T in kelvin is the Celsius temperature plus 273.15. Doubling the Celsius " +
      "temperature does not double the volume. At 0 °C and 101.325 kPa one mole of an ideal gas takes up 22.414 " +
      "L, at other conditions a different volume.",
    "With n = m / M the law gives the mass of gas in a vessel, m = pVM / (RT), and from a weighed volume of " +
      "vapour the molar mass, M = mRT / (pV). The second form, applied to a liquid evaporated in a hot flask, is " +
      "the classical Dumas method.",
    "Worked example: how much N2 does a 10.0 L cylinder hold at 25.0 °C and 250 kPa? n = pV / (RT) = 250 kPa × " +
      "10.0 L / (8.3145 kPa L/(mol K) × 298.15 K) = 1.008 mol. With M = 28.014 g/mol the mass is 28.3 g.",
  ],
  references: [codataConstants, goldBook, chemistryTextbook],
};
