import { defineFamily, writeNumber } from "../../family.ts";
import { type Charge, drawCharge, limit, limitSource, limitSteps, perExtentSource, perMole } from "./charge.ts";
import { molarMass, molarMassSource } from "./elements.ts";
import { richerReactions, type Species, simpleReactions } from "./reactions.ts";

interface Parameters extends Charge {
  product: Species;
}

const given = ({ reaction, supply, unit }: Charge): string =>
  supply.map((quantity, i) => `${quantity} ${unit} of ${reaction.reactants[i]![1]}`).join(" and ");
const noun = ({ unit }: Charge): string => (unit === "g" ? "mass" : "amount");

export const limitingReagent = defineFamily<Parameters>({
  name: "chemistry/limiting-reagent",
  domain: "chemistry",
  topic: "limiting reagent",
  keywords: ["limiting reactant", "theoretical yield", "maximum product"],
  handbook: ["chemistry/limiting-reagent", "chemistry/stoichiometry"],
  sample(random, difficulty) {
    const reaction = random.pick(difficulty === "hard" ? richerReactions : simpleReactions);
    const product = random.pick(reaction.products);
    const unlike = [0, 1].filter((i) => reaction.reactants[i]![0] !== product[0]);
    return { ...drawCharge(random, reaction, difficulty === "easy" ? "mol" : "g", random.pick(unlike)), product };
  },
  phrasings: [
    (p) =>
      `${given(p)} react according to ${p.reaction.equation}. What ${noun(p)} of ${p.product[1]}, in ${p.unit}, can form at ` +
      "most? Give three significant figures.",
    (p) =>
      `How much ${p.product[1]} (in ${p.unit}) is obtained when ${given(p)} are brought together and the reaction ` +
      `${p.reaction.equation} runs until one of them is used up? Round to three significant figures.`,
    (p) =>
      `For the reaction ${p.reaction.equation}, a vessel is charged with ${given(p)}. Find the theoretical yield of ` +
      `${p.product[1]} in ${p.unit} to three significant figures.`,
    (p) =>
      `Consider ${p.reaction.equation}. Starting from ${given(p)}, decide which reactant is limiting and calculate the ` +
      `greatest possible ${noun(p)} of ${p.product[1]} (in ${p.unit}, three significant figures).`,
  ],
  form: ({ unit }) => ({ unit, tolerance: 0.01, figures: 3 }),
  solve(p) {
    const { limiting } = limit(p);
    const [coefficient, formula] = p.product;
    const made = limiting.extent * coefficient;
    const value = made * perMole(p.unit, p.product);
    const quotient = writeNumber(limiting.extent, 4);
    return {
      value,
      steps:
        p.unit === "g"
          ? [
              ...limitSteps(p),
              `It gives ${quotient} mol × ${coefficient} = ${writeNumber(made, 4)} mol of ${formula}.`,
              `With M(${formula}) = ${writeNumber(molarMass(formula), 5)} g/mol the mass is ${writeNumber(value, 3)} g.`,
            ]
          : [
              ...limitSteps(p),
              `The amount of ${formula} is ${quotient} mol × ${coefficient} = ${writeNumber(value, 3)} mol.`,
            ],
    };
  },
  program: (p) =>
    [
      ...limitSource(p),
      `product = extent * ${p.product[0]}${p.unit === "g" ? ` * (${molarMassSource(p.product[1])})` : ""}  # ${p.unit} of ${p.product[1]}`,
      `print(f"Answer: {product:.6g} ${p.unit}")`,
    ].join("\n"),
  check: (p) =>
    [
      "from fractions import Fraction",
      "# product that each reactant alone would give; the smaller one counts",
      `per_extent = ${perExtentSource(p.unit, p.product)}`,
      `yields = [Fraction("${p.supply[0]}") / ${perExtentSource(p.unit, p.reaction.reactants[0]!)} * per_extent,`,
      `          Fraction("${p.supply[1]}") / ${perExtentSource(p.unit, p.reaction.reactants[1]!)} * per_extent]`,
      `print(f"Answer: {float(sorted(yields)[0]):.6g} ${p.unit}")`,
    ].join("\n"),
  mistakes(p) {
    const { limiting, excess } = limit(p);
    const [coefficient, formula] = p.product;
    const scale = coefficient * perMole(p.unit, p.product);
    const amounts = `There is ${writeNumber(limiting.moles, 4)} mol of ${limiting.formula} and ${writeNumber(excess.moles, 4)} mol of ${excess.formula}.`;
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [amounts, step, `So ${writeNumber(value, 3)} ${p.unit} of ${formula} forms.`],
      why,
    });
    return [
      wrong(
        "reagent in excess used",
        excess.extent * scale,
        `All of the ${excess.formula} reacts.`,
        `${limiting.formula} runs out first, so it decides how much ${formula} forms.`,
      ),
      wrong(
        "both reactants counted",
        (limiting.extent + excess.extent) * scale,
        `The ${formula} from ${limiting.formula} and the ${formula} from ${excess.formula} are added.`,
        "Both reactants make the same product together; their contributions must not be added.",
      ),
      wrong(
        "average of both reactants",
        ((limiting.extent + excess.extent) / 2) * scale,
        `The yields that ${limiting.formula} and ${excess.formula} would give are averaged.`,
        "The limiting reagent alone sets the yield.",
      ),
      wrong(
        "mole ratio ignored",
        limiting.moles * perMole(p.unit, p.product),
        `Each mole of ${limiting.formula} gives one mole of ${formula}.`,
        `The equation relates ${coefficient} ${formula} to ${limiting.coefficient} ${limiting.formula}.`,
      ),
    ];
  },
});
