import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { composition, type Element, molarMass, molarMassSource } from "./elements.ts";

interface Parameters {
  formula: string;
  /** The element whose atoms are counted; null counts molecules. */
  element: Element | null;
  /** A mass is turned into an amount in mol, and an amount into a mass in grams. */
  unit: "g" | "mg" | "kg" | "mol";
  quantity: number;
  /** Mass percent of the compound in the sample. */
  purity: number | null;
}

const molecules = ["H2O", "CO2", "NH3", "C6H12O6", "C2H6O", "SO2", "CH4", "C3H8", "C8H10N4O2"] as const;
const solids: readonly (readonly [string, readonly Element[]])[] = [
  ["Ca3(PO4)2", ["Ca", "P", "O"]],
  ["Al2(SO4)3", ["Al", "S", "O"]],
  ["Fe2O3", ["Fe", "O"]],
  ["Fe3O4", ["Fe", "O"]],
  ["Cr2O3", ["Cr", "O"]],
  ["Mg(NO3)2", ["N", "O"]],
  ["K2Cr2O7", ["K", "Cr", "O"]],
  ["Na2B4O7", ["Na", "B", "O"]],
  ["(NH4)2SO4", ["N", "H", "O"]],
];
const unitsPerGram = { g: 1, mg: 1000, kg: 0.001, mol: 1 } as const;

const particles = ({ element }: Parameters): string => (element ? `${element} atoms` : "molecules");
const atoms = ({ formula, element }: Parameters): number => (element ? composition(formula)[element]! : 1);
const sample = ({ formula, purity }: Parameters): string =>
  purity === null ? formula : `a sample that is ${purity} % ${formula} by mass`;

/** Where a solution may go astray; everything else is told alike. */
interface Route {
  M: number;
  /** How the molar mass is found; null when it is left out. */
  molar: string | null;
  swapped: boolean;
  count: number;
  countInverted: boolean;
  purityInverted: boolean;
}
const right = (p: Parameters): Route => ({
  M: molarMass(p.formula),
  molar: writeWorking(molarMass(p.formula), 5),
  swapped: false,
  count: atoms(p),
  countInverted: false,
  purityInverted: false,
});

function derive(p: Parameters, { M, molar, swapped, count, countInverted, purityInverted }: Route) {
  const written = (n: number): string => writeWorking(n, 4);
  const grams = p.quantity / unitsPerGram[p.unit];
  const shownGrams = p.unit === "g" ? String(grams) : writeWorking(grams, 5);
  const perMole = molar === null ? 1 : M;
  const factor = countInverted ? 1 / count : count;
  const steps = [
    molar === null
      ? `The question is about ${p.unit === "mol" ? `${p.quantity} mol` : `${p.quantity} ${p.unit}`} and the compound ${p.formula}.`
      : `The molar mass of ${p.formula} is ${molar} g/mol.`,
    ...(p.element
      ? [`One formula unit of ${p.formula} holds ${count} ${p.element} atom${count === 1 ? "" : "s"}.`]
      : []),
  ];
  if (p.unit === "mol") {
    const moles = p.quantity / factor;
    const pure = swapped ? moles / perMole : moles * perMole;
    const purity = p.purity ?? 100;
    const value = purityInverted ? (pure * purity) / 100 : (pure * 100) / purity;
    if (p.element)
      steps.push(
        `${p.quantity} mol of ${p.element} is in ${countInverted ? `${p.quantity} mol × ${count} = ` : ""}${written(moles)} mol of ${p.formula}.`,
      );
    steps.push(
      molar === null
        ? `The sample needs as much pure ${p.formula} as this amount says, ${written(pure)} g.`
        : `The mass of ${p.formula} is ${written(moles)} mol ${swapped ? "/" : "×"} ${writeWorking(M, 5)} g/mol = ${written(pure)} g.`,
      p.purity === null
        ? `To three significant figures the mass is ${writeNumber(value, 3)} g.`
        : `As ${p.formula} is only ${p.purity} % of the sample, ${written(pure)} g ${purityInverted ? "×" : "/"} (${p.purity}/100) = ${writeNumber(value, 3)} g is needed.`,
    );
    return { value, steps };
  }
  const moles = swapped ? grams * perMole : grams / perMole;
  if (p.unit !== "g") steps.push(`The mass in grams is ${shownGrams} g.`);
  steps.push(
    molar === null
      ? `The amount of ${p.formula} in this portion is therefore ${written(moles)} mol.`
      : `The amount of ${p.formula} is ${shownGrams} g ${swapped ? "×" : "/"} ${writeWorking(M, 5)} g/mol = ${written(moles)} mol.`,
    `The amount of ${particles(p)} is ${written(moles)} mol ${countInverted ? "/" : "×"} ${count} = ${writeNumber(moles * factor, 3)} mol.`,
  );
  return { value: moles * factor, steps };
}

export const molesAndMass = defineFamily<Parameters>({
  name: "chemistry/moles-and-mass",
  domain: "chemistry",
  topic: "moles and mass",
  keywords: [
    "amount of substance",
    "mole conversion",
    "grams to moles",
    "moles to grams",
    "purity",
    "mole concept",
    "moles",
  ],
  handbook: ["chemistry/moles-and-mass"],
  sample(random, difficulty) {
    if (difficulty === "easy") {
      const unit = random.pick(["g", "mol"] as const);
      const quantity = unit === "g" ? random.decimal(2, 95, 2) : random.decimal(0.15, 6, 3);
      return { formula: random.pick(molecules), element: null, unit, quantity, purity: null };
    }
    const [formula, elements] = random.pick(solids);
    const element = random.pick(elements);
    if (difficulty === "hard") {
      return { formula, element, unit: "mol", quantity: random.decimal(0.2, 8, 3), purity: random.decimal(62, 93, 1) };
    }
    const unit = random.pick(["mg", "kg"] as const);
    const quantity = unit === "mg" ? random.decimal(150, 950, 1) : random.decimal(1.2, 30, 3);
    return { formula, element, unit, quantity, purity: null };
  },
  phrasings: [
    (p) =>
      p.unit === "mol"
        ? `What mass in grams of ${sample(p)} contains ${p.quantity} mol of ${particles(p)}? Give three significant figures.`
        : `What amount of ${particles(p)}, in mol, is there in ${p.quantity} ${p.unit} of ${p.formula}? Give three significant figures.`,
    (p) =>
      p.unit === "mol"
        ? `An experiment calls for ${p.quantity} mol of ${particles(p)}, and the source is ${sample(p)}. Calculate the mass ` +
          "to weigh out, in g and to three significant figures."
        : `${p.quantity} ${p.unit} of ${p.formula} is weighed out. Calculate how many moles of ${particles(p)} it holds, to ` +
          "three significant figures.",
    (p) =>
      p.unit === "mol"
        ? `How many grams of ${sample(p)} must be taken to have ${p.quantity} mol of ${particles(p)}? Round to three significant figures.`
        : `Convert a mass of ${p.quantity} ${p.unit} of ${p.formula} into the amount of ${particles(p)} in it (in mol, three ` +
          "significant figures).",
    (p) =>
      p.unit === "mol"
        ? `Chemical analysis finds ${p.quantity} mol of ${particles(p)} in a portion of ${sample(p)}. Find the mass of the ` +
          "portion in g to three significant figures."
        : `A jar holds ${p.quantity} ${p.unit} of pure ${p.formula}. Find the number of moles of ${particles(p)} in the jar, ` +
          "rounded to three significant figures.",
  ],
  form: (p) => ({ unit: p.unit === "mol" ? "g" : "mol", tolerance: 0.01, figures: 3 }),
  solve: (p) => derive(p, right(p)),
  program(p) {
    const given = [
      `molar_mass = ${molarMassSource(p.formula)}  # g/mol of ${p.formula}`,
      ...(p.element ? [`atoms = ${atoms(p)}  # ${p.element} atoms in one formula unit`] : []),
      ...(p.purity === null ? [] : [`purity = ${p.purity}  # % by mass`]),
    ];
    const perUnit = p.element ? "atoms" : "1";
    return p.unit === "mol"
      ? [
          ...given,
          `amount = ${p.quantity}  # mol of ${particles(p)}`,
          `mass = amount / ${perUnit} * molar_mass${p.purity === null ? "" : " / (purity / 100)"}`,
          'print(f"Answer: {mass:.6g} g")',
        ].join("\n")
      : [
          ...given,
          `mass = ${p.quantity}${p.unit === "g" ? "" : p.unit === "mg" ? " / 1000" : " * 1000"}  # g`,
          `amount = mass / molar_mass * ${perUnit}`,
          'print(f"Answer: {amount:.6g} mol")',
        ].join("\n");
  },
  check(p) {
    const share = `Fraction("${atoms(p)}") / Fraction("${writeNumber(molarMass(p.formula), 7)}")`;
    return [
      "from fractions import Fraction",
      `# moles of ${particles(p)} in one gram of the sample, then one proportion`,
      `moles_per_gram = ${share}${p.purity === null ? "" : ` * Fraction("${p.purity}") / 100`}`,
      p.unit === "mol"
        ? `print(f"Answer: {float(Fraction('${p.quantity}') / moles_per_gram):.6g} g")`
        : `print(f"Answer: {float(Fraction('${p.quantity}') / Fraction('${unitsPerGram[p.unit]}') * moles_per_gram):.6g} mol")`,
    ].join("\n");
  },
  mistakes(p) {
    const elements = Object.keys(composition(p.formula)) as Element[];
    const single = elements.reduce((sum, element) => sum + molarMass(element), 0);
    const sum = `${elements.map((element) => molarMass(element)).join(" + ")} = ${writeWorking(single, 5)}`;
    const wrong = (name: string, change: Partial<Route>, why: string) => ({
      name,
      ...derive(p, { ...right(p), ...change }),
      why,
    });
    return [
      wrong(
        "multiplication and division swapped",
        { swapped: true },
        "Mass divided by molar mass is amount, and amount times molar mass is mass; the units show which.",
      ),
      wrong(
        "subscripts ignored in the molar mass",
        { M: single, molar: sum },
        "Each atomic weight must be multiplied by the number of those atoms in the formula.",
      ),
      wrong(
        "one atom in each formula unit assumed",
        { count: 1 },
        "The subscripts say how many atoms of the element each formula unit holds.",
      ),
      wrong(
        "number of atoms used the wrong way round",
        { countInverted: true },
        "There are more atoms of the element than formula units of the compound.",
      ),
      wrong(
        "purity applied the wrong way",
        { purityInverted: true },
        "An impure sample must be heavier than the pure compound that it contains.",
      ),
      wrong(
        "molar mass left out",
        { molar: null },
        "Grams and moles are different quantities, and only the molar mass joins them.",
      ),
    ];
  },
});
