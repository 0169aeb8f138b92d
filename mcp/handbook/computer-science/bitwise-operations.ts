import type { HandbookEntry } from "../entry.ts";
import { algorithmDictionary } from "../references.ts";

export const bitwiseOperations: HandbookEntry = {
  id: "computer-science/bitwise-operations",
  title: "Bitwise operations",
  domain: "computer science",
  keywords: ["and", "or", "xor", "shift", "bit mask", "truth table"],
  paragraphs: [
    "Bitwise operations treat an integer as a row of bits and combine two rows place by place, without carries. The " +
      "result in a place depends only on the two bits in that place. In C, Python and many other languages the signs " +
      "are & for AND, | for OR and ^ for exclusive or, XOR.",
    "AND gives 1 only where both bits are 1. OR gives 1 where at least one bit is 1. XOR gives 1 where the bits " +
      "differ. The three are tied by a + b = (a XOR b) + 2 (a AND b), because AND marks the places where an addition " +
      "would carry, and by a OR b = (a XOR b) + (a AND b).",
    "A shift to the left by k places, written x << k, appends k zeros and multiplies a non-negative integer by 2^k, " +
      "as long as no bit is lost at the end of the word. A shift to the right, x >> k, drops the last k bits and " +
      "divides by 2^k, rounding down. Languages with fixed word sizes lose bits that leave the word; Python's " +
      "integers grow instead.",
    "Masks use these operations: AND with a mask keeps the bits where the mask has 1 and clears the others, OR sets " +
      "bits, and XOR flips them. Applying XOR with the same number twice restores the original value, which is used " +
      "in checksums and simple ciphers. A mask for the last k bits is 2^k - 1.",
    "Worked example: 12 is 1100 and 10 is 1010 in binary. 12 AND 10 is 1000, that is 8; 12 OR 10 is 1110, that is " +
      "14; 12 XOR 10 is 0110, that is 6. Check: 6 + 8 = 14, and 6 + 2 × 8 = 22 = 12 + 10. Shifting 6 to the left by " +
      "two gives 11000, that is 24.",
    "Common mistakes are to take OR for XOR, to add with carries, to align the binary numerals at the left instead " +
      "of the right, to shift in the wrong direction, and to read ^ as a power. In C and Python & binds more strongly " +
      "than ^, and ^ more strongly than |, so brackets are a good habit.",
  ],
  references: [
    {
      title: "The Python Language Reference, 6 Expressions",
      publisher: "Python Software Foundation",
      year: 2024,
      url: "https://docs.python.org/3/reference/expressions.html",
    },
    algorithmDictionary,
  ],
};
