import type { Random } from "../../../../schema/random.ts";
import { writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { molarMass, molarMassSource } from "./elements.ts";

import type { Reaction, Species } from "./reactions.ts";

/** Two reactants and how much there is of each, both in mol or both in g. */
export interface Charge {
  reaction: Reaction;
  supply: readonly [number, number];
  unit: "mol" | "g";
}

/** What one mole of a species counts in the charge's unit. */
export const perMole = (unit: Charge["unit"], [, formula]: Species): number => (unit === "g" ? molarMass(formula) : 1);

/** Draws a charge in which reactant number `short` limits and the other one is 20 to 130 % more than needed. */
export function drawCharge(random: Random, reaction: Reaction, unit: Charge["unit"], short: number): Charge {
  const extent = random.decimal(0.2, 2, 4);
  const surplus = random.decimal(1.2, 2.3, 3);
  const supply = reaction.reactants.map((species, i) =>
    Number((extent * (i === short ? 1 : surplus) * species[0] * perMole(unit, species)).toFixed(unit === "g" ? 2 : 3)),
  ) as [number, number];
  return { reaction, supply, unit };
}

/** The reactant that runs out, the other one, their amounts in mol, and the extents that each would allow. */
export function limit({ reaction, supply, unit }: Charge) {
  const sides = ([0, 1] as const).map((i) => {
    const species = reaction.reactants[i]!;
    const moles = supply[i] / perMole(unit, species);
    return { coefficient: species[0], formula: species[1], supply: supply[i], moles, extent: moles / species[0] };
  });
  const [first, second] = sides as [(typeof sides)[0], (typeof sides)[0]];
  return first.extent < second.extent ? { limiting: first, excess: second } : { limiting: second, excess: first };
}

/** The first worked steps of every limiting-reagent problem: amounts, quotients, verdict. */
export function limitSteps(charge: Charge): string[] {
  const { limiting, excess } = limit(charge);
  const amount = ({ formula, supply, moles }: typeof limiting): string =>
    `${supply} g / ${writeWorking(molarMass(formula), 5)} g/mol = ${writeWorking(moles, 4)} mol of ${formula}`;
  const quotient = ({ formula, coefficient, moles, extent }: typeof limiting): string =>
    `${writeWorking(moles, 4)} mol / ${coefficient} = ${writeWorking(extent, 4)} mol for ${formula}`;
  return [
    ...(charge.unit === "g" ? [`The amounts are ${amount(limiting)} and ${amount(excess)}.`] : []),
    `Divided by the coefficients that is ${quotient(limiting)} and ${quotient(excess)}.`,
    `The smaller quotient belongs to ${limiting.formula}, so ${limiting.formula} is the limiting reagent.`,
  ];
}

/** Python that reads the charge and finds `extent`, the smaller quotient. */
export const limitSource = ({ reaction, supply, unit }: Charge): string[] => [
  ...reaction.reactants.flatMap(([coefficient, formula], i) => [
    `supply_${i + 1} = ${supply[i]}  # ${unit} of ${formula}`,
    `coefficient_${i + 1} = ${coefficient}`,
    ...(unit === "g" ? [`molar_mass_${i + 1} = ${molarMassSource(formula)}  # g/mol`] : []),
  ]),
  unit === "g"
    ? "extent = min(supply_1 / molar_mass_1 / coefficient_1, supply_2 / molar_mass_2 / coefficient_2)  # mol"
    : "extent = min(supply_1 / coefficient_1, supply_2 / coefficient_2)  # mol",
];

/** Fraction source of what one mole of reaction takes or gives of a species, in the charge's unit. */
export const perExtentSource = (unit: Charge["unit"], species: Species): string =>
  `Fraction("${writeNumber(species[0] * perMole(unit, species), 8)}")`;
