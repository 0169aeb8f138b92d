import type { HandbookEntry } from "../entry.ts";

export const confidenceInterval: HandbookEntry = {
  id: "statistics/confidence-interval",
  title: "Confidence intervals",
  domain: "statistics",
  keywords: ["margin of error", "critical value", "standard error", "sample size", "proportion"],
  paragraphs: [
    "A confidence interval is computed from a sample by a method that covers the true value in a stated share of " +
      "all samples, the confidence level. A level of 95 % is a statement about the method: of many intervals from " +
      "many samples, about 95 in 100 contain the true value. A higher level needs a wider interval.",
    "If the standard deviation σ of the population is known, the interval for the mean is mean ± z σ/sqrt(n). The " +
      "half-width z σ/sqrt(n) is also called the margin of error. The critical value z leaves half of the remaining " +
      "probability in each tail: 1.645 for 90 %, 1.960 for 95 %, 2.326 for 98 % and 2.576 for 99 %.",
    "If σ is estimated from a small sample, the critical value of Student's t distribution with n - 1 degrees of " +
      "freedom takes the place of z, and the interval is wider. From about a hundred values on the difference is " +
      "small. The data should be independent and roughly normal, or the sample large.",
    "For a proportion p̂ = k/n the standard error is sqrt(p̂(1 - p̂)/n), and the normal approximation gives the " +
      "interval p̂ ± z sqrt(p̂(1 - p̂)/n). It is good enough if both k and n - k are well above ten; for rare events " +
      "better intervals exist, such as Wilson's.",
    "The sample size for a wanted half-width E follows from solving the formula: n = (z σ/E)^2, rounded up to a " +
      "whole number, because rounding down would make the interval too wide. Halving the width takes four times as " +
      "many values. For a proportion σ is replaced by sqrt(p(1 - p)), which is at most one half.",
    "Worked example: 64 measurements, σ = 12, level 95 %. The standard error is 12/8 = 1.5 and the half-width 1.960 " +
      "× 1.5 = 2.94. For a half-width of 2.00 one needs (1.960 × 12/2.00)^2 = 138.3, that is 139 values. Common " +
      "mistakes are to divide by n instead of sqrt(n), to omit z, and to confuse the half-width with the full width.",
  ],
  references: [
    {
      title: "e-Handbook of Statistical Methods, 1.3.5.2 Confidence Limits for the Mean",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/eda/section3/eda352.htm",
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
