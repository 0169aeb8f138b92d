import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { chargeBalance, strongerWeakAcids, type WeakAcid, waterProduct, weakAcids } from "./acidity.ts";

interface Parameters {
  acid: WeakAcid;
  /** What is dissolved: the acid, or the sodium salt of its conjugate base. */
  dissolved: "acid" | "salt";
  /** mol/L */
  concentration: number;
}

/** Ion concentration x from x² / (c − x) = K. */
const ionised = (K: number, c: number): number => (-K + Math.sqrt(K * K + 4 * K * c)) / 2;
const constant = ({ acid, dissolved }: Parameters): number => (dissolved === "acid" ? acid.ka : waterProduct / acid.ka);
const ka = (acid: WeakAcid): string => writeNumber(acid.ka, 2);
const substance = ({ acid, dissolved }: Parameters): string =>
  dissolved === "acid" ? `${acid.name} (${acid.formula})` : acid.salt;

const ionOf = ({ dissolved }: Parameters): string => (dissolved === "acid" ? "H+" : "OH-");
/** What reacts with water, and in a salt solution the base constant. */
function opening(p: Parameters): string[] {
  const { acid, dissolved } = p;
  return dissolved === "acid"
    ? [`The acid dissociates, ${acid.formula} <=> H+ + ${acid.base}; with x = [H+], Ka = x² / (c − x).`]
    : [
        `The ion ${acid.base} is a weak base: ${acid.base} + H2O <=> ${acid.formula} + OH-.`,
        `Its base constant is Kb = Kw / Ka = 1.0e-14 / ${ka(acid)} = ${writeWorking(constant(p), 4)}.`,
      ];
}
/** The quadratic equation and its root. */
function rooted(p: Parameters, x: number): string[] {
  const { acid, dissolved, concentration: c } = p;
  return dissolved === "acid"
    ? [
        `This is x² + ${ka(acid)} x − ${ka(acid)} × ${c} = 0.`,
        `Its positive root is x = (−Ka + sqrt(Ka² + 4 Ka c)) / 2 = ${writeWorking(x, 4)} mol/L.`,
      ]
    : [`With x = [OH-], x² / (${c} − x) = Kb gives x = ${writeWorking(x, 4)} mol/L.`];
}
/** The steps from the ion's concentration to a pH, with the logarithm that is taken. */
function reported({ dissolved }: Parameters, x: number, written = "log10", of = Math.log10) {
  const power = -of(x);
  if (dissolved === "acid")
    return { value: power, steps: [`pH = -${written}(${writeWorking(x, 4)}) = ${writeNumber(power, 3)}.`] };
  return {
    value: 14 - power,
    steps: [
      `pOH = -${written}(${writeWorking(x, 4)}) = ${writeWorking(power, 4)}.`,
      `pH = 14.00 − ${writeWorking(power, 4)} = ${writeNumber(14 - power, 3)}.`,
    ],
  };
}

export const weakAcidPh = defineFamily<Parameters>({
  name: "chemistry/weak-acid-ph",
  domain: "chemistry",
  topic: "pH of weak acids",
  keywords: ["ph", "acid constant", "ka", "weak base", "hydrolysis", "conjugate base", "acids and bases", "acid-base"],
  handbook: ["chemistry/weak-acid-ph"],
  sample(random, difficulty) {
    const concentration = Number((10 ** random.decimal(-1.9, 0, 5)).toPrecision(4));
    if (difficulty === "medium") return { acid: random.pick(strongerWeakAcids), dissolved: "acid", concentration };
    return { acid: random.pick(weakAcids), dissolved: difficulty === "easy" ? "acid" : "salt", concentration };
  },
  phrasings: [
    (p) =>
      `What is the pH of a ${p.concentration} mol/L solution of ${substance(p)} at 25 °C? The acid constant of ${p.acid.formula} is ` +
      `${ka(p.acid)}${p.dissolved === "salt" ? " and Kw = 1.0e-14" : ""}. Give three significant figures.`,
    (p) =>
      `${p.acid.formula} has Ka = ${ka(p.acid)} at 25 °C${p.dissolved === "salt" ? ", where Kw = 1.0e-14" : ""}. Calculate the pH of ` +
      `an aqueous solution that contains ${p.concentration} mol/L of ${substance(p)}, to three significant figures.`,
    (p) =>
      `A flask contains ${substance(p)} dissolved in water at a concentration of ${p.concentration} mol/L. Find its pH to three ` +
      `significant figures from Ka(${p.acid.formula}) = ${ka(p.acid)}${p.dissolved === "salt" ? " and Kw = 1.0e-14" : ""} (25 °C).`,
    (p) =>
      `Using Ka = ${ka(p.acid)} for ${p.acid.formula}${p.dissolved === "salt" ? " and the ionic product of water 1.0e-14" : ""}, ` +
      `determine which pH ${substance(p)} gives at 25 °C when its concentration is ${p.concentration} mol/L. Round to three ` +
      "significant figures.",
  ],
  form: () => ({ unit: "", tolerance: 0.01, figures: 3 }),
  solve(p) {
    const x = ionised(constant(p), p.concentration);
    const { value, steps } = reported(p, x);
    return { value, steps: [...opening(p), ...rooted(p, x), ...steps] };
  },
  program: ({ acid, dissolved, concentration }) =>
    [
      "from math import log10, sqrt",
      `ka = ${acid.ka}  # acid constant of ${acid.formula}`,
      `c = ${concentration}  # mol/L`,
      ...(dissolved === "acid"
        ? ["h = (-ka + sqrt(ka * ka + 4 * ka * c)) / 2  # mol/L of H+", 'print(f"Answer: {-log10(h):.6g}")']
        : [
            "kw = 1.0e-14",
            "kb = kw / ka",
            "oh = (-kb + sqrt(kb * kb + 4 * kb * c)) / 2  # mol/L of OH-",
            'print(f"Answer: {-log10(kw / oh):.6g}")',
          ]),
    ].join("\n"),
  check: ({ acid, dissolved, concentration }) =>
    [
      "# full charge balance with the ions of water, solved by bisection",
      `ka, c, kw = ${acid.ka}, ${concentration}, 1.0e-14`,
      ...chargeBalance(`h ${dissolved === "salt" ? "+ c " : ""}- c * ka / (ka + h) - kw / h`),
    ].join("\n"),
  mistakes(p) {
    const { acid, dissolved, concentration: c } = p;
    const K = constant(p);
    const x = ionised(K, c);
    const ion = ionOf(p);
    const letter = dissolved === "acid" ? "Ka" : "Kb";
    const constantShown = dissolved === "acid" ? ka(acid) : writeWorking(K, 4);
    const wrong = (name: string, told: { value: number; steps: string[] }, steps: string[], why: string) => ({
      name,
      value: told.value,
      steps: [...steps, ...told.steps],
      why,
    });
    const power = -Math.log10(x);
    return [
      wrong(
        "treated as fully dissociated",
        reported(p, c),
        dissolved === "acid"
          ? [
              `The acid dissociates, ${acid.formula} -> H+ + ${acid.base}, and each molecule gives one H+.`,
              `The solution contains ${c} mol/L of ${acid.formula}.`,
              `From this the concentration of hydrogen ions is [H+] = ${c} mol/L.`,
            ]
          : [
              `The ion ${acid.base} is a base: ${acid.base} + H2O -> ${acid.formula} + OH-.`,
              `Each ${acid.salt} gives one ${acid.base} and so one OH-, and the solution contains ${c} mol/L of ${acid.salt}.`,
              `Therefore [OH-] = ${c} mol/L.`,
            ],
        `Only a small part of a weak ${dissolved === "acid" ? "acid" : "base"} reacts with water.`,
      ),
      wrong(
        "square root forgotten",
        reported(p, K * c),
        [
          ...opening(p),
          ...(dissolved === "acid" ? [`As x is small beside c, it follows from Ka and c = ${c} mol/L.`] : []),
          `The concentration is [${ion}] = ${letter} × c = ${constantShown} × ${c} = ${writeWorking(K * c, 4)} mol/L.`,
        ],
        "K × c is the square of the ion concentration.",
      ),
      wrong(
        "other side of the pH scale",
        dissolved === "acid"
          ? {
              value: 14 - power,
              steps: [
                `Together with Kw, pH = -log10(1.0e-14 / ${writeWorking(x, 4)}) = ${writeNumber(14 - power, 3)}.`,
              ],
            }
          : {
              value: power,
              steps: [
                `The pH is the negative logarithm of x, -log10(${writeWorking(x, 4)}) = ${writeNumber(power, 3)}.`,
              ],
            },
        [...opening(p), ...rooted(p, x)],
        "The question asks for the pH, which is 14 minus the pOH at 25 °C.",
      ),
      wrong(
        "natural logarithm",
        reported(p, x, "ln", Math.log),
        [...opening(p), ...rooted(p, x)],
        "pH is defined with the logarithm to base 10.",
      ),
      dissolved === "acid"
        ? wrong(
            "pKa reported",
            {
              value: -Math.log10(K),
              steps: [`pH = -log10(${ka(acid)}) = ${writeNumber(-Math.log10(K), 3)}.`],
            },
            [
              ...opening(p),
              `The acid constant, Ka = ${ka(acid)}, measures how acidic a solution of the acid is.`,
              "On the logarithmic scale the pH is therefore equal to pKa.",
            ],
            "pH equals pKa only when acid and base are equal.",
          )
        : wrong(
            "salt treated as the acid",
            reported({ ...p, dissolved: "acid" }, ionised(acid.ka, c)),
            [
              `In water ${acid.salt} gives the acid, and ${acid.formula} <=> H+ + ${acid.base}.`,
              `With x = [H+], x² / (${c} − x) = Ka = ${ka(acid)}.`,
              `This is x² + ${ka(acid)} x − ${ka(acid)} × ${c} = 0, and its positive root is x = ${writeWorking(ionised(acid.ka, c), 4)} mol/L.`,
            ],
            `${acid.salt} holds the conjugate base, whose solution is basic.`,
          ),
    ];
  },
});
