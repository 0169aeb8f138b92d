import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { type Charge, drawCharge, limit, limitSource, limitSteps, perExtentSource, perMole } from "./charge.ts";
import { molarMass } from "./elements.ts";
import { richerReactions, simpleReactions } from "./reactions.ts";

const given = ({ reaction, supply, unit }: Charge): string =>
  supply.map((quantity, i) => `${quantity} ${unit} of ${reaction.reactants[i]![1]}`).join(" and ");
const noun = ({ unit }: Charge): string => (unit === "g" ? "mass" : "amount");

type Side = ReturnType<typeof limit>["limiting"];

/** What the reaction uses up, what remains of `side`, and in grams its mass. */
function remainder(p: Charge, { formula, moles }: Side, used: number, how: string, sign = "−"): string[] {
  const rest = sign === "−" ? moles - used : moles + used;
  const sum = `${writeWorking(moles, 4)} mol ${sign} ${writeWorking(used, 4)} mol`;
  const what = sign === "−" ? "What remains" : "With it there";
  return [
    `The reaction uses up ${how}${writeWorking(used, 4)} mol of ${formula}.`,
    ...(p.unit === "g"
      ? [`${what} is ${sum} = ${writeWorking(rest, 4)} mol.`, weighed(p, formula, rest)]
      : [`${what} is ${sum} = ${writeNumber(rest, 3)} mol.`]),
  ];
}
const weighed = (p: Charge, formula: string, moles: number): string =>
  p.unit === "g"
    ? `With M(${formula}) = ${writeWorking(molarMass(formula), 5)} g/mol the mass is ${writeNumber(moles * molarMass(formula), 3)} g.`
    : `So the amount of ${formula} is ${writeNumber(moles, 3)} mol.`;

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
    const how = `${writeWorking(limiting.extent, 4)} mol × ${excess.coefficient} = `;
    return {
      value: (excess.moles - used) * perMole(p.unit, [1, excess.formula]),
      steps: [...limitSteps(p), ...remainder(p, excess, used, how)],
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
    const grams = ({ formula }: Side): number => perMole(p.unit, [1, formula]);
    const used = limiting.extent * excess.coefficient;
    const ratio = `${writeWorking(limiting.extent, 4)} mol × ${excess.coefficient} = `;
    const upsideDown = (limiting.moles * limiting.coefficient) / excess.coefficient;
    const gap = excess.extent - limiting.extent;
    const [more, less] = excess.moles > limiting.moles ? [excess, limiting] : [limiting, excess];
    const start = limitSteps(p);
    const wrong = (name: string, moles: number, steps: string[], why: string, side = excess) => ({
      name,
      // neither a negative rest nor a small difference of rounded amounts
      value: moles > 0.1 * side.moles ? moles * grams(side) : Number.NaN,
      steps,
      why,
    });
    return [
      wrong(
        "mole ratio ignored",
        more.moles - less.moles,
        [
          ...(p.unit === "g"
            ? start.slice(0, 1)
            : [`There is ${less.supply} mol of ${less.formula} and ${more.supply} mol of ${more.formula}.`]),
          `The smaller amount, ${writeWorking(less.moles, 4)} mol, belongs to ${less.formula}, so ${less.formula} is the limiting reagent.`,
          ...remainder(p, more, less.moles, `the two in equal amounts, that is `),
        ],
        "The coefficients of the two reactants differ, so they are not used up one to one.",
        more,
      ),
      wrong(
        "consumed part reported",
        used,
        [
          ...start,
          `The other reactant, ${excess.formula}, goes with it: ${ratio}${writeWorking(used, 4)} mol of ${excess.formula}.`,
          weighed(p, excess.formula, used),
        ],
        "That is what is used up; the question asks for what remains.",
      ),
      wrong(
        "coefficient of the excess reactant forgotten",
        gap,
        [
          ...start,
          `The quotients differ by ${writeWorking(excess.extent, 4)} mol − ${writeWorking(limiting.extent, 4)} mol = ${writeWorking(gap, 4)} mol, which is what remains of ${excess.formula}.`,
          weighed(p, excess.formula, gap),
        ],
        `The difference of the quotients must still be multiplied by the coefficient of ${excess.formula}.`,
      ),
      wrong(
        "consumed part added",
        excess.moles + used,
        [...start, ...remainder(p, excess, used, ratio, "+")],
        "What the reaction consumes must be subtracted.",
      ),
      wrong(
        "nothing taken to react",
        excess.moles,
        [
          ...start,
          `The reaction stops when ${limiting.formula} is used up, and ${writeWorking(excess.moles, 4)} mol of ${excess.formula} is in excess.`,
          weighed(p, excess.formula, excess.moles),
        ],
        "The excess reactant is consumed too, until the limiting one is used up.",
      ),
      wrong(
        "mole ratio turned upside down",
        excess.moles - upsideDown,
        [
          ...start,
          ...remainder(
            p,
            excess,
            upsideDown,
            `${writeWorking(limiting.moles, 4)} mol × ${limiting.coefficient}/${excess.coefficient} = `,
          ),
        ],
        `The coefficient of ${excess.formula} belongs in the numerator.`,
      ),
    ];
  },
});
