import type { HandbookEntry } from "../entry.ts";
import { biologyTextbook, microbiologyTextbook } from "../references.ts";

export const populationGrowth: HandbookEntry = {
  id: "biology/population-growth",
  title: "Exponential population growth",
  domain: "biology",
  keywords: ["growth rate", "doubling time", "bacteria", "exponential growth", "malthusian growth"],
  paragraphs: [
    "A population grows exponentially if its rate of growth is proportional to its size: dN/dt = r N. The constant " +
      "r is the growth rate per head, births minus deaths, measured per unit of time. Bacteria in fresh medium grow " +
      "in this way as long as food and space are plentiful. The law is also called Malthusian growth.",
    "The solution is N(t) = N0 e^(rt), where N0 is the size at the start. Equal times multiply the population by " +
      "equal factors, which is why exponential growth gives a straight line on a logarithmic scale. The growth rate " +
      "follows from two counts: r = ln(N2/N1)/(t2 - t1).",
    "The doubling time is the time in which the population doubles: T = ln 2/r = 0.693/r. After n doublings it has " +
      "grown by 2^n, so N(t) = N0 × 2^(t/T) is the same law written with base two. A continuous rate of 10 % per hour " +
      "means a doubling time of 6.93 hours and growth by e^0.1, that is 10.5 %, in each hour.",
    "The time until a population reaches the size N is t = ln(N/N0)/r. Times are proportional to the logarithms of " +
      "the factors, not to the factors: growth by the factor 8 takes three times as long as growth by the factor 2. " +
      "Any base of the logarithm may be used, provided that it is the same throughout.",
    "Worked example: a culture grows from 500 to 4000 cells in 6.0 hours. Then r = ln(8)/6.0 = 0.3466 per hour and " +
      "the doubling time is 0.6931/0.3466 = 2.0 hours. The culture reaches 32000 cells after ln(64)/0.3466 = 12 " +
      "hours, counted from the start.",
    "Common mistakes are to add a constant number in each hour as in linear growth, to mix natural and decimal " +
      "logarithms, to confuse a continuous rate with the growth in one unit of time, and to count the time from the " +
      "second count instead of from the start. In nature growth slows down when resources become scarce.",
  ],
  references: [biologyTextbook, microbiologyTextbook],
};
