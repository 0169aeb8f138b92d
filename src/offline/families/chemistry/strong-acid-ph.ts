import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
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

const millimoles = (s: Solution): number => Math.abs(s.protons) * s.concentration * s.volume!;
/** What acid and base bring along, each in mmol. */
const brought = (acid: Solution, base: Solution): string[] => [
  `The acid brings ${acid.concentration} mol/L × ${acid.volume} mL = ${writeWorking(millimoles(acid), 4)} mmol of H+.`,
  `The base brings ${-base.protons} × ${base.concentration} mol/L × ${base.volume} mL = ${writeWorking(millimoles(base), 4)} mmol of OH-.`,
];
/** Steps up to the concentration of the ion in surplus. */
function concentrated(p: Parameters): string[] {
  const acidity = surplus(p);
  const [first, second] = p.solutions as [Solution, Solution?];
  const ion = acidity > 0 ? "H+" : "OH-";
  const size = writeWorking(Math.abs(acidity), 4);
  if (second)
    return [
      ...brought(first, second),
      `After neutralisation ${writeWorking(Math.abs(millimoles(first) - millimoles(second)), 4)} mmol of ${ion} is left in ${writeWorking(first.volume! + second.volume!, 4)} mL, so [${ion}] = ${size} mol/L.`,
    ];
  return [
    `${first.formula} dissociates completely and gives ${Math.abs(first.protons)} ${ion} for each formula unit.`,
    `Therefore [${ion}] = ${Math.abs(first.protons)} × ${first.concentration} mol/L = ${size} mol/L.`,
  ];
}
/** How somebody takes a logarithm: the sign and the function. */
interface Logarithm {
  written: string;
  of: (concentration: number) => number;
}
const negativeDecimal: Logarithm = { written: "-log10", of: (c) => -Math.log10(c) };
/** The steps from the concentration of the ion in surplus (negative for OH-) to a pH. */
function reported(acidity: number, { written, of }: Logarithm = negativeDecimal) {
  const size = Math.abs(acidity);
  const power = of(size);
  if (acidity > 0)
    return { value: power, steps: [`pH = ${written}(${writeWorking(size, 4)}) = ${writeNumber(power, 3)}.`] };
  return {
    value: 14 - power,
    steps: [
      `pOH = ${written}(${writeWorking(size, 4)}) = ${writeWorking(power, 4)}.`,
      `pH = 14.00 − ${power < 0 ? `(${writeWorking(power, 4)})` : writeWorking(power, 4)} = ${writeNumber(14 - power, 3)}.`,
    ],
  };
}

export const strongAcidPh = defineFamily<Parameters>({
  name: "chemistry/strong-acid-ph",
  domain: "chemistry",
  topic: "pH of strong acids and bases",
  keywords: ["ph", "poh", "strong base", "neutralisation", "hydroxide", "acids and bases", "acid-base"],
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
    const { value, steps } = reported(surplus(p));
    return { value, steps: [...concentrated(p), ...steps] };
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
    const size = Math.abs(acidity);
    const [first, second] = p.solutions as [Solution, Solution?];
    const wrong = (name: string, told: { value: number; steps: string[] }, opening: string[], why: string) => ({
      name,
      value: told.value,
      steps: [...opening, ...told.steps],
      why,
    });
    const power = -Math.log10(size);
    const shared = [
      wrong(
        acidity > 0 ? "pOH reported" : "pOH reported as pH",
        acidity > 0
          ? {
              value: 14 - power,
              steps: [
                `Together with Kw, pH = -log10(1.0e-14 / ${writeWorking(size, 4)}) = ${writeNumber(14 - power, 3)}.`,
              ],
            }
          : {
              value: power,
              steps: [
                `The pH is the negative logarithm of this, -log10(${writeWorking(size, 4)}) = ${writeNumber(power, 3)}.`,
              ],
            },
        concentrated(p),
        "pH and pOH add up to 14 at 25 °C; the question asks for the pH.",
      ),
      wrong(
        "natural logarithm",
        reported(acidity, { written: "-ln", of: (c) => -Math.log(c) }),
        concentrated(p),
        "pH is defined with the logarithm to base 10.",
      ),
    ];
    if (!second) {
      const ion = acidity > 0 ? "H+" : "OH-";
      const count = first.protons === -2 ? 1 : 2;
      const concentration = count * first.concentration;
      return [
        ...shared,
        wrong(
          "minus sign of the logarithm forgotten",
          reported(acidity, { written: "log10", of: Math.log10 }),
          concentrated(p),
          "pH and pOH are negative logarithms of the concentrations.",
        ),
        wrong(
          count === 2 ? "ion concentration doubled" : "ion concentration not doubled",
          reported(Math.sign(acidity) * concentration),
          [
            count === 2
              ? `${first.formula} dissociates completely into 2 ions, so each formula unit gives 2 ${ion}.`
              : `${first.formula} dissociates completely and gives 1 ${ion} for each formula unit.`,
            `Therefore [${ion}] = ${count} × ${first.concentration} mol/L = ${writeWorking(concentration, 4)} mol/L.`,
          ],
          `Each ${first.formula} releases ${Math.abs(first.protons)} ${ion}.`,
        ),
      ];
    }
    const total = first.volume! + second.volume!;
    const diluted = millimoles(first) / total;
    const [acidPh, basePh] = [pHOf(first.concentration), pHOf(second.protons * second.concentration)];
    const difference = first.concentration + second.protons * second.concentration;
    const [more, less, left] =
      difference > 0
        ? [first.concentration, -second.protons * second.concentration, "H+"]
        : [-second.protons * second.concentration, first.concentration, "OH-"];
    return [
      ...shared,
      wrong(
        "base ignored",
        reported(diluted),
        [
          ...brought(first, second).slice(0, 1),
          `The base adds its ${second.volume} mL, so the mixture has ${first.volume} mL + ${second.volume} mL = ${writeWorking(total, 4)} mL.`,
          `In it [H+] = ${writeWorking(millimoles(first), 4)} mmol / ${writeWorking(total, 4)} mL = ${writeWorking(diluted, 4)} mol/L.`,
        ],
        "The base neutralises part or all of the acid.",
      ),
      wrong(
        "average of both pH values",
        {
          value: (acidPh + basePh) / 2,
          steps: [
            `In the mixture pH = (${writeWorking(acidPh, 4)} + ${writeWorking(basePh, 4)}) / 2 = ${writeNumber((acidPh + basePh) / 2, 3)}.`,
          ],
        },
        [
          `The acid has [H+] = ${first.concentration} mol/L and pH = -log10(${first.concentration}) = ${writeWorking(acidPh, 4)}.`,
          `The base has [OH-] = ${-second.protons} × ${second.concentration} mol/L = ${writeWorking(-second.protons * second.concentration, 4)} mol/L and pH = 14.00 − ${writeWorking(14 - basePh, 4)} = ${writeWorking(basePh, 4)}.`,
        ],
        "pH is logarithmic; the amounts of H+ and OH- must be balanced.",
      ),
      wrong(
        "volumes ignored",
        reported(difference),
        [
          `The acid brings [H+] = ${first.concentration} mol/L into the mixture.`,
          `The base brings [OH-] = ${-second.protons} × ${second.concentration} mol/L = ${writeWorking(-second.protons * second.concentration, 4)} mol/L.`,
          `They neutralise each other, and [${left}] = ${writeWorking(more, 4)} − ${writeWorking(less, 4)} = ${writeWorking(Math.abs(difference), 4)} mol/L is left.`,
        ],
        "Amounts react with each other, and the mixture has the sum of the volumes.",
      ),
    ];
  },
});
