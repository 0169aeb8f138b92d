import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, goldBook } from "../references.ts";

export const limitingReagent: HandbookEntry = {
  id: "chemistry/limiting-reagent",
  title: "Limiting and excess reagents",
  domain: "chemistry",
  keywords: ["limiting reactant", "excess", "theoretical yield", "left over"],
  paragraphs: [
    "When reactants are not mixed in exactly the proportions of the balanced equation, one of them is used up " +
      "first. It is called the limiting reagent, because it limits how far the reaction can go. All other " +
      "reactants are in excess, and part of each remains when the reaction is complete.",
    "To find the limiting reagent, convert every quantity to an amount in moles and divide it by the " +
      "coefficient of that substance in the balanced equation. The quotient is the extent of reaction that this " +
      "reactant alone would allow. The smallest quotient belongs to the limiting reagent, and it is the extent ξ " +
      "that is actually reached.",
    "The amount of a product with coefficient b is b × ξ, and its mass is that amount times its molar mass; " +
      "this is the theoretical yield. The amount of an excess reactant that remains is its initial amount less a " +
      "× ξ, where a is its coefficient. The total mass of what remains and what forms equals the mass at the " +
      "start.",
    "Worked example: 10.0 g of H2 and 64.0 g of O2 react by 2 H2 + O2 -> 2 H2O. The amounts are 4.960 mol and " +
      "2.000 mol, the quotients 4.960/2 = 2.480 and 2.000/1 = 2.000. Oxygen limits, 2 × 2.000 = 4.000 mol or 72.1 " +
      "g of water forms, and 4.960 − 4.000 = 0.960 mol of H2 is left.",
    "Common mistakes are to compare masses instead of amounts, to compare amounts without dividing by the " +
      "coefficients, to compute the product from the reagent in excess, to add the yields that each reactant " +
      "would give alone, and to report the consumed part of the excess reagent in place of what is left.",
  ],
  references: [goldBook, chemistryTextbook],
};
