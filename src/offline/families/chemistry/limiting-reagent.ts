import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { type Charge, drawCharge, limit, limitSource, limitSteps, perExtentSource, perMole } from "./charge.ts";
import { molarMass, molarMassSource } from "./elements.ts";
import { richerReactions, type Species, simpleReactions } from "./reactions.ts";

interface Parameters extends Charge {
  product: Species;
}

const given = ({ reaction, supply, unit }: Charge): string =>
  supply.map((quantity, i) => `${quantity} ${unit} of ${reaction.reactants[i]![1]}`).join(" and ");
const noun = ({ unit }: Charge): string => (unit === "g" ? "mass" : "amount");

/** The last steps: the product from the extent of reaction that `how` writes, and in grams its mass. */
function formed({ unit, product: [, formula] }: Parameters, moles: number, how: string): string[] {
  return unit === "g"
    ? [
        `It gives ${how}${writeWorking(moles, 4)} mol of ${formula}.`,
        `With M(${formula}) = ${writeWorking(molarMass(formula), 5)} g/mol the mass is ${writeNumber(moles * perMole(unit, [1, formula]), 3)} g.`,
      ]
    : [`The amount of ${formula} is ${how}${writeNumber(moles, 3)} mol.`];
}
const times = ({ product: [coefficient] }: Parameters, extent: number): string =>
  `${writeWorking(extent, 4)} mol × ${coefficient} = `;

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
    const made = limiting.extent * p.product[0];
    return {
      value: made * perMole(p.unit, p.product),
      steps: [...limitSteps(p), ...formed(p, made, times(p, limiting.extent))],
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
    const quotients = limitSteps(p).slice(0, -1);
    const wrong = (name: string, extent: number, verdict: string, why: string) => ({
      name,
      value: extent * coefficient * perMole(p.unit, p.product),
      steps: [...quotients, verdict, ...formed(p, extent * coefficient, times(p, extent))],
      why,
    });
    const sum = limiting.extent + excess.extent;
    const added = `${writeWorking(limiting.extent, 4)} mol + ${writeWorking(excess.extent, 4)} mol`;
    return [
      wrong(
        "reagent in excess used",
        excess.extent,
        `The larger quotient belongs to ${excess.formula}, so ${excess.formula} decides how much forms.`,
        `${limiting.formula} runs out first, so it decides how much ${formula} forms.`,
      ),
      wrong(
        "both reactants counted",
        sum,
        `Both reactants turn into ${formula}, so together they count ${added} = ${writeWorking(sum, 4)} mol.`,
        "Both reactants make the same product together; their contributions must not be added.",
      ),
      wrong(
        "average of both reactants",
        sum / 2,
        `The reaction runs to the mean of the two quotients, (${added}) / 2 = ${writeWorking(sum / 2, 4)} mol.`,
        "The limiting reagent alone sets the yield.",
      ),
      {
        name: "mole ratio ignored",
        value: limiting.moles * perMole(p.unit, p.product),
        steps: [
          ...limitSteps(p),
          ...formed(p, limiting.moles, p.unit === "g" ? "the same amount of product, " : "that of this reagent, "),
        ],
        why: `The equation relates ${coefficient} ${formula} to ${limiting.coefficient} ${limiting.formula}.`,
      },
    ];
  },
});
