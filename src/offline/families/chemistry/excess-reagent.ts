import { defineFamily, writeNumber } from "../../family.ts";
import { type Charge, drawCharge, limit, limitSource, limitSteps, perExtentSource, perMole } from "./charge.ts";
import { molarMass } from "./elements.ts";
import { richerReactions, simpleReactions } from "./reactions.ts";

const given = ({ reaction, supply, unit }: Charge): string =>
  supply.map((quantity, i) => `${quantity} ${unit} of ${reaction.reactants[i]![1]}`).join(" and ");
const noun = ({ unit }: Charge): string => (unit === "g" ? "mass" : "amount");

export const excessReagent = defineFamily<Charge>({
  name: "chemistry/excess-reagent",
  domain: "chemistry",
  topic: "excess reagent",
  keywords: ["excess reactant", "left over", "unreacted", "limiting reactant"],
  handbook: ["chemistry/limiting-reagent", "chemistry/stoichiometry"],
  sample(random, difficulty) {
    const reactions = difficulty === "hard" ? richerReactions : simpleReactions;
    const reaction = random.pick(reactions.filter(({ reactants: [first, second] }) => first![0] !== second![0]));
    return drawCharge(random, reaction, difficulty === "easy" ? "mol" : "g", random.integer(0, 1));
  },
  phrasings: [
    (p) =>
      `${given(p)} react according to ${p.reaction.equation}. What ${noun(p)} of the excess reactant, in ${p.unit}, is left ` +
      "when the reaction is complete? Give three significant figures.",
    (p) =>
      `How much (in ${p.unit}) of the reactant in excess remains when ${given(p)} are brought together and the reaction ` +
      `${p.reaction.equation} runs until the other one is used up? Round to three significant figures.`,
    (p) =>
      `For the reaction ${p.reaction.equation}, a vessel is charged with ${given(p)}. Find the ${noun(p)} of unreacted ` +
      `starting material at the end, in ${p.unit} to three significant figures.`,
    (p) =>
      `Consider ${p.reaction.equation}. Starting from ${given(p)}, decide which reactant is limiting and calculate the ` +
      `${noun(p)} of the other one that is not consumed (in ${p.unit}, three significant figures).`,
  ],
  form: ({ unit }) => ({ unit, tolerance: 0.01, figures: 3 }),
  solve(p) {
    const { limiting, excess } = limit(p);
    const used = limiting.extent * excess.coefficient;
    const rest = excess.moles - used;
    const value = p.unit === "g" ? rest * molarMass(excess.formula) : rest;
    const difference = `${writeNumber(excess.moles, 4)} mol − ${writeNumber(used, 4)} mol`;
    return {
      value,
      steps: [
        ...limitSteps(p),
        `The reaction uses up ${writeNumber(limiting.extent, 4)} mol × ${excess.coefficient} = ${writeNumber(used, 4)} mol of ${excess.formula}.`,
        ...(p.unit === "g"
          ? [
              `What remains is ${difference} = ${writeNumber(rest, 4)} mol.`,
              `With M(${excess.formula}) = ${writeNumber(molarMass(excess.formula), 5)} g/mol the mass is ${writeNumber(value, 3)} g.`,
            ]
          : [`What remains is ${difference} = ${writeNumber(value, 3)} mol.`]),
      ],
    };
  },
  program(p) {
    const left = (i: number) => `supply_${i} - extent * coefficient_${i}${p.unit === "g" ? ` * molar_mass_${i}` : ""}`;
    return [
      ...limitSource(p),
      `left_1 = ${left(1)}`,
      `left_2 = ${left(2)}`,
      `print(f"Answer: {max(left_1, left_2):.6g} ${p.unit}")`,
    ].join("\n");
  },
  check(p) {
    const [first, second] = p.reaction.reactants.map((species) => perExtentSource(p.unit, species)) as [string, string];
    return [
      "from fractions import Fraction",
      `supply = [Fraction("${p.supply[0]}"), Fraction("${p.supply[1]}")]`,
      `need = [${first}, ${second}]  # ${p.unit} for each mole of reaction`,
      "extent = sorted(s / n for s, n in zip(supply, need))[0]",
      ...(p.unit === "g"
        ? [
            "# conservation of mass: what is not in the products is left over",
            `products = extent * (${p.reaction.products.map((species) => perExtentSource(p.unit, species)).join(" + ")})`,
            'print(f"Answer: {float(sum(supply) - products):.6g} g")',
          ]
        : [
            "# whatever of the two supplies the reaction does not consume",
            'print(f"Answer: {float(sum(supply) - extent * sum(need)):.6g} mol")',
          ]),
    ].join("\n");
  },
  mistakes(p) {
    const { limiting, excess } = limit(p);
    const M = perMole(p.unit, [1, excess.formula]);
    const used = limiting.extent * excess.coefficient;
    const amounts = `There is ${writeNumber(limiting.moles, 4)} mol of ${limiting.formula} and ${writeNumber(excess.moles, 4)} mol of ${excess.formula}.`;
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [amounts, step, `So ${writeNumber(value, 3)} ${p.unit} is left.`],
      why,
    });
    return [
      wrong(
        "mole ratio ignored",
        Math.abs(excess.moles - limiting.moles) * M,
        `The ${limiting.formula} uses up as many moles of ${excess.formula}.`,
        "The coefficients of the two reactants differ, so they are not used up one to one.",
      ),
      wrong(
        "consumed part reported",
        used * M,
        `${writeNumber(used, 4)} mol of ${excess.formula} takes part in the reaction.`,
        "That is what is used up; the question asks for what remains.",
      ),
      wrong(
        "coefficient of the excess reactant forgotten",
        (excess.extent - limiting.extent) * M,
        `The difference of the quotients, ${writeNumber(excess.extent - limiting.extent, 4)} mol, is what remains.`,
        `The difference of the quotients must still be multiplied by the coefficient of ${excess.formula}.`,
      ),
      wrong(
        "consumed part added",
        (excess.moles + used) * M,
        `To the ${writeNumber(excess.moles, 4)} mol of ${excess.formula} the ${writeNumber(used, 4)} mol of the reaction is added.`,
        "What the reaction consumes must be subtracted.",
      ),
      wrong(
        "nothing taken to react",
        excess.moles * M,
        `${excess.formula} is in excess, so all of it remains.`,
        "The excess reactant is consumed too, until the limiting one is used up.",
      ),
      wrong(
        "mole ratio turned upside down",
        Math.abs(excess.moles - (limiting.moles * limiting.coefficient) / excess.coefficient) * M,
        `The ${excess.formula} used is ${writeNumber(limiting.moles, 4)} mol × ${limiting.coefficient}/${excess.coefficient}.`,
        `The coefficient of ${excess.formula} belongs in the numerator.`,
      ),
    ];
  },
});
