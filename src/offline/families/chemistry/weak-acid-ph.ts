import { defineFamily, writeNumber } from "../../family.ts";
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

export const weakAcidPh = defineFamily<Parameters>({
  name: "chemistry/weak-acid-ph",
  domain: "chemistry",
  topic: "pH of weak acids",
  keywords: ["ph", "acid constant", "ka", "weak base", "hydrolysis", "conjugate base"],
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
    const { acid, dissolved, concentration: c } = p;
    const K = constant(p);
    const x = ionised(K, c);
    const shown = writeNumber(x, 4);
    if (dissolved === "acid") {
      const value = -Math.log10(x);
      return {
        value,
        steps: [
          `The acid dissociates, ${acid.formula} <=> H+ + ${acid.base}; with x = [H+], Ka = x² / (c − x).`,
          `This is x² + ${ka(acid)} x − ${ka(acid)} × ${c} = 0.`,
          `Its positive root is x = (−Ka + sqrt(Ka² + 4 Ka c)) / 2 = ${shown} mol/L.`,
          `pH = -log10(${shown}) = ${writeNumber(value, 3)}.`,
        ],
      };
    }
    const value = 14 + Math.log10(x);
    return {
      value,
      steps: [
        `The ion ${acid.base} is a weak base: ${acid.base} + H2O <=> ${acid.formula} + OH-.`,
        `Its base constant is Kb = Kw / Ka = 1.0e-14 / ${ka(acid)} = ${writeNumber(K, 4)}.`,
        `With x = [OH-], x² / (${c} − x) = Kb gives x = ${shown} mol/L.`,
        `pOH = -log10(${shown}) = ${writeNumber(-Math.log10(x), 4)}.`,
        `pH = 14.00 − ${writeNumber(-Math.log10(x), 4)} = ${writeNumber(value, 3)}.`,
      ],
    };
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
    const pH = (ions: number): number => (dissolved === "acid" ? -Math.log10(ions) : 14 + Math.log10(ions));
    const ion = dissolved === "acid" ? "H+" : "OH-";
    const wrong = (name: string, value: number, step: string, why: string) => ({
      name,
      value,
      steps: [step, `The pH is ${writeNumber(value, 3)}.`],
      why,
    });
    return [
      wrong(
        "treated as fully dissociated",
        pH(c),
        `[${ion}] is set equal to ${c} mol/L.`,
        `Only a small part of a weak ${dissolved === "acid" ? "acid" : "base"} reacts with water.`,
      ),
      wrong(
        "square root forgotten",
        pH(K * c),
        `[${ion}] is taken as K × c = ${writeNumber(K * c, 4)} mol/L.`,
        "K × c is the square of the ion concentration.",
      ),
      wrong(
        "other side of the pH scale",
        14 - pH(x),
        `From [${ion}] = ${writeNumber(x, 4)} mol/L the ${dissolved === "acid" ? "pOH" : "pOH"} is reported.`,
        "The question asks for the pH, which is 14 minus the pOH at 25 °C.",
      ),
      wrong(
        "natural logarithm",
        dissolved === "acid" ? -Math.log(x) : 14 + Math.log(x),
        `The natural logarithm of ${writeNumber(x, 4)} is taken.`,
        "pH is defined with the logarithm to base 10.",
      ),
      dissolved === "acid"
        ? wrong(
            "pKa reported",
            -Math.log10(K),
            `The pKa is -log10(${ka(acid)}).`,
            "pH equals pKa only when acid and base are equal.",
          )
        : wrong(
            "salt treated as the acid",
            -Math.log10(ionised(acid.ka, c)),
            `x² / (${c} − x) = Ka is solved for [H+].`,
            `${acid.salt} holds the conjugate base, whose solution is basic.`,
          ),
    ];
  },
});
