import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { molarMass, molarMassSource } from "./elements.ts";
import { formationEnthalpies } from "./formation-enthalpies.ts";
import { type Reaction, readReaction, type Species } from "./reactions.ts";

/** Either the heat of reacting a quantity of the first reactant, or from a measured heat its formation enthalpy. */
type Parameters = { reaction: Reaction; grams: number } & ({ wanted: "heat" } | { wanted: "formation"; heat: number });

const reactions = {
  easy: [
    "CH4(g) + 2 O2(g) -> CO2(g) + 2 H2O(l)",
    "2 CO(g) + O2(g) -> 2 CO2(g)",
    "2 NO(g) + O2(g) -> 2 NO2(g)",
    "CaCO3(s) -> CaO(s) + CO2(g)",
    "C2H4(g) + H2(g) -> C2H6(g)",
  ],
  medium: [
    "2 C2H6(g) + 7 O2(g) -> 4 CO2(g) + 6 H2O(l)",
    "2 C2H2(g) + 5 O2(g) -> 4 CO2(g) + 2 H2O(g)",
    "4 NH3(g) + 5 O2(g) -> 4 NO(g) + 6 H2O(g)",
    "Fe2O3(s) + 2 Al(s) -> Al2O3(s) + 2 Fe(s)",
    "2 H2S(g) + 3 O2(g) -> 2 SO2(g) + 2 H2O(g)",
    "2 C4H10(g) + 13 O2(g) -> 8 CO2(g) + 10 H2O(g)",
    "CS2(l) + 3 O2(g) -> CO2(g) + 2 SO2(g)",
  ],
  hard: [
    "2 CH3OH(l) + 3 O2(g) -> 2 CO2(g) + 4 H2O(l)",
    "C2H5OH(l) + 3 O2(g) -> 2 CO2(g) + 3 H2O(l)",
    "C6H12O6(s) + 6 O2(g) -> 6 CO2(g) + 6 H2O(l)",
    "CH3COCH3(l) + 4 O2(g) -> 3 CO2(g) + 3 H2O(l)",
    "CH3COOH(l) + 2 O2(g) -> 2 CO2(g) + 2 H2O(l)",
  ],
} as const;
const bare = (species: string): string => species.replace(/\([a-z]+\)$/, "");
const M = (p: Parameters): number => molarMass(bare(p.reaction.reactants[0]![1]));
const total = (species: readonly Species[]): number =>
  species.reduce((sum, [n, name]) => sum + n * formationEnthalpies[name]!, 0);
const form = (p: Parameters) => ({ unit: p.wanted === "heat" ? "kJ" : "kJ/mol", tolerance: 0.01, figures: 4 });
const signed = (n: number): string => (n > 0 ? "+" : "") + String(n);
const first = ({ reaction }: Parameters): string => reaction.reactants[0]![1];
/** Formation enthalpies that the question states; the wanted one and the elements' zeros are not among them. */
const stated = (p: Parameters): Species[] =>
  [...p.reaction.reactants, ...p.reaction.products].filter(
    ([, name]) => formationEnthalpies[name] !== 0 && !(p.wanted === "formation" && name === first(p)),
  );
const data = (p: Parameters): string =>
  stated(p)
    .map(([, name]) => `${signed(formationEnthalpies[name]!)} kJ/mol for ${name}`)
    .join(", ");
const event = (p: Parameters): string =>
  p.wanted === "heat"
    ? `${p.grams} g of ${first(p)} reacts completely at constant pressure according to ${p.reaction.equation}.`
    : `At constant pressure the complete reaction of ${p.grams} g of ${first(p)}, ${p.reaction.equation}, releases ${p.heat} kJ of heat.`;
const wanted = (p: Parameters): string =>
  p.wanted === "heat"
    ? "the enthalpy change of this process in kJ, with its sign"
    : `the standard enthalpy of formation of ${first(p)} in kJ/mol, with its sign`;

/** The answer, given the enthalpy of one mole of reaction or the formation enthalpies of everything else. */
const answer = (p: Parameters, others: number, coefficient = p.reaction.reactants[0]![0]): number =>
  p.wanted === "heat"
    ? (others * p.grams) / M(p) / coefficient
    : (others + (p.heat * M(p) * coefficient) / p.grams) / coefficient;
/** Sum over products less sum over the reactants whose enthalpy is stated. */
const balance = (p: Parameters): number => {
  const known = (species: readonly Species[]) => total(species.filter((s) => stated(p).includes(s)));
  return known(p.reaction.products) - known(p.reaction.reactants);
};

export const reactionEnthalpy = defineFamily<Parameters>({
  name: "chemistry/reaction-enthalpy",
  domain: "chemistry",
  topic: "reaction enthalpy",
  keywords: ["hess's law", "enthalpy of formation", "heat of combustion", "thermochemistry", "exothermic"],
  handbook: ["chemistry/reaction-enthalpy"],
  sample(random, difficulty) {
    const reaction = readReaction(random.pick(reactions[difficulty]));
    if (difficulty !== "hard") return { reaction, grams: random.decimal(2, 120, 2), wanted: "heat" };
    const grams = random.decimal(1, 9, 3);
    const [coefficient, name] = reaction.reactants[0]!;
    const heat = ((total(reaction.reactants) - total(reaction.products)) * grams) / molarMass(bare(name)) / coefficient;
    return {
      reaction,
      grams,
      wanted: "formation",
      heat: Number((heat * random.decimal(0.9995, 1.0005, 5)).toPrecision(5)),
    };
  },
  phrasings: [
    (p) =>
      `${event(p)} The standard enthalpies of formation are ${data(p)}. What is ${wanted(p)}, to four significant figures?`,
    (p) =>
      `Calculate ${wanted(p)}, from these enthalpies of formation: ${data(p)}. ${event(p)} Give four significant figures.`,
    (p) =>
      `A table of formation enthalpies lists ${data(p)} (25 °C). ${event(p)} Use Hess's law to find ${wanted(p)}; round to four ` +
      "significant figures.",
    (p) => `${event(p)} With ${data(p)} as enthalpies of formation, determine ${wanted(p)} (four significant figures).`,
  ],
  form,
  solve(p) {
    const [coefficient, name] = p.reaction.reactants[0]!;
    const others = balance(p);
    const value = answer(p, others);
    const moles = writeNumber(p.grams / M(p), 5);
    const amount = `The amount of ${name} is ${p.grams} g / ${writeNumber(M(p), 5)} g/mol = ${moles} mol.`;
    const sum = (species: readonly Species[]): string =>
      species
        .filter((s) => stated(p).includes(s))
        .map(([n, s]) => `${n} × (${signed(formationEnthalpies[s]!)})`)
        .join(" + ") || "0";
    const last = writeAnswer(value, form(p));
    if (p.wanted === "heat") {
      return {
        value,
        steps: [
          "Elements in their standard state have enthalpy of formation zero.",
          `By Hess's law ΔH = [${sum(p.reaction.products)}] − [${sum(p.reaction.reactants)}] = ${writeNumber(others, 5)} kJ for each mole of reaction.`,
          amount,
          `The equation as written consumes ${coefficient} mol of ${name}, so the enthalpy change is ${writeNumber(others, 5)} kJ/mol × ${moles} mol / ${coefficient} = ${last}.`,
        ],
      };
    }
    const combustion = (-p.heat * M(p)) / p.grams;
    return {
      value,
      steps: [
        amount,
        `The enthalpy of combustion is −${p.heat} kJ / ${moles} mol = ${writeNumber(combustion, 5)} kJ/mol.`,
        `The products of the equation as written have ${sum(p.reaction.products)} = ${writeNumber(others, 5)} kJ, that is ${writeNumber(others / coefficient, 5)} kJ for each mole of ${name}; O2 counts zero.`,
        `By Hess's law ΔfH(${name}) = ${writeNumber(others / coefficient, 5)} − (${writeNumber(combustion, 5)}) = ${last}.`,
      ],
    };
  },
  program(p) {
    const names = new Map(stated(p).map(([, name]) => [name, `H_${bare(name)}`] as const));
    const sum = (species: readonly Species[]): string =>
      species
        .filter(([, s]) => names.has(s))
        .map(([n, s]) => `${n} * ${names.get(s)}`)
        .join(" + ") || "0.0";
    return [
      ...[...names].map(
        ([name, variable]) => `${variable} = ${formationEnthalpies[name]}  # kJ/mol, formation of ${name}`,
      ),
      `mass = ${p.grams}  # g of ${first(p)}`,
      `moles = mass / (${molarMassSource(bare(first(p)))})`,
      ...(p.wanted === "heat"
        ? [
            `reaction = (${sum(p.reaction.products)}) - (${sum(p.reaction.reactants)})  # kJ for the equation as written`,
            `print(f"Answer: {reaction * moles / ${p.reaction.reactants[0]![0]}:.7g} kJ")`,
          ]
        : [
            `combustion = -${p.heat} / moles  # kJ/mol`,
            `products = (${sum(p.reaction.products)}) / ${p.reaction.reactants[0]![0]}  # kJ for each mole burned`,
            'print(f"Answer: {products - combustion:.7g} kJ/mol")',
          ]),
    ].join("\n");
  },
  check(p) {
    const [coefficient] = p.reaction.reactants[0]!;
    const moves = (species: readonly Species[], sign: string) =>
      species
        .filter((s) => stated(p).includes(s))
        .map(
          ([n, s]) => `    ("${sign}", Fraction(${n}, ${coefficient}), Fraction("${formationEnthalpies[s]}")),  # ${s}`,
        );
    return [
      "from fractions import Fraction",
      `# Hess cycle for one mole of ${first(p)}: take the reactants apart into elements, then build the products`,
      "cycle = [",
      ...moves(p.reaction.reactants, "apart"),
      ...moves(p.reaction.products, "build"),
      "]",
      'per_mole = sum(-n * h if way == "apart" else n * h for way, n, h in cycle)',
      `moles = Fraction("${p.grams}") / Fraction("${writeNumber(M(p), 7)}")`,
      p.wanted === "heat"
        ? 'print(f"Answer: {float(per_mole * moles):.7g} kJ")'
        : `print(f"Answer: {float(per_mole + Fraction('${p.heat}') / moles):.7g} kJ/mol")`,
    ].join("\n");
  },
  mistakes(p) {
    const right = answer(p, balance(p));
    const once = (species: readonly Species[]) =>
      total(species.filter((s) => stated(p).includes(s)).map(([, name]) => [1, name]));
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The result is ${writeAnswer(value, form(p))}.`],
      why,
    });
    return [
      wrong(
        "sign reversed",
        -right,
        p.wanted === "heat"
          ? "Reactants minus products is formed."
          : "The measured heat is subtracted in the wrong order and the sign of the result changed.",
        "Hess's law takes products minus reactants, and released heat is negative.",
      ),
      wrong(
        "stoichiometric coefficients ignored",
        answer(p, once(p.reaction.products) - once(p.reaction.reactants), 1),
        "Each enthalpy of formation is counted once.",
        "Enthalpies of formation are for one mole and must be multiplied by the coefficients.",
      ),
      p.wanted === "heat"
        ? wrong(
            "heat for the equation instead of the sample",
            balance(p),
            `The ${p.grams} g is left out and ΔH of the equation is given.`,
            "The equation's ΔH belongs to the amounts of the coefficients, not to the sample.",
          )
        : wrong(
            "heat not turned into kJ/mol",
            answer({ ...p, grams: M(p) }, balance(p)),
            `${p.heat} kJ is used as if it belonged to one mole.`,
            "The heat belongs to the burned mass and must be divided by its amount.",
          ),
      p.wanted === "heat"
        ? wrong(
            "mass used as amount",
            answer({ ...p, grams: p.grams * M(p) }, balance(p)),
            `${p.grams} is entered as the number of moles.`,
            "The mass must be divided by the molar mass first.",
          )
        : wrong(
            "released heat taken as positive",
            answer({ ...p, heat: -p.heat }, balance(p)),
            "The enthalpy of combustion is entered with a positive sign.",
            "An exothermic reaction has a negative enthalpy change.",
          ),
    ];
  },
});
