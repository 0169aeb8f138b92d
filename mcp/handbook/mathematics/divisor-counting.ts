import type { HandbookEntry } from "../entry.ts";
import { numberTheoryFunctions } from "../references.ts";

export const divisorCounting: HandbookEntry = {
  id: "mathematics/divisor-counting",
  title: "Divisors of an integer",
  domain: "mathematics",
  keywords: ["divisor function", "number of divisors", "sum of divisors", "prime factorisation", "number theory"],
  paragraphs: [
    "A positive integer d is a divisor of n if n/d is an integer; 1 and n themselves are always among the divisors. " +
      "Every integer above 1 has exactly one factorisation into primes, n = p1^a1 × p2^a2 × ..., and this " +
      "factorisation determines all divisors: each is made by choosing for every prime an exponent from 0 up to the " +
      "exponent in n.",
    "The number of divisors is d(n) = (a1 + 1)(a2 + 1)..., because the exponent of each prime can be chosen in one " +
      "more way than its size, zero included, and the choices are independent. The number is odd only for perfect " +
      "squares, since otherwise the divisors come in pairs d and n/d.",
    "The sum of all divisors is σ(n) = (1 + p1 + ... + p1^a1)(1 + p2 + ... + p2^a2)...; each bracket is a geometric " +
      "sum with the value (p^(a+1) - 1)/(p - 1). Both functions are multiplicative: for numbers without a common " +
      "factor, d(mn) = d(m) d(n) and σ(mn) = σ(m) σ(n).",
    "Divisors of n that are multiples of a given divisor k are k times the divisors of n/k. So there are d(n/k) of " +
      "them, and their sum is k σ(n/k). If k does not divide n, there are none. Divisors that are not multiples of k " +
      "are counted by the difference d(n) - d(n/k).",
    "Worked example: 360 = 2^3 × 3^2 × 5 has (3 + 1)(2 + 1)(1 + 1) = 24 divisors, and their sum is (1 + 2 + 4 + " +
      "8)(1 + 3 + 9)(1 + 5) = 15 × 13 × 6 = 1170. The divisors that are multiples of 6 are 6 times those of 60 = 2^2 " +
      "× 3 × 5, so there are 3 × 2 × 2 = 12 of them.",
    "Common mistakes are to multiply the exponents without adding one, to add the choices instead of multiplying " +
      "them, to leave out 1 or the number itself, and to begin the geometric sums with the prime instead of with 1. " +
      "Listing the divisors of a small number such as 12 (1, 2, 3, 4, 6, 12) is a good check of the rule.",
  ],
  references: [
    {
      title: "NIST Digital Library of Mathematical Functions, 27.2 Functions",
      publisher: "NIST",
      year: 2010,
      url: "https://dlmf.nist.gov/27.2",
    },
    numberTheoryFunctions,
  ],
};
