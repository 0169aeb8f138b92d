import type { Random } from "../../../../schema/random.ts";
import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { molarMass, molarMassSource } from "./elements.ts";
import { type Reaction, richerReactions, type Species, simpleReactions } from "./reactions.ts";

interface Parameters {
  reaction: Reaction;
  from: Species;
  to: Species;
  /** Grams of the starting substance. */
  mass: number;
}

const opening = ({ from, mass }: Parameters): string[] => {
  const M = writeWorking(molarMass(from[1]), 5);
  return [
    `The molar mass of ${from[1]} is ${M} g/mol.`,
    `The amount of ${from[1]} is ${mass} g / ${M} g/mol = ${writeWorking(mass / molarMass(from[1]), 4)} mol.`,
  ];
};
const related = ({ from, to }: Parameters): string =>
  `The equation relates ${to[0]} mol of ${to[1]} to ${from[0]} mol of ${from[1]}, so`;
/** The amount of the wanted substance when the mole ratio is `b`/`a`. */
const converted = (p: Parameters, b: number, a: number): string => {
  const moles = p.mass / molarMass(p.from[1]);
  return `${related(p)} the amount of ${p.to[1]} is ${writeWorking(moles, 4)} mol × ${b}/${a} = ${writeWorking((moles * b) / a, 4)} mol.`;
};
const weighed = ({ to }: Parameters, moles: number): string =>
  `With M(${to[1]}) = ${writeWorking(molarMass(to[1]), 5)} g/mol the mass is ${writeNumber(moles * molarMass(to[1]), 3)} g.`;

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
  solve(p) {
    const target = ((p.mass / molarMass(p.from[1])) * p.to[0]) / p.from[0];
    return {
      value: target * molarMass(p.to[1]),
      steps: [...opening(p), converted(p, p.to[0], p.from[0]), weighed(p, target)],
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
  mistakes(p) {
    const { reaction, from, to, mass } = p;
    const moles = mass / molarMass(from[1]);
    const M = molarMass(to[1]);
    const ratio = to[0] / from[0];
    const wrong = (name: string, value: number, steps: string[], why: string) => ({ name, value, steps, why });
    const grams = moles * ratio * M * ratio;
    return [
      wrong(
        "mass taken in the coefficient ratio",
        mass * ratio,
        [
          `The balanced equation, ${reaction.equation}, tells in which ratio the substances react.`,
          `In it ${to[0]} stands before ${to[1]} and ${from[0]} before ${from[1]}, so the masses are in the ratio ${to[0]} to ${from[0]}.`,
          `The mass of ${to[1]} that corresponds to ${mass} g of ${from[1]} is ${mass} g × ${to[0]}/${from[0]} = ${writeNumber(mass * ratio, 3)} g.`,
        ],
        "Coefficients relate moles, not grams.",
      ),
      wrong(
        "mole ratio turned upside down",
        (moles / ratio) * M,
        [...opening(p), converted(p, from[0], to[0]), weighed(p, moles / ratio)],
        "The wanted substance's coefficient belongs in the numerator.",
      ),
      wrong(
        "mole ratio forgotten",
        moles * M,
        [
          ...opening(p),
          `According to ${reaction.equation}, ${from[1]} corresponds to ${to[1]}, so the amount of ${to[1]} is ${writeWorking(moles, 4)} mol as well.`,
          weighed(p, moles),
        ],
        "The balanced equation does not relate the two substances one to one.",
      ),
      wrong(
        "mole ratio applied twice",
        grams,
        [
          ...opening(p),
          converted(p, to[0], from[0]),
          `With M(${to[1]}) = ${writeWorking(M, 5)} g/mol the mass is ${writeWorking(moles * ratio, 4)} mol × ${writeWorking(M, 5)} g/mol × ${to[0]}/${from[0]} = ${writeNumber(grams, 3)} g.`,
        ],
        "The coefficients are already used up in the ratio of the amounts.",
      ),
    ];
  },
});
