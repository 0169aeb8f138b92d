import type { HandbookEntry } from "../entry.ts";
import { numberTheoryFunctions, pythonFunctions } from "../references.ts";

export const modularArithmetic: HandbookEntry = {
  id: "mathematics/modular-arithmetic",
  title: "Modular arithmetic",
  domain: "mathematics",
  keywords: ["congruence", "remainder", "residue", "modular exponentiation", "clock arithmetic"],
  paragraphs: [
    "Two integers are congruent modulo m if their difference is a multiple of m; this is written a ≡ b (mod m). " +
      "Every integer is congruent to exactly one of the numbers 0, 1, ..., m - 1, its remainder on division by m, " +
      "which is also called its least non-negative residue. A clock is arithmetic modulo 12 in this sense.",
    "Congruences may be added, subtracted and multiplied: from a ≡ b and c ≡ d (mod m) it follows that a + c ≡ b + " +
      "d and a c ≡ b d (mod m). Therefore every intermediate result of a long calculation may be replaced by its " +
      "remainder at once, which keeps all numbers small. Division is different and needs a modular inverse.",
    "High powers are found by repeated squaring. The exponent is written as a sum of powers of two; the base is " +
      "squared again and again, reducing modulo m after each step; and the squares that belong to the sum are " +
      "multiplied. A power with the exponent e needs only about log2(e) squarings instead of e - 1 multiplications.",
    "The base of a power may be reduced modulo m, but the exponent may not. Exponents repeat with another period: " +
      "if a and m have no common factor, Euler's theorem states that a^φ(m) ≡ 1 (mod m), where φ(m) counts the " +
      "numbers up to m without a common factor with m. For a prime p this is a^(p-1) ≡ 1 (mod p).",
    "Worked example: the remainder of 7^13 × 20 + 50 modulo 11. With 13 = 1 + 4 + 8 the squares are 7^2 ≡ 5, 7^4 ≡ " +
      "3, 7^8 ≡ 9. So 7^13 ≡ 7 × 3 × 9 = 189 ≡ 2. With 20 ≡ 9 the product is 18 ≡ 7, and with 50 ≡ 6 the sum is 13 ≡ " +
      "2. The remainder is 2.",
    "Common mistakes are to give the quotient instead of the remainder, to reduce an exponent modulo m, to take a " +
      "power for a product, to leave an answer that is not smaller than m, and to add before multiplying. The " +
      "remainder is measured upwards from the multiple of m below the number, so it is never negative.",
  ],
  references: [numberTheoryFunctions, pythonFunctions],
};
