import type { HandbookEntry } from "../entry.ts";

export const combinatorics: HandbookEntry = {
  id: "mathematics/combinatorics",
  title: "Counting and combinatorics",
  domain: "mathematics",
  keywords: ["combinations", "permutations", "binomial coefficient", "factorial", "product rule of counting"],
  paragraphs: [
    "Combinatorics counts possibilities without listing them. The product rule states that if one choice can be " +
      "made in m ways and, whatever it is, another in n ways, both together can be made in m × n ways. The sum rule " +
      "states that the numbers of ways of cases which exclude one another are added.",
    "The number of orders of n different things is the factorial n! = n × (n - 1) × ... × 1. The number of ways to " +
      "choose k of n things without regard to order is the binomial coefficient C(n, k) = n! / (k! (n - k)!). If the " +
      "order of the chosen things matters, there are k! times as many, n! / (n - k)!.",
    "To take a given number from each of several groups, choose from every group separately and multiply. A " +
      "condition such as at least two of the first group is split into the cases exactly two, exactly three and so " +
      "on, whose numbers are added; or the unwanted cases are subtracted from all selections.",
    "If some of the things in a row must stand next to one another, they are treated as one block. Block and " +
      "remaining things are put in order as if the block were a single thing, and the result is multiplied by the " +
      "number of orders inside the block, because its members may also change places.",
    "Worked example: from 5 nurses and 4 pilots two nurses and two pilots are chosen: C(5, 2) × C(4, 2) = 10 × 6 = " +
      "60 ways. If the four then stand in a row with the nurses side by side, block and two pilots have 3! = 6 orders " +
      "and the block 2! = 2 inner orders, so there are 60 × 6 × 2 = 720 ways.",
    "Common mistakes are to count orders where only the selection matters, to add choices that are made together, " +
      "to ignore a condition by choosing from both groups at once, and to choose a guaranteed part first and then " +
      "anything else, which counts the same selection several times.",
  ],
  references: [
    {
      title: "NIST Digital Library of Mathematical Functions, 26.3 Lattice Paths: Binomial Coefficients",
      publisher: "NIST",
      year: 2010,
      url: "https://dlmf.nist.gov/26.3",
    },
    {
      title: "Contemporary Mathematics",
      publisher: "OpenStax",
      year: 2023,
      url: "https://openstax.org/details/books/contemporary-mathematics",
    },
  ],
};
