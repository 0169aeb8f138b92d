import type { Random } from "../../../../schema/random.ts";
import { defineFamily, writeNumber } from "../../family.ts";
import { molarMass, molarMassSource } from "./elements.ts";
import { type Reaction, richerReactions, type Species, simpleReactions } from "./reactions.ts";

interface Parameters {
  reaction: Reaction;
  from: Species;
  to: Species;
  /** Grams of the starting substance. */
  mass: number;
}

export const stoichiometry = defineFamily<Parameters>({
  name: "chemistry/stoichiometry",
  domain: "chemistry",
  topic: "stoichiometry",
  keywords: ["mole ratio", "mass to mass", "balanced equation", "reaction mass"],
  handbook: ["chemistry/stoichiometry"],
  sample(random: Random, difficulty) {
    const reaction = random.pick(difficulty === "easy" ? simpleReactions : richerReactions);
    const species = [...reaction.reactants, ...reaction.products];
    const from = difficulty === "hard" ? random.pick(species) : random.pick(reaction.reactants);
    const others = (difficulty === "hard" ? species : reaction.products).filter(
      (s) => s[1] !== from[1] && s[0] !== from[0],
    );
    const to = others.length > 0 ? random.pick(others) : species.find((s) => s[1] !== from[1])!;
    return { reaction, from, to, mass: random.decimal(1, 250, 2) };
  },
  phrasings: [
    ({ reaction, from, to, mass }) =>
      `For the reaction ${reaction.equation}, what mass of ${to[1]} in grams corresponds to ${mass} g of ${from[1]} when ` +
      "everything else needed is in excess? Give three significant figures.",
    ({ reaction, from, to, mass }) =>
      `A chemist follows ${reaction.equation}. Find the mass of ${to[1]} (in g, three significant figures) that is ` +
      `stoichiometrically equivalent to ${mass} g of ${from[1]}.`,
    ({ reaction, from, to, mass }) =>
      `Given the balanced equation ${reaction.equation}, how many grams of ${to[1]} go with ${mass} g of ${from[1]}? ` +
      "Round to three significant figures.",
    ({ reaction, from, to, mass }) =>
      `${mass} g of ${from[1]} takes part completely in ${reaction.equation}. Calculate the corresponding mass of ` +
      `${to[1]} in g, to three significant figures.`,
  ],
  form: () => ({ unit: "g", tolerance: 0.01, figures: 3 }),
  solve({ from, to, mass }) {
    const moles = mass / molarMass(from[1]);
    const target = (moles * to[0]) / from[0];
    const value = target * molarMass(to[1]);
    return {
      value,
      steps: [
        `The molar mass of ${from[1]} is ${writeNumber(molarMass(from[1]), 5)} g/mol.`,
        `The amount of ${from[1]} is ${mass} g / ${writeNumber(molarMass(from[1]), 5)} g/mol = ${writeNumber(moles, 4)} mol.`,
        `The equation relates ${to[0]} mol of ${to[1]} to ${from[0]} mol of ${from[1]}, so the amount of ${to[1]} is ` +
          `${writeNumber(moles, 4)} mol × ${to[0]}/${from[0]} = ${writeNumber(target, 4)} mol.`,
        `With M(${to[1]}) = ${writeNumber(molarMass(to[1]), 5)} g/mol the mass is ${writeNumber(value, 3)} g.`,
      ],
    };
  },
  program: ({ from, to, mass }) =>
    [
      `mass_from = ${mass}  # g of ${from[1]}`,
      `molar_mass_from = ${molarMassSource(from[1])}  # g/mol`,
      `molar_mass_to = ${molarMassSource(to[1])}  # g/mol`,
      "moles_from = mass_from / molar_mass_from",
      `moles_to = moles_from * ${to[0]} / ${from[0]}  # mole ratio`,
      "mass_to = moles_to * molar_mass_to",
      'print(f"Answer: {mass_to:.6g} g")',
    ].join("\n"),
  check: ({ from, to, mass }) =>
    [
      "from fractions import Fraction",
      "# mass per extent of reaction: both masses are proportional to coefficient times molar mass",
      `per_extent_from = Fraction("${from[0]}") * Fraction("${writeNumber(molarMass(from[1]), 6)}")`,
      `per_extent_to = Fraction("${to[0]}") * Fraction("${writeNumber(molarMass(to[1]), 6)}")`,
      `extent = Fraction("${mass}") / per_extent_from`,
      'print(f"Answer: {float(extent * per_extent_to):.6g} g")',
    ].join("\n"),
  mistakes({ from, to, mass }) {
    const moles = mass / molarMass(from[1]);
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [
        `The amount of ${from[1]} is ${writeNumber(moles, 4)} mol.`,
        step,
        `The mass of ${to[1]} is ${writeNumber(value, 3)} g.`,
      ],
      why,
    });
    return [
      wrong(
        "mass taken in the coefficient ratio",
        (mass * to[0]) / from[0],
        `The masses are in the ratio ${to[0]} to ${from[0]}.`,
        "Coefficients relate moles, not grams.",
      ),
      wrong(
        "mole ratio turned upside down",
        ((moles * from[0]) / to[0]) * molarMass(to[1]),
        `The amount of ${to[1]} is ${writeNumber(moles, 4)} mol × ${from[0]}/${to[0]}.`,
        "The wanted substance's coefficient belongs in the numerator.",
      ),
      wrong(
        "mole ratio forgotten",
        moles * molarMass(to[1]),
        `The amount of ${to[1]} is also ${writeNumber(moles, 4)} mol.`,
        "The balanced equation does not relate the two substances one to one.",
      ),
      wrong(
        "mole ratio applied twice",
        ((moles * to[0] ** 2) / from[0] ** 2) * molarMass(to[1]),
        `The amount is ${writeNumber(moles, 4)} mol × ${to[0]}/${from[0]}, and the mass is in that ratio once more.`,
        "The coefficients are already used up in the ratio of the amounts.",
      ),
    ];
  },
});
