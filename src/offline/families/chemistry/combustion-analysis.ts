import { defineFamily, writeNumber } from "../../family.ts";
import { atomicWeights, composition, molarMass } from "./elements.ts";

interface Parameters {
  /** Milligrams burned, and of the products collected. */
  sample: number;
  carbonDioxide: number;
  water: number;
  wanted: "C" | "H" | "O";
}

const compounds = [
  "C2H6O",
  "C3H8O",
  "C4H8O2",
  "C6H12O6",
  "C7H6O2",
  "C8H8O3",
  "C9H8O4",
  "C6H8O7",
  "C10H14O",
  "C12H22O11",
];
const names = { C: "carbon", H: "hydrogen", O: "oxygen" } as const;
const carbonIn = ({ carbonDioxide }: Parameters): number => (carbonDioxide * atomicWeights.C) / molarMass("CO2");
const hydrogenIn = ({ water }: Parameters): number => (water * 2 * atomicWeights.H) / molarMass("H2O");
const percent = (p: Parameters, milligrams: number): number => (100 * milligrams) / p.sample;
const massOf = (p: Parameters): number =>
  p.wanted === "C" ? carbonIn(p) : p.wanted === "H" ? hydrogenIn(p) : p.sample - carbonIn(p) - hydrogenIn(p);

export const combustionAnalysis = defineFamily<Parameters>({
  name: "chemistry/combustion-analysis",
  domain: "chemistry",
  topic: "combustion analysis",
  keywords: ["elemental analysis", "mass percent", "percent composition", "organic compound"],
  handbook: ["chemistry/empirical-formula"],
  sample(random, difficulty) {
    const formula = random.pick(compounds);
    const sample = random.decimal(20, 250, 2);
    const moles = sample / molarMass(formula);
    const { C = 0, H = 0 } = composition(formula);
    const measured = (milligrams: number): number => Number((milligrams * random.decimal(0.997, 1.003, 4)).toFixed(2));
    return {
      sample,
      carbonDioxide: measured(moles * C * molarMass("CO2")),
      water: measured((moles * H * molarMass("H2O")) / 2),
      wanted: ({ easy: "C", medium: "H", hard: "O" } as const)[difficulty],
    };
  },
  phrasings: [
    (p) =>
      `Burning ${p.sample} mg of a compound of C, H and O in pure oxygen gives ${p.carbonDioxide} mg of CO2 and ${p.water} mg ` +
      `of H2O. What is the mass percentage of ${names[p.wanted]} in the compound (in %, three significant figures)?`,
    (p) =>
      `In a combustion analysis the absorbers gain ${p.carbonDioxide} mg of CO2 and ${p.water} mg of H2O from ${p.sample} mg ` +
      `of a substance made of carbon, hydrogen and oxygen. Calculate how many per cent of its mass is ${names[p.wanted]}, to ` +
      "three significant figures.",
    (p) =>
      `An organic compound contains only C, H and O. When ${p.sample} mg of it is burned completely, ${p.water} mg of H2O and ` +
      `${p.carbonDioxide} mg of CO2 are collected. Find the ${names[p.wanted]} content in % by mass to three significant figures.`,
    (p) =>
      `Determine the mass percent of ${names[p.wanted]} (three significant figures, in %) in a compound of carbon, hydrogen and ` +
      `oxygen, if ${p.sample} mg of it is oxidised completely to ${p.carbonDioxide} mg of CO2 and ${p.water} mg of H2O.`,
  ],
  form: () => ({ unit: "%", tolerance: 0.01, figures: 3 }),
  solve(p) {
    const value = percent(p, massOf(p));
    const carbon = `All carbon is in the CO2: ${p.carbonDioxide} mg × 12.011/44.009 = ${writeNumber(carbonIn(p), 4)} mg of C.`;
    const hydrogen = `All hydrogen is in the H2O: ${p.water} mg × 2.016/18.015 = ${writeNumber(hydrogenIn(p), 4)} mg of H.`;
    const rest = `Oxygen is the rest: ${p.sample} − ${writeNumber(carbonIn(p), 4)} − ${writeNumber(hydrogenIn(p), 4)} = ${writeNumber(massOf(p), 4)} mg.`;
    return {
      value,
      steps: [
        ...(p.wanted === "C"
          ? ["One mole of CO2 (44.009 g) holds one mole of carbon (12.011 g).", carbon]
          : p.wanted === "H"
            ? ["One mole of H2O (18.015 g) holds two moles of hydrogen atoms (2 × 1.008 g).", hydrogen]
            : [carbon, hydrogen, rest]),
        `The mass percentage is 100 × ${writeNumber(massOf(p), 4)} mg / ${p.sample} mg = ${writeNumber(value, 3)} %.`,
      ],
    };
  },
  program: (p) =>
    [
      `sample = ${p.sample}  # mg`,
      ...(p.wanted === "H"
        ? []
        : [`carbon_dioxide = ${p.carbonDioxide}  # mg`, "carbon = carbon_dioxide * 12.011 / (12.011 + 2 * 15.999)"]),
      ...(p.wanted === "C" ? [] : [`water = ${p.water}  # mg`, "hydrogen = water * 2 * 1.008 / (2 * 1.008 + 15.999)"]),
      `wanted = ${p.wanted === "C" ? "carbon" : p.wanted === "H" ? "hydrogen" : "sample - carbon - hydrogen"}  # mg`,
      'print(f"Answer: {100 * wanted / sample:.6g} %")',
    ].join("\n"),
  check: (p) =>
    [
      "from fractions import Fraction",
      "# subtract the oxygen of the products instead of adding up the element",
      `dioxide, water, sample = Fraction("${p.carbonDioxide}"), Fraction("${p.water}"), Fraction("${p.sample}")`,
      'carbon = dioxide - dioxide * Fraction("31.998") / Fraction("44.009")',
      'hydrogen = water - water * Fraction("15.999") / Fraction("18.015")',
      `wanted = ${p.wanted === "C" ? "carbon" : p.wanted === "H" ? "hydrogen" : "sample - (carbon + hydrogen)"}`,
      'print(f"Answer: {float(wanted / sample * 100):.6g} %")',
    ].join("\n"),
  mistakes(p) {
    const [carbon, hydrogen] = [carbonIn(p), hydrogenIn(p)];
    const wrong = (name: string, milligrams: number, step: string, why: string) => ({
      name,
      value: percent(p, milligrams),
      steps: [step, `Out of ${p.sample} mg that is ${writeNumber(percent(p, milligrams), 3)} %.`],
      why,
    });
    if (p.wanted === "C") {
      return [
        wrong(
          "whole CO2 taken for carbon",
          p.carbonDioxide,
          `The ${p.carbonDioxide} mg of CO2 counts as carbon.`,
          "Most of the mass of CO2 is oxygen.",
        ),
        wrong(
          "CO weighed instead of CO2",
          (p.carbonDioxide * atomicWeights.C) / molarMass("CO"),
          "The share of carbon is taken as 12.011/28.010.",
          "The product is CO2, with 44.009 g/mol.",
        ),
        wrong(
          "compared with the products",
          (carbon * p.sample) / (p.carbonDioxide + p.water),
          "The carbon is divided by the mass of the products.",
          "The percentage refers to the sample, not to the products, which contain added oxygen.",
        ),
        wrong(
          "rest taken for carbon",
          p.sample - hydrogen,
          "All that is not hydrogen counts as carbon.",
          "The compound also contains oxygen.",
        ),
      ];
    }
    if (p.wanted === "H") {
      return [
        wrong(
          "one hydrogen atom in water",
          hydrogen / 2,
          "The share of hydrogen in H2O is taken as 1.008/18.015.",
          "A water molecule holds two hydrogen atoms.",
        ),
        wrong(
          "whole H2O taken for hydrogen",
          p.water,
          `The ${p.water} mg of H2O counts as hydrogen.`,
          "Most of the mass of water is oxygen.",
        ),
        wrong(
          "H2 counted twice",
          2 * hydrogen,
          "Two moles of H2 are taken from each mole of H2O.",
          "A mole of water holds two moles of hydrogen atoms, which is one mole of H2.",
        ),
        wrong(
          "compared with the products",
          (hydrogen * p.sample) / (p.carbonDioxide + p.water),
          "The hydrogen is divided by the mass of the products.",
          "The percentage refers to the sample, not to the products, which contain added oxygen.",
        ),
      ];
    }
    return [
      wrong(
        "oxygen taken from the products",
        p.carbonDioxide - carbon + p.water - hydrogen,
        "The oxygen in CO2 and in H2O is added up.",
        "Most of the oxygen in the products comes from the oxygen gas, not from the sample.",
      ),
      wrong(
        "hydrogen not subtracted",
        p.sample - carbon,
        "Oxygen is the sample less its carbon.",
        "Hydrogen belongs to the sample too and must be subtracted.",
      ),
      wrong(
        "carbon not subtracted",
        p.sample - hydrogen,
        "Oxygen is the sample less its hydrogen.",
        "Carbon belongs to the sample too and must be subtracted.",
      ),
      wrong(
        "carbon and hydrogen reported",
        carbon + hydrogen,
        "Carbon and hydrogen are added up.",
        "Oxygen is what these two leave over.",
      ),
    ];
  },
});
