import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
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

const carbonStep = (p: Parameters): string =>
  `All carbon is in the CO2: ${p.carbonDioxide} mg × 12.011/44.009 = ${writeWorking(carbonIn(p), 4)} mg of C.`;
const hydrogenStep = (p: Parameters): string =>
  `All hydrogen is in the H2O: ${p.water} mg × 2.016/18.015 = ${writeWorking(hydrogenIn(p), 4)} mg of H.`;
const carbonFact = "One mole of CO2 (44.009 g) holds one mole of carbon (12.011 g).";
const hydrogenFact = "One mole of H2O (18.015 g) holds two moles of hydrogen atoms (2 × 1.008 g).";
const share = (milligrams: number, whole: number): string =>
  `The mass percentage is 100 × ${writeWorking(milligrams, 4)} mg / ${whole} mg = ${writeNumber((100 * milligrams) / whole, 3)} %.`;

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
    const rest = `Oxygen is the rest: ${p.sample} − ${writeWorking(carbonIn(p), 4)} − ${writeWorking(hydrogenIn(p), 4)} = ${writeWorking(massOf(p), 4)} mg.`;
    return {
      value: percent(p, massOf(p)),
      steps: [
        ...(p.wanted === "C"
          ? [carbonFact, carbonStep(p)]
          : p.wanted === "H"
            ? [hydrogenFact, hydrogenStep(p)]
            : [carbonStep(p), hydrogenStep(p), rest]),
        share(massOf(p), p.sample),
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
    const [c, h] = [writeWorking(carbon, 4), writeWorking(hydrogen, 4)];
    const wrong = (name: string, milligrams: number, steps: string[], why: string, whole = p.sample) => ({
      name,
      value: (100 * milligrams) / whole,
      steps: [...steps, share(milligrams, whole)],
      why,
    });
    const products = Number((p.carbonDioxide + p.water).toFixed(2));
    const together = `The products weigh ${products} mg.`;
    const added = "The percentage refers to the sample, not to the products, which contain added oxygen.";
    if (p.wanted === "C") {
      return [
        wrong(
          "whole CO2 taken for carbon",
          p.carbonDioxide,
          [
            "In the burning all carbon of the compound ends up in the CO2, which is collected.",
            `The absorber therefore gives the mass of carbon directly: ${p.carbonDioxide} mg of C.`,
          ],
          "Most of the mass of CO2 is oxygen.",
        ),
        wrong(
          "CO weighed instead of CO2",
          (p.carbonDioxide * atomicWeights.C) / molarMass("CO"),
          [
            "One mole of the carbon oxide (28.010 g) holds one mole of carbon (12.011 g).",
            `All carbon is in it: ${p.carbonDioxide} mg × 12.011/28.010 = ${writeWorking((p.carbonDioxide * atomicWeights.C) / molarMass("CO"), 4)} mg of C.`,
          ],
          "The product is CO2, with 44.009 g/mol.",
        ),
        wrong("compared with the products", carbon, [carbonFact, carbonStep(p), together], added, products),
        wrong(
          "rest taken for carbon",
          p.sample - hydrogen,
          [hydrogenStep(p), `Carbon is the rest: ${p.sample} − ${h} = ${writeWorking(p.sample - hydrogen, 4)} mg.`],
          "The compound also contains oxygen.",
        ),
      ];
    }
    if (p.wanted === "H") {
      return [
        wrong(
          "one hydrogen atom in water",
          hydrogen / 2,
          [
            "One mole of H2O (18.015 g) holds one mole of hydrogen (1.008 g).",
            `All hydrogen is in the H2O: ${p.water} mg × 1.008/18.015 = ${writeWorking(hydrogen / 2, 4)} mg of H.`,
          ],
          "A water molecule holds two hydrogen atoms.",
        ),
        wrong(
          "whole H2O taken for hydrogen",
          p.water,
          [
            "In the burning all hydrogen of the compound ends up in the H2O, which is collected.",
            `The absorber therefore gives the mass of hydrogen directly: ${p.water} mg of H.`,
          ],
          "Most of the mass of water is oxygen.",
        ),
        wrong(
          "H2 counted twice",
          2 * hydrogen,
          [
            "One mole of H2O (18.015 g) holds two moles of H2 (2 × 2.016 g).",
            `All hydrogen is in the H2O: ${p.water} mg × 4.032/18.015 = ${writeWorking(2 * hydrogen, 4)} mg of H.`,
          ],
          "A mole of water holds two moles of hydrogen atoms, which is one mole of H2.",
        ),
        wrong("compared with the products", hydrogen, [hydrogenFact, hydrogenStep(p), together], added, products),
      ];
    }
    const gained = [p.carbonDioxide - carbon, p.water - hydrogen] as const;
    const [inDioxide, inWater] = [writeWorking(gained[0], 4), writeWorking(gained[1], 4)];
    return [
      wrong(
        "oxygen taken from the products",
        gained[0] + gained[1],
        [
          `The oxygen in the CO2 is ${p.carbonDioxide} mg × 31.998/44.009 = ${inDioxide} mg of O.`,
          `The oxygen in the H2O is ${p.water} mg × 15.999/18.015 = ${inWater} mg of O.`,
          `Together that is ${inDioxide} + ${inWater} = ${writeWorking(gained[0] + gained[1], 4)} mg.`,
        ],
        "Most of the oxygen in the products comes from the oxygen gas, not from the sample.",
      ),
      wrong(
        "hydrogen not subtracted",
        p.sample - carbon,
        [
          carbonStep(p),
          "The H2O forms with the oxygen gas, so it does not enter the balance of the sample.",
          `Oxygen is the rest: ${p.sample} − ${c} = ${writeWorking(p.sample - carbon, 4)} mg.`,
        ],
        "Hydrogen belongs to the sample too and must be subtracted.",
      ),
      wrong(
        "carbon not subtracted",
        p.sample - hydrogen,
        [
          hydrogenStep(p),
          "The CO2 forms with the oxygen gas, so it does not enter the balance of the sample.",
          `Oxygen is the rest: ${p.sample} − ${h} = ${writeWorking(p.sample - hydrogen, 4)} mg.`,
        ],
        "Carbon belongs to the sample too and must be subtracted.",
      ),
      wrong(
        "carbon and hydrogen reported",
        carbon + hydrogen,
        [
          carbonStep(p),
          hydrogenStep(p),
          `Together that is ${c} + ${h} = ${writeWorking(carbon + hydrogen, 4)} mg that the oxygen has burned.`,
        ],
        "Oxygen is what these two leave over.",
      ),
    ];
  },
});
