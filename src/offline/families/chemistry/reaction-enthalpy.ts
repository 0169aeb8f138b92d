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
const _answer = (p: Parameters, perReaction: number, coefficient = p.reaction.reactants[0]![0]): number =>
  p.wanted === "mass"
    ? Math.abs((p.given / perReaction) * coefficient * M(p))
    : (perReaction * p.given) / M(p) / coefficient;
const _balance = ({ reaction }: Parameters): number => total(reaction.products) - total(reaction.reactants);

/** Where a solution may go astray; everything else is told alike. */
interface Route {
  /** What joins products and reactants, and the law that says so. */
  sign: "−" | "+";
  reversed: boolean;
  law: string;
  /** Whether each enthalpy counts once instead of as often as its coefficient says. */
  once: boolean;
  /** Moles of the reactant to which the equation's enthalpy refers. */
  coefficient: number;
  massIsAmount: boolean;
  ratioInverted: boolean;
}
const right = (p: Parameters): Route => ({
  sign: "−",
  reversed: false,
  law: "By Hess's law ΔH is the sum over the products less that over the reactants; elements count zero.",
  once: false,
  coefficient: p.reaction.reactants[0]![0],
  massIsAmount: false,
  ratioInverted: false,
});

function derive(p: Parameters, { sign, reversed, law, once, coefficient, massIsAmount, ratioInverted }: Route) {
  const [own, name] = p.reaction.reactants[0]!;
  const counted = (species: readonly Species[]): Species[] =>
    compounds(species).map(([n, s]): Species => [once ? 1 : n, s]);
  const sides = [counted(p.reaction.products), counted(p.reaction.reactants)];
  const [plus, other] = (reversed ? sides.reverse() : sides) as [Species[], Species[]];
  const sum = (species: readonly Species[]): string =>
    species.map(([n, s]) => `${once ? "" : `${n} × `}(${signed(formationEnthalpies[s]!)})`).join(" + ") || "0";
  const perReaction = total(plus) + (sign === "+" ? 1 : -1) * total(other);
  const perMole = perReaction / coefficient;
  const each = writeNumber(perMole, 5);
  const molar = writeNumber(M(p), 5);
  const grams = massIsAmount ? 1 : M(p);
  const amount = p.wanted === "enthalpy" ? p.given / grams : ratioInverted ? perMole / p.given : p.given / perMole;
  const moles = writeNumber(amount, 5);
  const value = p.wanted === "enthalpy" ? amount * perMole : amount > 0 ? amount * grams : Number.NaN;
  const last = writeAnswer(value, form(p));
  return {
    value,
    steps: [
      law,
      `ΔH = [${sum(plus)}] ${sign} [${sum(other)}] = ${writeNumber(perReaction, 5)} kJ for the equation as written.`,
      coefficient === own
        ? `It consumes ${coefficient} mol of ${name}, so ΔH is ${each} kJ for each mole of ${name}.`
        : `The equation describes the reaction of ${name}, so ΔH is ${each} kJ for each mole of ${name}.`,
      ...(p.wanted === "mass"
        ? [
            `The amount is ${ratioInverted ? `${each} kJ/mol / (${p.given} kJ)` : `${p.given} kJ / (${each} kJ/mol)`} = ${moles} mol.`,
            massIsAmount
              ? `So ${moles} of ${name} has reacted, which is ${last}.`
              : `Its mass is ${moles} mol × ${molar} g/mol = ${last}.`,
          ]
        : [
            massIsAmount
              ? `The amount of ${name} that reacts is ${moles} mol.`
              : `The amount of ${name} is ${p.given} g / ${molar} g/mol = ${moles} mol.`,
            `The enthalpy change is ${each} kJ/mol × ${moles} mol = ${last}.`,
          ]),
    ],
  };
}

export const reactionEnthalpy = defineFamily<Parameters>({
  name: "chemistry/reaction-enthalpy",
  domain: "chemistry",
  topic: "reaction enthalpy",
  keywords: [
    "hess's law",
    "enthalpy of formation",
    "heat of combustion",
    "thermochemistry",
    "exothermic",
    "enthalpy",
    "chemical thermodynamics",
    "energetics",
  ],
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
  solve: (p) => derive(p, right(p)),
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
    const wrong = (name: string, change: Partial<Route>, why: string) => ({
      name,
      ...derive(p, { ...right(p), ...change }),
      why,
    });
    return [
      wrong(
        "reactants added instead of subtracted",
        {
          sign: "+",
          law: "By Hess's law ΔH is the sum over all substances in the equation; elements count zero.",
        },
        "The reactants' enthalpies must be subtracted, because the reactants are taken apart.",
      ),
      wrong(
        "coefficients ignored",
        { once: true, coefficient: 1 },
        "Enthalpies of formation are for one mole and must be multiplied by the coefficients.",
      ),
      wrong(
        "enthalpy of the equation taken for one mole",
        { coefficient: 1 },
        `The equation as written consumes ${p.reaction.reactants[0]![0]} mol of ${first(p)}.`,
      ),
      wrong("molar mass left out", { massIsAmount: true }, "Mass and amount are joined by the molar mass."),
      p.wanted === "mass"
        ? wrong(
            "ratio turned upside down",
            { ratioInverted: true },
            "The amount is the given enthalpy divided by the enthalpy per mole.",
          )
        : wrong(
            "sign reversed",
            {
              reversed: true,
              law: "By Hess's law ΔH is the sum over the reactants less that over the products; elements count zero.",
            },
            "Hess's law takes products minus reactants.",
          ),
    ];
  },
});
