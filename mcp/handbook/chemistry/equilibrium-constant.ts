import type { HandbookEntry } from "../entry.ts";
import { chemistryTextbook, goldBook } from "../references.ts";

export const equilibriumConstant: HandbookEntry = {
  id: "chemistry/equilibrium-constant",
  title: "Chemical equilibrium",
  domain: "chemistry",
  keywords: ["kc", "ice table", "law of mass action", "dissociation", "quadratic equation"],
  paragraphs: [
    "A reversible reaction comes to rest when forward and backward reaction are equally fast. For a A + b B <=> " +
      "c C + d D the law of mass action then holds: Kc = [C]^c [D]^d / ([A]^a [B]^b), with equilibrium " +
      "concentrations. Products stand in the numerator, and every concentration is raised to the power of its " +
      "coefficient.",
    "Kc depends on the temperature but not on the initial concentrations. With concentrations divided by 1 " +
      "mol/L it is a pure number. Its value belongs to the equation as written: turned round, the reaction has " +
      "1/Kc; with doubled coefficients, Kc². A large Kc means that products prevail.",
    "An ICE table lists initial concentrations, changes and equilibrium concentrations. All changes are tied to " +
      "one unknown, the extent x: a reactant with coefficient a changes by −a x, a product with coefficient b by " +
      "+b x. One measured equilibrium concentration fixes x, then all other concentrations, and then Kc.",
    "If Kc is known and the concentrations are asked, the table is inserted into the law of mass action and " +
      "solved for x. For A <=> B + C starting from A alone at c0, x² / (c0 − x) = Kc has the root x = (−Kc + " +
      "sqrt(Kc² + 4 Kc c0)) / 2. Setting c0 − x equal to c0 is allowed only if x is a few percent of c0.",
    "Worked example: 1.00 mol/L of N2O4 dissociates, N2O4 <=> 2 NO2, until [NO2] is 0.400 mol/L. Then x = 0.200 " +
      "mol/L, [N2O4] = 0.800 mol/L and Kc = 0.400² / 0.800 = 0.200. Using the initial 1.00 mol/L in the " +
      "denominator would give a wrong value.",
  ],
  references: [goldBook, chemistryTextbook],
};
