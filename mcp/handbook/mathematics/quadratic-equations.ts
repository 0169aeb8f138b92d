import type { HandbookEntry } from "../entry.ts";
import { algebraTextbook } from "../references.ts";

export const quadraticEquations: HandbookEntry = {
  id: "mathematics/quadratic-equations",
  title: "Quadratic equations",
  domain: "mathematics",
  keywords: ["quadratic formula", "discriminant", "roots", "parabola", "completing the square"],
  paragraphs: [
    "A quadratic equation has the standard form a x^2 + b x + c = 0 with a not equal to zero. Its solutions are " +
      "called roots; they are the places where the parabola y = a x^2 + b x + c meets the x-axis. An equation with " +
      "terms on both sides must first be brought to standard form by subtracting the right-hand side.",
    "The quadratic formula gives both roots: x = (-b ± sqrt(b^2 - 4ac)) / (2a). The whole numerator is divided by " +
      "2a. The expression under the root, D = b^2 - 4ac, is the discriminant: if it is positive there are two real " +
      "roots, if it is zero there is one double root, and if it is negative there is no real root.",
    "From the formula it follows that the sum of the roots is -b/a and their product is c/a, which is a quick check " +
      "of a solution. The two real roots lie at equal distances on both sides of the vertex at x = -b/(2a), and the " +
      "positive difference between them is sqrt(D)/|a|.",
    "Worked example: 2x^2 - 3x - 7 = 0 has a = 2, b = -3, c = -7. The discriminant is (-3)^2 - 4 × 2 × (-7) = 9 + " +
      "56 = 65, whose root is 8.0623. The roots are (3 + 8.0623)/4 = 2.766 and (3 - 8.0623)/4 = -1.266. Their sum is " +
      "1.5, which equals -b/a = 3/2, as it must.",
    "Common mistakes are to begin the formula with b instead of -b, to divide only the square root by 2a, to divide " +
      "by a instead of 2a, to leave out the factor 4 in the discriminant, and to lose the sign of a negative c, so " +
      "that b^2 - 4ac comes out too small. A sketch of the parabola shows roughly where the roots must be.",
  ],
  references: [
    {
      title: "NIST Digital Library of Mathematical Functions, 1.11 Zeros of Polynomials",
      publisher: "NIST",
      year: 2010,
      url: "https://dlmf.nist.gov/1.11",
    },
    algebraTextbook,
  ],
};
