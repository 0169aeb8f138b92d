import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { molarMass, molarMassSource } from "./elements.ts";
import { formationEnthalpies } from "./formation-enthalpies.ts";
import { type Reaction, readReaction, type Species } from "./reactions.ts";

/** `given` is the mass of the first reactant in g, or the enthalpy change in kJ for which that mass is asked. */
interface Parameters {
  reaction: Reaction;
  wanted: "enthalpy" | "mass";
  given: number;
}

const combustions = [
  "2 C2H6(g) + 7 O2(g) -> 4 CO2(g) + 6 H2O(l)",
  "C3H8(g) + 5 O2(g) -> 3 CO2(g) + 4 H2O(l)",
  "2 C2H2(g) + 5 O2(g) -> 4 CO2(g) + 2 H2O(g)",
  "2 C6H6(l) + 15 O2(g) -> 12 CO2(g) + 6 H2O(l)",
  "2 CH3OH(l) + 3 O2(g) -> 2 CO2(g) + 4 H2O(l)",
  "C2H5OH(l) + 3 O2(g) -> 2 CO2(g) + 3 H2O(l)",
  "C6H12O6(s) + 6 O2(g) -> 6 CO2(g) + 6 H2O(l)",
];
const reactions = {
  easy: ["CH4(g) + 2 O2(g) -> CO2(g) + 2 H2O(l)", "2 CO(g) + O2(g) -> 2 CO2(g)", "2 NO(g) + O2(g) -> 2 NO2(g)"],
  medium: combustions,
  hard: [
    "4 NH3(g) + 5 O2(g) -> 4 NO(g) + 6 H2O(g)",
    "Fe2O3(s) + 2 Al(s) -> Al2O3(s) + 2 Fe(s)",
    "2 H2S(g) + 3 O2(g) -> 2 SO2(g) + 2 H2O(g)",
    "CS2(l) + 3 O2(g) -> CO2(g) + 2 SO2(g)",
    ...combustions,
  ],
} as const;
const bare = (species: string): string => species.replace(/\([a-z]+\)$/, "");
const M = (p: Parameters): number => molarMass(bare(p.reaction.reactants[0]![1]));
const total = (species: readonly Species[]): number =>
  species.reduce((sum, [n, name]) => sum + n * formationEnthalpies[name]!, 0);
const form = (p: Parameters) => ({ unit: p.wanted === "mass" ? "g" : "kJ", tolerance: 0.01, figures: 4 });
const signed = (n: number): string => (n > 0 ? "+" : "") + String(n);
const first = ({ reaction }: Parameters): string => reaction.reactants[0]![1];
/** Elements in their standard state are zero by definition and go without saying. */
const compounds = (species: readonly Species[]): Species[] =>
  species.filter(([, name]) => formationEnthalpies[name] !== 0);
const data = ({ reaction }: Parameters): string =>
  compounds([...reaction.reactants, ...reaction.products])
    .map(([, name]) => `${signed(formationEnthalpies[name]!)} kJ/mol for ${name}`)
    .join(", ");
const event = (p: Parameters): string =>
  p.wanted === "mass"
    ? `Some ${first(p)} reacts completely according to ${p.reaction.equation}, and the enthalpy change is ${p.given} kJ.`
    : `${p.given} g of ${first(p)} reacts completely according to ${p.reaction.equation} at constant pressure.`;
const wanted = (p: Parameters): string =>
  p.wanted === "mass" ? `the mass of ${first(p)} in g` : "the enthalpy change in kJ, with its sign,";

/** The answer if the equation as written had this enthalpy change and consumed `coefficient` mol of the reactant. */
const answer = (p: Parameters, perReaction: number, coefficient = p.reaction.reactants[0]![0]): number =>
  p.wanted === "mass"
    ? Math.abs((p.given / perReaction) * coefficient * M(p))
    : (perReaction * p.given) / M(p) / coefficient;
const balance = ({ reaction }: Parameters): number => total(reaction.products) - total(reaction.reactants);

export const reactionEnthalpy = defineFamily<Parameters>({
  name: "chemistry/reaction-enthalpy",
  domain: "chemistry",
  topic: "reaction enthalpy",
  keywords: ["hess's law", "enthalpy of formation", "heat of combustion", "thermochemistry", "exothermic"],
  handbook: ["chemistry/reaction-enthalpy"],
  sample(random, difficulty) {
    const reaction = readReaction(random.pick(reactions[difficulty]));
    return difficulty === "hard"
      ? { reaction, wanted: "mass", given: -random.decimal(150, 2500, 1) }
      : { reaction, wanted: "enthalpy", given: random.decimal(2, 120, 2) };
  },
  phrasings: [
    (p) =>
      `${event(p)} The standard enthalpies of formation are ${data(p)}. What is ${wanted(p)} to four significant figures?`,
    (p) =>
      `Calculate ${wanted(p)} from these standard enthalpies of formation: ${data(p)}. ${event(p)} Give four significant figures.`,
    (p) =>
      `A table of formation enthalpies at 25 °C lists ${data(p)}. ${event(p)} Use Hess's law to find ${wanted(p)} rounded to ` +
      "four significant figures.",
    (p) =>
      `${event(p)} Taking ${data(p)} as the enthalpies of formation, determine ${wanted(p)} to a precision of four significant ` +
      "figures.",
  ],
  form,
  solve(p) {
    const [coefficient, name] = p.reaction.reactants[0]!;
    const perReaction = balance(p);
    const value = answer(p, perReaction);
    const sum = (species: readonly Species[]): string =>
      compounds(species)
        .map(([n, s]) => `${n} × (${signed(formationEnthalpies[s]!)})`)
        .join(" + ");
    const each = writeNumber(perReaction / coefficient, 5);
    const molar = writeNumber(M(p), 5);
    const moles = writeNumber(p.wanted === "mass" ? (p.given * coefficient) / perReaction : p.given / M(p), 5);
    return {
      value,
      steps: [
        "By Hess's law ΔH is the sum over the products less that over the reactants; elements count zero.",
        `ΔH = [${sum(p.reaction.products)}] − [${sum(p.reaction.reactants) || "0"}] = ${writeNumber(perReaction, 5)} kJ for the equation as written.`,
        `It consumes ${coefficient} mol of ${name}, so ΔH is ${each} kJ for each mole of ${name}.`,
        ...(p.wanted === "mass"
          ? [
              `The amount is ${p.given} kJ / (${each} kJ/mol) = ${moles} mol.`,
              `Its mass is ${moles} mol × ${molar} g/mol = ${writeNumber(value, 4)} g.`,
            ]
          : [
              `The amount of ${name} is ${p.given} g / ${molar} g/mol = ${moles} mol.`,
              `The enthalpy change is ${each} kJ/mol × ${moles} mol = ${writeNumber(value, 4)} kJ.`,
            ]),
      ],
    };
  },
  program(p) {
    const sum = (species: readonly Species[]): string =>
      compounds(species)
        .map(([n, name]) => `${n} * H_${bare(name)}`)
        .join(" + ") || "0.0";
    return [
      ...compounds([...p.reaction.reactants, ...p.reaction.products]).map(
        ([, name]) => `H_${bare(name)} = ${formationEnthalpies[name]}  # kJ/mol, formation of ${name}`,
      ),
      `molar_mass = ${molarMassSource(bare(first(p)))}  # g/mol of ${first(p)}`,
      `per_mole = ((${sum(p.reaction.products)}) - (${sum(p.reaction.reactants)})) / ${p.reaction.reactants[0]![0]}  # kJ/mol`,
      ...(p.wanted === "mass"
        ? [`change = ${p.given}  # kJ`, 'print(f"Answer: {change / per_mole * molar_mass:.7g} g")']
        : [`mass = ${p.given}  # g`, 'print(f"Answer: {per_mole * mass / molar_mass:.7g} kJ")']),
    ].join("\n");
  },
  check(p) {
    const [coefficient] = p.reaction.reactants[0]!;
    const moves = (species: readonly Species[], sign: string): string[] =>
      compounds(species).map(
        ([n, name]) =>
          `total ${sign}= Fraction(${n}, ${coefficient}) * Fraction("${formationEnthalpies[name]}")  # ${name}`,
      );
    return [
      "from fractions import Fraction",
      `# Hess cycle for one mole of ${first(p)}: take the reactants apart into elements, then build the products`,
      "total = Fraction(0)",
      ...moves(p.reaction.reactants, "-"),
      ...moves(p.reaction.products, "+"),
      `per_gram = total / Fraction("${writeNumber(M(p), 7)}")`,
      p.wanted === "mass"
        ? `print(f"Answer: {float(Fraction('${p.given}') / per_gram):.7g} g")`
        : `print(f"Answer: {float(per_gram * Fraction('${p.given}')):.7g} kJ")`,
    ].join("\n");
  },
  mistakes(p) {
    const right = balance(p);
    const { products, reactants } = p.reaction;
    const once = (species: readonly Species[]): number => total(species.map(([, name]) => [1, name]));
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The result is ${writeAnswer(value, form(p))}.`],
      why,
    });
    return [
      wrong(
        "reactants added instead of subtracted",
        answer(p, total(products) + total(reactants)),
        "The formation enthalpies of products and reactants are all added.",
        "The reactants' enthalpies must be subtracted, because the reactants are taken apart.",
      ),
      wrong(
        "coefficients ignored",
        answer(p, once(products) - once(reactants), 1),
        "Each enthalpy of formation is counted once.",
        "Enthalpies of formation are for one mole and must be multiplied by the coefficients.",
      ),
      wrong(
        "enthalpy of the equation taken for one mole",
        answer(p, right, 1),
        `${writeNumber(right, 5)} kJ is taken as the value for one mole of ${first(p)}.`,
        `The equation as written consumes ${reactants[0]![0]} mol of ${first(p)}.`,
      ),
      wrong(
        "molar mass left out",
        p.wanted === "mass" ? answer(p, right) / M(p) : answer(p, right) * M(p),
        "Grams and moles are taken to be the same number.",
        "Mass and amount are joined by the molar mass.",
      ),
      p.wanted === "mass"
        ? wrong(
            "ratio turned upside down",
            M(p) ** 2 / answer(p, right),
            "The enthalpy per mole is divided by the given enthalpy.",
            "The amount is the given enthalpy divided by the enthalpy per mole.",
          )
        : wrong(
            "sign reversed",
            -answer(p, right),
            "Reactants minus products is formed.",
            "Hess's law takes products minus reactants.",
          ),
    ];
  },
});
