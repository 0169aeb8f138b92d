import type { HandbookEntry } from "../entry.ts";
import { chemistryWebBook, crcHandbook } from "../references.ts";

export const reactionEnthalpy: HandbookEntry = {
  id: "chemistry/reaction-enthalpy",
  title: "Reaction enthalpy and Hess's law",
  domain: "chemistry",
  keywords: ["enthalpy of formation", "heat of combustion", "exothermic", "thermochemistry"],
  paragraphs: [
    "The enthalpy change ΔH of a reaction is the heat that it takes up at constant pressure. It is negative for " +
      "an exothermic reaction, which gives heat off, and positive for an endothermic one. Its value belongs to " +
      "the balanced equation as written: if all coefficients are doubled, ΔH doubles too.",
    "Enthalpy is a state function, so ΔH does not depend on the path. This is Hess's law. One may take the " +
      "reactants apart into elements and build the products from the elements: ΔH = sum of ν ΔfH(products) − sum " +
      "of ν ΔfH(reactants), where ν are the coefficients and ΔfH the standard enthalpies of formation.",
    "The standard enthalpy of formation is the enthalpy change when one mole of a substance forms from its " +
      "elements in their standard states; for an element in its standard state it is zero. At 25 °C, in kJ/mol: " +
      "H2O(l) −285.83, H2O(g) −241.83, CO2(g) −393.51, CO(g) −110.53, CH4(g) −74.6. The state of matter matters.",
    "For a given mass, divide ΔH of the equation by the coefficient of the substance to obtain the enthalpy " +
      "change for one mole of it, and multiply by its amount n = m / M. Turned round, the amount needed for a " +
      "given enthalpy change is that change divided by the value for one mole.",
    "Worked example: CH4 + 2 O2 -> CO2 + 2 H2O(l). ΔH = −393.51 + 2 × (−285.83) − (−74.6) = −890.6 kJ. Burning " +
      "8.02 g of methane, 0.500 mol, has ΔH = −445 kJ. Common mistakes are a reversed difference, forgotten " +
      "coefficients, and the wrong state of water.",
  ],
  references: [
    {
      title: "CODATA Key Values for Thermodynamics",
      publisher: "CODATA",
      year: 1989,
      url: "https://www.codata.info/resources/databases/key1.html",
    },
    chemistryWebBook,
    crcHandbook,
  ],
};
