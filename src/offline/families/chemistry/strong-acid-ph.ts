import { defineFamily, writeNumber } from "../../family.ts";
import { chargeBalance } from "./acidity.ts";

/** A completely dissociated acid or base; `protons` is negative for hydroxide ions. Volume in mL, only in a mixture. */
interface Solution {
  formula: string;
  protons: 1 | -1 | -2;
  concentration: number;
  volume: number | null;
}
interface Parameters {
  solutions: readonly Solution[];
}

const acids = ["HCl", "HBr", "HI", "HNO3", "HClO4"] as const;
const bases = [
  ["NaOH", -1],
  ["KOH", -1],
  ["Ba(OH)2", -2],
  ["Sr(OH)2", -2],
] as const;

/** Surplus of H+ over OH- in mol/L if volumes are `weight`ed; negative in a basic solution. */
const surplus = ({ solutions }: Parameters): number =>
  solutions.reduce((sum, s) => sum + s.protons * s.concentration * (s.volume ?? 1), 0) /
  solutions.reduce((sum, s) => sum + (s.volume ?? 1), 0);
const pHOf = (acidity: number): number => (acidity > 0 ? -Math.log10(acidity) : 14 + Math.log10(-acidity));
const written = ({ concentration, formula }: Solution): string => `${concentration} mol/L ${formula}`;
const mixture = ({ solutions: [first, second] }: Parameters): string =>
  second ? `${first!.volume} mL of ${written(first!)} and ${second.volume} mL of ${written(second)}` : written(first!);
const basis = "at 25 °C (Kw = 1.0e-14)";

export const strongAcidPh = defineFamily<Parameters>({
  name: "chemistry/strong-acid-ph",
  domain: "chemistry",
  topic: "pH of strong acids and bases",
  keywords: ["ph", "poh", "strong base", "neutralisation", "hydroxide"],
  handbook: ["chemistry/strong-acid-ph"],
  sample(random, difficulty) {
    const concentration = () => Number((10 ** random.decimal(-3, -0.8, 5)).toPrecision(4));
    const acid: Solution = { formula: random.pick(acids), protons: 1, concentration: concentration(), volume: null };
    const [formula, protons] = random.pick(bases);
    const base: Solution = { formula, protons, concentration: concentration(), volume: null };
    if (difficulty !== "hard") return { solutions: [difficulty === "easy" ? acid : base] };
    const ratio = random.pick([random.decimal(0.25, 0.75, 4), random.decimal(1.4, 3, 4)]);
    acid.concentration = random.decimal(0.02, 0.4, 4);
    base.concentration = random.decimal(0.02, 0.4, 4);
    acid.volume = random.decimal(20, 90, 1);
    base.volume = Number(((acid.concentration * acid.volume * ratio) / (-protons * base.concentration)).toFixed(1));
    return base.volume < 10 || base.volume > 200
      ? {
          solutions: [
            acid,
            {
              ...base,
              concentration: Number(((acid.concentration * ratio) / -protons).toFixed(4)),
              volume: acid.volume,
            },
          ],
        }
      : { solutions: [acid, base] };
  },
  phrasings: [
    (p) =>
      p.solutions.length === 2
        ? `${mixture(p)} are mixed. What is the pH of the mixture ${basis}? The volumes add up; give three significant figures.`
        : `What is the pH of ${mixture(p)} ${basis}? Give three significant figures.`,
    (p) =>
      `Calculate the pH, to three significant figures, of ${p.solutions.length === 2 ? "the solution obtained by pouring together " : "an aqueous solution that is "}` +
      `${mixture(p)} ${basis}${p.solutions.length === 2 ? ", with additive volumes" : ""}, assuming complete dissociation.`,
    (p) =>
      p.solutions.length === 2
        ? `In a neutralisation experiment a beaker receives ${mixture(p)}. Assuming additive volumes, find the pH ${basis} and round it to three significant figures.`
        : `A bottle is labelled "${mixture(p)}". Find the pH of its contents ${basis} and round it to three significant figures.`,
    (p) =>
      p.solutions.length === 2
        ? `Which pH (three significant figures) does a pH meter show ${basis} after ${mixture(p)} have been combined and stirred? Volumes are additive.`
        : `Which pH (three significant figures) does a pH meter show in ${mixture(p)} ${basis}?`,
  ],
  form: () => ({ unit: "", tolerance: 0.01, figures: 3 }),
  solve(p) {
    const acidity = surplus(p);
    const value = pHOf(acidity);
    const [first, second] = p.solutions as [Solution, Solution?];
    const ion = acidity > 0 ? "H+" : "OH-";
    const size = writeNumber(Math.abs(acidity), 4);
    const millimoles = (s: Solution): number => Math.abs(s.protons) * s.concentration * s.volume!;
    return {
      value,
      steps: [
        ...(second
          ? [
              `The acid brings ${first.concentration} mol/L × ${first.volume} mL = ${writeNumber(millimoles(first), 4)} mmol of H+.`,
              `The base brings ${-second.protons} × ${second.concentration} mol/L × ${second.volume} mL = ${writeNumber(millimoles(second), 4)} mmol of OH-.`,
              `After neutralisation ${writeNumber(Math.abs(millimoles(first) - millimoles(second)), 4)} mmol of ${ion} is left in ${writeNumber(first.volume! + second.volume!, 4)} mL, so [${ion}] = ${size} mol/L.`,
            ]
          : [
              `${first.formula} dissociates completely and gives ${Math.abs(first.protons)} ${ion} for each formula unit.`,
              `Therefore [${ion}] = ${Math.abs(first.protons)} × ${first.concentration} mol/L = ${size} mol/L.`,
            ]),
        ...(acidity > 0 ? [] : [`pOH = -log10(${size}) = ${writeNumber(-Math.log10(-acidity), 4)}.`]),
        acidity > 0
          ? `pH = -log10(${size}) = ${writeNumber(value, 3)}.`
          : `pH = 14.00 − ${writeNumber(-Math.log10(-acidity), 4)} = ${writeNumber(value, 3)}.`,
      ],
    };
  },
  program: ({ solutions }) =>
    [
      "from math import log10",
      ...solutions.flatMap((s, i) => [
        `concentration_${i + 1} = ${s.concentration}  # mol/L ${s.formula}`,
        ...(s.volume === null ? [] : [`volume_${i + 1} = ${s.volume}  # mL`]),
      ]),
      ...(solutions.length === 1
        ? [
            `ions = ${Math.abs(solutions[0]!.protons)} * concentration_1  # mol/L`,
            solutions[0]!.protons > 0 ? "pH = -log10(ions)" : "pH = 14.0 + log10(ions)",
          ]
        : [
            "acid = concentration_1 * volume_1  # mmol of H+",
            `base = ${-solutions[1]!.protons} * concentration_2 * volume_2  # mmol of OH-`,
            "volume = volume_1 + volume_2",
            "pH = -log10((acid - base) / volume) if acid > base else 14.0 + log10((base - acid) / volume)",
          ]),
      'print(f"Answer: {pH:.6g}")',
    ].join("\n"),
  check(p) {
    const total = p.solutions.map((s) => s.volume ?? 1).join(" + ");
    const ions = p.solutions.map((s) => `${s.protons} * ${s.concentration} * ${s.volume ?? 1}`).join(" + ");
    return [
      "# charge balance with the ions of water, solved by bisection",
      `surplus = (${ions}) / (${total})  # mol/L of strong-acid anions minus strong-base charges`,
      ...chargeBalance("h - 1.0e-14 / h - surplus"),
    ].join("\n");
  },
  mistakes(p) {
    const acidity = surplus(p);
    const right = pHOf(acidity);
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The pH is ${writeNumber(value, 3)}.`],
      why,
    });
    const [first, second] = p.solutions as [Solution, Solution?];
    const size = Math.abs(acidity);
    return [
      wrong(
        acidity > 0 ? "pOH reported" : "pOH reported as pH",
        14 - right,
        `The solution's pOH is ${writeNumber(14 - right, 3)}, and it is given as the pH.`,
        "pH and pOH add up to 14 at 25 °C; the question asks for the pH.",
      ),
      wrong(
        "natural logarithm",
        acidity > 0 ? -Math.log(size) : 14 + Math.log(size),
        `The natural logarithm of ${writeNumber(size, 4)} is taken.`,
        "pH is defined with the logarithm to base 10.",
      ),
      ...(second
        ? [
            wrong(
              "base ignored",
              -Math.log10((first.concentration * first.volume!) / (first.volume! + second.volume!)),
              "Only the dilution of the acid is considered.",
              "The base neutralises part or all of the acid.",
            ),
            wrong(
              "average of both pH values",
              (pHOf(first.concentration) + pHOf(second.protons * second.concentration)) / 2,
              "The pH values of the two solutions are averaged.",
              "pH is logarithmic; the amounts of H+ and OH- must be balanced.",
            ),
            wrong(
              "volumes ignored",
              pHOf(first.concentration + second.protons * second.concentration),
              "The concentrations are subtracted as they are.",
              "Amounts react with each other, and the mixture has the sum of the volumes.",
            ),
          ]
        : [
            wrong(
              "minus sign of the logarithm forgotten",
              acidity > 0 ? -right : 28 - right,
              `log10(${writeNumber(size, 4)}) is taken without the minus sign.`,
              "pH and pOH are negative logarithms of the concentrations.",
            ),
            wrong(
              "logarithm of the doubled concentration",
              right + (acidity > 0 ? -1 : 1) * Math.log10(first.protons === -2 ? 0.5 : 2),
              `The concentration of ${acidity > 0 ? "H+" : "OH-"} is taken as ${first.protons === -2 ? "that of the base" : "twice that of the solute"}.`,
              `Each ${first.formula} releases ${Math.abs(first.protons)} ion${first.protons === -2 ? "s" : ""}.`,
            ),
          ]),
    ];
  },
});
