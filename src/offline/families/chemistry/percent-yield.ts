import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { molarMass, molarMassSource } from "./elements.ts";
import { type Reaction, richerReactions, type Species, simpleReactions } from "./reactions.ts";

/** Grams of reactant are given and the yield is asked, or the yield is given and the reactant is asked. */
type Parameters = { reaction: Reaction; from: Species; to: Species; product: number } & (
  | { wanted: "percent"; reactant: number; unit: "g" | "kg" }
  | { wanted: "reactant"; percent: number; unit: "g" }
);

/** Mass of product from one unit of mass of reactant at full yield. */
const gainOf = ([a, from]: Species, [b, to]: Species): number => (b * molarMass(to)) / (a * molarMass(from));
/** The wanted quantity if the gain were `gain`. */
const wantedFrom = (p: Parameters, gain: number): number =>
  p.wanted === "percent" ? (100 * p.product) / (p.reactant * gain) : p.product / gain / (p.percent / 100);
const form = (p: Parameters) => ({ unit: p.wanted === "percent" ? "%" : "g", tolerance: 0.01, figures: 3 });
const rounding = "to three significant figures";

export const percentYield = defineFamily<Parameters>({
  name: "chemistry/percent-yield",
  domain: "chemistry",
  topic: "percent yield",
  keywords: ["percentage yield", "theoretical yield", "actual yield", "reaction efficiency"],
  handbook: ["chemistry/percent-yield", "chemistry/stoichiometry"],
  sample(random, difficulty) {
    const reaction = random.pick(difficulty === "easy" ? simpleReactions : richerReactions);
    const pairs = reaction.reactants.flatMap((from) => reaction.products.map((to) => ({ from, to })));
    const { from, to } = random.pick(pairs.filter((pair) => pair.from[0] !== pair.to[0]));
    const percent = random.decimal(55, 94, 1);
    if (difficulty === "hard") {
      return { reaction, from, to, wanted: "reactant", product: random.decimal(3, 180, 2), percent, unit: "g" };
    }
    const unit = difficulty === "easy" ? "g" : "kg";
    const reactant = random.decimal(3, 180, 2);
    const product = Number(((reactant * gainOf(from, to) * percent) / 100).toFixed(2));
    return { reaction, from, to, wanted: "percent", reactant, product, unit };
  },
  phrasings: [
    (p) =>
      p.wanted === "percent"
        ? `In the reaction ${p.reaction.equation}, ${p.reactant} ${p.unit} of ${p.from[1]} gives ${p.product} ${p.unit} of ` +
          `${p.to[1]}. The other reactant is in excess. What is the percent yield (in %), ${rounding}?`
        : `In the reaction ${p.reaction.equation}, ${p.product} g of ${p.to[1]} is to be made with a yield of ${p.percent} %. ` +
          `The other reactant is in excess. What mass of ${p.from[1]} in g is needed, ${rounding}?`,
    (p) =>
      p.wanted === "percent"
        ? `A chemist carries out ${p.reaction.equation} with ${p.reactant} ${p.unit} of ${p.from[1]} as the limiting reagent ` +
          `and isolates ${p.product} ${p.unit} of ${p.to[1]}. Express this as a percentage of the theoretical yield, ${rounding}.`
        : `A chemist who carries out ${p.reaction.equation} usually isolates ${p.percent} % of the theoretical yield. ` +
          `Calculate, in g and ${rounding}, how much of the limiting reagent ${p.from[1]} gives ${p.product} g of ${p.to[1]}.`,
    (p) =>
      p.wanted === "percent"
        ? `${p.product} ${p.unit} of ${p.to[1]} was collected from ${p.reactant} ${p.unit} of ${p.from[1]}, the limiting ` +
          `reagent in ${p.reaction.equation}. Find the percentage yield in %, ${rounding}.`
        : `Losses keep the yield of ${p.reaction.equation} at ${p.percent} %. Find the mass of ${p.from[1]} (in g, ${rounding}) ` +
          `that must be used to collect ${p.product} g of ${p.to[1]} when everything else is in excess.`,
    (p) =>
      p.wanted === "percent"
        ? `Given ${p.reaction.equation} with ${p.from[1]} limiting, how good (in %, ${rounding}) was the yield of a run ` +
          `that turned ${p.reactant} ${p.unit} of ${p.from[1]} into ${p.product} ${p.unit} of ${p.to[1]}?`
        : `Given ${p.reaction.equation} with ${p.from[1]} limiting, how many grams of ${p.from[1]} must go in so that ` +
          `${p.product} g of ${p.to[1]} comes out at a percent yield of ${p.percent} %? Round ${rounding}.`,
  ],
  form,
  solve(p) {
    const { from, to } = p;
    const value = wantedFrom(p, gainOf(from, to));
    const masses = `M(${from[1]}) = ${writeNumber(molarMass(from[1]), 5)} g/mol, M(${to[1]}) = ${writeNumber(molarMass(to[1]), 5)} g/mol.`;
    if (p.wanted === "reactant") {
      const theory = p.product / (p.percent / 100);
      const moles = theory / molarMass(to[1]);
      const source = (moles * from[0]) / to[0];
      return {
        value,
        steps: [
          `The theoretical yield must be ${p.product} g / (${p.percent}/100) = ${writeNumber(theory, 4)} g of ${to[1]}.`,
          masses,
          `The theoretical amount of ${to[1]} is ${writeNumber(moles, 4)} mol.`,
          `It takes ${writeNumber(moles, 4)} mol × ${from[0]}/${to[0]} = ${writeNumber(source, 4)} mol of ${from[1]}.`,
          `The mass needed is ${writeNumber(source, 4)} mol × ${writeNumber(molarMass(from[1]), 5)} g/mol = ${writeNumber(value, 3)} g.`,
        ],
      };
    }
    const scale = p.unit === "kg" ? 1000 : 1;
    const moles = (p.reactant * scale) / molarMass(from[1]);
    const target = (moles * to[0]) / from[0];
    const theory = (target * molarMass(to[1])) / scale;
    return {
      value,
      steps: [
        masses,
        `The amount of ${from[1]} is ${writeNumber(moles, 4)} mol.`,
        `It can give ${writeNumber(moles, 4)} mol × ${to[0]}/${from[0]} = ${writeNumber(target, 4)} mol of ${to[1]}.`,
        `The theoretical yield is therefore ${writeNumber(theory, 4)} ${p.unit}.`,
        `The percent yield is 100 × ${p.product} / ${writeNumber(theory, 4)} = ${writeNumber(value, 3)} %.`,
      ],
    };
  },
  program(p) {
    const start = [
      `molar_mass_from = ${molarMassSource(p.from[1])}  # g/mol of ${p.from[1]}`,
      `molar_mass_to = ${molarMassSource(p.to[1])}  # g/mol of ${p.to[1]}`,
      `actual = ${p.product}  # ${p.unit} of ${p.to[1]}`,
    ];
    return p.wanted === "percent"
      ? [
          ...start,
          `reactant = ${p.reactant}  # ${p.unit} of ${p.from[1]}`,
          `theoretical = reactant / molar_mass_from * ${p.to[0]} / ${p.from[0]} * molar_mass_to`,
          'print(f"Answer: {100 * actual / theoretical:.6g} %")',
        ].join("\n")
      : [
          ...start,
          `percent = ${p.percent}  # % yield`,
          "theoretical = actual / (percent / 100)",
          `reactant = theoretical / molar_mass_to * ${p.from[0]} / ${p.to[0]} * molar_mass_from`,
          'print(f"Answer: {reactant:.6g} g")',
        ].join("\n");
  },
  check(p) {
    const extent = (mass: number, [count, formula]: Species) =>
      `Fraction("${mass}") / Fraction("${writeNumber(count * molarMass(formula), 8)}")`;
    return [
      "from fractions import Fraction",
      "# extents of reaction (mass over coefficient times molar mass) instead of masses",
      `made = ${extent(p.product, p.to)}`,
      ...(p.wanted === "percent"
        ? [`started = ${extent(p.reactant, p.from)}`, 'print(f"Answer: {float(made / started) * 100:.6g} %")']
        : [
            `started = made / (Fraction("${p.percent}") / 100)`,
            `mass = started / (${extent(1, p.from)})`,
            'print(f"Answer: {float(mass):.6g} g")',
          ]),
    ].join("\n");
  },
  mistakes(p) {
    const { from, to } = p;
    const right = wantedFrom(p, gainOf(from, to));
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The answer is ${writeAnswer(value, form(p))}.`],
      why,
    });
    return [
      p.wanted === "percent"
        ? wrong(
            "ratio turned upside down",
            1e4 / right,
            `The theoretical yield is divided by the actual ${p.product} ${p.unit}.`,
            "The actual yield belongs in the numerator; a yield above 100 % is a warning.",
          )
        : wrong(
            "yield applied the wrong way",
            right * (p.percent / 100) ** 2,
            `The mass for full yield is multiplied by ${p.percent}/100.`,
            "With losses more starting material is needed, not less.",
          ),
      p.wanted === "percent"
        ? wrong(
            "loss reported",
            100 - right,
            `The share of ${to[1]} that was lost, 100 % minus the yield, is given.`,
            "The percent yield is the share obtained, not the share lost.",
          )
        : wrong(
            "yield left out",
            (right * p.percent) / 100,
            `All of the ${from[1]} is taken to end up as isolated ${to[1]}.`,
            `Only ${p.percent} % of the theoretical mass is obtained, so more is needed.`,
          ),
      wrong(
        "mole ratio turned upside down",
        wantedFrom(p, gainOf([to[0], from[1]], [from[0], to[1]])),
        `${to[0]} mol of ${from[1]} is taken to correspond to ${from[0]} mol of ${to[1]}.`,
        "Each coefficient belongs to the substance behind it.",
      ),
      wrong(
        "mole ratio ignored",
        wantedFrom(p, molarMass(to[1]) / molarMass(from[1])),
        `One mole of ${from[1]} is taken to give one mole of ${to[1]}.`,
        `The equation relates ${from[0]} ${from[1]} to ${to[0]} ${to[1]}.`,
      ),
      wrong(
        "masses compared directly",
        wantedFrom(p, 1),
        `One gram of ${from[1]} is taken to give one gram of ${to[1]}.`,
        "A theoretical yield needs moles and molar masses.",
      ),
    ];
  },
});
