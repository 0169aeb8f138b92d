import { defineFamily, writeAnswer, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { molarMass, molarMassSource } from "./elements.ts";

interface Parameters {
  formula: string;
  /** The ion whose concentration is meant and its number in the formula; null when the compound itself is meant. */
  ion: readonly [string, number] | null;
  wanted: "concentration" | "mass";
  /** Grams of compound, or mol/L, whichever is not wanted. */
  given: number;
  millilitres: number;
}

const compounds = ["NaCl", "KBr", "NaOH", "KNO3", "CuSO4", "CaCl2", "AgNO3", "Na2CO3", "C6H12O6", "MgSO4", "K2Cr2O7"];
const electrolytes: readonly (readonly [string, readonly [string, number]])[] = [
  ["CaCl2", ["Cl-", 2]],
  ["MgBr2", ["Br-", 2]],
  ["Na2SO4", ["Na+", 2]],
  ["Al2(SO4)3", ["SO4^2-", 3]],
  ["Fe(NO3)3", ["NO3-", 3]],
  ["Na3PO4", ["Na+", 3]],
  ["Mg(NO3)2", ["NO3-", 2]],
];

const solute = ({ formula, ion }: Parameters): string => (ion ? ion[0] : formula);
/** Grams of compound for each mole of what the concentration counts. */
const _gramsPerMole = ({ formula, ion }: Parameters): number => molarMass(formula) / (ion?.[1] ?? 1);
const form = (p: Parameters) => ({ unit: p.wanted === "mass" ? "g" : "mol/L", tolerance: 0.01, figures: 3 });
/** The answer if a mole took `grams` and the volume were `litres`. */
const answer = (p: Parameters, grams: number, litres: number): number =>
  p.wanted === "mass" ? p.given * litres * grams : p.given / grams / litres;

/** Where a solution may go astray; everything else is told alike. */
interface Route {
  /** The number entered for the volume, and its unit. */
  volume: number;
  volumeUnit: "L" | "mL";
  inverted: boolean;
  massIsAmount: boolean;
  ions: number;
}
const right = (p: Parameters): Route => ({
  volume: p.millilitres / 1000,
  volumeUnit: "L",
  inverted: false,
  massIsAmount: false,
  ions: p.ion?.[1] ?? 1,
});

function derive(p: Parameters, { volume, volumeUnit, inverted, massIsAmount, ions }: Route) {
  const M = massIsAmount ? 1 : molarMass(p.formula);
  const molar = writeWorking(molarMass(p.formula), 5);
  const shown = `${writeWorking(volume, 4)} ${volumeUnit}`;
  const each = p.ion && `Each ${p.formula} gives ${ions} ${p.ion[0]}`;
  const name = solute(p);
  const factor = inverted ? 1 / volume : volume;
  const value = answer(p, M / ions, factor);
  const last = writeAnswer(value, form(p));
  const first = massIsAmount
    ? `The solution contains ${p.formula}, and the volume is ${shown}.`
    : `The molar mass of ${p.formula} is ${molar} g/mol, and the volume is ${shown}.`;
  if (p.wanted === "mass") {
    const moles = p.given * factor;
    const compound = writeWorking(moles / ions, 4);
    return {
      value,
      steps: [
        first,
        `The amount of ${name} is ${p.given} mol/L ${inverted ? "/" : "×"} ${shown} = ${writeWorking(moles, 4)} mol.`,
        ...(each ? [`${each}, so ${compound} mol of ${p.formula} is needed.`] : []),
        massIsAmount
          ? `So ${compound} of ${p.formula} must be weighed out, that is ${last}.`
          : `Its mass is ${compound} mol × ${molar} g/mol = ${last}.`,
      ],
    };
  }
  const moles = p.given / M;
  return {
    value,
    steps: [
      first,
      massIsAmount
        ? `The amount of ${p.formula} dissolved in it is ${writeWorking(moles, 4)} mol.`
        : `The amount of ${p.formula} is ${p.given} g / ${molar} g/mol = ${writeWorking(moles, 4)} mol.`,
      ...(each ? [`${each}, so there is ${writeWorking(moles * ions, 4)} mol of ${name}.`] : []),
      `The concentration is ${writeWorking(moles * ions, 4)} mol ${inverted ? "×" : "/"} ${shown} = ${last}.`,
    ],
  };
}

export const molarity = defineFamily<Parameters>({
  name: "chemistry/molarity",
  domain: "chemistry",
  topic: "molarity",
  keywords: [
    "molar concentration",
    "amount concentration",
    "preparing a solution",
    "ion concentration",
    "concentration",
  ],
  handbook: ["chemistry/molarity"],
  sample(random, difficulty) {
    const millilitres = random.decimal(60, 980, 1);
    const wanted =
      difficulty === "easy"
        ? "concentration"
        : difficulty === "medium"
          ? "mass"
          : random.pick(["concentration", "mass"] as const);
    const given = wanted === "mass" ? random.decimal(0.05, 0.9, 4) : random.decimal(1.2, 40, 2);
    if (difficulty !== "hard") return { formula: random.pick(compounds), ion: null, wanted, given, millilitres };
    const [formula, ion] = random.pick(electrolytes);
    return { formula, ion, wanted, given, millilitres };
  },
  phrasings: [
    (p) =>
      p.wanted === "concentration"
        ? `${p.given} g of ${p.formula} is dissolved in water and made up to ${p.millilitres} mL. What is the concentration ` +
          `of ${solute(p)} in mol/L, to three significant figures?`
        : `What mass of ${p.formula} in grams is needed for ${p.millilitres} mL of a solution that is ${p.given} mol/L in ` +
          `${solute(p)}? Give three significant figures.`,
    (p) =>
      p.wanted === "concentration"
        ? `A volumetric flask holds ${p.millilitres} mL of solution, prepared from ${p.given} g of ${p.formula}. Calculate the ` +
          `molarity of ${solute(p)} (in mol/L) and round to three significant figures.`
        : `A technician prepares ${p.millilitres} mL of solution from solid ${p.formula}; the concentration of ${solute(p)} has ` +
          `to be ${p.given} mol/L. Calculate how many grams to weigh out, to three significant figures.`,
    (p) =>
      p.wanted === "concentration"
        ? `Find, to three significant figures, the amount concentration of ${solute(p)} in mol/L that results when ${p.given} g ` +
          `of ${p.formula} dissolves completely to give ${p.millilitres} mL of solution.`
        : `Find, in g and to three significant figures, how much ${p.formula} was used for ${p.millilitres} mL of solution in ` +
          `which the molarity of ${solute(p)} is ${p.given} mol/L.`,
    (p) =>
      p.wanted === "concentration"
        ? `How concentrated in ${solute(p)} (mol/L, three significant figures) is a solution with ${p.given} g of dissolved ` +
          `${p.formula} in every ${p.millilitres} mL?`
        : `How much solid ${p.formula} (g, three significant figures) goes into a ${p.millilitres} mL batch if the solution ` +
          `shall contain ${p.given} mol/L of ${solute(p)}?`,
  ],
  form,
  solve: (p) => derive(p, right(p)),
  program(p) {
    const count = p.ion ? " * ions" : "";
    return [
      `molar_mass = ${molarMassSource(p.formula)}  # g/mol of ${p.formula}`,
      ...(p.ion ? [`ions = ${p.ion[1]}  # ${p.ion[0]} in one ${p.formula}`] : []),
      `volume = ${p.millilitres} / 1000  # L`,
      ...(p.wanted === "mass"
        ? [
            `concentration = ${p.given}  # mol/L`,
            `mass = concentration * volume${p.ion ? " / ions" : ""} * molar_mass`,
            'print(f"Answer: {mass:.6g} g")',
          ]
        : [
            `mass = ${p.given}  # g`,
            `concentration = mass / molar_mass${count} / volume`,
            'print(f"Answer: {concentration:.6g} mol/L")',
          ]),
    ].join("\n");
  },
  check: (p) =>
    [
      "from fractions import Fraction",
      "# mass concentration of a solution that is 1 mol/L, then one proportion",
      `unit_solution = Fraction("${writeNumber(molarMass(p.formula), 7)}") / ${p.ion?.[1] ?? 1}  # g/L`,
      p.wanted === "mass"
        ? `result = unit_solution * Fraction("${p.given}") * Fraction("${p.millilitres}") / 1000`
        : `result = Fraction("${p.given}") * 1000 / Fraction("${p.millilitres}") / unit_solution`,
      `print(f"Answer: {float(result):.6g} ${form(p).unit}")`,
    ].join("\n"),
  mistakes(p) {
    const wrong = (name: string, change: Partial<Route>, why: string) => ({
      name,
      ...derive(p, { ...right(p), ...change }),
      why,
    });
    return [
      wrong(
        "volume left in millilitres",
        { volume: p.millilitres, volumeUnit: "mL" },
        "A concentration in mol/L needs the volume in litres.",
      ),
      wrong(
        "volume used the wrong way round",
        { inverted: true },
        "Concentration is amount divided by volume; amount is concentration times volume.",
      ),
      wrong(
        "molar mass left out",
        { massIsAmount: true },
        "A mass must be divided by the molar mass to become an amount.",
      ),
      wrong("number of ions ignored", { ions: 1 }, "The formula says how many of these ions each unit releases."),
    ];
  },
});
