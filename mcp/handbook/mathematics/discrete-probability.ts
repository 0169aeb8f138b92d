import type { HandbookEntry } from "../entry.ts";

export const discreteProbability: HandbookEntry = {
  id: "mathematics/discrete-probability",
  title: "Discrete probability and the binomial distribution",
  domain: "mathematics",
  keywords: ["bernoulli trial", "independent events", "binomial", "conditional probability", "at least"],
  paragraphs: [
    "The probability of an event is a number between 0, for an impossible event, and 1, for a certain one. Events " +
      "are independent if the occurrence of one does not change the probability of the other; the probability that " +
      "both occur is then the product of their probabilities. The probability of the opposite event is one minus that " +
      "of the event.",
    "If n independent trials each succeed with probability p, the number X of successes has the binomial " +
      "distribution: P(X = k) = C(n, k) p^k (1 - p)^(n - k). The binomial coefficient C(n, k) = n! / (k! (n - k)!) " +
      "counts the places in which the k successes can occur. The mean of X is n p and its variance n p (1 - p).",
    "At least k successes means k, k + 1, ..., n; the probabilities of these cases are added. Often the opposite is " +
      "shorter: P(X ≥ 1) = 1 - (1 - p)^n. More than k excludes k itself, at most k includes it. It pays to write down " +
      "which numbers of successes belong to the event before calculating.",
    "The conditional probability of A given B is P(A and B) / P(B): only the cases in which B occurs are " +
      "considered, and they are scaled up to one. If A can only occur together with B, for example at least three " +
      "successes and at least one success, the probability of both is simply P(A).",
    "Worked example: four seeds germinate independently with probability 0.7. Exactly three germinate with " +
      "probability 4 × 0.7^3 × 0.3 = 0.4116. At least three do so with probability 0.4116 + 0.7^4 = 0.6517. Given " +
      "that at least one germinates, which has probability 1 - 0.3^4 = 0.9919, the probability becomes 0.6517 / " +
      "0.9919 = 0.657.",
    "Common mistakes are to forget the number of orders C(n, k), to leave out the failures, to exchange p and 1 - " +
      "p, to confuse exactly with at least, and to multiply by the probability of a condition instead of dividing by " +
      "it. A result above one shows that something has been forgotten.",
  ],
  references: [
    {
      title: "e-Handbook of Statistical Methods, 1.3.6.6.18 Binomial Distribution",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/eda/section3/eda366i.htm",
    },
    {
      title: "Introductory Statistics 2e",
      publisher: "OpenStax",
      year: 2023,
      url: "https://openstax.org/details/books/introductory-statistics-2e",
    },
  ],
};
