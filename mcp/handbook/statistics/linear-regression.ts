import type { HandbookEntry } from "../entry.ts";

export const linearRegression: HandbookEntry = {
  id: "statistics/linear-regression",
  title: "Linear regression",
  domain: "statistics",
  keywords: ["least squares", "slope", "intercept", "coefficient of determination", "correlation", "residual"],
  paragraphs: [
    "Linear regression fits a straight line y = a + b x to pairs of data so that the sum of the squared vertical " +
      "distances from the points to the line, the residuals, is as small as possible. This is called the method of " +
      "least squares. It treats x as known and y as subject to scatter.",
    "With the sums over deviations from the means, Sxx = Σ(x - mean x)^2, Sxy = Σ(x - mean x)(y - mean y) and Syy = " +
      "Σ(y - mean y)^2, the slope is b = Sxy/Sxx and the intercept a = mean y - b mean x. The line always passes " +
      "through the point of the two means.",
    "A prediction at x is a + b x. Inside the range of the data it is an interpolation; outside it is an " +
      "extrapolation, which supposes that the straight line goes on. The slope has the unit of y divided by the unit " +
      "of x and states by how much y changes on average if x grows by one.",
    "The coefficient of determination R^2 = Sxy^2/(Sxx Syy) is the share of the variance of y that the line " +
      "explains; it lies between 0 and 1 and is the square of the correlation coefficient r. It equals 1 minus the " +
      "residual sum of squares over Syy. A high R^2 shows neither cause nor that a line is the right shape.",
    "Worked example: the points (1, 2), (2, 4), (3, 5) and (4, 9) have the means 2.5 and 5. Sxx = 5, Sxy = 11 and " +
      "Syy = 26. The slope is 11/5 = 2.2, the intercept 5 - 2.2 × 2.5 = -0.5, the prediction at x = 5 is 10.5, and " +
      "R^2 = 121/130 = 0.931.",
    "Common mistakes are to draw the line through the first and last point, to divide by Syy instead of Sxx, which " +
      "belongs to the regression of x on y, to force the line through the origin, to take the mean of y for the " +
      "intercept, and to give r where its square is asked.",
  ],
  references: [
    {
      title: "e-Handbook of Statistical Methods, 4.1.4.1 Linear Least Squares Regression",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/pmd/section1/pmd141.htm",
    },
    {
      title: "e-Handbook of Statistical Methods",
      publisher: "NIST/SEMATECH",
      year: 2012,
      url: "https://www.itl.nist.gov/div898/handbook/",
    },
  ],
};
