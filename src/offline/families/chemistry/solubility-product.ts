import { defineFamily, writeNumber } from "../../family.ts";
import { writeWorking } from "../working.ts";
import { molarMass, molarMassSource } from "./elements.ts";

interface Salt {
  formula: string;
  cation: readonly [number, string];
  anion: readonly [number, string];
  ksp: number;
}
interface Parameters {
  salt: Salt;
  litres: number;
  /** mol/L of the anion that the solution holds already, 0 in pure water. */
  common: number;
}

/** Solubility products at 25 °C. "Solubility product constants", CRC Handbook of Chemistry and Physics, 97th edition, section 5. */
const salts: readonly Salt[] = [
  { formula: "AgCl", cation: [1, "Ag+"], anion: [1, "Cl-"], ksp: 1.77e-10 },
  { formula: "AgBr", cation: [1, "Ag+"], anion: [1, "Br-"], ksp: 5.35e-13 },
  { formula: "BaSO4", cation: [1, "Ba2+"], anion: [1, "SO4^2-"], ksp: 1.08e-10 },
  { formula: "SrSO4", cation: [1, "Sr2+"], anion: [1, "SO4^2-"], ksp: 3.44e-7 },
  { formula: "PbSO4", cation: [1, "Pb2+"], anion: [1, "SO4^2-"], ksp: 2.53e-8 },
  { formula: "BaCrO4", cation: [1, "Ba2+"], anion: [1, "CrO4^2-"], ksp: 1.17e-10 },
  { formula: "CaF2", cation: [1, "Ca2+"], anion: [2, "F-"], ksp: 3.45e-11 },
  { formula: "SrF2", cation: [1, "Sr2+"], anion: [2, "F-"], ksp: 4.33e-9 },
  { formula: "MgF2", cation: [1, "Mg2+"], anion: [2, "F-"], ksp: 5.16e-11 },
  { formula: "PbI2", cation: [1, "Pb2+"], anion: [2, "I-"], ksp: 9.8e-9 },
  { formula: "Ag2CrO4", cation: [2, "Ag+"], anion: [1, "CrO4^2-"], ksp: 1.12e-12 },
];
/** Molar solubility; with a common ion its own contribution to the anion is below 0.1 % for every salt offered. */
function solubility({ cation: [a], anion: [b], ksp }: Salt, common: number): number {
  return common > 0 ? (ksp / common ** b) ** (1 / a) / a : (ksp / (a ** a * b ** b)) ** (1 / (a + b));
}
const ksp = ({ salt }: Parameters): string => `Ksp(${salt.formula}) = ${writeNumber(salt.ksp, 3)}`;
const solvent = ({ salt, common }: Parameters): string =>
  common > 0 ? `a solution that already contains ${common} mol/L of ${salt.anion[1]}` : "pure water";

const power = (n: number): string => (n === 1 ? "" : `^${n}`);
const multiple = (n: number): string => `${n === 1 ? "" : n}s`;
const product = ({ salt: { cation, anion, ksp: K } }: Parameters): string =>
  `In the saturated solution Ksp = [${cation[1]}]${power(cation[0])} × [${anion[1]}]${power(anion[0])} = ${writeNumber(K, 3)}.`;
/** How the ions' concentrations follow from the solubility, in water or with a common ion. */
function ions({ salt, common }: Parameters): string {
  const {
    cation: [a, plus],
    anion: [b, minus],
  } = salt;
  const times = (n: number): string => (n === 1 ? "s" : `(${n}s)`);
  return common > 0
    ? `With solubility s, [${plus}] = ${multiple(a)}, and [${minus}] stays at ${common} mol/L because s is tiny beside it.`
    : `With solubility s, [${plus}] = ${multiple(a)} and [${minus}] = ${multiple(b)}, so Ksp = ${times(a)}${power(a)} × ${times(b)}${power(b)}.`;
}
const solved = (s: number): string => `Solved for s: ${writeWorking(s, 4)} mol/L.`;
function weighed({ salt, litres }: Parameters, s: number): string {
  const M = molarMass(salt.formula);
  return `In ${litres} L that is ${writeWorking(s * litres, 4)} mol, and × ${writeWorking(M, 5)} g/mol the mass is ${writeNumber(s * litres * M, 3)} g.`;
}

export const solubilityProduct = defineFamily<Parameters>({
  name: "chemistry/solubility-product",
  domain: "chemistry",
  topic: "solubility product",
  keywords: [
    "ksp",
    "common ion effect",
    "solubility",
    "saturated solution",
    "precipitation",
    "chemical equilibrium",
    "chemical equilibria",
    "equilibrium",
  ],
  handbook: ["chemistry/solubility-product"],
  sample(random, difficulty) {
    const litres = random.decimal(0.25, 9.5, 3);
    if (difficulty === "hard") {
      const salt = random.pick(salts.filter(({ ksp }) => ksp < 2e-8));
      return { salt, litres, common: random.decimal(0.05, 0.5, 3) };
    }
    const salt = random.pick(
      salts.filter(({ cation, anion }) => (cation[0] + anion[0] === 2) === (difficulty === "easy")),
    );
    return { salt, litres, common: 0 };
  },
  phrasings: [
    (p) =>
      `What mass of ${p.salt.formula} in grams dissolves at 25 °C in ${p.litres} L of ${solvent(p)}? ${ksp(p)}; give three ` +
      "significant figures.",
    (p) =>
      `Solid ${p.salt.formula} is shaken with ${p.litres} L of ${solvent(p)} until the solution is saturated at 25 °C. Calculate the ` +
      `dissolved mass in g to three significant figures, given ${ksp(p)}.`,
    (p) =>
      `With ${ksp(p)} at 25 °C, how many grams of ${p.salt.formula} can be dissolved at most in ${p.litres} L of ${solvent(p)}? Assume ` +
      "ideal behaviour and round to three significant figures.",
    (p) =>
      `Find the largest mass of ${p.salt.formula} (g, three significant figures) that ${p.litres} L of ${solvent(p)} takes up at 25 °C, ` +
      `where ${ksp(p)} (concentrations in mol/L).`,
  ],
  form: () => ({ unit: "g", tolerance: 0.01, figures: 3 }),
  solve(p) {
    const s = solubility(p.salt, p.common);
    return {
      value: s * p.litres * molarMass(p.salt.formula),
      steps: [product(p), ions(p), solved(s), weighed(p, s)],
    };
  },
  program(p) {
    const {
      cation: [a],
      anion: [b],
    } = p.salt;
    return [
      `ksp = ${p.salt.ksp}`,
      `a, b = ${a}, ${b}  # cations and anions in ${p.salt.formula}`,
      ...(p.common > 0
        ? [`common = ${p.common}  # mol/L of ${p.salt.anion[1]}`, "s = (ksp / common ** b) ** (1 / a) / a  # mol/L"]
        : ["s = (ksp / (a ** a * b ** b)) ** (1 / (a + b))  # mol/L"]),
      `volume = ${p.litres}  # L`,
      `molar_mass = ${molarMassSource(p.salt.formula)}  # g/mol`,
      'print(f"Answer: {s * volume * molar_mass:.6g} g")',
    ].join("\n");
  },
  check(p) {
    const {
      cation: [a],
      anion: [b],
    } = p.salt;
    return [
      "from math import sqrt",
      "# geometric bisection for the solubility at which the full ionic product reaches Ksp",
      "low, high = 1e-15, 1.0",
      "for _ in range(200):",
      "    s = sqrt(low * high)",
      `    product = (${a} * s) ** ${a} * (${p.common} + ${b} * s) ** ${b}`,
      `    low, high = (s, high) if product < ${p.salt.ksp} else (low, s)`,
      `print(f"Answer: {s * ${p.litres} * ${writeNumber(molarMass(p.salt.formula), 6)}:.6g} g")`,
    ].join("\n");
  },
  mistakes(p) {
    const {
      formula,
      cation: [a, plus],
      anion: [b, minus],
      ksp: K,
    } = p.salt;
    const M = molarMass(formula);
    const s = solubility(p.salt, p.common);
    const wrong = (name: string, solubilityTaken: number, reading: string, why: string) => ({
      name,
      value: solubilityTaken * p.litres * M,
      steps: [product(p), reading, solved(solubilityTaken), weighed(p, solubilityTaken)],
      why,
    });
    const unfinished = (name: string, value: number, last: string, why: string) => ({
      name,
      value,
      steps: [product(p), ions(p), solved(s), last],
      why,
    });
    const shown = writeWorking(s, 4);
    return [
      wrong(
        "solubility product taken for the solubility",
        K,
        `The solubility product says how much ${formula} the saturated solution holds in each litre, so s = Ksp.`,
        "Ksp is a product of ion concentrations, not a solubility.",
      ),
      unfinished(
        "volume left out",
        s * M,
        `Multiplied by the molar mass this is ${shown} mol/L × ${writeWorking(M, 5)} g/mol, and the mass is ${writeNumber(s * M, 3)} g.`,
        `There is ${p.litres} L of solution.`,
      ),
      unfinished(
        "molar mass left out",
        s * p.litres,
        `In ${p.litres} L that is ${shown} mol/L × ${p.litres} L = ${writeWorking(s * p.litres, 4)}, so the mass is ${writeNumber(s * p.litres, 3)} g.`,
        "An amount must be multiplied by the molar mass.",
      ),
      p.common > 0
        ? wrong(
            "common ion ignored",
            solubility(p.salt, 0),
            ions({ ...p, common: 0 }),
            "The ion that is already there lowers the solubility.",
          )
        : wrong(
            "ions counted as one power",
            Math.sqrt(K),
            `With solubility s the salt gives [${plus}] = s and [${minus}] = s, so Ksp = s × s = s^2.`,
            "The exponents follow from the numbers of ions in the formula.",
          ),
      p.common > 0
        ? wrong(
            "exponent of the common ion ignored",
            (K / p.common) ** (1 / a) / a,
            `With solubility s, [${plus}] = ${multiple(a)}, and [${minus}] stays at ${p.common} mol/L, so [${plus}]${power(a)} = Ksp / ${p.common}.`,
            `The concentration of ${minus} enters with the exponent ${b}.`,
          )
        : wrong(
            "half of the product",
            K / 2,
            `With solubility s the salt gives s of ${plus} and s of ${minus}, so Ksp = s + s = 2s.`,
            "The ion concentrations are multiplied, not added.",
          ),
    ];
  },
});
