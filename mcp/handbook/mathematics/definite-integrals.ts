import type { HandbookEntry } from "../entry.ts";
import { calculusFunctions, calculusTextbook } from "../references.ts";

export const definiteIntegrals: HandbookEntry = {
  id: "mathematics/definite-integrals",
  title: "Definite integrals",
  domain: "mathematics",
  keywords: [
    "antiderivative",
    "fundamental theorem of calculus",
    "area under a curve",
    "integration by parts",
    "limits of integration",
  ],
  paragraphs: [
    "The definite integral of a function f from a to b is the area between its graph and the x-axis over that " +
      "interval, where parts below the axis count as negative. It also gives the total change of a quantity whose " +
      "rate of change is f, such as a distance from a velocity. The numbers a and b are called the limits of " +
      "integration.",
    "The fundamental theorem of calculus states that the integral of f from a to b equals F(b) - F(a), where F is " +
      "any antiderivative, a function with the derivative F' = f. The value at the lower limit must be subtracted " +
      "even if the lower limit is zero, because F(0) need not be zero.",
    "Basic antiderivatives: x^n has x^(n+1)/(n+1) for n other than -1; 1/x has ln|x|; e^(kx) has e^(kx)/k; sin(kx) " +
      "has -cos(kx)/k; cos(kx) has sin(kx)/k. Sums are integrated term by term and constant factors stay. A constant " +
      "c has the antiderivative cx. Angles are in radians.",
    "Integration by parts handles products: the integral of u v' is u v minus the integral of u' v. For (ax + b) " +
      "e^(-kx) with u = ax + b it gives the antiderivative -((ax + b)/k + a/k^2) e^(-kx). The integral of a product " +
      "is not the product of the integrals of its factors.",
    "Worked example: the integral of 3x^2 + 4x + 5 from 1 to 2. An antiderivative is F(x) = x^3 + 2x^2 + 5x, with " +
      "F(2) = 8 + 8 + 10 = 26 and F(1) = 1 + 2 + 5 = 8. The integral is 26 - 8 = 18. A rough check: the function " +
      "grows from 12 to 25 over an interval of length one.",
    "Common mistakes are to multiply by the exponent instead of dividing by the new one, to insert only the upper " +
      "limit, to forget the minus sign in the antiderivative of sine, to multiply by the inner factor k instead of " +
      "dividing by it, and to leave a pocket calculator in degrees. Differentiating F shows at once whether it is " +
      "right.",
  ],
  references: [calculusFunctions, calculusTextbook],
};
