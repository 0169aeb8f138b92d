import { defineFamily, writeNumber } from "../../family.ts";
import { atomicWeights, composition, type Element, molarMass } from "./elements.ts";

interface Parameters {
  unit: "g" | "mg";
  /** Mass of the whole sample in `unit`. */
  sample: number;
  /** Masses in `unit` of the elements that analysis finds. */
  found: readonly (readonly [Element, number])[];
  /** Whether oxygen is not measured but makes up the rest. */
  byDifference: boolean;
}

const formulas = {
  easy: ["Fe2O3", "Fe3O4", "P2O5", "Na2SO4", "Na2S2O3", "K2Cr2O7", "KMnO4", "Cr2O3", "NaClO3", "MgSO4", "K2SO4"],
  medium: ["CH2O", "C2H6O", "C3H4O3", "C4H8O", "C6H8O6", "C9H8O4", "C7H6O2", "C10H14O", "C3H8O3", "C8H8O3", "C6H8O7"],
  hard: ["C2H5NO2", "C3H7NO2", "C8H9NO2", "C4H5NO", "C7H5N3O6", "C7H7NO2", "C4H5N2O", "C5H9NO4"],
} as const;

/** Every element's mass, oxygen by difference where it was not measured. */
const elementMasses = ({ sample, found, byDifference }: Parameters): (readonly [Element, number])[] =>
  byDifference ? [...found, ["O", sample - found.reduce((sum, [, mass]) => sum + mass, 0)]] : [...found];

/** Amounts to the smallest whole numbers that fit within 4 %, or else the best up to 12. */
function wholeNumbers(amounts: readonly number[]): number[] {
  const ratios = amounts.map((amount) => amount / Math.min(...amounts));
  const misfit = (factor: number): number =>
    Math.max(...ratios.map((r) => Math.abs(r * factor - Math.round(r * factor))));
  let best = 1;
  for (let factor = 1; factor <= 12; factor++) {
    if (misfit(factor) < misfit(best)) best = factor;
    if (misfit(factor) < 0.04) {
      best = factor;
      break;
    }
  }
  return ratios.map((r) => Math.round(r * best));
}

/** A formula with these counts, and its molar mass. */
function written(masses: readonly (readonly [Element, number])[], counts: readonly number[]) {
  const text = masses.map(([element], i) => (counts[i] ? element + (counts[i] === 1 ? "" : counts[i]) : "")).join("");
  return { text, value: molarMass(text) };
}
/** Amounts that masses stand for, and the smallest whole numbers in their ratio. */
function formulaOf(masses: readonly (readonly [Element, number])[], weight: (e: Element) => number) {
  const amounts = masses.map(([element, mass]) => mass / weight(element));
  return { amounts, counts: wholeNumbers(amounts) };
}

const listed = ({ unit, found }: Parameters): string => {
  const parts = found.map(([element, mass]) => `${mass.toFixed(unit === "g" ? 4 : 2)} ${unit} of ${element}`);
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
};
const size = ({ unit, sample }: Parameters): string => `${sample.toFixed(unit === "g" ? 4 : 2)} ${unit}`;

/** The steps from the elements' masses to a molar mass; `weighing` tells what each mass is divided by. */
function derive(
  p: Parameters,
  masses: readonly (readonly [Element, number])[],
  weighing = "atomic weights, the amounts",
  weight = (e: Element): number => atomicWeights[e],
  multiple = 1,
) {
  const { amounts, counts } = formulaOf(masses, weight);
  const { text, value } = written(
    masses,
    counts.map((count) => count * multiple),
  );
  const unit = weighing === "" ? p.unit : p.unit === "g" ? "mol" : "mmol";
  const show = (numbers: readonly number[], behind: string): string =>
    masses.map(([element], i) => `${writeNumber(numbers[i]!, 4)}${behind} ${element}`).join(", ");
  const ratios = amounts.map((amount) => amount / Math.min(...amounts));
  const rest = masses.find(([element]) => element === "O");
  return {
    value,
    steps: [
      ...(p.byDifference
        ? [
            rest
              ? `The rest is oxygen: ${writeNumber(rest[1], 4)} ${p.unit}.`
              : "The rest of the sample does not count among the elements found.",
          ]
        : []),
      weighing === ""
        ? `A formula gives the ratio of the elements, and their masses are ${show(amounts, ` ${unit}`)}.`
        : `Divided by the ${weighing} are ${show(amounts, ` ${unit}`)}.`,
      `Divided by the smallest ${weighing === "" ? "mass" : "amount"}, the ratio is ${show(ratios, "")}.`,
      `The ${multiple === 1 ? "smallest " : ""}whole numbers in this ratio give the empirical formula ${text}.`,
      `Its molar mass is ${writeNumber(value, 4)} g/mol.`,
    ],
  };
}

export const empiricalFormula = defineFamily<Parameters>({
  name: "chemistry/empirical-formula",
  domain: "chemistry",
  topic: "empirical formula",
  keywords: ["elemental analysis", "simplest formula", "composition by mass", "formula mass"],
  handbook: ["chemistry/empirical-formula", "chemistry/molar-mass"],
  sample(random, difficulty) {
    const formula = random.pick(formulas[difficulty]);
    const unit = difficulty === "hard" ? "mg" : "g";
    const sample = unit === "mg" ? random.decimal(80, 600, 2) : random.decimal(0.8, 6, 4);
    const byDifference = difficulty !== "easy";
    const found = (Object.entries(composition(formula)) as [Element, number][])
      .filter(([element]) => !(byDifference && element === "O"))
      .map(([element, count]) => {
        const mass = (sample * count * atomicWeights[element]) / molarMass(formula);
        return [element, Number(mass.toFixed(unit === "mg" ? 2 : 4))] as const;
      });
    return { unit, sample, found, byDifference };
  },
  phrasings: [
    (p) =>
      `A compound is analysed: ${size(p)} of it contains ${listed(p)}${p.byDifference ? ", and the rest is oxygen" : ""}. What is ` +
      "the molar mass of its empirical formula in g/mol, to four significant figures?",
    (p) =>
      `${p.byDifference ? "Besides oxygen, " : ""}${size(p)} of a pure substance holds ${listed(p)} and nothing else. Find the ` +
      "empirical formula and give its molar mass (g/mol, four significant figures).",
    (p) =>
      `Elemental analysis of ${size(p)} of an unknown compound finds ${listed(p)}` +
      `${p.byDifference ? "; oxygen makes up the difference" : ""}. Calculate the mass of one mole of empirical formula ` +
      "units, in g/mol with four significant figures.",
    (p) =>
      `Work out the simplest formula of a compound that yields ${listed(p)}${p.byDifference ? " and otherwise only oxygen" : ""} ` +
      `from a sample of ${size(p)}, and state its formula mass in g/mol to four significant figures.`,
  ],
  form: () => ({ unit: "g/mol", tolerance: 0.01, figures: 4 }),
  solve: (p) => derive(p, elementMasses(p)),
  program: (p) =>
    [
      ...p.found.map(([element, mass]) => `mass_${element} = ${mass}  # ${p.unit}`),
      ...(p.byDifference
        ? [`mass_O = ${p.sample} - ${p.found.map(([element]) => `mass_${element}`).join(" - ")}  # ${p.unit}`]
        : []),
      "# atomic weight in g/mol, mass",
      `elements = [${elementMasses(p)
        .map(([element]) => `(${atomicWeights[element]}, mass_${element})`)
        .join(", ")}]`,
      "amounts = [mass / weight for weight, mass in elements]",
      "ratios = [amount / min(amounts) for amount in amounts]",
      "def misfit(k):",
      "    return max(abs(k * r - round(k * r)) for r in ratios)",
      "# the first factor that makes all ratios nearly whole, or else the best one",
      "k = min(range(1, 13), key=lambda k: max(misfit(k), 0.04))",
      "molar_mass = sum(round(k * r) * weight for r, (weight, mass) in zip(ratios, elements))",
      'print(f"Answer: {molar_mass:.7g} g/mol")',
    ].join("\n"),
  check: (p) =>
    [
      "from itertools import product",
      `weights = [${elementMasses(p)
        .map(([element]) => atomicWeights[element])
        .join(", ")}]  # g/mol`,
      `shares = [${p.found.map(([, mass]) => `${mass} / ${p.sample}`).join(", ")}]`,
      "# try small formulas in order of size until one has the measured mass fractions",
      `for size in range(len(weights), 32):`,
      "    for counts in product(range(1, size), repeat=len(weights) - 1):",
      "        counts = counts + (size - sum(counts),)",
      "        total = sum(c * w for c, w in zip(counts, weights))",
      "        if counts[-1] > 0 and all(abs(c * w / total - s) < 0.001 for c, w, s in zip(counts, weights, shares)):",
      "            break",
      "    else:",
      "        continue",
      "    break",
      'print(f"Answer: {total:.7g} g/mol")',
    ].join("\n"),
  mistakes(p) {
    const masses = elementMasses(p);
    const others = masses.filter(([element]) => element !== "O");
    const wrong = (name: string, told: { value: number; steps: string[] }, why: string) => ({ name, ...told, why });
    const byMolecule = (element: Element): number => atomicWeights[element] * (element === "O" ? 2 : 1);
    return [
      wrong("oxygen forgotten", derive(p, others), "Oxygen is part of the compound and of its formula."),
      wrong(
        "oxygen weighed as O2",
        derive(p, masses, "molar masses, 31.998 for oxygen, the amounts", byMolecule),
        "Oxygen atoms in a compound weigh 15.999 g/mol.",
      ),
      wrong(
        "masses used as the ratio",
        derive(p, masses, "", () => 1),
        "A formula counts atoms, so the masses must first be turned into amounts.",
      ),
      wrong(
        "formula not reduced",
        derive(p, masses, undefined, undefined, 2),
        "An empirical formula has the smallest whole numbers.",
      ),
    ];
  },
});
