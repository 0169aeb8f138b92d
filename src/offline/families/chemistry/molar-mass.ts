import type { Random } from "../../../../schema/random.ts";
import { defineFamily, writeNumber } from "../../family.ts";
import { atomicWeights, composition, type Element, molarMass, molarMassSource } from "./elements.ts";

interface Parameters {
  /** Compound without water of crystallisation. */
  formula: string;
  /** Water molecules for each formula unit; 0 when the compound is no hydrate. */
  waters: number;
}

const atomicNumbers: Partial<Record<Element, number>> = { H: 1, C: 6, N: 7, O: 8, S: 16 };
const divalent = ["Mg", "Ca", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Sr", "Cd", "Ba", "Pb"] as const;
const trivalent = ["Al", "Cr"] as const;

/** C, H, N, O, S with a hydrogen count that valence allows: even with nitrogen for a molecule, odd for a radical or anion. */
function organicFormula(random: Random, odd: 0 | 1): string {
  const carbon = random.integer(4, 24);
  const nitrogen = random.integer(0, Math.min(6, Math.floor(carbon / 2)));
  const hydrogen = 2 * random.integer(Math.ceil(carbon / 4), carbon) + ((nitrogen + odd) % 2);
  const part = (element: string, count: number) => (count === 0 ? "" : element + (count === 1 ? "" : count));
  return (
    part("C", carbon) +
    part("H", hydrogen) +
    part("N", nitrogen) +
    part("O", random.integer(1, Math.min(9, carbon))) +
    part("S", random.integer(0, 2))
  );
}

const written = ({ formula, waters }: Parameters): string =>
  waters === 0 ? formula : `${formula}·${waters === 1 ? "" : waters}H2O`;
/** The same compound with its water in brackets, as `composition` reads it. */
const bracketed = ({ formula, waters }: Parameters): string => (waters === 0 ? formula : `${formula}(H2O)${waters}`);
const _water = molarMass("H2O");

/** What each atom is entered with, the quantity's name, and what the steps say of the count. */
interface Entered {
  weight: (element: Element) => number;
  quantity: string;
  counted: string;
}
const byWeight: Entered = { weight: (e) => atomicWeights[e], quantity: "atomic weight in g/mol", counted: "" };

/** The steps that add up `counts`. */
function addUp(p: Parameters, counts: readonly (readonly [Element, number])[], entered: Partial<Entered> = {}) {
  const { weight, quantity, counted } = { ...byWeight, ...entered };
  const value = counts.reduce((sum, [e, n]) => sum + n * weight(e), 0);
  const products = counts.map(([e, n]) => `${e}: ${n} × ${weight(e)} = ${writeNumber(n * weight(e), 6)}`);
  return {
    value,
    steps: [
      `Count the atoms: one formula unit of ${written(p)} holds ${counts.map(([e, n]) => `${n} ${e}`).join(", ")}${counted}.`,
      `Multiply each count by the ${quantity}: ${products.join("; ")}.`,
      `The sum is the molar mass, ${writeNumber(value, 6)} g/mol, which rounds to ${writeNumber(value, 4)} g/mol.`,
    ],
  };
}
const countsOf = (formula: string): [Element, number][] => Object.entries(composition(formula)) as [Element, number][];

export const molarMasses = defineFamily<Parameters>({
  name: "chemistry/molar-mass",
  domain: "chemistry",
  topic: "molar mass",
  keywords: ["molecular mass", "formula mass", "molecular weight", "hydrate", "atomic weights"],
  handbook: ["chemistry/molar-mass"],
  sample(random, difficulty) {
    if (difficulty === "easy") return { formula: organicFormula(random, 0), waters: 0 };
    const threefold = random.next() < 0.2;
    const metal = random.pick(threefold ? trivalent : divalent);
    const formula = `${metal}(${organicFormula(random, 1)})${threefold ? 3 : 2}`;
    return { formula, waters: difficulty === "hard" ? random.integer(1, 8) : 0 };
  },
  phrasings: [
    (p) => `What is the molar mass of ${written(p)} in g/mol, to four significant figures?`,
    (p) => `How many grams does one mole of ${written(p)} weigh? Answer in g/mol with four significant figures.`,
    (p) =>
      `The label on a bottle shows only the formula ${written(p)}. Use standard atomic weights to find the molar mass in ` +
      "g/mol and round it to four significant figures.",
    (p) =>
      `Before weighing out ${written(p)}, a student needs its molar mass. Add up the atomic weights and give the result ` +
      "in g/mol to four significant figures.",
    (p) => `Calculate, to four significant figures, the molar mass (in g/mol) of the compound ${written(p)}.`,
  ],
  form: () => ({ unit: "g/mol", tolerance: 0.01, figures: 4 }),
  solve: (p) => addUp(p, countsOf(bracketed(p))),
  program: (p) =>
    [
      `molar_mass = ${molarMassSource(p.formula)}  # g/mol of ${p.formula}`,
      ...(p.waters > 0
        ? [`molar_mass += ${p.waters} * (${molarMassSource("H2O")})  # g/mol of water of crystallisation`]
        : []),
      'print(f"Answer: {molar_mass:.7g} g/mol")',
    ].join("\n"),
  check(p) {
    const elements = Object.keys(composition(bracketed(p))) as Element[];
    return [
      "import re",
      "from fractions import Fraction",
      `weights = {${elements.map((e) => `"${e}": Fraction("${atomicWeights[e]}")`).join(", ")}}`,
      "def weigh(formula):",
      "    # read the formula itself: a bracket is weighed like a formula of its own",
      "    total = Fraction(0)",
      `    for group, times, symbol, count in re.findall(r"\\(([^()]+)\\)(\\d*)|([A-Z][a-z]?)(\\d*)", formula):`,
      "        total += weigh(group) * int(times or 1) if group else weights[symbol] * int(count or 1)",
      "    return total",
      `print(f"Answer: {float(weigh('${bracketed(p)}')):.7g} g/mol")`,
    ].join("\n");
  },
  mistakes(p) {
    const wrong = (name: string, told: { value: number; steps: string[] }, why: string) => ({ name, ...told, why });
    const counts = countsOf(bracketed(p));
    const shared = [
      wrong(
        "subscripts ignored",
        addUp(
          p,
          counts.map(([element]) => [element, 1] as const),
          { counted: " as its elements" },
        ),
        "Each atomic weight must be multiplied by the number of those atoms.",
      ),
      wrong(
        "oxygen weighed as O2",
        addUp(p, counts, { weight: (e) => atomicWeights[e] * (e === "O" ? 2 : 1) }),
        "A bound oxygen atom weighs 15.999 g/mol; 31.998 g/mol belongs to the molecule O2.",
      ),
    ];
    const bracket = /^([A-Z][a-z]?)\((.+)\)(\d)$/.exec(p.formula);
    if (!bracket) {
      return [
        ...shared,
        wrong(
          "atomic numbers instead of weights",
          addUp(p, counts, { weight: (e) => atomicNumbers[e] ?? 0, quantity: "number of the element in the table" }),
          "The molar mass is a sum of atomic weights, not of atomic numbers.",
        ),
        wrong(
          "hydrogen left out",
          addUp(
            p,
            counts.filter(([element]) => element !== "H"),
            { counted: ", and hydrogen, too light to matter" },
          ),
          "Many hydrogen atoms together do count.",
        ),
      ];
    }
    const [, metal, anion, times] = bracket;
    const water = p.waters > 0 ? `(H2O)${p.waters}` : "";
    return [
      ...shared,
      wrong(
        "subscript behind the bracket forgotten",
        addUp(p, countsOf(`${metal}${anion}${water}`)),
        "The subscript behind the bracket multiplies everything inside it.",
      ),
      wrong(
        "metal multiplied by the bracket's subscript",
        addUp(p, countsOf(`(${metal}${anion})${times}${water}`)),
        "The metal stands outside the bracket and is counted once.",
      ),
      wrong(
        "water of crystallisation left out",
        addUp(p, countsOf(p.formula), { counted: " in the salt" }),
        "Water written in the formula of a hydrate belongs to its molar mass.",
      ),
    ];
  },
});
