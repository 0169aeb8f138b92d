import type { HandbookEntry } from "../entry.ts";

export const hardyWeinberg: HandbookEntry = {
  id: "biology/hardy-weinberg",
  title: "Hardy-Weinberg equilibrium",
  domain: "biology",
  keywords: ["allele frequency", "genotype frequency", "carrier", "population genetics", "chi-square"],
  paragraphs: [
    "In a large population with random mating, and without selection, mutation or migration, the frequencies of " +
      "alleles stay constant from generation to generation, and those of the genotypes follow from them. This state " +
      "is reached after one generation of random mating and is called Hardy-Weinberg equilibrium, after two authors " +
      "of 1908.",
    "For a gene with two alleles A and a of the frequencies p and q = 1 - p the genotypes AA, Aa and aa have the " +
      "frequencies p^2, 2pq and q^2, which add up to one. The factor two arises because a heterozygote can receive A " +
      "from either parent. Each genotype frequency is the chance that two alleles drawn at random from the common " +
      "pool form that genotype.",
    "If only the homozygotes aa show a recessive trait and the population is in equilibrium, the share with the " +
      "trait is q^2. Its root is the frequency of the allele a, and 2pq is the share of the carriers, which do not " +
      "show the trait. For a rare trait carriers are far more common than those affected.",
    "If all three genotypes can be told apart, the allele frequency is counted: each AA carries two alleles A and " +
      "each Aa one, so p = (2 n(AA) + n(Aa))/(2n). The counts expected in equilibrium are n p^2, 2 n p q and n q^2. " +
      "Counting needs no assumption of equilibrium, so it is the way to test for it.",
    "The chi-square statistic adds (observed - expected)^2/expected over the three genotypes. It has one degree of " +
      "freedom here, three classes minus one for the total and one for the estimated frequency; at the 5 % level " +
      "values above 3.84 speak against equilibrium. The divisor is the expected count, not the observed one.",
    "Worked example: 1 of 2500 children has a recessive disease. Then q = sqrt(1/2500) = 0.02, p = 0.98, and " +
      "carriers make up 2 × 0.98 × 0.02 = 3.92 %, about 1 in 26. Common mistakes are to take the share with the trait " +
      "for q itself, to forget the factor two, and to count everyone without the trait as a carrier.",
  ],
  references: [
    {
      title: "Mendelian Proportions in a Mixed Population",
      publisher: "Science",
      year: 1908,
      url: "https://doi.org/10.1126/science.28.706.49",
    },
    {
      title: "e-Handbook of Statistical Methods, 1.3.5.15 Chi-Square Goodness-of-Fit Test",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/eda/section3/eda35f.htm",
    },
  ],
};
