import type { HandbookEntry } from "../entry.ts";

export const meanAndStandardDeviation: HandbookEntry = {
  id: "statistics/mean-and-standard-deviation",
  title: "Mean and standard deviation",
  domain: "statistics",
  keywords: ["average", "variance", "sample", "standard error", "bessel's correction", "median"],
  paragraphs: [
    "The arithmetic mean of n values is their sum divided by n. It uses every value, and one outlier can move it " +
      "far. The median is the middle value of the ordered sample (the mean of the two middle ones if n is even) and " +
      "is hardly moved by outliers. For a symmetric distribution both estimate the same centre.",
    "The sample variance is s^2 = Σ(x - mean)^2/(n - 1), the sum of the squared deviations from the mean divided by " +
      "n - 1. Its root s is the sample standard deviation, a measure of the spread of single values with the same " +
      "unit as the values. The deviations themselves always add up to zero.",
    "The divisor n - 1 is right if the mean has been estimated from the same sample: the deviations from the sample " +
      "mean are on average a little too small, and the smaller divisor corrects this, so that s^2 is an unbiased " +
      "estimate of the variance. The divisor n belongs to a whole population, or to a known mean.",
    "The standard error of the mean is s/sqrt(n). It tells how much the mean of a sample of this size scatters from " +
      "sample to sample, not how much single values scatter. It falls with the root of the sample size, so four times " +
      "as many values halve it.",
    "Worked example: the values 4, 7, 8 and 9 have the sum 28 and the mean 7. The deviations are -3, 0, 1 and 2 " +
      "with the squares 9, 0, 1 and 4, together 14. The variance is 14/3 = 4.667, the standard deviation 2.160, and " +
      "the standard error of the mean 2.160/sqrt(4) = 1.080.",
    "Common mistakes are to divide by n where n - 1 is asked, to forget the root, to confuse the standard deviation " +
      "with the standard error, to divide by n instead of sqrt(n) for the latter, and to take the median for the " +
      "mean. Most calculators have a key for each divisor, so it is worth knowing which one is pressed.",
  ],
  references: [
    {
      title: "e-Handbook of Statistical Methods, 1.3.5.1 Measures of Location",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/eda/section3/eda351.htm",
    },
    {
      title: "e-Handbook of Statistical Methods, 1.3.5.6 Measures of Scale",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/eda/section3/eda356.htm",
    },
  ],
};
