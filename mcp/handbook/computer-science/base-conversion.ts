import type { HandbookEntry } from "../entry.ts";
import { algorithmDictionary, pythonFunctions } from "../references.ts";

export const baseConversion: HandbookEntry = {
  id: "computer-science/base-conversion",
  title: "Number bases",
  domain: "computer science",
  keywords: ["binary", "octal", "hexadecimal", "positional notation", "radix"],
  paragraphs: [
    "In positional notation the value of a digit depends on its place. In the base b the rightmost place counts " +
      "ones, the next one b, the next b^2 and so on; the digits run from 0 to b - 1. A numeral with the digits d_n " +
      "... d_1 d_0 has the value d_n b^n + ... + d_1 b + d_0.",
    "Computers use base two, because a circuit with two states stores one binary digit, a bit. Octal (base 8) and " +
      "hexadecimal (base 16) numerals are short forms of binary: one octal digit stands for three bits and one " +
      "hexadecimal digit for four. The hexadecimal digits for ten to fifteen are the letters A to F.",
    "To convert into decimal, multiply every digit by the weight of its place and add. Horner's scheme does the " +
      "same from left to right with few operations: start with the first digit, then again and again multiply by the " +
      "base and add the next digit. It needs no powers at all. Both ways give the same value.",
    "To convert a decimal number into base b, divide it by b again and again. The remainders, read from the last to " +
      "the first, are the digits. Between binary and hexadecimal no arithmetic is needed: the bits are grouped by " +
      "four from the right, and each group is replaced by its digit.",
    "Worked example: the binary numeral 101101 means 1 × 32 + 0 × 16 + 1 × 8 + 1 × 4 + 0 × 2 + 1 × 1 = 45. The " +
      "hexadecimal numeral 2D means 2 × 16 + 13 = 45 as well, since its digits stand for the groups 0010 and 1101. In " +
      "base seven 45 is 63, because 6 × 7 + 3 = 45.",
    "Common mistakes are to give the leftmost place the weight one, to give the rightmost place the weight b " +
      "instead of one, to add the digits without weights, and to use powers of the largest digit or of the next base. " +
      "A digit as large as the base itself shows a wrong conversion.",
  ],
  references: [algorithmDictionary, pythonFunctions],
};
