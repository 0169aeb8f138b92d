import type { HandbookEntry } from "../entry.ts";
import { electricityTextbook, siBrochure } from "../references.ts";

export const heatTransfer: HandbookEntry = {
  id: "physics/heat-transfer",
  title: "Heat and specific heat capacity",
  domain: "physics",
  keywords: ["specific heat", "heat of fusion", "latent heat", "calorimetry", "temperature change"],
  paragraphs: [
    "Heat is energy that passes from a warmer to a colder body. The heat needed to change the temperature of a body " +
      "is Q = m c ΔT, where m is its mass, c the specific heat capacity of its material in J/(kg K), and ΔT the " +
      "difference of final and initial temperature. A gram calculation gives the same result if c is in J/(g K).",
    "A temperature difference has the same size in kelvin and in degrees Celsius, because the two scales have equal " +
      "steps and differ only in their zero: T/K = t/°C + 273.15. Nothing is added to a difference. Only where an " +
      "absolute temperature enters a formula, as in the gas law, must it be in kelvin.",
    "Melting and boiling take place at a constant temperature and need the latent heat Q = m L, where L is the " +
      "specific heat of fusion or of vaporisation. For water near atmospheric pressure the heat of fusion is about " +
      "334 kJ/kg, the specific heat capacity of the liquid about 4.18 kJ/(kg K) and that of ice about 2.1 kJ/(kg K).",
    "If several bodies are warmed together, such as a vessel and its content, every one of them takes up its own " +
      "heat m c ΔT, and the heats are added. If a body passes a melting point, the heats of warming the solid, of " +
      "melting and of warming the liquid are added. No heat is lost in a well insulated calorimeter, so what one part " +
      "gives off the others take up.",
    "Worked example: 0.50 kg of ice at -10 °C becomes water at 20 °C. Warming the ice takes 0.50 × 2100 × 10 = 10.5 " +
      "kJ, melting 0.50 × 334 = 167 kJ, and warming the water 0.50 × 4180 × 20 = 41.8 kJ. Together this is 219 kJ, of " +
      "which melting is by far the largest part.",
    "Common mistakes are to use the final temperature in place of the change, to add 273.15 to a difference, to " +
      "forget the latent heat or the vessel, to use the specific heat capacity of liquid water for ice, and to mix " +
      "joules with kilojoules. Writing the units into every product shows most of them.",
  ],
  references: [electricityTextbook, siBrochure],
};
