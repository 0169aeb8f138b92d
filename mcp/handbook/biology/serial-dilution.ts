import type { HandbookEntry } from "../entry.ts";
import { microbiologyTextbook } from "../references.ts";

export const serialDilution: HandbookEntry = {
  id: "biology/serial-dilution",
  title: "Serial dilution and colony counts",
  domain: "biology",
  keywords: ["dilution factor", "plate count", "colony-forming unit", "viable count", "concentration"],
  paragraphs: [
    "A plate count finds how many living cells a culture contains. A small volume of a diluted culture is spread on " +
      "solid medium; every cell that can grow there gives one visible colony. Since a clump of cells also gives only " +
      "one colony, the result is stated in colony-forming units, CFU, per millilitre.",
    "If a sample of the volume a is put into the volume b of diluent, the total volume is a + b and the dilution " +
      "factor (a + b)/a. One millilitre in nine millilitres is a tenfold dilution. The sample's own volume counts; " +
      "the ratio b/a alone is too small. A tenfold dilution has one tenth of the former concentration.",
    "In a serial dilution each step starts from the tube before, and the factors of the steps are multiplied: n " +
      "equal steps with the factor f dilute by f^n. High dilutions become possible in this way with small volumes and " +
      "good accuracy. A fresh pipette is used for every step, so that no cells are carried over.",
    "The concentration of the culture is N = C/V × D, where C is the number of colonies, or the mean of replicate " +
      "plates, V the plated volume in millilitres and D the total dilution factor. Plates with about 25 to 250 " +
      "colonies are counted: fewer are too uncertain, and more grow into one another.",
    "Worked example: 0.5 mL is put into 4.5 mL, three times in succession, and 0.1 mL of the last tube is plated; " +
      "52 and 48 colonies grow on two plates. The dilution is (5.0/0.5)^3 = 1000 and the mean count 50, so the last " +
      "tube holds 50/0.1 = 500 CFU/mL and the culture 500000 CFU/mL, or 0.5 million.",
    "Common mistakes are to leave the sample's volume out of the total, to forget the plated volume, to miss one " +
      "step of the series, to add the counts of replicate plates instead of taking their mean, and to divide by the " +
      "dilution factor instead of multiplying.",
  ],
  references: [
    {
      title: "Bacteriological Analytical Manual, Chapter 3: Aerobic Plate Count",
      publisher: "U.S. Food and Drug Administration",
      year: 2001,
      url: "https://www.fda.gov/food/laboratory-methods-food/bam-chapter-3-aerobic-plate-count",
    },
    microbiologyTextbook,
  ],
};
