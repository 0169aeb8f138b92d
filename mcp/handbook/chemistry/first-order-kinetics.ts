import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, goldBook } from "../references.ts";

export const firstOrderKinetics: HandbookEntry = {
  id: "chemistry/first-order-kinetics",
  title: "First-order kinetics",
  domain: "chemistry",
  keywords: ["half-life", "rate constant", "exponential decay", "integrated rate law"],
  paragraphs: [
    "A reaction is of first order if its rate is proportional to the concentration of one reactant: rate = k × " +
      "c. The rate constant k has the unit of an inverse time, such as s^-1 or min^-1. Many decompositions and " +
      "all radioactive decays follow this law.",
    "The integrated rate law is c = c0 × e^(−k t), or ln(c0 / c) = k t, with the natural logarithm. Only the " +
      "ratio of concentrations matters, so percentages can be used: when 75 % has decomposed, 25 % is left and c0 " +
      "/ c = 4. Time and rate constant must have matching units.",
    "The half-life t½ is the time in which the concentration falls to one half: t½ = ln 2 / k = 0.6931 / k. For " +
      "a first-order reaction it does not depend on the concentration. After n half-lives the fraction (1/2)^n is " +
      "left, where n = t / t½ need not be a whole number.",
    "Worked example: a half-life of 30.0 min means k = 0.6931 / 30.0 min = 0.02310 min^-1. From 0.800 mol/L, " +
      "after 45.0 min, c = 0.800 × e^(−1.040) = 0.283 mol/L is left. Until 90.0 % has decomposed it takes t = ln " +
      "10 / 0.02310 min^-1 = 99.7 min.",
    "Common mistakes are to use the decimal logarithm with k, to take 1 / t½ for k, to insert the decomposed " +
      "instead of the remaining fraction, to let the concentration fall along a straight line, and to mix seconds " +
      "with minutes.",
  ],
  references: [goldBook, chemistryTextbook],
};
