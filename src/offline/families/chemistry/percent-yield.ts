import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
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

const molarMasses = ({ from, to }: Parameters): string =>
  `M(${from[1]}) = ${writeWorking(molarMass(from[1]), 5)} g/mol, M(${to[1]}) = ${writeWorking(molarMass(to[1]), 5)} g/mol.`;
const isolated = ({ product }: Parameters, theory: number): string =>
  `The percent yield is 100 × ${product} / ${writeWorking(theory, 4)} = ${writeNumber((100 * product) / theory, 3)} %.`;

/** Steps up to the theoretical yield, with the two coefficients in the mole ratio, or null for as many moles. */
function theoretical(p: Parameters & { wanted: "percent" }, ratio: readonly [number, number] | null) {
  const { from, to, unit } = p;
  const scale = unit === "kg" ? 1000 : 1;
  const moles = writeWorking((p.reactant * scale) / molarMass(from[1]), 4);
  const [a, b] = ratio ?? [1, 1];
  const target = (p.reactant * scale * b) / a / molarMass(from[1]);
  const theory = (target * molarMass(to[1])) / scale;
  return {
    theory,
    steps: [
      molarMasses(p),
      `The amount of ${from[1]} is ${moles} mol.`,
      ratio
        ? `It can give ${moles} mol × ${b}/${a} = ${writeWorking(target, 4)} mol of ${to[1]}.`
        : `It can give the same amount, ${moles} mol, of ${to[1]}.`,
      `The theoretical yield is therefore ${writeWorking(theory, 4)} ${unit}.`,
    ],
  };
}
/** All steps to the reactant, when `needed` states the theoretical yield `theory`. */
function backwards(p: Parameters, theory: number, needed: string, ratio: readonly [number, number] | null): string[] {
  const { from, to } = p;
  const moles = theory / molarMass(to[1]);
  const [a, b] = ratio ?? [1, 1];
  const source = (moles * a) / b;
  return [
    needed,
    molarMasses(p),
    `The theoretical amount of ${to[1]} is ${writeWorking(moles, 4)} mol.`,
    ratio
      ? `It takes ${writeWorking(moles, 4)} mol × ${a}/${b} = ${writeWorking(source, 4)} mol of ${from[1]}.`
      : `It takes the same amount, ${writeWorking(source, 4)} mol, of ${from[1]}.`,
    `The mass needed is ${writeWorking(source, 4)} mol × ${writeWorking(molarMass(from[1]), 5)} g/mol = ${writeNumber(source * molarMass(from[1]), 3)} g.`,
  ];
}
const raised = (p: Parameters & { wanted: "reactant" }, sign = "/"): string => {
  const share = p.percent / 100;
  const theory = sign === "/" ? p.product / share : p.product * share;
  return `The theoretical yield must be ${p.product} g ${sign} (${p.percent}/100) = ${writeWorking(theory, 4)} g of ${p.to[1]}.`;
};

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
    const value = wantedFrom(p, gainOf(p.from, p.to));
    const ratio = [p.from[0], p.to[0]] as const;
    if (p.wanted === "reactant") {
      return { value, steps: backwards(p, p.product / (p.percent / 100), raised(p), ratio) };
    }
    const { theory, steps } = theoretical(p, ratio);
    return { value, steps: [...steps, isolated(p, theory)] };
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
    const ratio = [from[0], to[0]] as const;
    const wrong = (name: string, value: number, steps: string[], why: string) => ({ name, value, steps, why });
    const about = {
      upsideDown: "Each coefficient belongs to the substance behind it.",
      ignored: `The equation relates ${from[0]} ${from[1]} to ${to[0]} ${to[1]}.`,
      masses: "A theoretical yield needs moles and molar masses.",
    };
    const upsideDown = wantedFrom(p, gainOf([to[0], from[1]], [from[0], to[1]]));
    const ignored = wantedFrom(p, molarMass(to[1]) / molarMass(from[1]));
    const relates = `The equation ${p.reaction.equation} turns ${from[1]} into ${to[1]}, and mass is conserved.`;
    if (p.wanted === "reactant") {
      const theory = p.product / (p.percent / 100);
      const share = p.percent / 100;
      return [
        wrong(
          "yield applied the wrong way",
          right * share ** 2,
          backwards(p, p.product * share, raised(p, "×"), ratio),
          "With losses more starting material is needed, not less.",
        ),
        wrong(
          "yield left out",
          right * share,
          backwards(p, p.product, `The mass to be obtained in the reaction is ${p.product} g of ${to[1]}.`, ratio),
          `Only ${p.percent} % of the theoretical mass is obtained, so more is needed.`,
        ),
        wrong(
          "mole ratio turned upside down",
          upsideDown,
          backwards(p, theory, raised(p), [to[0], from[0]]),
          about.upsideDown,
        ),
        wrong("mole ratio ignored", ignored, backwards(p, theory, raised(p), null), about.ignored),
        wrong(
          "masses compared directly",
          theory,
          [
            raised(p),
            relates,
            `Each gram of ${to[1]} therefore takes one gram of ${from[1]}, as nothing else is limiting.`,
            `The mass needed is ${writeWorking(theory, 4)} g of ${from[1]}, rounded ${writeNumber(theory, 3)} g.`,
          ],
          about.masses,
        ),
      ];
    }
    const found = theoretical(p, ratio);
    const swapped = theoretical(p, [to[0], from[0]]);
    const equal = theoretical(p, null);
    const shown = writeWorking(found.theory, 4);
    const lost = writeWorking(found.theory - p.product, 4);
    return [
      wrong(
        "ratio turned upside down",
        1e4 / right,
        [...found.steps, `The percent yield is 100 × ${shown} / ${p.product} = ${writeNumber(1e4 / right, 3)} %.`],
        "The actual yield belongs in the numerator; a yield above 100 % is a warning.",
      ),
      wrong(
        "loss reported",
        100 - right,
        [
          ...found.steps,
          `With ${shown} − ${p.product} = ${lost} ${p.unit} less than that, the percentage is 100 × ${lost} / ${shown} = ${writeNumber(100 - right, 3)} %.`,
        ],
        "The percent yield is the share obtained, not the share lost.",
      ),
      wrong(
        "mole ratio turned upside down",
        upsideDown,
        [...swapped.steps, isolated(p, swapped.theory)],
        about.upsideDown,
      ),
      wrong("mole ratio ignored", ignored, [...equal.steps, isolated(p, equal.theory)], about.ignored),
      wrong(
        "masses compared directly",
        (100 * p.product) / p.reactant,
        [
          relates,
          `Without losses ${p.reactant} ${p.unit} of ${from[1]} therefore gives ${p.reactant} ${p.unit} of ${to[1]}.`,
          isolated(p, p.reactant),
        ],
        about.masses,
      ),
    ];
  },
});
