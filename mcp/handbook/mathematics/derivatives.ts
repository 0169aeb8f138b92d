import type { HandbookEntry } from "../entry.ts";
import { calculusFunctions, calculusTextbook } from "../references.ts";

export const derivatives: HandbookEntry = {
  id: "mathematics/derivatives",
  title: "Derivatives",
  domain: "mathematics",
  keywords: ["differentiation", "slope", "tangent", "product rule", "chain rule", "rate of change"],
  paragraphs: [
    "The derivative f'(x) is the rate at which f changes with x: the slope of the tangent to the graph at the point " +
      "x. It is the limit of the difference quotient (f(x + h) - f(x))/h as h goes to zero. A positive derivative " +
      "means that the function rises, a negative one that it falls.",
    "The power rule states that x^n has the derivative n x^(n-1). Constant factors stay, sums are differentiated " +
      "term by term, and constants vanish, so that cx has the derivative c. Further derivatives: e^x has e^x, ln x " +
      "has 1/x, sin x has cos x, and cos x has -sin x, with angles in radians.",
    "The product rule is (uv)' = u'v + uv', and the quotient rule (u/v)' = (u'v - uv')/v^2. The order in the " +
      "numerator matters because of the minus sign. The derivative of a product is not the product of the " +
      "derivatives, nor is that of a quotient their quotient. A sum, in contrast, may be differentiated term by term.",
    "The chain rule differentiates a function of a function: the derivative of f(g(x)) is f'(g(x)) g'(x), the outer " +
      "derivative at the inner value times the inner derivative. So e^(kx) has the derivative k e^(kx), and sqrt(x^2 " +
      "+ k) has x/sqrt(x^2 + k), where the factor 2 of the inner derivative cancels the 1/2 of the root.",
    "Worked example: f(x) = (2x^2 + 1) e^(0.5x) at x = 1. With u' = 4x and v' = 0.5 e^(0.5x) the product rule gives " +
      "f'(x) = (4x + 0.5(2x^2 + 1)) e^(0.5x). At x = 1 this is (4 + 1.5) × 1.6487 = 9.068. The difference quotient " +
      "with h = 0.001 gives nearly the same number.",
    "Common mistakes are to multiply the derivatives of two factors, to forget the inner derivative in the chain " +
      "rule, to keep the old exponent in the power rule, to exchange the terms in the quotient rule, and to give the " +
      "value of the function instead of its slope.",
  ],
  references: [calculusFunctions, calculusTextbook],
};
