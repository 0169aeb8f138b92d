import type { HandbookEntry } from "../entry.ts";
import { algebraTextbook } from "../references.ts";

export const sequencesAndSeries: HandbookEntry = {
  id: "mathematics/sequences-and-series",
  title: "Arithmetic and geometric sequences and series",
  domain: "mathematics",
  keywords: ["arithmetic progression", "geometric progression", "partial sum", "common difference", "common ratio"],
  paragraphs: [
    "In an arithmetic sequence each term is the previous one plus a constant, the common difference d. In a " +
      "geometric sequence each term is the previous one times a constant, the common ratio r. A series is the sum of " +
      "the terms of a sequence; the sum of the first n terms is called a partial sum.",
    "Term number n of an arithmetic sequence with the first term a is a + (n - 1)d, because the difference has been " +
      "added n - 1 times. The sum of the first n terms is n times the mean of the first and last term: S = n (first + " +
      "last)/2 = n (2a + (n - 1)d)/2.",
    "Term number n of a geometric sequence with the first term a is a r^(n-1). The sum of n successive terms that " +
      "begin with the term s is s (1 - r^n)/(1 - r) for r other than 1. If r lies between -1 and 1, the sum of " +
      "infinitely many terms is s/(1 - r).",
    "If two terms of an arithmetic sequence are known, the difference follows from the number of steps between " +
      "them: d = (term j - term i)/(j - i). The first term is then term i - (i - 1)d. From term number i to term " +
      "number j, both included, there are j - i + 1 terms.",
    "Worked example: in an arithmetic sequence term 3 is 11 and term 7 is 27. From one to the other the difference " +
      "is added four times, so it is (27 - 11)/4 = 4, and the first term is 11 - 2 × 4 = 3. Term 10 is 3 + 9 × 4 = " +
      "39, so the first ten terms add up to 10 × (3 + 39)/2 = 210.",
    "Common mistakes are to add the difference n times instead of n - 1 times, to use the power r^n for term number " +
      "n, to give a term where a sum is asked, to forget the division by two, and to count one term too few between " +
      "two numbers that both belong to the range.",
  ],
  references: [
    {
      title: "NIST Digital Library of Mathematical Functions, 1.2 Elementary Algebra",
      publisher: "NIST",
      year: 2010,
      url: "https://dlmf.nist.gov/1.2",
    },
    algebraTextbook,
  ],
};
