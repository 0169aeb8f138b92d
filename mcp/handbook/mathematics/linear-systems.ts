import type { HandbookEntry } from "../entry.ts";
import { algebraTextbook } from "../references.ts";

export const linearSystems: HandbookEntry = {
  id: "mathematics/linear-systems",
  title: "Systems of linear equations",
  domain: "mathematics",
  keywords: ["simultaneous equations", "cramer's rule", "gaussian elimination", "determinant", "unknowns"],
  paragraphs: [
    "A system of linear equations asks for numbers that satisfy several equations at once, each of which is a sum " +
      "of constant multiples of the unknowns. With as many equations as unknowns there is exactly one solution if the " +
      "determinant of the coefficients is not zero; if it is zero, there is either no solution or infinitely many.",
    "The determinant of the coefficients in a x + b y = e and c x + d y = f is D = a d - b c. Cramer's rule states " +
      "x = (e d - b f) / D and y = (a f - e c) / D: in the numerator of each unknown, its column of coefficients is " +
      "replaced by the column of the right-hand sides, in the same place.",
    "For three unknowns the determinant is expanded along a row: a (e i - f h) - b (d i - f g) + c (d h - e g) for " +
      "the rows (a, b, c), (d, e, f), (g, h, i). The signs alternate. Cramer's rule holds in the same form, with one " +
      "replaced determinant for each unknown, every one of them divided by the same D.",
    "Gaussian elimination is the faster method for larger systems. A multiple of one equation is subtracted from " +
      "the others so that an unknown disappears from them; this is repeated until one equation has a single unknown, " +
      "and the values are inserted backwards. Exchanging two equations changes nothing about the solution, but " +
      "changes the sign of the determinant.",
    "Worked example: 2x + 3y = 16 and 5x - y = 6. The determinant is 2 × (-1) - 3 × 5 = -17. Replacing the first " +
      "column gives 16 × (-1) - 3 × 6 = -34, so x = -34 / -17 = 2. Replacing the second gives 2 × 6 - 16 × 5 = -68, " +
      "so y = -68 / -17 = 4. Check: 2 × 2 + 3 × 4 = 16.",
    "Common mistakes are to forget the division by the determinant, to give the value of one unknown for another, " +
      "to lose a sign when the columns are put in another order, and to report the unknowns when the question asks " +
      "for a combination such as 3x - 2y. Inserting the solution into an equation that was not used last uncovers " +
      "most of them.",
  ],
  references: [
    {
      title: "NIST Digital Library of Mathematical Functions, 1.3 Determinants",
      publisher: "NIST",
      year: 2010,
      url: "https://dlmf.nist.gov/1.3",
    },
    algebraTextbook,
  ],
};
