import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, goldBook } from "../references.ts";

export const percentYield: HandbookEntry = {
  id: "chemistry/percent-yield",
  title: "Percent yield",
  domain: "chemistry",
  keywords: ["percentage yield", "theoretical yield", "actual yield", "isolated yield"],
  paragraphs: [
    "The theoretical yield of a reaction is the mass of product that forms if the limiting reagent reacts " +
      "completely as the balanced equation says. The actual yield is what is really isolated. It is smaller, " +
      "because reactions stop at equilibrium, side reactions consume material, and some product is lost in " +
      "separation.",
    "The percent yield compares the two: percent yield = 100 % × actual yield / theoretical yield. Both must be " +
      "given in the same unit, and both must refer to the same product. A result above 100 % shows that the " +
      "product was impure or wet, or that the calculation is wrong.",
    "The theoretical yield is found by stoichiometry: divide the mass of the limiting reagent by its molar " +
      "mass, multiply by the ratio of the coefficients, and multiply by the molar mass of the product. A ratio of " +
      "masses alone is no yield, since reactant and product have different molar masses and coefficients.",
    "The relation can be turned round. With a yield of y percent, the product obtained is the theoretical yield " +
      "times y/100. To isolate a given mass of product, plan for a theoretical yield of that mass divided by " +
      "y/100, and calculate the reactant needed for it. More starting material is needed than for a complete " +
      "reaction.",
    "Worked example: 20.0 g of N2 with excess H2 gives 18.0 g of NH3 by N2 + 3 H2 -> 2 NH3. The amount of N2 is " +
      "20.0 g / 28.014 g/mol = 0.7139 mol, so at most 1.428 mol of NH3 forms, which weighs 24.32 g. The percent " +
      "yield is 100 % × 18.0 / 24.32 = 74.0 %.",
  ],
  references: [goldBook, chemistryTextbook],
};
