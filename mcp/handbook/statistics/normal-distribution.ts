import type { HandbookEntry } from "../entry.ts";

export const normalDistribution: HandbookEntry = {
  id: "statistics/normal-distribution",
  title: "Z-scores and the normal distribution",
  domain: "statistics",
  keywords: ["gaussian", "standardisation", "percentile", "quantile", "cumulative distribution", "bell curve"],
  paragraphs: [
    "The normal distribution with mean μ and standard deviation σ has the density exp(-(x - μ)^2/(2σ^2))/(σ " +
      "sqrt(2π)), a bell-shaped curve that is symmetric about μ. About 68 % of the values lie within one standard " +
      "deviation of the mean, 95 % within two and 99.7 % within three.",
    "A z-score states how many standard deviations a value lies above the mean: z = (x - μ)/σ. It is negative below " +
      "the mean. Standardising turns every normal distribution into the standard normal one, with mean 0 and standard " +
      "deviation 1, so that one table serves for all.",
    "The distribution function Φ(z) is the share of values below z. The share above is 1 - Φ(z), the share between " +
      "a and b is Φ(b) - Φ(a), and by symmetry Φ(-z) = 1 - Φ(z). Some values: Φ(1) = 0.8413, Φ(1.645) = 0.95, Φ(1.96) " +
      "= 0.975 and Φ(2.576) = 0.995.",
    "The value below which a share p of all values lies is the quantile or percentile x = μ + z σ, where z is found " +
      "from Φ(z) = p with an inverse table or a program. For p below one half z is negative, and the value lies below " +
      "the mean. The 50th percentile is the mean, which is also the median.",
    "Worked example: heights have the mean 170 cm and the standard deviation 8 cm. For 182 cm the z-score is 12/8 = " +
      "1.5, and Φ(1.5) = 0.9332, so 6.68 % are taller. The height below which 90 % lie has z = 1.2816, so it is 170 + " +
      "1.2816 × 8 = 180.3 cm.",
    "Common mistakes are to divide by the variance instead of the standard deviation, to give the share below where " +
      "the share above is asked, to lose the sign of z, to use a percentage as if it were a z-score, and to forget " +
      "one of two limits. A sketch of the bell with the wanted area shaded prevents most of them.",
  ],
  references: [
    {
      title: "e-Handbook of Statistical Methods, 1.3.6.6.1 Normal Distribution",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/eda/section3/eda3661.htm",
    },
    {
      title:
        "e-Handbook of Statistical Methods, 1.3.6.7.1 Cumulative Distribution Function of the Standard Normal Distribution",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/eda/section3/eda3671.htm",
    },
  ],
};
